import type { Position } from 'vscode-languageserver';
import type { Chunk, ChunkedText } from '../syntax/chunkedText';

/**
 * From offsets to the protocol's lines and columns and back. `\n`, `\r\n` and `\r` end a line. What is known of a chunk
 * is kept with it, so that an edit costs one chunk and not the document.
 */
export class Positions {
  private readonly lineStarts = new WeakMap<Chunk, readonly number[]>();
  /** How many lines begin before each chunk of a text. */
  private readonly lines = new WeakMap<ChunkedText, readonly number[]>();

  /** @param place within the text; between `\r` and `\n` there is no position, and the line's end is taken */
  positionAt(text: ChunkedText, place: number): Position {
    const offset = text.charCodeAt(place) === 10 && text.charCodeAt(place - 1) === 13 ? place - 1 : place;
    const chunk = text.chunkAt(offset);
    const inChunk = this.startsIn(text.chunks[chunk]);
    const started = countUpTo(inChunk, offset - text.startOf(chunk));
    return { line: this.linesBefore(text, chunk) + started, character: offset - this.lineStart(text, chunk, started) };
  }

  /** The offset of a position; one behind the end of its line is the end of the line, one behind the last line the end of the text. */
  offsetAt(text: ChunkedText, { line, character }: Position): number {
    if (line < 0) return 0;
    let before = 0;
    for (let chunk = 0; chunk < text.chunks.length; chunk++) {
      const starts = this.startsIn(text.chunks[chunk]);
      if (line > before + starts.length) {
        before += starts.length;
        continue;
      }
      const start = line === before ? this.lineStart(text, chunk, 0) : text.startOf(chunk) + starts[line - before - 1]!;
      return Math.min(start + Math.max(0, character), this.lineEnd(text, start));
    }
    return text.length;
  }

  /** Counted once for each text: an answer may have tens of thousands of places. */
  private linesBefore(text: ChunkedText, chunk: number): number {
    let before = this.lines.get(text);
    if (!before) {
      const counts = [0];
      for (const each of text.chunks) counts.push(counts[counts.length - 1]! + this.startsIn(each).length);
      this.lines.set(text, (before = counts));
    }
    return before[chunk]!;
  }

  /** Where the line begins that `started` line starts of the chunk lie before; it may begin in an earlier chunk. */
  private lineStart(text: ChunkedText, chunk: number, started: number): number {
    if (started > 0) return text.startOf(chunk) + this.startsIn(text.chunks[chunk])[started - 1]!;
    for (let before = chunk - 1; before >= 0; before--) {
      const starts = this.startsIn(text.chunks[before]);
      if (starts.length > 0) return text.startOf(before) + starts[starts.length - 1]!;
    }
    return 0;
  }

  private lineEnd(text: ChunkedText, start: number): number {
    for (let at = start; at < text.length;) {
      const chunk = text.chunkAt(at);
      const found = text.chunks[chunk]!.text.slice(at - text.startOf(chunk)).search(/[\r\n]/);
      if (found >= 0) return at + found;
      at = text.startOf(chunk + 1);
    }
    return text.length;
  }

  /** The offsets in a chunk at which a line begins because one ends in this chunk. */
  private startsIn(chunk: Chunk | undefined): readonly number[] {
    if (!chunk) return [];
    let starts = this.lineStarts.get(chunk);
    if (!starts) {
      const found: number[] = [];
      for (const { index, 0: end } of chunk.text.matchAll(/\r\n|\n|\r/g)) found.push(index + end.length);
      this.lineStarts.set(chunk, (starts = found));
    }
    return starts;
  }
}

/** How many of the sorted numbers are at most `limit`. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
