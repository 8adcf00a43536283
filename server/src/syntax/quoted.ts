import { endOfName, isSpace } from './characters';
import type { DocumentText } from './documentText';

const LESS_THAN = 60;
const GREATER_THAN = 62;
const SLASH = 47;
const EQUALS = 61;
const LINE_FEED = 10;

/** Where a quoted value ends. */
export interface QuotedEnd {
  /** After the last character of the value; its closing quote, where there is one, stands here. */
  readonly valueEnd: number;
  readonly closed: boolean;
}

/**
 * Finds the end of the value whose opening quote stands at `open`. A value may span lines and hold `>`, but `<` ends no
 * well-formed one (XML 1.0 2.3): where `<` comes before the quote, the quote is taken as forgotten and the value ends
 * before the first `>`, `/>` or line end; only where none of those lies between is `<` itself the mistake.
 * Time is linear over a whole text: nothing is looked at more than a constant number of times.
 */
export function endOfQuoted(text: DocumentText, open: number, to: number): QuotedEnd {
  const quote = text.charCodeAt(open);
  let forgotten = -1;
  for (let at = open + 1; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return { valueEnd: at, closed: true };
    if (forgotten < 0 && (code === GREATER_THAN || code === LINE_FEED)) forgotten = at;
    if (code === LESS_THAN) {
      if (forgotten < 0) return endOfQuotedWithLessThan(text, quote, at, to);
      break;
    }
  }
  if (forgotten < 0) return { valueEnd: to, closed: false };
  const beforeSlash = text.charCodeAt(forgotten) === GREATER_THAN && forgotten - 1 > open && text.charCodeAt(forgotten - 1) === SLASH;
  return { valueEnd: beforeSlash ? forgotten - 1 : forgotten, closed: false };
}

/**
 * Where a value ends whose closing quote was forgotten before another attribute, as in `a="x b="1"`: the quote found for it
 * is the one that begins the other's value. It is taken so where the value ends in `b=` and no space comes behind its quote,
 * as none of a well-formed one does. -1 where nothing speaks for it.
 * @param valueEnd where the quote stands that was found
 */
export function endBeforeAttribute(text: DocumentText, open: number, valueEnd: number, to: number): number {
  const behind = text.charCodeAt(valueEnd + 1);
  if (valueEnd + 1 >= to || isSpace(behind) || behind === GREATER_THAN || (behind === SLASH && text.charCodeAt(valueEnd + 2) === GREATER_THAN)) return -1;
  const back = (from: number, passes: (code: number) => boolean): number => {
    let at = from;
    while (at > open + 1 && passes(text.charCodeAt(at - 1))) at--;
    return at;
  };
  const equals = back(valueEnd, isSpace);
  if (text.charCodeAt(equals - 1) !== EQUALS) return -1;
  const nameEnd = back(equals - 1, isSpace);
  const nameFrom = back(nameEnd, (code) => !isSpace(code));
  return nameFrom > open + 1 && endOfName(text, nameFrom, nameEnd) === nameEnd && nameEnd > nameFrom ? back(nameFrom, isSpace) : -1;
}

function endOfQuotedWithLessThan(text: DocumentText, quote: number, lessThan: number, to: number): QuotedEnd {
  for (let at = lessThan + 1; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return { valueEnd: at, closed: true };
    if (code === GREATER_THAN || code === LINE_FEED) break;
  }
  return { valueEnd: lessThan, closed: false };
}
