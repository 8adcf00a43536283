const LONGEST_QUOTE = 48;
const MOST_NAMES = 6;

/** A name or value in quotes, on one line, cut where it is long. */
export function quoted(value: string): string {
  const line = value.replace(/\s/g, ' ');
  return `'${line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE - 1)}…` : line}'`;
}

/** `'a'`, `'a' or 'b'`, `'a', 'b' or 'c'`; of more than six, the first six `or N others`. */
export function oneOf(names: readonly string[], conjunction: 'or' | 'and' = 'or'): string {
  const shown = names.slice(0, MOST_NAMES).map(quoted);
  if (names.length > MOST_NAMES) {
    const rest = names.length - MOST_NAMES;
    return `${shown.join(', ')} ${conjunction} ${rest} other${rest === 1 ? '' : 's'}`;
  }
  const last = shown.pop();
  return shown.length === 0 ? last ?? 'nothing' : `${shown.join(', ')} ${conjunction} ${last}`;
}
