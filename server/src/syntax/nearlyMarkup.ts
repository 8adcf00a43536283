/** What is nearly markup, and what it most likely is meant to be. */
export interface NearlyMarkup {
  /** The characters that are to give way. */
  readonly written: string;
  readonly right: string;
  /** What is wrong and what to do. */
  readonly message: string;
}

/** More of a text is not looked at. */
export const LONGEST_LOOK = 256;

const BEGINNINGS: readonly (readonly [beginning: RegExp, right: string, what: string])[] = [
  [/^<!-(?!-)/, '<!--', 'a comment'],
  [/^<--/, '<!--', 'a comment'],
  [/^<!?\[?CDATA\[/i, '<![CDATA[', 'a CDATA section'],
];
const ADDRESS = /^<([A-Za-z][A-Za-z\d.+-]*:[^<>\s]+)>/;

/** A `<` in text that somebody meant as more than the character. @param text from the `<` on, up to the end of the text that it stands in */
export function nearlyMarkup(text: string): NearlyMarkup | undefined {
  for (const [beginning, right, what] of BEGINNINGS) {
    const written = beginning.exec(text)?.[0];
    if (written !== undefined) return { written, right, message: `${what} begins with '${right}'; write that` };
  }
  const address = ADDRESS.exec(text);
  return address ? { written: address[0], right: address[1]!, message: `an address stands without '<' and '>' here; remove them` } : undefined;
}
