import type { DocumentText } from './documentText';
import { endOfName, skipSpace } from './characters';
import { endBeforeAttribute, endOfQuoted } from './quoted';

/** What the scanner finds, in order and without gaps; offsets count from the start of the text. */
export interface MarkupSink {
  text(from: number, to: number): void;
  startTag(from: number, nameEnd: number, to: number, ending: TagEnding): void;
  /** `nameEnd === nameFrom` where the name is missing. */
  endTag(from: number, nameFrom: number, nameEnd: number, to: number): void;
  /** Comment, CDATA section, processing instruction or document type declaration; `closed` false where it runs to the end. */
  other(kind: 'comment' | 'cdata' | 'instruction' | 'doctype', from: number, to: number, closed: boolean): void;
}

/** `>`, `/>` (also with white space inside), or neither before the next `<` or the end. */
export type TagEnding = 'open' | 'empty' | 'unterminated';

/**
 * Finds the borders of markup in any text, in linear time and without looking at what is inside: the XML grammar does
 * that afterwards, on small pieces. A `<` that begins nothing is text, and so is one before an address (`<sip:a@b>`).
 * @param stop asked at the beginning of every markup, whether to stop before it
 * @returns where it stopped, or `to`
 */
export function scan(text: DocumentText, from: number, to: number, sink: MarkupSink, stop?: (at: number) => boolean): number {
  let textFrom = from;
  let at = from;
  while (at < to) {
    const open = text.indexOf('<', at);
    if (open < 0 || open >= to) break;
    const next = open + 1 < to ? text.charCodeAt(open + 1) : 0;
    const nameEnd = endOfName(text, open + 1, to);
    const slipped = nameEnd > open + 1 ? undefined : slippedEndTag(text, open, to);
    if (nameEnd > open + 1 ? beginsAddress(text, nameEnd) : !slipped && !beginsMarkup(text, open, next)) {
      at = open + 1;
      continue;
    }
    if (textFrom < open) sink.text(textFrom, open);
    if (stop?.(open)) return open;
    if (slipped) sink.endTag(open, slipped.nameFrom, slipped.nameEnd, slipped.end);
    at = slipped ? slipped.end : next === 33 || next === 63 ? scanOther(text, open, to, sink) : next === 47 ? scanEndTag(text, open, to, sink) : scanStartTag(text, open, nameEnd, to, sink);
    textFrom = at;
  }
  if (textFrom < to) sink.text(textFrom, to);
  return to;
}

function beginsMarkup(text: DocumentText, open: number, next: number): boolean {
  if (next === 47 || next === 63) return true;
  return next === 33 && (text.startsWith('<!--', open) || text.startsWith('<![CDATA[', open) || text.startsWith('<!DOCTYPE', open));
}

/** Whether a name behind `<` is the scheme, or the user, of an address in angle brackets: `<sip:a@b>`, `<tel:+49>`, `<https://a>`. No tag goes on like that. */
function beginsAddress(text: DocumentText, nameEnd: number): boolean {
  const next = text.charCodeAt(nameEnd);
  return next === 64 || next === 43 || (next === 47 && text.charCodeAt(nameEnd - 1) === 58 && text.charCodeAt(nameEnd + 1) === 47);
}

/** An end tag with a slip in its beginning, whole but for that: `</ a>`, `< /a>`, `<\a>`. */
function slippedEndTag(text: DocumentText, open: number, to: number): { readonly nameFrom: number; readonly nameEnd: number; readonly end: number } | undefined {
  const slash = skipSpace(text, open + 1, to);
  const isSlash = text.charCodeAt(slash) === 47;
  if (slash >= to || (!isSlash && text.charCodeAt(slash) !== 92)) return undefined;
  const nameFrom = skipSpace(text, slash + 1, to);
  if (isSlash && nameFrom === open + 2) return undefined;
  const nameEnd = endOfName(text, nameFrom, to);
  const close = skipSpace(text, nameEnd, to);
  return nameEnd > nameFrom && close < to && text.charCodeAt(close) === 62 ? { nameFrom, nameEnd, end: close + 1 } : undefined;
}

function scanOther(text: DocumentText, open: number, to: number, sink: MarkupSink): number {
  if (text.startsWith('<!DOCTYPE', open)) {
    const end = endOfDoctype(text, open + 9, to);
    sink.other('doctype', open, end < 0 ? to : end, end >= 0);
    return end < 0 ? to : end;
  }
  const [kind, skip, terminator] = text.charCodeAt(open + 1) === 63 ? (['instruction', 2, '?>'] as const)
    : text.startsWith('<!--', open) ? (['comment', 4, '-->'] as const) : (['cdata', 9, ']]>'] as const);
  const found = text.indexOf(terminator, open + skip);
  const closed = found >= 0 && found + terminator.length <= to;
  const end = closed ? found + terminator.length : to;
  sink.other(kind, open, end, closed);
  return end;
}

/** After the `>` of a document type declaration, its internal subset skipped with the strings and comments in it; -1 where it has no end. */
function endOfDoctype(text: DocumentText, from: number, to: number): number {
  let subset = false;
  for (let at = from; at < to; at++) {
    const character = text.slice(at, at + 1);
    if (character === '[') subset = true;
    else if (character === ']') subset = false;
    else if (character === '>' && !subset) return at + 1;
    else {
      const terminator = character === '"' || character === "'" ? character : text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : undefined;
      if (terminator === undefined) continue;
      const end = text.indexOf(terminator, at + (terminator.length === 1 ? 1 : terminator === '-->' ? 4 : 2));
      if (end < 0 || end >= to) return -1;
      at = end + terminator.length - 1;
    }
  }
  return -1;
}

/** An end tag holds its name and nothing else; junk before its `>` stays in it, and without a `>` before the next `<` it ends after its name. */
function scanEndTag(text: DocumentText, open: number, to: number, sink: MarkupSink): number {
  const nameEnd = endOfName(text, open + 2, to);
  let at = skipSpace(text, nameEnd, to);
  if (nameEnd > open + 2) while (at < to && text.charCodeAt(at) !== 62 && text.charCodeAt(at) !== 60) at++;
  const end = at < to && text.charCodeAt(at) === 62 ? at + 1 : nameEnd;
  sink.endTag(open, open + 2, nameEnd, end);
  return end;
}

function scanStartTag(text: DocumentText, open: number, nameEnd: number, to: number, sink: MarkupSink): number {
  let at = nameEnd;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (code === 62) {
      sink.startTag(open, nameEnd, at + 1, 'open');
      return at + 1;
    }
    if (code === 47) {
      // `/ >` is a slip of the hand, and means `/>`.
      const close = skipSpace(text, at + 1, to);
      if (close < to && text.charCodeAt(close) === 62) {
        sink.startTag(open, nameEnd, close + 1, 'empty');
        return close + 1;
      }
    }
    if (code === 60) break;
    if (code === 34 || code === 39) {
      const { valueEnd, closed } = endOfQuoted(text, at, to);
      // A quote that was forgotten before another attribute leaves that one's to begin its value.
      at = closed && endBeforeAttribute(text, at, valueEnd, to) < 0 ? valueEnd + 1 : valueEnd;
    } else at++;
  }
  sink.startTag(open, nameEnd, at, 'unterminated');
  return at;
}

/** True where all of a stretch of text is white space. */
export function isBlank(text: DocumentText, from: number, to: number): boolean {
  return skipSpace(text, from, to) >= to;
}
