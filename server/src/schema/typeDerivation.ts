import { expandedName } from '../syntax/namespaces';
import { BUILT_IN_BASES } from './builtInBases';
import { BUILT_IN_LISTS, BUILT_IN_TYPES } from './builtInTypes';
import type { ComplexType, DerivationMethod, Grammar, SimpleType, TypeReference } from './grammar';
import { XML_SCHEMA } from './xmlSchema';

/** What the content and the attributes of an element are checked against; `any` is xs:anyType. */
export type ElementType = ComplexType | SimpleType | 'any';

/** The lists of types of a grammar. */
export type Types = Pick<Grammar, 'complexTypes' | 'simpleTypes'>;

/** Tells the two kinds of types apart. */
export function isSimpleType(type: ElementType): type is SimpleType {
  return type !== 'any' && 'variety' in type;
}

/** The type that a reference stands for. */
export function referredType(types: Types, { complexType, simpleType }: TypeReference): ElementType {
  if (complexType !== undefined) return types.complexTypes[complexType]!;
  return simpleType === undefined ? 'any' : types.simpleTypes[simpleType]!;
}

/** A built-in simple type by its local name, whether the grammar uses it or not; undefined for the list types and where there is none. */
export function builtInSimpleType(local: string): SimpleType | undefined {
  return Object.hasOwn(BUILT_IN_TYPES, local) ? { name: expandedName(XML_SCHEMA, local), variety: 'atomic', builtIn: local } : undefined;
}

/**
 * The types from a derived one up to its base, the base left out; undefined where it is not derived from it
 * (part 1, 3.4.6 and 3.14.6, type derivation OK). A member of a union counts as derived from the union.
 */
export function derivationChain(types: Types, derived: ElementType, base: ElementType): readonly ElementType[] | undefined {
  const chain: ElementType[] = [];
  for (let type = derived; ; type = baseOf(types, type)) {
    if (isSame(type, base)) return chain;
    if (type === 'any') break;
    chain.push(type);
  }
  if (!isSimpleType(base) || base.variety !== 'union' || base.facets || !isSimpleType(derived)) return undefined;
  for (const member of base.members!) {
    const through = derivationChain(types, derived, types.simpleTypes[member]!);
    if (through) return [...through, types.simpleTypes[member]!];
  }
  return undefined;
}

/** How a type is made from its base. */
export function methodOf(type: ElementType): DerivationMethod {
  return type === 'any' || isSimpleType(type) ? 'restriction' : type.derivedFrom?.method ?? 'restriction';
}

/** What a type does not let types derived from it do in its place. */
export function blockOf(type: ElementType): readonly DerivationMethod[] {
  return type === 'any' || isSimpleType(type) ? [] : type.block ?? [];
}

function baseOf(types: Types, type: ElementType): ElementType {
  if (type === 'any') return 'any';
  if (!isSimpleType(type)) return type.derivedFrom ? referredType(types, type.derivedFrom) : 'any';
  if (type.base !== undefined) return types.simpleTypes[type.base]!;
  const base = type.variety === 'atomic' ? BUILT_IN_BASES[type.builtIn!] : 'anySimpleType';
  return base === undefined ? 'any' : builtInSimpleType(base)!;
}

function isSame(a: ElementType, b: ElementType): boolean {
  if (a === b) return true;
  if (!isSimpleType(a) || !isSimpleType(b)) return false;
  // Built-in types are the same wherever they come from; of others there is one object each.
  return a.name !== undefined && a.name === b.name && a.base === undefined && (a.variety === 'atomic' || isBuiltInList(a));
}

function isBuiltInList({ name }: SimpleType): boolean {
  return Object.keys(BUILT_IN_LISTS).some((local) => name === expandedName(XML_SCHEMA, local));
}
