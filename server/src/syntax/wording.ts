const LONGEST_EXCERPT = 40;

/**
 * What a message shows of a text: on one line, not too long, nothing in it that a screen cannot show.
 * It is a copy: a piece cut out of a text would keep the whole text in memory for as long as the message lives.
 */
export function excerpt(text: string): string {
  const shown = text.length <= LONGEST_EXCERPT ? text : `${text.slice(0, LONGEST_EXCERPT - 1)}…`;
  return ownCopy(shown.replace(/[ \t\r\n]+/g, ' ').replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, '\uFFFD'));
}

/** The same characters in a string of their own, not a window on the text that they were cut out of. */
export function ownCopy(slice: string): string {
  return slice.split('').join('');
}
