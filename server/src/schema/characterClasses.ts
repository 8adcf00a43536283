import { UNICODE_BLOCKS } from './unicodeBlocks';

/** Character classes of XML Schema (part 2, appendix F.1) as those of JavaScript's `v` flag, which can hold and subtract classes. */
const NAME_START = String.raw`_:A-Za-z\u{c0}-\u{d6}\u{d8}-\u{f6}\u{f8}-\u{2ff}\u{370}-\u{37d}\u{37f}-\u{1fff}\u{200c}-\u{200d}\u{2070}-\u{218f}\u{2c00}-\u{2fef}\u{3001}-\u{d7ff}\u{f900}-\u{fdcf}\u{fdf0}-\u{fffd}\u{10000}-\u{effff}`;
const NAME_MORE = String.raw`\-.0-9\u{b7}\u{300}-\u{36f}\u{203f}-\u{2040}`;

const CLASS_ESCAPES: Readonly<Record<string, string>> = {
  i: `[${NAME_START}]`, I: `[^${NAME_START}]`,
  c: `[${NAME_START}${NAME_MORE}]`, C: `[^${NAME_START}${NAME_MORE}]`,
  d: String.raw`\p{Nd}`, D: String.raw`\P{Nd}`,
  w: String.raw`[^\p{P}\p{Z}\p{C}]`, W: String.raw`[\p{P}\p{Z}\p{C}]`,
  s: String.raw`[ \t\n\r]`, S: String.raw`[^ \t\n\r]`,
};

/** The class of a letter after a backslash (`\d`, `\i`); undefined where it is none. */
export function classEscape(letter: string): string | undefined {
  return Object.hasOwn(CLASS_ESCAPES, letter) ? CLASS_ESCAPES[letter] : undefined;
}

/** The class of a category or block (`\p{Lu}`, `\P{IsGreek}`); undefined where there is none of the name. */
export function propertyClass(letter: 'p' | 'P', name: string): string | undefined {
  if (/^(L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/.test(name)) return `\\${letter}{${name}}`;
  const block = name.startsWith('Is') && Object.hasOwn(UNICODE_BLOCKS, name.slice(2)) ? UNICODE_BLOCKS[name.slice(2)] : undefined;
  if (block === undefined) return undefined;
  const ranges = block.map(([first, last]) => `\\u{${first.toString(16)}}-\\u{${last.toString(16)}}`).join('');
  return `[${letter === 'P' ? '^' : ''}${ranges}]`;
}

/** A character that stands for itself. */
export function literal(character: string): string {
  return /^[A-Za-z0-9]$/.test(character) ? character : `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

/** A name of XML 1.0 (2.3). */
export const NAME = new RegExp(`^[${NAME_START}][${NAME_START}${NAME_MORE}]*$`, 'v');
/** A name without colons (Namespaces in XML 4). */
export const NCNAME = new RegExp(`^[[${NAME_START}]--:][[${NAME_START}${NAME_MORE}]--:]*$`, 'v');
/** Name characters, in any order. */
export const NMTOKEN = new RegExp(`^[${NAME_START}${NAME_MORE}]+$`, 'v');
