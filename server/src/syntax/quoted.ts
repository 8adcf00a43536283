import type { DocumentText } from './documentText';
const LESS_THAN = 60;
const GREATER_THAN = 62;
const SLASH = 47;
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

function endOfQuotedWithLessThan(text: DocumentText, quote: number, lessThan: number, to: number): QuotedEnd {
  for (let at = lessThan + 1; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return { valueEnd: at, closed: true };
    if (code === GREATER_THAN || code === LINE_FEED) break;
  }
  return { valueEnd: lessThan, closed: false };
}
