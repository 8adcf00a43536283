import type { ExpandedName } from '../syntax/namespaces';
import { expandedName, splitExpandedName } from '../syntax/namespaces';
import { BUILT_IN_LISTS, BUILT_IN_TYPES } from './builtInTypes';
import { BOUNDS } from './facets';
import type { Facets, SimpleType } from './grammar';
import type { GrammarBuilder } from './grammarBuilder';
import { globalName } from './grammarBuilder';
import type { SchemaElement } from './schemaElement';
import { checkSimpleValue, facetProblem } from './simpleTypes';
import { FACET_NAMES } from './vocabulary';
import { XML_SCHEMA } from './xmlSchema';

const LENGTHS = ['length', 'minLength', 'maxLength', 'totalDigits', 'fractionDigits'] as const;
const FACETS_OF_UNIONS = new Set(['enumeration', 'pattern']);
const FACETS_OF_LISTS = new Set(['enumeration', 'pattern', 'length', 'minLength', 'maxLength', 'whiteSpace']);
const builtInIndexes = new WeakMap<GrammarBuilder, Map<string, number>>();

/** The index of a simple type that is named: a built-in one or one of the schema. */
export function namedSimpleType(builder: GrammarBuilder, name: ExpandedName, by: SchemaElement, attribute: string): number {
  const [namespace, local] = splitExpandedName(name);
  if (namespace === XML_SCHEMA) return builtInType(builder, local, by, attribute);
  const declaration = builder.find('type', name, by, attribute);
  if (declaration.name !== 'simpleType') by.fail(`'${local}' is a complex type; a simple one is needed here`, attribute);
  return compileSimpleType(builder, declaration);
}

/** The index of the type that a `simpleType` element defines. */
export function compileSimpleType(builder: GrammarBuilder, declaration: SchemaElement): number {
  return builder.once('simple type', declaration, () => {
    const definition = declaration.child() ?? declaration.fail('this simpleType says nothing');
    const type = definition.name === 'restriction' ? restrict(builder, definition) : definition.name === 'list' ? list(builder, definition) : union(builder, definition);
    const name = declaration.attribute('name') === undefined ? {} : { name: globalName(declaration) };
    return builder.simpleTypes.push({ ...type, ...name }) - 1;
  });
}

/** A type narrowed by the facets in a `restriction` element. */
export function narrowed(baseIndex: number, restriction: SchemaElement, builder: GrammarBuilder): SimpleType {
  const base = builder.simpleTypes[baseIndex]!;
  const { name: _nameOfBase, ...rest } = base;
  const kept = { ...rest, base: baseIndex };
  const facetElements = restriction.children(...FACET_NAMES);
  if (facetElements.length === 0) return kept;
  const allowed = base.variety === 'union' ? FACETS_OF_UNIONS : base.variety === 'list' ? FACETS_OF_LISTS : FACET_NAMES;
  for (const facet of facetElements) if (!allowed.has(facet.name)) facet.fail(`'${facet.name}' cannot narrow a ${base.variety}`);
  const type: SimpleType = { ...kept, facets: { ...base.facets, ...readFacets(base, facetElements, builder) } };
  const problem = facetProblem(type);
  if (problem !== undefined) restriction.fail(problem);
  return type;
}

function restrict(builder: GrammarBuilder, restriction: SchemaElement): SimpleType {
  for (const child of restriction.children()) if (child.name !== 'simpleType' && !FACET_NAMES.has(child.name)) child.fail(`'${child.name}' cannot stand in a simple type`);
  return narrowed(onlyType(builder, restriction, 'base'), restriction, builder);
}

function list(builder: GrammarBuilder, element: SchemaElement): SimpleType {
  return { variety: 'list', item: onlyType(builder, element, 'itemType') };
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

function builtInType(builder: GrammarBuilder, local: string, by: SchemaElement, attribute: string): number {
  const indexes = builtInIndexes.get(builder) ?? new Map<string, number>();
  builtInIndexes.set(builder, indexes);
  const known = indexes.get(local);
  if (known !== undefined) return known;
  const name = expandedName(XML_SCHEMA, local);
  let type: SimpleType;
  if (Object.hasOwn(BUILT_IN_LISTS, local)) type = { name, variety: 'list', item: builtInType(builder, BUILT_IN_LISTS[local]!, by, attribute), facets: { minLength: 1 } };
  else if (Object.hasOwn(BUILT_IN_TYPES, local)) type = { name, variety: 'atomic', builtIn: local };
  else return by.fail(`'${local}' is not a simple type of XML Schema`, attribute, 'undeclared-name');
  const index = builder.simpleTypes.push(type) - 1;
  indexes.set(local, index);
  return index;
}

function readFacets(base: SimpleType, elements: readonly SchemaElement[], builder: GrammarBuilder): Facets {
  const valuesOf = (name: string): string[] => elements.filter((facet) => facet.name === name).map((facet) => facet.required('value'));
  const enumeration = valuesOf('enumeration');
  // Patterns side by side are alternatives, patterns of derivation steps must all match (part 2, 4.3.4).
  const patterns = valuesOf('pattern');
  for (const facet of elements.filter(({ name }) => name === 'enumeration' || (BOUNDS as readonly string[]).includes(name))) {
    const problem = checkSimpleValue(builder.grammar(), base, facet.literal('value') ?? facet.required('value'), facet.bindings);
    if (problem !== undefined) facet.fail(`the value of '${facet.name}' does not fit the type: ${problem}`);
  }
  return {
    ...(enumeration.length > 0 && { enumeration }),
    ...(patterns.length > 0 && { patterns: [...(base.facets?.patterns ?? []), patterns.join('|')] }),
    ...Object.fromEntries(BOUNDS.flatMap((name) => valuesOf(name).map((value) => [name, value]))),
    ...Object.fromEntries(LENGTHS.flatMap((name) => elements.filter((facet) => facet.name === name).map((facet) => [name, count(facet)]))),
    ...Object.fromEntries(elements.filter(({ name }) => name === 'whiteSpace').map((facet) => ['whiteSpace', whiteSpace(facet)])),
  };
}

function count(facet: SchemaElement): number {
  const value = facet.required('value');
  return /^\d{1,9}$/.test(value) ? Number(value) : facet.fail(`'${value}' is not a whole number`);
}

function whiteSpace(facet: SchemaElement): string {
  const value = facet.required('value');
  return ['preserve', 'replace', 'collapse'].includes(value) ? value : facet.fail(`'${value}' is none of preserve, replace, collapse`);
}
