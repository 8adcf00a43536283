import type { AttributeNode, DocumentNode, ElementNode, Node, SyntaxProblem } from './node';
import { ownCopy } from './wording';

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
/** Longer names are hostile or broken: they are copied, and not remembered. */
const LONGEST_REMEMBERED = 256;
const MOST_REMEMBERED = 4096;

/** The same string for the same name, however often it stands in a text, and no window on the text that it was cut out of. */
export function internName(slice: string): string {
  if (slice.length > LONGEST_REMEMBERED) return ownCopy(slice);
  const known = names.get(slice);
  if (known !== undefined) return known;
  if (names.size >= MOST_REMEMBERED) names.clear();
  const copy = ownCopy(slice);
  names.set(copy, copy);
  return copy;
}
