/**
 * The characters of a document: what a string offers of them. A string is one; a text that is being edited is a
 * ChunkedText, because a new string of 10 MB for every keystroke costs more than all that is done with it.
 */
export interface DocumentText {
  readonly length: number;
  /** NaN outside the text. */
  charCodeAt(offset: number): number;
  codePointAt(offset: number): number | undefined;
  slice(start: number, end: number): string;
  indexOf(searched: string, from: number): number;
  startsWith(searched: string, at: number): boolean;
  /** Whether the characters before `end` are these. */
  endsWith(searched: string, end: number): boolean;
}
