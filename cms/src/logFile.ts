import { randomBytes } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';

// A log file is a header and then frames. A frame is one commit: it reaches the disk as a whole or does not count.
//   header  what kind of log it is, then 16 random bytes: the mark that begins every frame of this file
//   frame   mark · payload length (u32) · CRC-32 of length and payload (u32) · payload
// A frame is written only after the one before it is durable. So a broken frame at the end is a commit that was never
// acknowledged, and is cut off; a broken frame with a whole one behind it is damage, and is not passed over in silence.
// The mark is random so that no document can hold something that looks like a frame.
const MAGIC_LENGTH = 16;
const MARK_LENGTH = 16;
const HEADER_LENGTH = MAGIC_LENGTH + MARK_LENGTH;
const FRAME_HEADER_LENGTH = MARK_LENGTH + 8;
const SEARCH_BLOCK = 1 << 20;

/** What a file of frames holds; the magic is 16 bytes. */
export interface LogKind {
  readonly magic: Buffer;
  /** For the message where the file is something else. */
  readonly otherwise: string;
}

/** The log of the embedded user database. */
export const USER_DATABASE: LogKind = { magic: Buffer.from('MCPTT user db 1\n', 'latin1'), otherwise: 'is not a user database of this CMS; choose another data folder' };

/** The file is no log, or has lost what was acknowledged. */
export class DamagedLog extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DamagedLog';
  }
}

/** Takes a payload and its offset in the file. */
export type Replay = (payload: Buffer, offset: number) => void;

/** An append-only file of checked payloads. One writer at a time. */
export class LogFile {
  private reads = 0;
  private noReads: (() => void) | undefined;

  private constructor(
    private readonly file: FileHandle,
    private readonly mark: Buffer,
    private durableEnd: number,
  ) {}

  /** Opens a log, or begins one where there is none; hands every payload that is in it over, the oldest first. */
  static async open(path: string, replay: Replay): Promise<LogFile> {
    const file = await openOrCreate(path);
    try {
      const { size } = await file.stat();
      // Shorter than a header: its process died before it could acknowledge anything.
      const mark = size < HEADER_LENGTH ? await begin(file, USER_DATABASE) : await readMark(file, path, USER_DATABASE);
      // Also where the file was there: it may have its name from a process that died before the name was durable.
      await syncFolder(dirname(path));
      const end = await replayFrames(file, mark, path, size, replay);
      if (end < size) {
        await file.truncate(end);
        await file.sync();
      }
      return new LogFile(file, mark, end);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /**
   * Opens a log to read only, as it is now. Another process may go on appending to it, and may put another log in its
   * place: what was there at the start stays readable here.
   */
  static async openToRead(path: string, kind: LogKind, replay: Replay): Promise<LogFile> {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const mark = await readMark(file, path, kind);
      return new LogFile(file, mark, await replayFrames(file, mark, path, size, replay));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Begins a new log; there must be no file of that name. Nothing of it is durable before {@link sync}. */
  static async create(path: string, kind: LogKind): Promise<LogFile> {
    const file = await open(path, 'wx+', 0o600);
    try {
      return new LogFile(file, await begin(file, kind), HEADER_LENGTH);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Bytes of the whole file. */
  get end(): number {
    return this.durableEnd;
  }

  /**
   * Adds a payload and returns its offset once it is durable.
   * @throws the system's error; `this.usable` says whether the log can go on (nothing of the payload is left in it) or not
   */
  async append(payload: Buffer): Promise<number> {
    const frame = this.frameOf(payload);
    this.usable = false;
    try {
      await writeFully(this.file, frame, this.durableEnd);
    } catch (error) {
      // Typically a full disk. What is half there is taken away again before anything else may follow it.
      await this.file.truncate(this.durableEnd);
      await this.file.sync();
      this.usable = true;
      throw error;
    }
    // A sync that fails leaves it open what is on the disk, and a second one may wrongly succeed: the log stays unusable.
    await this.file.datasync();
    this.usable = true;
    return this.behind(frame, payload);
  }

  /** Adds a payload to a log that nobody relies on before it is synced as a whole, and returns its offset. */
  async add(payload: Buffer): Promise<number> {
    const frame = this.frameOf(payload);
    await writeFully(this.file, frame, this.durableEnd);
    return this.behind(frame, payload);
  }

  async sync(): Promise<void> {
    await this.file.sync();
  }

  /** False once the state of the disk is not known any more; this log is not to be written again. */
  usable = true;

  /** @throws DamagedLog, the system's error */
  async read(offset: number, length: number): Promise<Buffer> {
    this.reads += 1;
    try {
      const buffer = await readUpTo(this.file, offset, length);
      if (buffer.length < length) throw new DamagedLog('The log file is shorter than it was; put a backup of it in its place.');
      return buffer;
    } finally {
      if (--this.reads === 0) this.noReads?.();
    }
  }

  /** The payloads between two ends that the file has had, checked once more. @param from 0 for the first payload */
  async *payloads(from: number, to: number): AsyncGenerator<{ readonly payload: Buffer; readonly offset: number }> {
    for (let at = Math.max(from, HEADER_LENGTH); at < to; ) {
      const payload = await readFrame(this.file, this.mark, at, to);
      if (!payload) throw new DamagedLog(`The log file is damaged at byte ${at}; put a backup of it in its place.`);
      const offset = at + FRAME_HEADER_LENGTH;
      yield { payload, offset };
      at = offset + payload.length;
    }
  }

  /** Lets the reads under way end first. */
  async close(): Promise<void> {
    if (this.reads > 0) await new Promise<void>((resolve) => (this.noReads = resolve));
    await this.file.close();
  }

  private frameOf(payload: Buffer): Buffer {
    const header = Buffer.alloc(FRAME_HEADER_LENGTH);
    this.mark.copy(header);
    header.writeUInt32LE(payload.length, MARK_LENGTH);
    header.writeUInt32LE(checksum(header.subarray(MARK_LENGTH, MARK_LENGTH + 4), payload), MARK_LENGTH + 4);
    return Buffer.concat([header, payload]);
  }

  /** Moves the end behind a frame that is written, and returns the offset of its payload. */
  private behind(frame: Buffer, payload: Buffer): number {
    this.durableEnd += frame.length;
    return this.durableEnd - payload.length;
  }
}

async function openOrCreate(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r+');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return open(path, 'wx+', 0o600);
  }
}

async function begin(file: FileHandle, kind: LogKind): Promise<Buffer> {
  const mark = randomBytes(MARK_LENGTH);
  await file.truncate(0);
  await writeFully(file, Buffer.concat([kind.magic, mark]), 0);
  await file.sync();
  return mark;
}

async function writeFully(file: FileHandle, bytes: Buffer, offset: number): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    written += (await file.write(bytes, written, bytes.length - written, offset + written)).bytesWritten;
  }
}

/** Makes a new name in a folder durable. Windows knows no such thing, and does not need it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readMark(file: FileHandle, path: string, kind: LogKind): Promise<Buffer> {
  const header = await readUpTo(file, 0, HEADER_LENGTH);
  if (header.length < HEADER_LENGTH || !header.subarray(0, kind.magic.length).equals(kind.magic)) throw new DamagedLog(`${path} ${kind.otherwise}.`);
  return header.subarray(kind.magic.length);
}

/** Hands the payloads over and returns where they end: behind that, nothing was ever acknowledged. */
async function replayFrames(file: FileHandle, mark: Buffer, path: string, size: number, replay: Replay): Promise<number> {
  let end = HEADER_LENGTH;
  for (let frame; (frame = await readFrame(file, mark, end, size)); end += FRAME_HEADER_LENGTH + frame.length) replay(frame, end + FRAME_HEADER_LENGTH);
  if (end < size && (await frameBehind(file, mark, end + 1, size))) throw new DamagedLog(`${path} is damaged at byte ${end}; put a backup of it in its place.`);
  return end;
}

async function readFrame(file: FileHandle, mark: Buffer, offset: number, size: number): Promise<Buffer | undefined> {
  if (offset + FRAME_HEADER_LENGTH > size) return undefined;
  const header = await readUpTo(file, offset, FRAME_HEADER_LENGTH);
  if (header.length < FRAME_HEADER_LENGTH || !header.subarray(0, MARK_LENGTH).equals(mark)) return undefined;
  const length = header.readUInt32LE(MARK_LENGTH);
  if (offset + FRAME_HEADER_LENGTH + length > size) return undefined;
  const payload = await readUpTo(file, offset + FRAME_HEADER_LENGTH, length);
  return payload.length === length && checksum(header.subarray(MARK_LENGTH, MARK_LENGTH + 4), payload) === header.readUInt32LE(MARK_LENGTH + 4) ? payload : undefined;
}

/** Is there a whole frame anywhere from `from` on? */
async function frameBehind(file: FileHandle, mark: Buffer, from: number, size: number): Promise<boolean> {
  for (let at = from; at < size; at += SEARCH_BLOCK) {
    const block = await readUpTo(file, at, Math.min(SEARCH_BLOCK + MARK_LENGTH - 1, size - at));
    for (let found = block.indexOf(mark); found >= 0; found = block.indexOf(mark, found + 1)) {
      if (await readFrame(file, mark, at + found, size)) return true;
    }
  }
  return false;
}

/** Less than asked for only where the file ends: a process that reads along may see its writer take a broken end away. */
async function readUpTo(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  for (let filled = 0; filled < length; ) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, offset + filled);
    if (bytesRead === 0) return buffer.subarray(0, filled);
    filled += bytesRead;
  }
  return buffer;
}

function checksum(length: Buffer, payload: Buffer): number {
  return crc32(payload, crc32(length));
}
