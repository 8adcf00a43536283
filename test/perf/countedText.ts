import type { DocumentText } from '../../server/src/syntax/documentText';

/** A text that counts the characters that are read of it. */
export class CountedText implements DocumentText {
  read = 0;
  readonly length: number;

  constructor(private readonly text: string) {
    this.length = text.length;
  }

  charCodeAt(offset: number): number {
    this.read++;
    return this.text.charCodeAt(offset);
  }

  codePointAt(offset: number): number | undefined {
    this.read++;
    return this.text.codePointAt(offset);
  }

  slice(start: number, end: number): string {
    this.read += end - start;
    return this.text.slice(start, end);
  }

  indexOf(searched: string, from: number): number {
    const found = this.text.indexOf(searched, from);
    this.read += (found < 0 ? this.text.length : found) - from;
    return found;
  }

  startsWith(searched: string, at: number): boolean {
    this.read += searched.length;
    return this.text.startsWith(searched, at);
  }

  endsWith(searched: string, end: number): boolean {
    this.read += searched.length;
    return this.text.endsWith(searched, end);
  }
}
