import { randomBytes } from 'node:crypto';
import { link, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { keyId, keyOf } from './documentKeys';
import { addRecords, recordsFrom } from './logCopy';
import { DamagedLog, LogFile, syncFolder, type LogKind } from './logFile';
import { recordsOf } from './logRecords';
import type { StoredDocument, UserDatabaseStore } from './store';

// A backup is a log like that of the embedded user database, of another kind, with the documents of one moment. Its last
// frame says how many they are, so that a backup which was cut off is none.
const BACKUP: LogKind = { magic: Buffer.from('MCPTT backup  1\n', 'latin1'), otherwise: 'is not a backup of a user database' };
const COUNT_LENGTH = 12;
const COUNT_MARK = Buffer.from('all:', 'latin1');

/** A file is there already where a backup was to be written. */
export class FileExists extends Error {
  constructor(path: string) {
    super(`${path} is there already; choose another name for the backup.`);
    this.name = 'FileExists';
  }
}

/** The file is no whole backup. */
export class UnusableBackup extends Error {
  constructor(path: string, why: string) {
    super(`${path} ${why}; it cannot be restored.`);
    this.name = 'UnusableBackup';
  }
}

/**
 * Writes a backup, reads it back, and only then gives it its name.
 * @returns the number of documents
 * @throws FileExists; UnusableBackup where what was written cannot be read back; what the store throws
 */
export async function backUp(store: UserDatabaseStore, path: string): Promise<number> {
  if (await stat(path).catch(() => undefined)) throw new FileExists(path);
  const draft = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    await writeBackup(draft, store.documents());
    const count = await checkBackup(draft);
    // A link never replaces what has come to be there meanwhile.
    await link(draft, path).catch((error: NodeJS.ErrnoException) => Promise.reject(error.code === 'EEXIST' ? new FileExists(path) : error));
    await syncFolder(dirname(path));
    return count;
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Takes a backup into an empty user database: the whole file is checked before anything is changed, and once more while it is read.
 * @returns the number of documents
 * @throws UnusableBackup, NotEmpty; what the store throws
 */
export async function restoreBackup(path: string, store: UserDatabaseStore): Promise<number> {
  const count = await checkBackup(path);
  await store.restore(documentsOf(path));
  return count;
}

async function writeBackup(path: string, documents: AsyncIterable<StoredDocument>): Promise<void> {
  const log = await LogFile.create(path, BACKUP);
  let count = 0;
  try {
    await addRecords(log, recordsFrom(counted(documents, () => (count += 1))), () => undefined);
    await log.add(lastPayload(count));
    await log.sync();
  } finally {
    await log.close();
  }
}

async function* counted(documents: AsyncIterable<StoredDocument>, one: () => void): AsyncGenerator<StoredDocument> {
  for await (const document of documents) {
    one();
    yield document;
  }
}

function lastPayload(count: number): Buffer {
  const payload = Buffer.alloc(COUNT_LENGTH);
  COUNT_MARK.copy(payload);
  payload.writeBigUInt64LE(BigInt(count), COUNT_MARK.length);
  return payload;
}

/** Reads every byte of a backup. @returns the number of documents @throws UnusableBackup, the system's errors */
async function checkBackup(path: string): Promise<number> {
  const seen = new Set<string>();
  for await (const { key } of documentsOf(path)) {
    const id = keyId(key);
    if (seen.has(id)) throw new UnusableBackup(path, `holds ${key.document} of ${key.xui} twice`);
    seen.add(id);
  }
  return seen.size;
}

async function* documentsOf(path: string): AsyncGenerator<StoredDocument> {
  const log = await openBackup(path);
  try {
    let previous: Buffer | undefined;
    let count = 0;
    for await (const { payload } of log.payloads(0, log.end)) {
      for (const document of previous ? documentsIn(previous) : []) {
        count += 1;
        yield document;
      }
      previous = payload;
    }
    if (!previous?.equals(lastPayload(count)) || (await stat(path)).size > log.end) throw new UnusableBackup(path, 'is cut off or damaged');
  } finally {
    await log.close();
  }
}

async function openBackup(path: string): Promise<LogFile> {
  try {
    return await LogFile.openToRead(path, BACKUP, () => undefined);
  } catch (error) {
    if (error instanceof DamagedLog) throw new UnusableBackup(path, 'is damaged, or no backup of a user database');
    throw error;
  }
}

function* documentsIn(payload: Buffer): Generator<StoredDocument> {
  for (const { head, bodyStart, bodyLength } of recordsOf(payload)) {
    if (head.entityTag === undefined) continue;
    yield { key: keyOf(head.key), version: { entityTag: head.entityTag, body: payload.subarray(bodyStart, bodyStart + bodyLength) } };
  }
}
