import type { DocumentText } from './documentText';

/** A stretch of a text. Compared by identity: an edit keeps those that it does not touch. */
export interface Chunk {
  readonly text: string;
}

const CHUNK_LENGTH = 32_768;

/** An immutable text in chunks: an edit copies one or two of them and shares the rest. A line end is never cut in two. */
export class ChunkedText implements DocumentText {
  readonly length: number;
  /** Where each chunk begins, and the end of the text. */
  private readonly starts: readonly number[];
  /** The chunk that was asked for last; the next question is usually about it. */
  private recent = 0;

  private constructor(readonly chunks: readonly Chunk[]) {
    const starts = [0];
    for (const { text } of chunks) starts.push(starts[starts.length - 1]! + text.length);
    this.starts = starts;
    this.length = starts[chunks.length]!;
  }

  static of(text: string): ChunkedText {
    return new ChunkedText(cut(text));
  }

  /** The text in which `inserted` stands where the characters from `start` to `end` stood. */
  replace(start: number, end: number, inserted: string): ChunkedText {
    if (this.length === 0) return ChunkedText.of(inserted);
    let first = this.chunkAt(start);
    let last = this.chunkAt(end);
    // What is left of a chunk may be short, or begin or end inside a line end: its neighbours are cut anew with it.
    const before = this.chunks[first]!.text.slice(0, start - this.starts[first]!);
    const after = this.chunks[last]!.text.slice(end - this.starts[last]!);
    let middle = before + inserted + after;
    if (first > 0 && (middle.length < CHUNK_LENGTH / 4 || this.chunks[first - 1]!.text.endsWith('\r'))) middle = this.chunks[--first]!.text + middle;
    if (last + 1 < this.chunks.length && (middle.length < CHUNK_LENGTH / 4 || middle.endsWith('\r'))) middle += this.chunks[++last]!.text;
    return new ChunkedText([...this.chunks.slice(0, first), ...cut(middle), ...this.chunks.slice(last + 1)]);
  }

  /** The chunk that holds a character, by its place; the last one for the end of the text. */
  chunkAt(offset: number): number {
    const { starts } = this;
    if (offset >= starts[this.recent]! && offset < starts[this.recent + 1]!) return this.recent;
    let low = 0;
    let high = this.chunks.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return (this.recent = low);
  }

  /** Where a chunk begins. */
  startOf(chunk: number): number {
    return this.starts[chunk]!;
  }

  charCodeAt(offset: number): number {
    if (!(offset >= 0 && offset < this.length)) return NaN;
    const chunk = this.chunkAt(offset);
    return this.chunks[chunk]!.text.charCodeAt(offset - this.starts[chunk]!);
  }

  codePointAt(offset: number): number | undefined {
    return this.slice(offset, offset + 2).codePointAt(0);
  }

  slice(start: number, end: number): string {
    const from = Math.max(0, start);
    const to = Math.min(this.length, end);
    if (from >= to) return '';
    let chunk = this.chunkAt(from);
    let result = this.chunks[chunk]!.text.slice(from - this.starts[chunk]!, to - this.starts[chunk]!);
    while (this.starts[chunk + 1]! < to) {
      chunk++;
      result += this.chunks[chunk]!.text.slice(0, to - this.starts[chunk]!);
    }
    return result;
  }

  indexOf(searched: string, from: number): number {
    const overlap = searched.length - 1;
    for (let chunk = this.chunkAt(Math.max(0, from)); chunk < this.chunks.length; chunk++) {
      const start = this.starts[chunk]!;
      // With the first characters of what follows, for what stands across the border.
      const text = overlap === 0 ? this.chunks[chunk]!.text : this.slice(start, this.starts[chunk + 1]! + overlap);
      const found = text.indexOf(searched, from - start);
      if (found >= 0) return start + found;
    }
    return -1;
  }

  startsWith(searched: string, at: number): boolean {
    return this.slice(at, at + searched.length) === searched;
  }

  endsWith(searched: string, end: number): boolean {
    return end >= searched.length && this.startsWith(searched, end - searched.length);
  }

  toString(): string {
    return this.chunks.map(({ text }) => text).join('');
  }
}

function cut(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  for (let from = 0; from < text.length;) {
    let to = Math.min(text.length, from + CHUNK_LENGTH);
    if (text.charCodeAt(to - 1) === 13) to = Math.min(text.length, to + 1);
    chunks.push({ text: text.slice(from, to) });
    from = to;
  }
  return chunks;
}
