const names = new Map<string, string>();
/** Longer names are hostile or broken: they are copied, and not remembered. */
const LONGEST_REMEMBERED = 256;
const MOST_REMEMBERED = 4096;

/** The same string for the same name, however often it stands in a text, and no window on the text that it was cut out of. */
export function internName(slice: string): string {
  if (slice.length > LONGEST_REMEMBERED) return ownCopy(slice);
  const known = names.get(slice);
  if (known !== undefined) return known;
  if (names.size >= MOST_REMEMBERED) names.clear();
  const copy = ownCopy(slice);
  names.set(copy, copy);
  return copy;
}

/** The same characters in a string of their own. */
export function ownCopy(slice: string): string {
  // Of so short a slice V8 makes a copy by itself.
  if (slice.length < 13) return slice;
  return slice.split('').join('');
}
