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
}

export interface ElementDeclaration {
  readonly name: ExpandedName;
  /** Exactly one of the two; neither for xs:anyType. */
  readonly complexType?: number;
  readonly simpleType?: number;
  /** Absent where there are none, as nearly everywhere. */
  readonly identityConstraints?: readonly IdentityConstraint[];
}

export interface AttributeDeclaration {
  readonly name: ExpandedName;
  readonly simpleType: number;
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
  /** `simple`: character data of `simpleType`; `elements`: only elements; `mixed`: both; `empty`: neither. */
  readonly content: 'empty' | 'simple' | 'elements' | 'mixed';
  readonly simpleType?: number;
  /** Present for `elements` and `mixed`. */
  readonly model?: ContentAutomaton;
  readonly attributeUses: readonly AttributeUse[];
  readonly anyAttribute?: Wildcard;
}

/** A deterministic automaton over child element names; state 0 is the start. */
export interface ContentAutomaton {
  readonly states: readonly ContentState[];
}

export interface ContentState {
  /** True where the content may end. */
  readonly accepting: boolean;
  /** In schema order. */
  readonly steps: readonly ContentStep[];
}

/** One way on: by an element declaration or by a wildcard, exactly one of the two. */
export interface ContentStep {
  readonly element?: number;
  readonly wildcard?: Wildcard;
  readonly to: number;
}

export interface Wildcard {
  /** `any`; or every namespace but those of `not` (##other: the target namespace and none); or those of `in`. '' is no namespace. */
  readonly namespaces: 'any' | { readonly not: readonly string[] } | { readonly in: readonly string[] };
  readonly process: 'strict' | 'lax' | 'skip';
}

export interface SimpleType {
  readonly name?: ExpandedName;
  /** `atomic`: one of the built-in types of part 2; its facets narrow it. */
  readonly variety: 'atomic' | 'list' | 'union';
  /** For `atomic`: local name of the built-in type it comes from (`unsignedByte`, `anyURI`, …). */
  readonly builtIn?: string;
  /** For `list`: type of an item. */
  readonly item?: number;
  /** For `union`: the types, in order. */
  readonly members?: readonly number[];
  readonly facets?: Facets;
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
}
