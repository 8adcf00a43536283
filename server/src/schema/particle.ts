import type { ContentStep, Counts, Wildcard } from './grammar';

/** A piece of a content model (part 1, 2.2.3): so many times one element, any element of some namespaces, or a group. */
export interface Particle {
  readonly min: number;
  readonly max: number;
  readonly term: Term;
}

/** What a particle is of. */
export type Term = Leaf | ModelGroup;

/** Several particles: one after the other, one of them, or each once in any order. */
export interface ModelGroup {
  readonly kind: 'sequence' | 'choice' | 'all';
  readonly particles: readonly Particle[];
}

/** A term without particles in it. */
export type Leaf = ElementLeaf | { readonly kind: 'wildcard'; readonly wildcard: Wildcard };

/** An element, or one that may stand for it. */
export interface ElementLeaf {
  readonly kind: 'element';
  readonly declaration: number;
  /** The expanded name of the declaration. */
  readonly name: string;
  /** In plain form: true where it is one of those that may stand for what the schema asks for. These have no order. */
  readonly isSubstitute?: true;
}

/** An element declaration with its expanded name. */
export interface NamedDeclaration {
  readonly declaration: number;
  readonly name: string;
}

/** Says which elements may stand where a declaration is asked for: itself unless it is abstract, then its substitutes. */
export type Substitutes = (leaf: ElementLeaf) => readonly NamedDeclaration[];

/** Why a content model cannot be compiled; the message is one line. */
export class ContentModelError extends Error {}

/** The steps that a leaf gives: one for each element that may stand there. */
export function stepsTo(leaf: Leaf, takes: readonly NamedDeclaration[], counts: Counts, to: number): ContentStep[] {
  const rest = { to, ...(Object.keys(counts).length > 0 && { counts }) };
  return leaf.kind === 'wildcard' ? [{ wildcard: leaf.wildcard, ...rest }] : takes.map(({ declaration }) => ({ element: declaration, ...rest }));
}
