import { BUILT_IN_TYPES } from './builtInTypes';
import { describePattern } from './describePattern';
import type { Facets, Grammar, SimpleType } from './grammar';
import { oneOf, quoted } from './wording';

/** What a value of a type is, in a few words for a label: `whole number, 0 to 255`, `true or false`, `one of 'a', 'b'`, `URI`. */
export function describeSimpleType(grammar: Grammar, type: SimpleType): string {
  if (type.facets?.enumeration) return describeExpected(grammar, type);
  if (holdsNothing(type)) return 'empty';
  if (type.variety === 'union') return members(grammar, type).map((member) => describeSimpleType(grammar, member)).join(' or ');
  if (type.variety === 'list') return `list: ${describeSimpleType(grammar, grammar.simpleTypes[type.item!]!)}`;
  const noun = BUILT_IN_TYPES[type.builtIn!]!.noun.replace(/^an? /, '');
  return [noun, range(type), ...restrictions(type.facets ?? {}, unitOf(type))].filter((part) => part !== undefined).join(', ');
}

/** What was expected of a value that is not of the type, to follow `is not` or `expected`: `a whole number from 0 to 255`. */
export function describeExpected(grammar: Grammar, type: SimpleType): string {
  const { enumeration } = type.facets ?? {};
  if (enumeration) return enumeration.length === 1 ? (enumeration[0] === '' ? 'empty' : quoted(enumeration[0]!)) : `one of ${oneOf(enumeration)}`;
  if (holdsNothing(type)) return 'empty';
  if (type.variety === 'union') return members(grammar, type).map((member) => describeExpected(grammar, member)).join(', or ');
  const rest = restrictions(type.facets ?? {}, unitOf(type)).map((part) => ` ${part.startsWith('matching') ? '' : 'of '}${part}`).join(',');
  if (type.variety === 'list') return `a list${rest}, each item ${describeExpected(grammar, grammar.simpleTypes[type.item!]!)}`;
  const bounds = range(type);
  const spoken = bounds === undefined ? '' : bounds.includes(' to ') ? ` from ${bounds}` : ` of ${bounds.replace(/(\S+) or more/, 'at least $1').replace(/(\S+) or less/, 'at most $1')}`;
  return `${BUILT_IN_TYPES[type.builtIn!]!.noun}${spoken}${rest}`;
}

function holdsNothing({ facets }: SimpleType): boolean {
  return facets?.length === 0 || facets?.maxLength === 0;
}

function members(grammar: Grammar, type: SimpleType): SimpleType[] {
  return type.members!.map((member) => grammar.simpleTypes[member]!);
}

function range(type: SimpleType): string | undefined {
  const builtIn = BUILT_IN_TYPES[type.builtIn!]!;
  const { minInclusive, maxInclusive, minExclusive, maxExclusive } = type.facets ?? {};
  const least = minInclusive ?? (minExclusive === undefined ? builtIn.minInclusive?.toString() : undefined);
  const most = maxInclusive ?? (maxExclusive === undefined ? builtIn.maxInclusive?.toString() : undefined);
  if (least !== undefined && most !== undefined) return `${least} to ${most}`;
  const parts = [
    least !== undefined ? `${least} or more` : minExclusive !== undefined ? `more than ${minExclusive}` : undefined,
    most !== undefined ? `${most} or less` : maxExclusive !== undefined ? `less than ${maxExclusive}` : undefined,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' and ');
}

function unitOf(type: SimpleType): string {
  if (type.variety === 'list') return 'item';
  return BUILT_IN_TYPES[type.builtIn ?? 'string']!.unit ? 'octet' : 'character';
}

function restrictions(facets: Facets, unit: string): string[] {
  const parts: string[] = [];
  const count = (number: number): string => `${number} ${unit}${number === 1 ? '' : 's'}`;
  if (facets.length !== undefined) parts.push(count(facets.length));
  else if (facets.minLength !== undefined && facets.maxLength !== undefined) parts.push(`${facets.minLength} to ${count(facets.maxLength)}`);
  else if (facets.minLength !== undefined) parts.push(`${count(facets.minLength)} or more`);
  else if (facets.maxLength !== undefined) parts.push(`${count(facets.maxLength)} or less`);
  if (facets.totalDigits !== undefined) parts.push(`${facets.totalDigits} digits or less`);
  if (facets.fractionDigits !== undefined) parts.push(`${facets.fractionDigits} decimal places or less`);
  for (const pattern of facets.patterns ?? []) parts.push(describePattern(pattern) ?? `matching the pattern ${pattern}`);
  return parts;
}
