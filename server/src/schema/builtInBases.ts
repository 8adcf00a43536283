/** What each built-in atomic type is derived from (part 2, 3: the hierarchy of built-in datatypes); anySimpleType is from nothing. */
export const BUILT_IN_BASES: Readonly<Record<string, string>> = {
  ...Object.fromEntries([
    'string', 'boolean', 'decimal', 'float', 'double', 'duration', 'dateTime', 'time', 'date', 'gYearMonth', 'gYear', 'gMonthDay', 'gDay', 'gMonth',
    'hexBinary', 'base64Binary', 'anyURI', 'QName', 'NOTATION',
  ].map((primitive) => [primitive, 'anySimpleType'])),
  normalizedString: 'string', token: 'normalizedString', language: 'token', NMTOKEN: 'token', Name: 'token',
  NCName: 'Name', ID: 'NCName', IDREF: 'NCName', ENTITY: 'NCName',
  integer: 'decimal', nonPositiveInteger: 'integer', negativeInteger: 'nonPositiveInteger', nonNegativeInteger: 'integer', positiveInteger: 'nonNegativeInteger',
  long: 'integer', int: 'long', short: 'int', byte: 'short',
  unsignedLong: 'nonNegativeInteger', unsignedInt: 'unsignedLong', unsignedShort: 'unsignedInt', unsignedByte: 'unsignedShort',
};

/** The primitive type that a built-in one comes from; itself for a primitive one. */
export function primitiveOf(builtIn: string): string {
  let type = builtIn;
  for (let base = BUILT_IN_BASES[type]; base !== undefined && base !== 'anySimpleType'; base = BUILT_IN_BASES[type]) type = base;
  return type;
}
