import type { Refusal } from './schemaOracle';

/** What we say, wherever it was said. */
type Said = Readonly<{ code: string; message: string }>;

/** Where libxml2's verdict may be another than ours, and why ours is right. */
export interface Accepted {
  /** What libxml2 does, and the clause that decides. */
  readonly reason: string;
  /** A message of libxml2's, on a document that we take. */
  readonly refusal?: RegExp;
  /** A diagnostic of ours, on a document that libxml2 takes. */
  readonly diagnostic?: (said: Said, text: string) => boolean;
}

/** A date, a time or a duration. */
const MOMENT = String.raw`[-\d:.+PYMDTHSZ]+`;

export const ACCEPTED: readonly Accepted[] = [
  {
    reason: 'libxml2 takes a choice as open again after a repeated wildcard in it: (a | other*) is one of the two, never other elements and then a (XML Schema part 1, 3.8.4)',
    diagnostic: (_, text) => /<(?:EmergencyCall|MCPTTGroupInitiation)>(?:\s|<!--.*?-->|<\?.*?\?>)*<(?:cp|v):/.test(text),
  },
  {
    reason: 'libxml2 does not collapse the white space around a date, a time or a duration, which every value of these types has collapsed first (part 2, 3.2.6 to 3.2.14 and 4.3.6)',
    refusal: new RegExp(String.raw`: '(?:\s+${MOMENT}\s*|${MOMENT}\s+)' is not a valid value of the (?:atomic|local atomic|union) type`),
  },
  {
    reason: 'the same where the value is one of an enumeration or keeps bounds',
    refusal: new RegExp(String.raw`\[facet '\w+'\] The value '(?:\s+${MOMENT}\s*|${MOMENT}\s+)'`),
  },
  {
    reason: 'libxml2 does not look for the identifier that an IDREF names (part 1, 3.17.5 with part 2, 3.3.9)',
    diagnostic: ({ code }) => code === 'unknown-id',
  },
  {
    reason: 'libxml2 counts leap years before year 1 as if there were a year 0: the year before 1 is -1, so that -5 is a leap year and -4 is not (part 2, 3.2.7.1 and appendix E)',
    diagnostic: ({ code, message }) => code === 'invalid-value' && /^'-\d{4,}-02-29/.test(message),
  },
  {
    reason: 'libxml2 takes a moment at the very end of the time zones (+14:00, -14:00) for one that keeps the same bound without a zone, although the order of the two is not determined (part 2, 3.2.7.4 and 4.3.7 to 4.3.10)',
    diagnostic: ({ code, message }) => code === 'invalid-value' && /^'[-\dT:.]+[+-]14:00' is not /.test(message),
  },
  {
    reason: 'libxml2 takes a float or double whose exponent has no digits; an exponent is an integer (part 2, 3.2.4.1 and 3.2.5.1)',
    diagnostic: ({ message }) => /^'\s*[-+\d.]+[eE][-+]?\s*' is not a number/.test(message),
  },
  {
    reason: 'libxml2 leaves out of base64 text what is not of its alphabet (part 2, 3.2.16)',
    diagnostic: ({ message }) => message.endsWith('is not base64 text'),
  },
  {
    reason: 'libxml2 gives up on a year far from ours, which may have any number of digits (part 2, 3.2.7.1)',
    refusal: /^Invalid input or internal error$/,
  },
  {
    reason: 'libxml2 takes an empty list of name tokens or references, which has one item at least (part 2, 3.3.5, 3.3.10 and 3.3.12)',
    diagnostic: ({ message }) => /^a value is missing; expected a list of 1 item or more, each item (?:a name token|an identifier)/.test(message),
  },
  {
    reason: 'libxml2 does not collapse the white space around the name in xsi:type, which is a QName (part 1, 2.6.1; part 2, 4.3.6)',
    refusal: /The QName value '(?:\{[^}]*\})?(?:\s[^']*|[^']*\s)' (?:of the xsi:type attribute does not resolve|has no corresponding namespace declaration)|The type definition is abstract/,
  },
  {
    reason: 'libxml2 compares the value of an element with its fixed value as texts, not as values (part 1, 3.3.4, clause 5.2.2.2.2)',
    refusal: /The actual value '.*' does not match the fixed value constraint/s,
  },
];

/** Whether a difference is accepted: everything that one side says and the other does not is. */
export function isAccepted(text: string, ours: readonly Said[], theirs: Refusal | undefined): boolean {
  if (theirs) return ours.length === 0 && theirs.messages.every((message) => ACCEPTED.some(({ refusal }) => refusal?.test(message)));
  return ours.length > 0 && ours.every((each) => ACCEPTED.some(({ diagnostic }) => diagnostic?.(each, text)));
}
