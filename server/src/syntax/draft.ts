import type { AttributeNode, DocumentNode, ElementNode, Node, SyntaxProblem } from './node';

/** Nodes while they are built; nobody outside this room sees them before they are done. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };
export type ElementDraft = Draft<ElementNode>;
export type NodeDraft = Draft<Exclude<Node, ElementNode>> | ElementDraft;

/** Gives an element its attributes. @returns them */
export function setAttributes(node: ElementDraft, attributes: readonly AttributeNode[]): readonly AttributeNode[] {
  node.attributes = attributes;
  for (const { name } of attributes) if (name.charCodeAt(0) === 120 && (name === 'xmlns' || name.startsWith('xmlns:'))) node.declaresNamespaces = true;
  return attributes;
}

export const NO_ATTRIBUTES: readonly AttributeNode[] = [];

/** More than this in one node is noise, and a hostile text could fill the memory with it; the rest shows when these are mended. */
const MOST_PROBLEMS = 100;

/** Adds a problem to a node that is being built. False where the node has as many as it may have. */
export function addProblem(node: Draft<Node | DocumentNode>, problem: SyntaxProblem): boolean {
  const problems = (node.problems ??= []) as SyntaxProblem[];
  if (problems.length < MOST_PROBLEMS) problems.push(problem);
  return problems.length < MOST_PROBLEMS;
}
