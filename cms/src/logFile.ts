import { randomBytes } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';

// A log file is a header and then frames. A frame is one commit: it reaches the disk as a whole or does not count.
//   header  MAGIC, then 16 random bytes: the mark that begins every frame of this file
//   frame   mark · payload length (u32) · CRC-32 of length and payload (u32) · payload
// A frame is written only after the one before it is durable. So a broken frame at the end is a commit that was never
// acknowledged, and is cut off; a broken frame with a whole one behind it is damage, and is not passed over in silence.
// The mark is random so that no document can hold something that looks like a frame.
const MAGIC = Buffer.from('MCPTT user db 1\n', 'latin1');
const MARK_LENGTH = 16;
const HEADER_LENGTH = MAGIC.length + MARK_LENGTH;
const FRAME_HEADER_LENGTH = MARK_LENGTH + 8;
const SEARCH_BLOCK = 1 << 20;

/** The file is no log, or has lost what was acknowledged. */
export class DamagedLog extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DamagedLog';
  }
}

/** An append-only file of checked payloads. One writer at a time. */
export class LogFile {
  private constructor(
    private readonly file: FileHandle,
    private readonly mark: Buffer,
    private end: number,
  ) {}

  /**
   * Opens a log, or begins one where there is none; hands every payload that is in it over, the oldest first.
   * @param replay the payload and its offset in the file
   */
  static async open(path: string, replay: (payload: Buffer, offset: number) => void): Promise<LogFile> {
    const file = await openOrCreate(path);
    try {
      const { size } = await file.stat();
      // Shorter than a header: its process died before it could acknowledge anything.
      const mark = size < HEADER_LENGTH ? await begin(file, path) : await readMark(file, path);
      let end = HEADER_LENGTH;
      for (let frame; (frame = await readFrame(file, mark, end, size)); end += FRAME_HEADER_LENGTH + frame.length) replay(frame, end + FRAME_HEADER_LENGTH);
      if (end < size) {
        if (await frameBehind(file, mark, end + 1, size)) throw new DamagedLog(`${path} is damaged at byte ${end}; put a backup of it in its place.`);
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
   * Adds a payload and returns its offset once it is durable.
   * @throws the system's error; `this.usable` says whether the log can go on (nothing of the payload is left in it) or not
   */
  async append(payload: Buffer): Promise<number> {
    const header = Buffer.alloc(FRAME_HEADER_LENGTH);
    this.mark.copy(header);
    header.writeUInt32LE(payload.length, MARK_LENGTH);
    header.writeUInt32LE(checksum(header.subarray(MARK_LENGTH, MARK_LENGTH + 4), payload), MARK_LENGTH + 4);
    const frame = Buffer.concat([header, payload]);
    this.usable = false;
    try {
      for (let written = 0; written < frame.length; ) {
        written += (await this.file.write(frame, written, frame.length - written, this.end + written)).bytesWritten;
      }
    } catch (error) {
      // Typically a full disk. What is half there is taken away again before anything else may follow it.
      await this.file.truncate(this.end);
      await this.file.sync();
      this.usable = true;
      throw error;
    }
    // A sync that fails leaves it open what is on the disk, and a second one may wrongly succeed: the log stays unusable.
    await this.file.datasync();
    this.usable = true;
    const offset = this.end + FRAME_HEADER_LENGTH;
    this.end += frame.length;
    return offset;
  }

  /** False once the state of the disk is not known any more; only opening the log again helps. */
  usable = true;

  async read(offset: number, length: number): Promise<Buffer> {
    return readExactly(this.file, offset, length);
  }

  async close(): Promise<void> {
    await this.file.close();
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

async function begin(file: FileHandle, path: string): Promise<Buffer> {
  const mark = randomBytes(MARK_LENGTH);
  await file.truncate(0);
  await file.write(Buffer.concat([MAGIC, mark]), 0, HEADER_LENGTH, 0);
  await file.sync();
  await syncFolder(dirname(path));
  return mark;
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

async function readMark(file: FileHandle, path: string): Promise<Buffer> {
  const header = await readExactly(file, 0, HEADER_LENGTH);
  if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw new DamagedLog(`${path} is not a user database of this CMS; choose another data folder.`);
  return header.subarray(MAGIC.length);
}

async function readFrame(file: FileHandle, mark: Buffer, offset: number, size: number): Promise<Buffer | undefined> {
  if (offset + FRAME_HEADER_LENGTH > size) return undefined;
  const header = await readExactly(file, offset, FRAME_HEADER_LENGTH);
  const length = header.readUInt32LE(MARK_LENGTH);
  if (!header.subarray(0, MARK_LENGTH).equals(mark) || offset + FRAME_HEADER_LENGTH + length > size) return undefined;
  const payload = await readExactly(file, offset + FRAME_HEADER_LENGTH, length);
  return checksum(header.subarray(MARK_LENGTH, MARK_LENGTH + 4), payload) === header.readUInt32LE(MARK_LENGTH + 4) ? payload : undefined;
}

/** Is there a whole frame anywhere from `from` on? */
async function frameBehind(file: FileHandle, mark: Buffer, from: number, size: number): Promise<boolean> {
  for (let at = from; at < size; at += SEARCH_BLOCK) {
    const block = await readExactly(file, at, Math.min(SEARCH_BLOCK + MARK_LENGTH - 1, size - at));
    for (let found = block.indexOf(mark); found >= 0; found = block.indexOf(mark, found + 1)) {
      if (await readFrame(file, mark, at + found, size)) return true;
    }
  }
  return false;
}

async function readExactly(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  for (let filled = 0; filled < length; ) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, offset + filled);
    if (bytesRead === 0) throw new DamagedLog('The log file is shorter than it was; put a backup of it in its place.');
    filled += bytesRead;
  }
  return buffer;
}

function checksum(length: Buffer, payload: Buffer): number {
  return crc32(payload, crc32(length));
}
