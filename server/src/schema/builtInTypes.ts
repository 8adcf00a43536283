import type { Scope } from '../syntax/namespaces';
import { readMoment } from './calendar';
import { NAME, NCNAME, NMTOKEN } from './characterClasses';
import { isDuration } from './duration';
import { isUri } from './uri';

/** An atomic built-in type of XML Schema part 2. */
export interface BuiltInType {
  /** What people call a value, with its article: `a URI`. */
  readonly noun: string;
  readonly whiteSpace: 'preserve' | 'replace' | 'collapse';
  /** How two values compare: exact numbers, binary floating point, moments, durations, or not at all. */
  readonly order?: 'decimal' | 'float' | 'moment' | 'duration';
  /** What the length facets count; characters when left out. */
  readonly unit?: 'octets in hex' | 'octets in base64';
  readonly minInclusive?: bigint;
  readonly maxInclusive?: bigint;
  /** Whether a value, white space treated, has the form; the bounds are checked apart. */
  readonly hasForm: (value: string, scope?: Scope) => boolean;
}

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
const INTEGER = /^[+-]?\d+$/;
const FLOAT = /^(?:[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|-?INF|NaN)$/;
const LANGUAGE = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/;
const BASE64 = /^(?:(?:[A-Za-z0-9+/] ?){4})*(?:(?:[A-Za-z0-9+/] ?){3}[A-Za-z0-9+/]|(?:[A-Za-z0-9+/] ?){2}[AEIMQUYcgkosw048] ?=|[A-Za-z0-9+/] ?[AQgw] ?= ?=)?$/;
const anything = (): boolean => true;

function integer(noun: string, minInclusive?: bigint, maxInclusive?: bigint): BuiltInType {
  return { noun, whiteSpace: 'collapse', order: 'decimal', hasForm: (value) => INTEGER.test(value), ...(minInclusive !== undefined && { minInclusive }), ...(maxInclusive !== undefined && { maxInclusive }) };
}

function signed(bits: bigint): BuiltInType {
  return integer('a whole number', -(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n);
}

function unsigned(bits: bigint): BuiltInType {
  return integer('a whole number', 0n, 2n ** bits - 1n);
}

function moment(type: string, noun: string): BuiltInType {
  return { noun, whiteSpace: 'collapse', order: 'moment', hasForm: (value) => readMoment(type, value) !== undefined };
}

function shaped(noun: string, shape: RegExp): BuiltInType {
  return { noun, whiteSpace: 'collapse', hasForm: (value) => shape.test(value) };
}

function isQName(value: string, scope: Scope | undefined): boolean {
  const [first, second, third] = value.split(':');
  if (third !== undefined || !NCNAME.test(first!) || (second !== undefined && !NCNAME.test(second))) return false;
  return second === undefined || scope === undefined || !!scope.bindings.get(first!);
}

/** The atomic built-in types by local name; the lists among the built-in types are in `BUILT_IN_LISTS`. */
export const BUILT_IN_TYPES: Readonly<Record<string, BuiltInType>> = {
  anySimpleType: { noun: 'text', whiteSpace: 'preserve', hasForm: anything },
  string: { noun: 'text', whiteSpace: 'preserve', hasForm: anything },
  normalizedString: { noun: 'text', whiteSpace: 'replace', hasForm: anything },
  token: { noun: 'text', whiteSpace: 'collapse', hasForm: anything },
  boolean: shaped('true or false', /^(?:true|false|1|0)$/),
  decimal: { noun: 'a decimal number', whiteSpace: 'collapse', order: 'decimal', hasForm: (value) => DECIMAL.test(value) },
  integer: integer('a whole number'),
  nonNegativeInteger: integer('a whole number', 0n),
  positiveInteger: integer('a whole number', 1n),
  nonPositiveInteger: integer('a whole number', undefined, 0n),
  negativeInteger: integer('a whole number', undefined, -1n),
  byte: signed(8n), short: signed(16n), int: signed(32n), long: signed(64n),
  unsignedByte: unsigned(8n), unsignedShort: unsigned(16n), unsignedInt: unsigned(32n), unsignedLong: unsigned(64n),
  float: { noun: 'a number', whiteSpace: 'collapse', order: 'float', hasForm: (value) => FLOAT.test(value) },
  double: { noun: 'a number', whiteSpace: 'collapse', order: 'float', hasForm: (value) => FLOAT.test(value) },
  anyURI: { noun: 'a URI', whiteSpace: 'collapse', hasForm: isUri },
  hexBinary: { ...shaped('hexadecimal digits in pairs', /^(?:[0-9A-Fa-f]{2})*$/), unit: 'octets in hex' },
  base64Binary: { ...shaped('base64 text', BASE64), unit: 'octets in base64' },
  language: shaped('a language tag such as en or en-GB', LANGUAGE),
  Name: shaped('an XML name', NAME),
  NCName: shaped('an XML name without colon', NCNAME),
  ID: shaped('an identifier (a letter or _, then letters, digits, ., - or _)', NCNAME),
  IDREF: shaped('an identifier (a letter or _, then letters, digits, ., - or _)', NCNAME),
  // It names an unparsed entity of the DTD (part 2, 3.3.11), and documents with a DTD are refused.
  ENTITY: { noun: 'an entity that the document declares', whiteSpace: 'collapse', hasForm: () => false },
  NMTOKEN: shaped('a name token (letters, digits, ., -, _ or :)', NMTOKEN),
  QName: { noun: 'a name whose prefix is declared', whiteSpace: 'collapse', hasForm: isQName },
  NOTATION: { noun: 'the name of a notation', whiteSpace: 'collapse', hasForm: isQName },
  dateTime: moment('dateTime', 'a date and time such as 2026-01-31T08:00:00Z'),
  date: moment('date', 'a date such as 2026-01-31'),
  time: moment('time', 'a time such as 08:00:00'),
  gYearMonth: moment('gYearMonth', 'a month of a year such as 2026-01'),
  gYear: moment('gYear', 'a year such as 2026'),
  gMonthDay: moment('gMonthDay', 'a day of the year such as --01-31'),
  gDay: moment('gDay', 'a day of the month such as ---31'),
  gMonth: moment('gMonth', 'a month such as --01'),
  duration: { noun: 'a duration such as P1DT12H', whiteSpace: 'collapse', order: 'duration', hasForm: isDuration },
};

/** The built-in list types: local name to the type of their items; each needs one item at least (part 2, 3.3.5, 3.3.10, 3.3.12). */
export const BUILT_IN_LISTS: Readonly<Record<string, string>> = { NMTOKENS: 'NMTOKEN', IDREFS: 'IDREF', ENTITIES: 'ENTITY' };
