import { expandedName, localName, prefixOf, Scope } from '../syntax/namespaces';
import { BUILT_IN_TYPES } from './builtInTypes';
import { describePattern } from './describePattern';
import { describeExpected } from './describeSimpleType';
import { compareValues, keepsBounds, keepsLength, lengthOf, matchesPatterns } from './facets';
import type { Grammar, SimpleType } from './grammar';
import { nearestName } from './nearestName';
import { valueKey } from './valueKey';
import { quoted } from './wording';

/**
 * Checks a lexical value against a simple type.
 * @param value references replaced, white space as it stands
 * @param scope the bindings in force, for the types whose values hold a prefix; without it any prefix will do
 * @returns undefined, or one line: what the value is not
 */
export function checkSimpleValue(grammar: Grammar, type: SimpleType, value: string, scope?: Scope): string | undefined {
  if (accepts(grammar, type, value, scope)) return undefined;
  const normalized = normalizeWhiteSpace(value, whiteSpaceOf(type));
  const expected = describeExpected(grammar, type);
  if (normalized.trim() === '') return `a value is missing; expected ${expected}`;
  const missed = missedPattern(grammar, type, value, scope);
  if (missed !== undefined) {
    const wanted = describePattern(missed);
    return wanted === undefined ? `${quoted(normalized)} does not match the pattern ${missed}` : `${quoted(normalized)} must be ${wanted}`;
  }
  const near = type.facets?.enumeration && nearestName(normalized, type.facets.enumeration);
  return `${quoted(normalized)} is not ${expected}${near === undefined ? '' : `; did you mean ${quoted(near)}?`}`;
}

/** The pattern that a value does not match, where it is all that is wrong with it. */
function missedPattern(grammar: Grammar, type: SimpleType, value: string, scope: Scope | undefined): string | undefined {
  const { patterns, ...others } = type.facets ?? {};
  if (patterns === undefined || !takes(grammar, { ...type, facets: others }, value, scope)) return undefined;
  return patterns.find((pattern) => !takes(grammar, { ...type, facets: { ...others, patterns: [pattern] } }, value, scope));
}

/** Whether two lexical values, both of the type, are the same value. */
export function sameValue(grammar: Grammar, type: SimpleType, a: string, b: string, scope: Scope = Scope.root): boolean {
  return a === b || valueKey(grammar, type, a, scope) === valueKey(grammar, type, b, scope);
}

/** White space as the facet `whiteSpace` wants it (part 2, 4.3.6). */
export function normalizeWhiteSpace(value: string, facet: 'preserve' | 'replace' | 'collapse'): string {
  if (facet === 'preserve' || !/[\t\n\r ]/.test(value)) return value;
  const replaced = value.replace(/[\t\n\r]/g, ' ');
  return facet === 'replace' ? replaced : replaced.replace(/ {2,}/g, ' ').replace(/^ | $/g, '');
}

/** The facet `whiteSpace` of a type; lists collapse, and a union leaves it to its members. */
export function whiteSpaceOf(type: SimpleType): 'preserve' | 'replace' | 'collapse' {
  if (type.variety === 'list') return 'collapse';
  if (type.variety === 'union') return 'preserve';
  return type.facets?.whiteSpace ?? BUILT_IN_TYPES[type.builtIn!]!.whiteSpace;
}

function accepts(grammar: Grammar, type: SimpleType, value: string, scope: Scope | undefined): boolean {
  // Booleans, numbers and the like: a document has thousands of them, and few different ones.
  if (value.length > LONGEST_KNOWN || type.variety !== 'atomic' || DEPENDS_ON_SCOPE.has(type.builtIn!)) return takes(grammar, type, value, scope);
  let known = acceptedValues.get(type);
  if (!known) acceptedValues.set(type, (known = new Set()));
  if (known.has(value)) return true;
  if (!takes(grammar, type, value, scope)) return false;
  if (known.size >= MOST_KNOWN) known.clear();
  known.add(value);
  return true;
}

const acceptedValues = new WeakMap<SimpleType, Set<string>>();
/** Shorter than what V8 keeps as a window on the text that it was cut from. */
const LONGEST_KNOWN = 12;
const MOST_KNOWN = 4096;
const DEPENDS_ON_SCOPE: ReadonlySet<string> = new Set(['QName', 'NOTATION']);

function takes(grammar: Grammar, type: SimpleType, value: string, scope: Scope | undefined): boolean {
  const normalized = normalizeWhiteSpace(value, whiteSpaceOf(type));
  const facets = type.facets ?? {};
  if (type.variety === 'union') {
    const member = type.members!.map((index) => grammar.simpleTypes[index]!).find((each) => accepts(grammar, each, normalized, scope));
    // The member that takes the value says what its white space is (part 2, 4.3.6).
    return member !== undefined && matchesPatterns(facets, normalizeWhiteSpace(normalized, whiteSpaceOf(member))) && isListed(grammar, type, normalized, scope);
  }
  if (type.variety === 'list') {
    const items = itemsOf(normalized);
    return items.every((item) => accepts(grammar, grammar.simpleTypes[type.item!]!, item, scope))
      && keepsLength(facets, items.length) && matchesPatterns(facets, normalized) && isListed(grammar, type, normalized, scope);
  }
  const builtIn = BUILT_IN_TYPES[type.builtIn!]!;
  if (!builtIn.hasForm(normalized, scope)) return false;
  if (builtIn.minInclusive !== undefined && compareValues('decimal', '', normalized, String(builtIn.minInclusive)) < 0) return false;
  if (builtIn.maxInclusive !== undefined && compareValues('decimal', '', normalized, String(builtIn.maxInclusive)) > 0) return false;
  return type.facets === undefined
    || (keepsBounds(facets, type.builtIn!, builtIn, normalized) && keepsAtomicLength(type, normalized) && matchesPatterns(facets, normalized) && isListed(grammar, type, normalized, scope));
}

function keepsAtomicLength(type: SimpleType, value: string): boolean {
  // Length facets of names mean nothing (part 2, 3.2.18: deprecated, every value keeps them).
  return type.builtIn === 'QName' || type.builtIn === 'NOTATION' || keepsLength(type.facets!, lengthOf(BUILT_IN_TYPES[type.builtIn!]!, value));
}

function isListed(grammar: Grammar, type: SimpleType, value: string, scope: Scope | undefined): boolean {
  const { enumeration, names } = type.facets ?? {};
  if (names && scope) return names.includes(expandedName(scope.bindings.get(prefixOf(value)) ?? '', localName(value)));
  return enumeration === undefined || enumeration.includes(value) || enumeration.some((listed) => sameValue(grammar, type, listed, value, scope));
}

function itemsOf(value: string): string[] {
  return value === '' ? [] : value.split(' ');
}
