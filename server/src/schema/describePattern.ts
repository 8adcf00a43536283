import { quoted } from './wording';

/** More parts than this are told no better by words than by the pattern itself. */
const MOST_PARTS = 5;

/** One character, or one of a class, and how often it comes. */
const PART = /(\\d|\\[.+*?()|\\^$-]|\[[^\][\\^]*\]|[\p{L}\p{N} :@/_,;#%&=~"'!<>-])(?:\{(\d+)(?:(,)(\d*))?\}|([+*?]))?/uy;

/** What a class stands for, one and many. */
const CLASSES: Readonly<Record<string, readonly [one: string, many: string]>> = {
  '\\d': ['digit', 'digits'], '[0-9]': ['digit', 'digits'],
  '[A-F][a-f][0-9]': ['hex digit', 'hex digits'], '[A-F][0-9]': ['hex digit in capitals', 'hex digits in capitals'],
  '[A-Z]': ['capital letter', 'capital letters'], '[a-z]': ['small letter', 'small letters'], '[A-Z][a-z]': ['letter', 'letters'],
  '[A-Z][a-z][0-9]': ['letter or digit', 'letters or digits'], '[A-Z][0-9]': ['capital letter or digit', 'capital letters or digits'], '[a-z][0-9]': ['small letter or digit', 'small letters or digits'],
};

/** What a pattern wants, in words to follow `must be`: `'CH', then 2 digits`; undefined for one that only the pattern itself tells. */
export function describePattern(pattern: string): string | undefined {
  const parts: string[] = [];
  let literal = '';
  const endLiteral = (): void => {
    if (literal !== '') parts.push(quoted(literal));
    literal = '';
  };
  for (let at = 0; at < pattern.length; at = PART.lastIndex) {
    PART.lastIndex = at;
    const found = PART.exec(pattern);
    if (!found) return undefined;
    const [, character, least, comma, most, sign] = found;
    const words = classOf(character!);
    if (!words && !character!.startsWith('[') && least === undefined && sign === undefined) literal += character!.replace(/^\\/, '');
    else {
      const many = words && times(words, least, comma !== undefined, most, sign);
      if (many === undefined) return undefined;
      endLiteral();
      parts.push(many);
    }
  }
  endLiteral();
  return parts.length === 0 || parts.length > MOST_PARTS ? undefined : parts.join(', then ');
}

function classOf(character: string): readonly [one: string, many: string] | undefined {
  if (!character.startsWith('[')) return CLASSES[character];
  const ranges: readonly string[] = character.slice(1, -1).match(/[A-Za-z0-9]-[A-Za-z0-9]/g) ?? [];
  // In another order it is the same class.
  return ranges.join('') === character.slice(1, -1) ? CLASSES[['A-Z', 'A-F', 'a-z', 'a-f', '0-9'].filter((each) => ranges.includes(each)).map((each) => `[${each}]`).join('')] : undefined;
}

function times([one, many]: readonly [string, string], least: string | undefined, open: boolean, most: string | undefined, sign: string | undefined): string | undefined {
  if (sign !== undefined) return sign === '+' ? `one or more ${many}` : undefined;
  if (least === undefined) return `one ${one}`;
  const fewest = Number(least);
  if (!open) return fewest === 1 ? `one ${one}` : `${fewest} ${many}`;
  return most === '' ? `${fewest} or more ${many}` : `${fewest} to ${Number(most)} ${many}`;
}
