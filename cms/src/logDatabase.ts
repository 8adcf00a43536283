import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseUnavailable, type DocumentKey, type DocumentListing, type DocumentVersion, type UserDatabase } from './database';
import { Deadline } from './deadline';
import { keyId } from './documentKeys';
import { claimFolder } from './folderLock';
import { LogCopy } from './logCopy';
import { DamagedLog, LogFile, syncFolder } from './logFile';
import { LogIndex } from './logIndex';
import { encodeRecord } from './logRecords';

// Why a log of our own: the promise is small (whole documents by name, compare and swap, durable), and an append with one
// fsync for all who wait is the least a disk can be asked for it. Giving back the room of what was replaced is a copy and
// a rename, and a backup reads the file as it lies. SQLite would bring a compiler or a WebAssembly build whose files are
// not synced by the same rules on every system, to be loaded into an editor, for one table. A team that wants a database
// to look into has the PostgreSQL store.

export const LOG_NAME = 'user-database.log';

export interface LogLimits {
  /** What does not count any more is given back when it is more than what counts, and more than this many bytes. */
  readonly garbageBytes: number;
  /** Time for a change to wait until it is being written, in milliseconds. */
  readonly patienceMilliseconds: number;
}

const DEFAULT_LIMITS: LogLimits = { garbageBytes: 4 * 1024 * 1024, patienceMilliseconds: 10_000 };

interface Waiting {
  readonly record: Buffer;
  readonly committed: () => void;
  readonly failed: (error: Error) => void;
}

/** One commit holds this many bytes, or one record where that is larger. */
const COMMIT_BYTES = 16 * 1024 * 1024;

/** Opens the embedded user database in a folder, which must be there. @throws FolderInUse, DamagedLog, the system's errors */
export async function openLogDatabase(folder: string, limits: Partial<LogLimits> = {}): Promise<UserDatabase> {
  const release = await claimFolder(folder);
  try {
    const path = join(folder, LOG_NAME);
    await rm(copyPath(path), { force: true });
    const all = { ...DEFAULT_LIMITS, ...limits };
    return new LogDatabase(path, ...(await openAtStart(path, all.garbageBytes)), release, all);
  } catch (error) {
    await release();
    throw error;
  }
}

/** The file is closed before another takes its name: Windows does not let the name of an open file be taken. */
async function openAtStart(path: string, garbageBytes: number): Promise<[LogFile, LogIndex]> {
  const [log, index] = await openIndexed(path);
  if (!hasGarbage(log, index, garbageBytes)) return [log, index];
  const copy = await LogCopy.make(log, index, copyPath(path), () => false).catch(() => undefined);
  // Where there is no room for a copy, the log goes on as it is.
  if (!copy) return [log, index];
  await log.close();
  await copy.replaceClosed(path).catch(() => undefined);
  return openIndexed(path);
}

async function openIndexed(path: string): Promise<[LogFile, LogIndex]> {
  const index = new LogIndex();
  return [await LogFile.open(path, (payload, offset) => index.apply(payload, offset)), index];
}

function hasGarbage(log: LogFile, index: LogIndex, garbageBytes: number): boolean {
  return log.end - index.liveBytes > Math.max(index.liveBytes, garbageBytes);
}

function copyPath(path: string): string {
  return `${path}.new`;
}

class LogDatabase implements UserDatabase {
  /** Changes that are on their way to the disk, by document: the next change of the same document waits for them. */
  private readonly pending = new Map<string, Promise<void>>();
  private queue: Waiting[] = [];
  private committing: Promise<void> | undefined;
  /** A copy that is being made, and one that is ready to take the log's place between two commits. */
  private copying: Promise<void> | undefined;
  private copy: LogCopy | undefined;
  /** After a copy that failed, the next one waits for the log to grow to this size. */
  private copyAbove = 0;
  private closing = false;

  constructor(
    private readonly path: string,
    private log: LogFile,
    private index: LogIndex,
    private readonly release: () => Promise<void>,
    private readonly limits: LogLimits,
  ) {}

  async read(key: DocumentKey): Promise<DocumentVersion | undefined> {
    const entry = this.index.get(key);
    if (!entry) return undefined;
    try {
      return { entityTag: entry.entityTag, body: await this.log.read(entry.offset, entry.length) };
    } catch (error) {
      if (error instanceof DamagedLog) throw error;
      throw new DatabaseUnavailable(`The user database could not be read: ${reasonOf(error)}.`);
    }
  }

  async write(key: DocumentKey, version: DocumentVersion, expected: string | undefined): Promise<'written' | 'changed'> {
    return (await this.change(key, expected, encodeRecord(key, version))) ? 'written' : 'changed';
  }

  async remove(key: DocumentKey, expected: string): Promise<'removed' | 'changed'> {
    return (await this.change(key, expected, encodeRecord(key, undefined))) ? 'removed' : 'changed';
  }

  async list(root: string, xui: string): Promise<DocumentListing[]> {
    return this.index.list(root, xui);
  }

  async close(): Promise<void> {
    this.closing = true;
    await this.copying;
    await this.committing;
    await this.copy?.discard();
    await this.log.close();
    await this.release();
  }

  private async change(key: DocumentKey, expected: string | undefined, record: Buffer): Promise<boolean> {
    const id = keyId(key);
    const deadline = new Deadline(this.limits.patienceMilliseconds);
    const givenUp = deadline.passed.then(() => Promise.reject(tooSlow()));
    // Nobody may be waiting for it any more when it comes.
    givenUp.catch(() => undefined);
    try {
      // Whether the version is the expected one is known only once every earlier change of it is on the disk, or has failed.
      for (let earlier; (earlier = this.pending.get(id)); ) await Promise.race([earlier, givenUp]);
      if (this.index.get(key)?.entityTag !== expected) return false;
      const commit = this.commit(record, deadline);
      this.pending.set(
        id,
        commit.catch(() => undefined).then(() => void this.pending.delete(id)),
      );
      await commit;
      return true;
    } finally {
      deadline.cancel();
    }
  }

  private commit(record: Buffer, deadline: Deadline): Promise<void> {
    return new Promise((committed, failed) => {
      const waiting = { record, committed, failed };
      this.queue.push(waiting);
      void deadline.passed.then(() => this.withdraw(waiting));
      this.startCommitting();
    });
  }

  /** Gives a change up that waits; what is being written can only be waited for. */
  private withdraw(waiting: Waiting): void {
    const at = this.queue.indexOf(waiting);
    if (at < 0) return;
    this.queue.splice(at, 1);
    waiting.failed(tooSlow());
  }

  private startCommitting(): void {
    this.committing ??= this.commitAll().finally(() => (this.committing = undefined));
  }

  /** One fsync for all that have come in while the last one ran. */
  private async commitAll(): Promise<void> {
    while (this.queue.length > 0 || this.copy) {
      if (this.copy) await this.takeCopy(this.copy).catch(() => undefined);
      const batch = this.takeBatch();
      if (batch.length === 0) continue;
      let tried = false;
      try {
        if (!this.log.usable) await this.renew();
        const payload = Buffer.concat(batch.map(({ record }) => record));
        tried = true;
        this.index.apply(payload, await this.log.append(payload));
        for (const { committed } of batch) committed();
        this.copyInTime();
      } catch (error) {
        // After a sync that failed, the change may turn up when the log is next read, unless it is renewed before.
        const unchanged = !tried || this.log.usable;
        const outcome = unchanged ? 'nothing was changed' : 'whether the change was made is not known';
        for (const { failed } of batch) failed(new DatabaseUnavailable(`The user database could not be written (${reasonOf(error)}); ${outcome}.`, unchanged));
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

  /** Begins to copy what counts, where that is due. To be called between two commits, when the index knows all of the log. */
  private copyInTime(): void {
    if (this.copying || this.copy || this.closing || this.log.end < this.copyAbove || !hasGarbage(this.log, this.index, this.limits.garbageBytes)) return;
    this.copying = this.makeCopy()
      .catch(() => this.waitWithCopying())
      .finally(() => (this.copying = undefined));
  }

  private async makeCopy(): Promise<void> {
    this.copy = await LogCopy.make(this.log, this.index, copyPath(this.path), () => this.closing);
    if (!this.closing) this.startCommitting();
  }

  private waitWithCopying(): void {
    this.copyAbove = this.log.end + this.limits.garbageBytes;
  }

  /** Puts a copy in the place of the log, between two commits. A crash at any point leaves one of the two there, and both hold all that was acknowledged. */
  private async takeCopy(copy: LogCopy): Promise<void> {
    this.copy = undefined;
    try {
      await copy.replace(this.path);
    } catch (error) {
      this.waitWithCopying();
      await copy.discard();
      throw error;
    }
    const before = this.log;
    this.log = copy.log;
    this.index = copy.index;
    // Reads under way go on in the file that has lost its name.
    before.close().catch(() => undefined);
    try {
      await syncFolder(dirname(this.path));
    } catch (error) {
      // The next start may find the file from before, in which nothing later would be.
      copy.log.usable = false;
      throw error;
    }
  }

  /** After a sync that failed, what is known to be durable goes into a new file, and the log goes on there. */
  private async renew(): Promise<void> {
    await this.copying;
    await this.takeCopy(this.copy ?? (await LogCopy.make(this.log, this.index, copyPath(this.path), () => false)));
  }
}

function tooSlow(): DatabaseUnavailable {
  return new DatabaseUnavailable('The user database is too slow now; nothing was changed.');
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
