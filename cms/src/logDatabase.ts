import { join } from 'node:path';
import { DatabaseUnavailable, type DocumentKey, type DocumentListing, type DocumentVersion, type UserDatabase } from './database';
import { claimFolder } from './folderLock';
import { LogFile } from './logFile';

// Why a log of our own: the promise is small (whole documents by name, compare and swap, durable), and an append with one
// fsync for all who wait is the least a disk can be asked for it. SQLite would bring a compiler or a WebAssembly build
// whose files are not synced by the same rules on every system, to be loaded into an editor, for one table.

/** Where a durable version lies in the log. */
interface IndexEntry {
  readonly key: DocumentKey;
  readonly entityTag: string;
  readonly offset: number;
  readonly length: number;
}

/** What one record says; without a tag, the document is removed. Its body follows it. */
interface RecordHead {
  readonly key: readonly [root: string, auid: string, xui: string, document: string];
  readonly entityTag?: string;
}

interface Waiting {
  readonly record: Buffer;
  readonly committed: () => void;
  readonly failed: (error: Error) => void;
}

/** One commit holds this many bytes, or one record where that is larger. */
const COMMIT_BYTES = 16 * 1024 * 1024;

/** Opens the embedded user database in a folder, which must be there. @throws FolderInUse, DamagedLog, the system's errors */
export async function openLogDatabase(folder: string): Promise<UserDatabase> {
  const release = await claimFolder(folder);
  try {
    const index = new Map<string, IndexEntry>();
    const log = await LogFile.open(join(folder, 'user-database.log'), (payload, offset) => applyRecords(index, payload, offset));
    return new LogDatabase(log, index, release);
  } catch (error) {
    await release();
    throw error;
  }
}

class LogDatabase implements UserDatabase {
  /** Changes that are on their way to the disk, by document: the next change of the same document waits for them. */
  private readonly pending = new Map<string, Promise<void>>();
  private queue: Waiting[] = [];
  private committing: Promise<void> | undefined;

  constructor(
    private readonly log: LogFile,
    private readonly index: Map<string, IndexEntry>,
    private readonly release: () => Promise<void>,
  ) {}

  async read(key: DocumentKey): Promise<DocumentVersion | undefined> {
    const entry = this.index.get(idOf(key));
    return entry && { entityTag: entry.entityTag, body: await this.log.read(entry.offset, entry.length) };
  }

  async write(key: DocumentKey, version: DocumentVersion, expected: string | undefined): Promise<'written' | 'changed'> {
    const record = encodeRecord({ key: partsOf(key), entityTag: version.entityTag }, version.body);
    return (await this.change(key, expected, record)) ? 'written' : 'changed';
  }

  async remove(key: DocumentKey, expected: string): Promise<'removed' | 'changed'> {
    return (await this.change(key, expected, encodeRecord({ key: partsOf(key) }, new Uint8Array()))) ? 'removed' : 'changed';
  }

  async list(root: string, xui: string): Promise<DocumentListing[]> {
    return [...this.index.values()]
      .filter(({ key }) => key.root === root && key.xui === xui)
      .map(({ key, entityTag }) => ({ key, entityTag }))
      .sort((left, right) => compare(left.key.auid, right.key.auid) || compare(left.key.document, right.key.document));
  }

  async close(): Promise<void> {
    await this.committing;
    await this.log.close();
    await this.release();
  }

  private async change(key: DocumentKey, expected: string | undefined, record: Buffer): Promise<boolean> {
    const id = idOf(key);
    // Whether the version is the expected one is known only once every earlier change of it is on the disk, or has failed.
    for (let earlier; (earlier = this.pending.get(id)); ) await earlier;
    if (this.index.get(id)?.entityTag !== expected) return false;
    const commit = this.commit(record);
    this.pending.set(
      id,
      commit.catch(() => undefined).then(() => void this.pending.delete(id)),
    );
    await commit;
    return true;
  }

  private commit(record: Buffer): Promise<void> {
    return new Promise((committed, failed) => {
      this.queue.push({ record, committed, failed });
      this.committing ??= this.commitAll().finally(() => (this.committing = undefined));
    });
  }

  /** One fsync for all that have come in while the last one ran. */
  private async commitAll(): Promise<void> {
    while (this.queue.length > 0) {
      const batch = this.takeBatch();
      try {
        if (!this.log.usable) throw new Error('the disk failed earlier, restart the CMS');
        const payload = Buffer.concat(batch.map(({ record }) => record));
        applyRecords(this.index, payload, await this.log.append(payload));
        for (const { committed } of batch) committed();
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        for (const { failed } of batch) failed(new DatabaseUnavailable(`The user database could not be written: ${reason}.`));
      }
    }
  }

  private takeBatch(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const { record } of this.queue) {
      if (count > 0 && bytes + record.length > COMMIT_BYTES) break;
      bytes += record.length;
      count += 1;
    }
    return this.queue.splice(0, count);
  }
}

/** Record: length of head (u32), length of body (u32), head as JSON, body. */
function encodeRecord(head: RecordHead, body: Uint8Array): Buffer {
  const json = Buffer.from(JSON.stringify(head), 'utf8');
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(json.length, 0);
  lengths.writeUInt32LE(body.length, 4);
  return Buffer.concat([lengths, json, body]);
}

function applyRecords(index: Map<string, IndexEntry>, payload: Buffer, payloadOffset: number): void {
  for (let at = 0; at < payload.length; ) {
    const headStart = at + 8;
    const bodyStart = headStart + payload.readUInt32LE(at);
    const length = payload.readUInt32LE(at + 4);
    const { key: parts, entityTag } = JSON.parse(payload.toString('utf8', headStart, bodyStart)) as RecordHead;
    const [root, auid, xui, document] = parts;
    const key = { root, auid, xui, document };
    if (entityTag === undefined) index.delete(idOf(key));
    else index.set(idOf(key), { key, entityTag, offset: payloadOffset + bodyStart, length });
    at = bodyStart + length;
  }
}

function partsOf(key: DocumentKey): RecordHead['key'] {
  return [key.root, key.auid, key.xui, key.document];
}

function idOf(key: DocumentKey): string {
  return JSON.stringify(partsOf(key));
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
