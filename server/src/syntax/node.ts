import type { DocumentText } from './documentText';
/**
 * The syntax tree: immutable nodes that know their kind and their length, not their place.
 * Places come from walking down (cursor.ts), so that an edit can reuse every node it does not touch.
 * A node holds no text either: its text is a slice of the document, from its place, as long as it is.
 * All lengths and offsets are UTF-16 code units. Offsets inside a node count from the node's start.
 */
export type Node = ElementNode | TextNode | CDataNode | CommentNode | InstructionNode | DeclarationNode | DoctypeNode | StrayEndTagNode;

/** The whole text: its children cover it from the first character to the last. */
export interface DocumentNode {
  readonly kind: 'document';
  readonly length: number;
  readonly children: readonly Node[];
  readonly problems?: readonly SyntaxProblem[];
}

/** An element: start tag, children, end tag, in this order and without gaps. */
export interface ElementNode {
  readonly kind: 'element';
  readonly length: number;
  /** Qualified name as written (`cp:rule`); empty while nobody has typed it. Always the first characters after `<`. */
  readonly name: string;
  /** Length of the start tag, `<` and `>` included. */
  readonly startTagLength: number;
  /** Length of the end tag; 0 for an empty-element tag and where the end tag is missing. */
  readonly endTagLength: number;
  readonly attributes: readonly AttributeNode[];
  /** True where one of the attributes declares a namespace: asked of every element, and true of very few. */
  readonly declaresNamespaces: boolean;
  readonly children: readonly Node[];
  /** How it ends. `unclosed`: no end tag; `unterminated`: not even the `>` of the start tag. */
  readonly form: 'empty' | 'closed' | 'unclosed' | 'unterminated';
  /**
   * True where the start tag cannot be trusted (no name, name run into an attribute, …). It has its problem already,
   * so what follows from it is not reported again.
   */
  readonly malformed: boolean;
  /**
   * True where its first character to its last would be read the same in any other surroundings: all that opens in it
   * closes in it, and no end tag in it could close something outside.
   */
  readonly selfContained: boolean;
  readonly problems?: readonly SyntaxProblem[];
}

/** An attribute. Offsets count from the start of the element that carries it. */
export interface AttributeNode {
  /** Qualified name as written. */
  readonly name: string;
  readonly nameOffset: number;
  /** Where the value begins, after the quote; -1 where there is no value at all. */
  readonly valueOffset: number;
  /** Length of the value as written, without quotes, references not replaced. */
  readonly valueLength: number;
}

/** Character data and references, up to the next markup. */
export interface TextNode { readonly kind: 'text'; readonly length: number; readonly problems?: readonly SyntaxProblem[] }
/** A CDATA section with its delimiters. */
export interface CDataNode { readonly kind: 'cdata'; readonly length: number; readonly problems?: readonly SyntaxProblem[] }
export interface CommentNode { readonly kind: 'comment'; readonly length: number; readonly problems?: readonly SyntaxProblem[] }
/** A processing instruction. */
export interface InstructionNode { readonly kind: 'instruction'; readonly length: number; readonly problems?: readonly SyntaxProblem[] }
/** The XML declaration. */
export interface DeclarationNode { readonly kind: 'declaration'; readonly length: number; readonly problems?: readonly SyntaxProblem[] }
export interface DoctypeNode { readonly kind: 'doctype'; readonly length: number; readonly problems?: readonly SyntaxProblem[] }
/** An end tag that closes nothing. */
export interface StrayEndTagNode { readonly kind: 'strayEndTag'; readonly length: number; readonly name: string; readonly problems?: readonly SyntaxProblem[] }

/** A violation of well-formedness, found while reading the node that holds it. */
export interface SyntaxProblem {
  readonly code: SyntaxCode;
  /** From the start of the node that holds it. */
  readonly offset: number;
  readonly length: number;
  /** One line: what is wrong and what to do. */
  readonly message: string;
  /** The other place that it is about, counted as `offset`. */
  readonly related?: { readonly offset: number; readonly length: number; readonly message: string };
}

/** Stable codes of well-formedness problems. */
export type SyntaxCode =
  | 'malformed-tag' | 'malformed-attribute' | 'duplicate-attribute' | 'invalid-name' | 'unbound-prefix' | 'reserved-prefix'
  | 'missing-end-tag' | 'mismatched-end-tag' | 'stray-end-tag' | 'bare-less-than' | 'bare-ampersand' | 'undeclared-entity'
  | 'invalid-reference' | 'invalid-character' | 'cdata-end-in-text' | 'malformed-comment' | 'malformed-cdata' | 'malformed-instruction'
  | 'malformed-declaration' | 'encoding' | 'doctype' | 'no-root-element' | 'text-outside-root' | 'second-root-element';

/** A text with its tree. */
export interface SyntaxTree {
  readonly text: DocumentText;
  readonly document: DocumentNode;
}
