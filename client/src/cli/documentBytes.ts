import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { DEFAULT_LIMITS } from '../transport/limits';
import { UsageError } from './options';

/** What is larger could not be read back to compare; and some inputs have no end. */
const LARGEST_BYTES = DEFAULT_LIMITS.answerBytes;

/** The bytes of a document in a file, or of the standard input for `-`. @throws UsageError (a clause without its subject) for more than can be published; else what the system says */
export function readDocumentBytes(path: string): Promise<Buffer> {
  return path === '-' ? gather(process.stdin) : gather(createReadStream(path));
}

async function gather(source: Readable): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of source as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > LARGEST_BYTES) throw new UsageError(`is larger than ${LARGEST_BYTES / 1024 / 1024} MB`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
