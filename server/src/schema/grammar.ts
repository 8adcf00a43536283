import type { ExpandedName } from '../syntax/namespaces';
import type { IdentityConstraint } from './identityConstraint';

/**
 * A compiled schema set: plain data that survives JSON, so that a build can keep it. References are indexes into its lists.
 * Source of the terms: XML Schema 1.0 part 1 (structures) and 2 (datatypes).
 */
export interface Grammar {
  readonly elements: readonly ElementDeclaration[];
  readonly attributes: readonly AttributeDeclaration[];
  readonly complexTypes: readonly ComplexType[];
  readonly simpleTypes: readonly SimpleType[];
  /** Global elements: what may be a document's root, and what a lax wildcard knows. */
  readonly globalElements: Readonly<Record<ExpandedName, number>>;
  readonly globalAttributes: Readonly<Record<ExpandedName, number>>;
  /** Named types: what xsi:type may name beside the built-in simple types. */
  readonly globalTypes: Readonly<Record<ExpandedName, TypeReference>>;
}

/** Where a type is; neither for xs:anyType. */
export interface TypeReference {
  readonly complexType?: number;
  readonly simpleType?: number;
}

/** How a type is made from another. */
export type DerivationMethod = 'extension' | 'restriction';

export interface ElementDeclaration extends TypeReference {
  readonly name: ExpandedName;
  /** True where only elements of its substitution group may stand in a document. */
  readonly abstract?: true;
  /** True where `xsi:nil` may say that there is no content. */
  readonly nillable?: true;
  /** The value that it must have. */
  readonly fixed?: string;
  /** The value that it has where it is empty. */
  readonly default?: string;
  /** A type that `xsi:type` names must not be derived so. */
  readonly block?: readonly DerivationMethod[];
  /** What its schema says of it to people, one line of plain text. */
  readonly documentation?: string;
  /** Absent where there are none, as nearly everywhere. */
  readonly identityConstraints?: readonly IdentityConstraint[];
}

export interface AttributeDeclaration {
  readonly name: ExpandedName;
  readonly simpleType: number;
  /** Of a global declaration: the value that it must have wherever a wildcard takes it. */
  readonly fixed?: string;
  /** What its schema says of it to people, one line of plain text. */
  readonly documentation?: string;
}

export interface AttributeUse {
  readonly attribute: number;
  readonly required: boolean;
  /** The value it must have. */
  readonly fixed?: string;
  /** The value it has where it is absent. */
  readonly default?: string;
}

export interface ComplexType {
  /** Its name in the schema, for messages and documentation; absent for an anonymous type. */
  readonly name?: ExpandedName;
  /** What its schema says of it to people, one line of plain text. */
  readonly documentation?: string;
  /** True where only types derived from it may be those of an element. */
  readonly abstract?: true;
  /** What it is made from; absent for a restriction of xs:anyType, which is what a type without a base is. */
  readonly derivedFrom?: TypeReference & { readonly method: DerivationMethod };
  /** A type that stands in its place must not be derived so. */
  readonly block?: readonly DerivationMethod[];
  /** `simple`: character data of `simpleType`; `elements`: only elements; `mixed`: both; `empty`: neither. */
  readonly content: 'empty' | 'simple' | 'elements' | 'mixed';
  readonly simpleType?: number;
  /** Present for `elements` and `mixed`. */
  readonly model?: ContentAutomaton;
  readonly attributeUses: readonly AttributeUse[];
  readonly anyAttribute?: Wildcard;
}

/** A deterministic automaton over child element names; state 0 is the start. `ContentIndex` runs it, counters included. */
export interface ContentAutomaton {
  readonly states: readonly ContentState[];
  /** All 0 at the start; absent where there are none. */
  readonly counters?: readonly Counter[];
}

/** Counts the turns of a repetition that would be too many states, or whether a member of an `all` group was there. */
export interface Counter {
  readonly min: number;
  /** Absent for unbounded. */
  readonly max?: number;
}

export interface ContentState {
  /** True where the content may end. */
  readonly accepting: boolean;
  /** Counters that must have reached their minimum for that. */
  readonly leave?: readonly number[];
  /** In schema order. */
  readonly steps: readonly ContentStep[];
}

/** One way on: by an element declaration or by a wildcard, exactly one of the two. */
export interface ContentStep {
  readonly element?: number;
  readonly wildcard?: Wildcard;
  readonly to: number;
  readonly counts?: Counts;
}

/** What a step asks of counters and does to them, in this order. */
export interface Counts {
  /** These must have reached their minimum, and become 0. */
  readonly leave?: readonly number[];
  /** This one must be below its maximum, and goes up by one. */
  readonly next?: number;
  /** These become 1. */
  readonly enter?: readonly number[];
}

export interface Wildcard {
  /** `any`; or every namespace but those of `not` (##other: the target namespace and none); or those of `in`. '' is no namespace. */
  readonly namespaces: 'any' | { readonly not: readonly string[] } | { readonly in: readonly string[] };
  readonly process: 'strict' | 'lax' | 'skip';
}

export interface SimpleType {
  readonly name?: ExpandedName;
  /** What it is a restriction of; absent for a built-in type, a list and a union. */
  readonly base?: number;
  /** `atomic`: one of the built-in types of part 2; its facets narrow it. */
  readonly variety: 'atomic' | 'list' | 'union';
  /** For `atomic`: local name of the built-in type it comes from (`unsignedByte`, `anyURI`, …). */
  readonly builtIn?: string;
  /** For `list`: type of an item. */
  readonly item?: number;
  /** For `union`: the types, in order. */
  readonly members?: readonly number[];
  readonly facets?: Facets;
  /** What its schema says of it to people, one line of plain text. */
  readonly documentation?: string;
  /** The same of the values of its enumeration, by value. */
  readonly valueDocumentation?: Readonly<Record<string, string>>;
}

export interface Facets {
  readonly enumeration?: readonly string[];
  /** Each entry must match; the source patterns are in XML Schema's own notation. */
  readonly patterns?: readonly string[];
  readonly length?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minInclusive?: string;
  readonly maxInclusive?: string;
  readonly minExclusive?: string;
  readonly maxExclusive?: string;
  readonly totalDigits?: number;
  readonly fractionDigits?: number;
  readonly whiteSpace?: 'preserve' | 'replace' | 'collapse';
  /** The enumeration as expanded names, where the values are names: prefixes of the schema mean nothing in a document. */
  readonly names?: readonly ExpandedName[];
  /** The facets that a type derived from this one cannot change. */
  readonly fixed?: readonly string[];
}
