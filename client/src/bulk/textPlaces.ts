import type { ConflictPlace } from '../../../xcap/src/conflictPlaces';

/** A place of a text as editors count: lines and UTF-16 code units in them, both from 0. */
export interface TextPlace {
  readonly start: TextPosition;
  readonly end: TextPosition;
  /** One line. */
  readonly message: string;
}

/** A line and a code unit in it. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/** Offsets as lines and columns of the document in an editor, which shows no byte order mark. */
export function textPlaces(places: readonly ConflictPlace[], text: string): TextPlace[] {
  return places.map(({ start, end, message }) => ({ start: positionAt(text, start), end: positionAt(text, end), message }));
}

function positionAt(text: string, offset: number): TextPosition {
  const marked = text.startsWith('\uFEFF');
  const lines = text.slice(marked ? 1 : 0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
