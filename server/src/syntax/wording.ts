import { internName, ownCopy } from './names';

const LONGEST_EXCERPT = 40;
const PLAIN = /^[ -~]*$/;

/**
 * What a message shows of a text: on one line, not too long, nothing in it that a screen cannot show.
 * Like a name, it keeps no text in memory that it was cut out of.
 */
export function excerpt(text: string): string {
  const shown = text.length <= LONGEST_EXCERPT ? text : `${text.slice(0, LONGEST_EXCERPT - 1)}…`;
  if (PLAIN.test(shown)) return internName(shown);
  return ownCopy(shown.replace(/[ \t\r\n]+/g, ' ').replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, '\uFFFD'));
}
