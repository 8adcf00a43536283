import { rename, rm } from 'node:fs/promises';
import type { StoredDocument } from './store';
import { LogFile, USER_DATABASE } from './logFile';
import { LogIndex } from './logIndex';
import { encodeRecord, recordsOf } from './logRecords';
import { keyOf } from './documentKeys';

/** Records are gathered into payloads of about this size. */
const PAYLOAD_BYTES = 1024 * 1024;

/** Adds records to a log that is not relied upon yet. @param added takes each payload with its offset */
export async function addRecords(log: LogFile, records: AsyncIterable<Buffer>, added: (payload: Buffer, offset: number) => void): Promise<void> {
  let gathered: Buffer[] = [];
  let bytes = 0;
  const flush = async () => {
    if (gathered.length === 0) return;
    const payload = Buffer.concat(gathered);
    gathered = [];
    bytes = 0;
    added(payload, await log.add(payload));
  };
  for await (const record of records) {
    gathered.push(record);
    bytes += record.length;
    if (bytes >= PAYLOAD_BYTES) await flush();
  }
  await flush();
}

/** Writes documents as records. */
export async function* recordsFrom(documents: AsyncIterable<StoredDocument>): AsyncGenerator<Buffer> {
  for await (const { key, version } of documents) yield encodeRecord(key, version);
}

/**
 * The records up to an end of a log that its index still points to. They are read frame by frame rather than by the
 * index, so that every byte passes its checksum: damage is not copied under a new one.
 */
export async function* liveRecords(log: LogFile, index: LogIndex, to: number): AsyncGenerator<{ readonly record: Buffer; readonly document: StoredDocument }> {
  for await (const { payload, offset } of log.payloads(0, to)) {
    for (const { head, bodyStart, bodyLength, length } of recordsOf(payload)) {
      const key = keyOf(head.key);
      if (head.entityTag === undefined || index.get(key)?.offset !== offset + bodyStart) continue;
      const bodyEnd = bodyStart + bodyLength;
      yield { record: payload.subarray(bodyEnd - length, bodyEnd), document: { key, version: { entityTag: head.entityTag, body: payload.subarray(bodyStart, bodyEnd) } } };
    }
  }
}

/** A log that is to take the place of another, without what does not count any more. */
export class LogCopy {
  readonly index = new LogIndex();

  private constructor(
    private readonly original: LogFile,
    readonly log: LogFile,
    private readonly path: string,
    private copied: number,
  ) {}

  /**
   * Copies what counts in a log as it is now, and then what has come meanwhile, while the log may go on growing. Must be
   * called when the index knows all that is in the log. Leaves nothing behind where it fails.
   * @param path of the copy; what is there is left over from a copy that was not finished
   * @param cancelled asked now and then; the copy is given up when it says so
   */
  static async make(original: LogFile, index: LogIndex, path: string, cancelled: () => boolean): Promise<LogCopy> {
    const { end } = original;
    await rm(path, { force: true });
    const log = await LogFile.create(path, USER_DATABASE);
    const copy = new LogCopy(original, log, path, end);
    try {
      await addRecords(log, unlessCancelled(liveRecords(original, index, end), cancelled), (payload, offset) => copy.index.apply(payload, offset));
      // Copying needs no sync for each commit, so it is faster than what it follows.
      while (original.end - copy.copied > PAYLOAD_BYTES && !cancelled()) await copy.catchUp();
      // So that the sync for which writers wait finds little to do.
      await log.sync();
      return copy;
    } catch (error) {
      await copy.discard();
      throw error;
    }
  }

  /** Makes the copy complete and durable under the name of the original. Nobody may write to the original meanwhile, nor afterwards. */
  async replace(path: string): Promise<void> {
    await this.catchUp();
    await this.log.sync();
    await rename(this.path, path);
  }

  /** As {@link replace}, for a log that has not grown since and is closed already. */
  async replaceClosed(path: string): Promise<void> {
    await this.log.close();
    await rename(this.path, path);
  }

  async discard(): Promise<void> {
    await this.log.close();
    await rm(this.path, { force: true });
  }

  private async catchUp(): Promise<void> {
    const { end } = this.original;
    for await (const { payload } of this.original.payloads(this.copied, end)) this.index.apply(payload, await this.log.add(payload));
    this.copied = end;
  }
}

async function* unlessCancelled(records: ReturnType<typeof liveRecords>, cancelled: () => boolean): AsyncGenerator<Buffer> {
  for await (const { record } of records) {
    if (cancelled()) throw new Error('the copy is not needed any more');
    yield record;
  }
}
