import { createHash } from 'node:crypto';
import { DatabaseUnavailable, type DocumentKey, type DocumentListing, type DocumentVersion, type UserDatabase } from './database';
import { inOrder, keyOf, partsOf } from './documentKeys';
import { DEFAULT_POSTGRES_LIMITS, PostgresConnections, type PostgresLimits } from './postgresConnection';
import { prepareTable, TABLE } from './postgresTable';

/** A row, as far as it is a listing. */
export interface ListingRow {
  readonly root: string;
  readonly auid: string;
  readonly xui: string;
  readonly document: string;
  readonly entity_tag: string;
}

/**
 * Opens the user database in PostgreSQL and makes its table where there is none. Any number of CMS processes may have it open.
 * @param url postgres://…; what it does not say is taken from the PG… variables of the environment
 * @throws UnfitDatabase, DatabaseUnavailable
 */
export async function openPostgresDatabase(url: string, limits: Partial<PostgresLimits> = {}): Promise<UserDatabase> {
  const connections = new PostgresConnections(url, { ...DEFAULT_POSTGRES_LIMITS, ...limits });
  try {
    await prepareTable(connections);
    return new PostgresDatabase(connections);
  } catch (error) {
    await connections.close();
    throw error;
  }
}

/**
 * Each change is one statement, which compares and swaps: of two at the same time, the second waits for the first and
 * then sees what it has left (PostgreSQL 13.2.1, read committed).
 */
class PostgresDatabase implements UserDatabase {
  constructor(private readonly connections: PostgresConnections) {}

  async read(key: DocumentKey): Promise<DocumentVersion | undefined> {
    const { rows } = await this.connections.run<{ entity_tag: string; body: Buffer }>(`SELECT entity_tag, body FROM ${TABLE} WHERE id = $1`, [rowId(key)]).catch(onlyRead);
    const [row] = rows;
    return row && { entityTag: row.entity_tag, body: row.body };
  }

  async write(key: DocumentKey, version: DocumentVersion, expected: string | undefined): Promise<'written' | 'changed'> {
    try {
      const { rowCount } =
        expected === undefined
          ? await this.connections.run(INSERT, insertValues(key, version))
          : await this.connections.run(`UPDATE ${TABLE} SET entity_tag = $3, body = $4 WHERE id = $1 AND entity_tag = $2`, [rowId(key), expected, version.entityTag, version.body]);
      return rowCount === 1 ? 'written' : 'changed';
    } catch (error) {
      if (error instanceof DatabaseUnavailable && !error.unchanged && (await this.isThere(key, version.entityTag))) return 'written';
      throw error;
    }
  }

  // A removal whose answer is lost stays unknown: that the document is gone now may be somebody else's doing.
  async remove(key: DocumentKey, expected: string): Promise<'removed' | 'changed'> {
    const { rowCount } = await this.connections.run(`DELETE FROM ${TABLE} WHERE id = $1 AND entity_tag = $2`, [rowId(key), expected]);
    return rowCount === 1 ? 'removed' : 'changed';
  }

  async list(root: string, xui: string): Promise<DocumentListing[]> {
    const { rows } = await this.connections.run<ListingRow>(`SELECT root, auid, xui, document, entity_tag FROM ${TABLE} WHERE owner = $1`, [ownerId(root, xui)]).catch(onlyRead);
    return inOrder(rows.map((row) => ({ key: keyOf([row.root, row.auid, row.xui, row.document]), entityTag: row.entity_tag })));
  }

  async close(): Promise<void> {
    await this.connections.close();
  }

  /**
   * After an answer that was lost: an entity tag is given once, so where it is found, our change was made. Where it is
   * not, nothing is known; the database may be about to make the change.
   */
  private async isThere(key: DocumentKey, entityTag: string): Promise<boolean> {
    const found = await this.connections.runAfresh(`SELECT FROM ${TABLE} WHERE id = $1 AND entity_tag = $2`, [rowId(key), entityTag]).catch(() => undefined);
    return found?.rowCount === 1;
  }
}

/** Adds a document where there is none. */
export const INSERT = `INSERT INTO ${TABLE} (id, owner, root, auid, xui, document, entity_tag, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`;

export function insertValues(key: DocumentKey, version: DocumentVersion): unknown[] {
  return [rowId(key), ownerId(key.root, key.xui), ...partsOf(key), version.entityTag, version.body];
}

/** A lost answer of what changes nothing leaves nothing open. */
function onlyRead(error: unknown): never {
  if (error instanceof DatabaseUnavailable && !error.unchanged) throw new DatabaseUnavailable('The user database broke off while it was read; nothing was changed.');
  throw error;
}

// Rows are found by a digest of the key: an index of PostgreSQL takes no more than 2700 bytes, and an XUI may be longer.
function rowId(key: DocumentKey): Buffer {
  return digest(partsOf(key));
}

function ownerId(root: string, xui: string): Buffer {
  return digest([root, xui]);
}

function digest(parts: readonly string[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts), 'utf8').digest();
}
