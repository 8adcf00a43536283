import type { AttributeNode, DocumentNode, ElementNode, Node, SyntaxProblem } from './node';

/** Nodes while they are built; nobody outside this room sees them before they are done. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };
export type ElementDraft = Draft<ElementNode>;
export type NodeDraft = Draft<Exclude<Node, ElementNode>> | ElementDraft;

export const NO_ATTRIBUTES: readonly AttributeNode[] = [];

/** More than this in one node is noise, and a hostile text could fill the memory with it; the rest shows when these are mended. */
const MOST_PROBLEMS = 100;

/** Adds a problem to a node that is being built. False where the node has as many as it may have. */
export function addProblem(node: Draft<Node | DocumentNode>, problem: SyntaxProblem): boolean {
  const problems = (node.problems ??= []) as SyntaxProblem[];
  if (problems.length < MOST_PROBLEMS) problems.push(problem);
  return problems.length < MOST_PROBLEMS;
}

const names = new Map<string, string>();

/**
 * The same string for the same name. A name cut out of a text would keep the whole text in memory for as long as a node
 * lives, so the first of its kind is copied character by character.
 */
export function internName(slice: string): string {
  const known = names.get(slice);
  if (known !== undefined) return known;
  if (names.size >= 4096) names.clear();
  const copy = slice.split('').join('');
  names.set(copy, copy);
  return copy;
}
