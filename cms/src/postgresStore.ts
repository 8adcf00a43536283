import { keyOf } from './documentKeys';
import { DEFAULT_POSTGRES_LIMITS, PostgresConnections } from './postgresConnection';
import { INSERT, insertValues, openPostgresDatabase, type ListingRow } from './postgresDatabase';
import { prepareTable, TABLE } from './postgresTable';
import { NotEmpty, type StoredDocument, type UserDatabaseStore } from './store';

/** The user database in PostgreSQL. @param url as in {@link openPostgresDatabase} */
export function postgresStore(url: string): UserDatabaseStore {
  return {
    open: () => openPostgresDatabase(url),
    documents: () => documentsOf(url),
    restore: (documents) => restore(url, documents),
  };
}

interface DocumentRow extends ListingRow {
  readonly body: Buffer;
}

/** Documents fetched at once; each may have several megabytes. */
const FETCHED = 8;

/** One transaction sees one moment, whatever is written meanwhile (PostgreSQL 13.2.2, repeatable read). */
async function* documentsOf(url: string): AsyncGenerator<StoredDocument> {
  const connections = new PostgresConnections(url, { ...DEFAULT_POSTGRES_LIMITS, connections: 1 });
  try {
    const { run, end } = await connections.session();
    try {
      await run('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await run(`DECLARE documents NO SCROLL CURSOR FOR SELECT root, auid, xui, document, entity_tag, body FROM ${TABLE}`);
      for (;;) {
        const { rows } = await run<DocumentRow>(`FETCH ${FETCHED} FROM documents`);
        if (rows.length === 0) break;
        for (const row of rows) yield { key: keyOf([row.root, row.auid, row.xui, row.document]), version: { entityTag: row.entity_tag, body: row.body } };
      }
    } finally {
      end(false);
    }
  } finally {
    await connections.close();
  }
}

/**
 * In one transaction, behind a lock that lets nobody else write: a CMS that runs on the database waits for a moment, and
 * then sees all of the documents or none. So that a CMS runs is no reason to refuse here; documents that are there are.
 */
async function restore(url: string, documents: AsyncIterable<StoredDocument>): Promise<void> {
  const connections = new PostgresConnections(url, { ...DEFAULT_POSTGRES_LIMITS, connections: 1 });
  try {
    await prepareTable(connections);
    const { run, end } = await connections.session();
    try {
      await run('BEGIN');
      await run(`LOCK TABLE ${TABLE} IN EXCLUSIVE MODE`);
      if ((await run(`SELECT FROM ${TABLE} LIMIT 1`)).rowCount !== 0) throw new NotEmpty();
      for await (const { key, version } of documents) await run(INSERT, insertValues(key, version));
      await run('COMMIT');
    } finally {
      end(false);
    }
  } finally {
    await connections.close();
  }
}
