/** A stretch of a text, in UTF-16 code units; `end` is behind the last one. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The word at a line and column, as people count from 1; the whole line, without the blanks around it, where the column is
 * unknown (0, or absent) or beyond its end. Undefined where the text has no such line.
 */
export function rangeAt(text: string, line: number, column: number | undefined): TextRange | undefined {
  const whole = lineAt(text, line);
  if (!whole) return undefined;
  const at = whole.start + (column ?? 0) - 1;
  return column !== undefined && column > 0 && at < whole.end ? wordAt(text, at, whole) : trimmed(text, whole);
}

function lineAt(text: string, line: number): TextRange | undefined {
  const ends = /\r\n?|\n|$/g;
  let start = 0;
  for (let count = 1; ; count++) {
    ends.lastIndex = start;
    const match = ends.exec(text);
    const end = match?.index ?? text.length;
    if (count === line) return { start, end };
    if (!match || match[0] === '') return undefined;
    start = end + match[0].length;
  }
}

/** The characters of a name, a number or a URI around an offset; behind a `<` or `</` those of the name; else the one character. */
function wordAt(text: string, at: number, line: TextRange): TextRange {
  const from = text.startsWith('</', at) ? at + 2 : text[at] === '<' ? at + 1 : at;
  let start = from;
  let end = from;
  while (start > line.start && from === at && isWord(text[start - 1])) start -= 1;
  while (end < line.end && isWord(text[end])) end += 1;
  return end > from ? { start, end } : { start: at, end: at + 1 };
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && !/[\s<>"'=/]/.test(character);
}

function trimmed(text: string, { start, end }: TextRange): TextRange {
  const line = text.slice(start, end);
  return { start: start + line.length - line.trimStart().length, end: Math.max(end - (line.length - line.trimEnd().length), start) };
}
