import type { ExpandedName } from '../syntax/namespaces';
import { expandedName, splitExpandedName } from '../syntax/namespaces';
import { BUILT_IN_LISTS, BUILT_IN_TYPES } from './builtInTypes';
import { facetProblem, isApplicable, patternProblem } from './facetRules';
import { BOUNDS } from './facets';
import type { Facets, SimpleType } from './grammar';
import type { GrammarBuilder } from './grammarBuilder';
import { globalName } from './grammarBuilder';
import { nearestName } from './nearestName';
import type { SchemaElement } from './schemaElement';
import { checkSimpleValue, normalizeWhiteSpace, whiteSpaceOf } from './simpleTypes';
import { FACET_NAMES } from './vocabulary';
import { XML_SCHEMA } from './xmlSchema';

/** What a type is made into, as `final` names it. */
const METHODS: Readonly<Record<string, 'restriction' | 'list' | 'union'>> = { restriction: 'restriction', list: 'list', union: 'union' };
const LENGTHS = ['length', 'minLength', 'maxLength', 'totalDigits', 'fractionDigits'] as const;
const builtInIndexes = new WeakMap<GrammarBuilder, Map<string, number>>();

/** The index of a simple type that is named: a built-in one or one of the schema. */
export function namedSimpleType(builder: GrammarBuilder, name: ExpandedName, by: SchemaElement, attribute: string): number {
  const [namespace, local] = splitExpandedName(name);
  if (namespace === XML_SCHEMA) return builtInType(builder, local, by, attribute);
  const declaration = builder.find('type', name, by, attribute);
  if (declaration.name !== 'simpleType') by.fail(`'${local}' is a complex type; a simple one is needed here`, attribute);
  const method = METHODS[by.name];
  if (method && declaration.derivations('final', ['restriction', 'list', 'union']).includes(method)) by.fail(`'${local}' does not allow types derived from it by ${method} (final)`, attribute);
  return compileSimpleType(builder, declaration);
}

/** The index of the type that a `simpleType` element defines. */
export function compileSimpleType(builder: GrammarBuilder, declaration: SchemaElement): number {
  return builder.once('simple type', declaration, () => {
    const definition = declaration.child() ?? declaration.fail('this simpleType must hold a restriction, a list or a union');
    refuseForeignRedefinition(builder, declaration, definition);
    const type = definition.name === 'restriction' ? restrict(builder, definition) : definition.name === 'list' ? list(builder, definition) : union(builder, definition);
    const name = declaration.attribute('name') === undefined ? {} : { name: globalName(declaration) };
    return builder.simpleTypes.push({ ...type, ...name, ...declaration.documentation() }) - 1;
  });
}

/** A type narrowed by the facets in a `restriction` element. */
export function narrowed(baseIndex: number, restriction: SchemaElement, builder: GrammarBuilder): SimpleType {
  const base = builder.simpleTypes[baseIndex]!;
  const { name: _nameOfBase, documentation: _documentationOfBase, ...rest } = base;
  const kept = { ...rest, base: baseIndex };
  const elements = restriction.children(...FACET_NAMES);
  const usable = elements.filter((facet, index) => builder.attempt(() => {
    checkFacet(builder, base, facet, elements.slice(0, index));
    return true;
  }));
  if (usable.length === 0) return kept;
  const own = readFacets(base, usable);
  const problem = usable.length === elements.length ? facetProblem(base, own) : undefined;
  if (problem) (elements.find(({ name }) => name === problem.facet) ?? restriction).fail(problem.message, 'value', 'invalid-facet');
  const said = usable.flatMap((facet) => facet.name === 'enumeration' ? Object.values(facet.documentation()).map((text) => [enumeratedValue(base, facet), text] as const) : []);
  const valueDocumentation = said.length === 0 ? {} : { valueDocumentation: { ...base.valueDocumentation, ...Object.fromEntries(said) } };
  return { ...kept, facets: { ...base.facets, ...own }, ...valueDocumentation };
}

function enumeratedValue(base: SimpleType, facet: SchemaElement): string {
  return normalizeWhiteSpace(facet.literal('value')!, whiteSpaceOf(base));
}

/** What is wrong with one facet for itself. @param before those that stand before it */
function checkFacet(builder: GrammarBuilder, base: SimpleType, facet: SchemaElement, before: readonly SchemaElement[]): void {
  const { name } = facet;
  if (!isApplicable(name, base)) facet.fail(`'${name}' cannot narrow this type; remove it`, undefined, 'invalid-facet');
  if (name !== 'pattern' && name !== 'enumeration' && before.some((other) => other.name === name)) facet.fail(`'${name}' stands here twice; remove one`, undefined, 'invalid-facet');
  facet.flag('fixed');
  const value = facet.literal('value') ?? facet.required('value');
  if (name === 'pattern') {
    const problem = patternProblem(value);
    if (problem !== undefined) facet.fail(problem, 'value', 'invalid-facet');
  }
  const mustBeOfBase = name === 'enumeration' || (BOUNDS as readonly string[]).includes(name);
  // A bound may stay what it is, though an exclusive one is no value of the base.
  if (mustBeOfBase && base.facets?.[name as 'minExclusive'] !== value) {
    const problem = checkSimpleValue(builder.grammar(), base, value, facet.bindings);
    if (problem !== undefined) facet.fail(`the value of '${name}' does not fit the type: ${problem}`, 'value', 'invalid-facet');
  }
  if (name === 'enumeration' && base.builtIn === 'NOTATION') builder.find('notation', facet.resolve(value.trim(), 'value'), facet, 'value');
  if ((LENGTHS as readonly string[]).includes(name)) count(facet);
  if (name === 'whiteSpace') whiteSpace(facet);
}

function restrict(builder: GrammarBuilder, restriction: SchemaElement): SimpleType {
  const base = onlyType(builder, restriction, 'base');
  if (builder.simpleTypes[base]!.builtIn === 'anySimpleType') restriction.fail(`'anySimpleType' cannot be restricted; name one of the types derived from it`, 'base');
  return narrowed(base, restriction, builder);
}

/** Part 1, 4.2.2: a redefinition is a restriction of what it redefines. */
function refuseForeignRedefinition(builder: GrammarBuilder, declaration: SchemaElement, definition: SchemaElement): void {
  const original = builder.originalOf(declaration);
  const base = definition.name === 'restriction' ? definition.reference('base') : undefined;
  if (original && (base === undefined || splitExpandedName(base)[0] === XML_SCHEMA || builder.find('type', base, definition, 'base') !== original)) definition.fail('a redefined type must be derived from itself', 'base');
}

function list(builder: GrammarBuilder, element: SchemaElement): SimpleType {
  const item = onlyType(builder, element, 'itemType');
  if (holdsLists(builder, builder.simpleTypes[item]!)) element.fail('a list cannot hold lists', 'itemType');
  return { variety: 'list', item };
}

function holdsLists(builder: GrammarBuilder, type: SimpleType): boolean {
  return type.variety === 'list' || (type.variety === 'union' && type.members!.some((member) => holdsLists(builder, builder.simpleTypes[member]!)));
}

function union(builder: GrammarBuilder, element: SchemaElement): SimpleType {
  const named = (element.attribute('memberTypes') ?? '').split(/\s+/).filter((name) => name !== '');
  const members = [
    ...named.map((name) => namedSimpleType(builder, element.resolve(name, 'memberTypes'), element, 'memberTypes')),
    ...element.children('simpleType').map((member) => compileSimpleType(builder, member)),
  ];
  if (members.length === 0) element.fail('this union has no members');
  return { variety: 'union', members };
}

/** The type that an attribute names or the child `simpleType` defines: exactly one of the two. */
function onlyType(builder: GrammarBuilder, element: SchemaElement, attribute: string): number {
  const name = element.reference(attribute);
  const inner = element.child('simpleType');
  if ((name === undefined) === (inner === undefined)) element.fail(`'${element.name}' needs either '${attribute}' or a simpleType`);
  return inner ? compileSimpleType(builder, inner) : namedSimpleType(builder, name!, element, attribute);
}

/** The type of XML Schema that a misspelt name is near. */
function meantBy(local: string): string {
  const near = nearestName(local, [...Object.keys(BUILT_IN_TYPES), ...Object.keys(BUILT_IN_LISTS)]);
  return near === undefined ? '' : `; did you mean '${near}'?`;
}

function builtInType(builder: GrammarBuilder, local: string, by: SchemaElement, attribute: string): number {
  const indexes = builtInIndexes.get(builder) ?? new Map<string, number>();
  builtInIndexes.set(builder, indexes);
  const known = indexes.get(local);
  if (known !== undefined) return known;
  const name = expandedName(XML_SCHEMA, local);
  let type: SimpleType;
  if (Object.hasOwn(BUILT_IN_LISTS, local)) type = { name, variety: 'list', item: builtInType(builder, BUILT_IN_LISTS[local]!, by, attribute), facets: { minLength: 1 } };
  else if (Object.hasOwn(BUILT_IN_TYPES, local)) type = { name, variety: 'atomic', builtIn: local };
  else return by.fail(`'${local}' is not a simple type of XML Schema${meantBy(local)}`, attribute, 'undeclared-name');
  const index = builder.simpleTypes.push(type) - 1;
  indexes.set(local, index);
  return index;
}

/** The facets of one step of a derivation; each was checked for itself. */
function readFacets(base: SimpleType, elements: readonly SchemaElement[]): Facets {
  const valuesOf = (name: string): string[] => elements.filter((facet) => facet.name === name).map((facet) => facet.literal('value')!);
  const enumeration = elements.filter(({ name }) => name === 'enumeration');
  const isName = base.builtIn === 'QName' || base.builtIn === 'NOTATION';
  // Patterns side by side are alternatives, patterns of derivation steps must all match (part 2, 4.3.4).
  const patterns = valuesOf('pattern');
  const fixed = elements.filter((facet) => facet.flag('fixed')).map(({ name }) => name);
  return {
    ...(enumeration.length > 0 && { enumeration: enumeration.map((facet) => enumeratedValue(base, facet)) }),
    ...(enumeration.length > 0 && isName && { names: enumeration.flatMap((facet) => facet.expand(facet.required('value')) ?? []) }),
    ...(patterns.length > 0 && { patterns: [...(base.facets?.patterns ?? []), patterns.join('|')] }),
    ...Object.fromEntries(BOUNDS.flatMap((name) => valuesOf(name).map((value) => [name, value.trim()]))),
    ...Object.fromEntries(LENGTHS.flatMap((name) => elements.filter((facet) => facet.name === name).map((facet) => [name, count(facet)]))),
    ...Object.fromEntries(elements.filter(({ name }) => name === 'whiteSpace').map((facet) => ['whiteSpace', whiteSpace(facet)])),
    ...(fixed.length > 0 && { fixed: [...new Set([...base.facets?.fixed ?? [], ...fixed])] }),
  };
}

function count(facet: SchemaElement): number {
  const value = facet.required('value');
  return /^\+?\d+$/.test(value) ? Number(value) : facet.fail(`'${value}' is not a whole number`, 'value', 'invalid-facet');
}

function whiteSpace(facet: SchemaElement): string {
  const value = facet.required('value');
  return ['preserve', 'replace', 'collapse'].includes(value) ? value : facet.fail(`'${value}' is none of preserve, replace, collapse`, 'value', 'invalid-facet');
}
