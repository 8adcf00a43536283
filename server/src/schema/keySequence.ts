import type { FieldValue, Located } from './identityField';

/** The values of all fields as one, at the place of the first; undefined where one of them cannot be compared. */
export function sequenceOf(values: readonly FieldValue[]): Located | undefined {
  const located = values.filter((value): value is Located => value.kind === 'value');
  if (located.length < values.length) return undefined;
  const { start, end } = located[0]!;
  return { kind: 'value', key: JSON.stringify(located.map(({ key }) => key)), shown: located.map(({ shown }) => shown).join(', '), start, end };
}
