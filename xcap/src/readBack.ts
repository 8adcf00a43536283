import { parse } from '../../server/src/syntax/parse';
import { syntaxDiagnostics } from '../../server/src/syntax/problems';
import type { SentResult } from './client';
import { differenceLine, firstDifference } from './meaning';

/** What reading a document back has shown of it, from the very bytes to nothing at all. */
export type ReadBack = 'exact' | 'same meaning' | 'other' | 'absent' | 'unknown';

/** Sums up what a server serves after a document was sent to it. */
export function readBackOf({ servedAsSent, servedText, servedDifference }: Pick<SentResult, 'servedAsSent' | 'servedText' | 'servedDifference'>): ReadBack {
  if (servedAsSent === undefined) return 'unknown';
  if (servedAsSent) return 'exact';
  if (servedText === undefined) return 'absent';
  return servedDifference === undefined ? 'same meaning' : 'other';
}

/**
 * The first difference between two documents that is one of meaning, in one line; undefined where they mean the same.
 * A text that is not well-formed means nothing, however much of it can be read: it may have been cut off.
 */
export function meaningLine(ours: string, theirs: string): string | undefined {
  const difference = firstDifference(ours, theirs);
  if (difference) return differenceLine(difference);
  if (ours === theirs || (isWellFormed(theirs) && isWellFormed(ours))) return undefined;
  return isWellFormed(theirs) ? 'what is here is not well-formed XML, what is on the CMS is' : 'what is on the CMS is not well-formed XML';
}

function isWellFormed(text: string): boolean {
  return !syntaxDiagnostics(parse(text)).some(({ severity }) => severity === 'error');
}
