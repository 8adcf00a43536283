import { nodeAt, placedChildren, type PlacedElement, type PlacedNode } from '../syntax/cursor';
import type { ElementNode, SyntaxTree } from '../syntax/node';

/** Where so few children stand, looking at each is faster than remembering where they begin. */
const WORTH_REMEMBERING = 64;

/** Finds nodes by their places, in long lists again and again: what was walked over once is remembered. */
export class Places {
  private readonly lists = new Map<ElementNode, readonly PlacedNode[]>();

  constructor(private readonly tree: SyntaxTree) {}

  /** The same as `nodeAt` of the tree. */
  nodeAt(offset: number): PlacedNode | undefined {
    let list: readonly PlacedNode[] | undefined;
    for (const known of this.lists.values()) {
      const first = known[0]!;
      const last = known[known.length - 1]!;
      if (offset >= first.start && offset < last.start + last.node.length && (!list || list[0]!.start < first.start)) list = known;
    }
    const within = list && nodeIn(list, offset);
    if (within && (within.node.kind !== 'element' || within.node.children.length === 0)) return within;
    if (within) return this.remember(innermost(within, offset));
    return this.remember(nodeAt(this.tree, offset));
  }

  private remember(found: PlacedNode | undefined): PlacedNode | undefined {
    for (let at = found?.parent; at; at = at.parent) {
      if (at.node.children.length >= WORTH_REMEMBERING && !this.lists.has(at.node)) this.lists.set(at.node, placedChildren(at));
    }
    return found;
  }
}

/** The child that an offset stands in: the last that begins at it or before. */
function nodeIn(list: readonly PlacedNode[], offset: number): PlacedNode {
  let low = 0;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (list[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return list[low]!;
}

function innermost(found: PlacedNode, offset: number): PlacedNode {
  let at = found;
  while (at.node.kind === 'element') {
    const element: PlacedElement = { node: at.node, start: at.start, parent: at.parent };
    const end = at.start + at.node.length - at.node.endTagLength;
    const inner: PlacedNode | undefined = offset >= end || offset < at.start + at.node.startTagLength ? undefined : placedChildren(element).find((child) => offset < child.start + child.node.length);
    if (!inner) break;
    at = inner;
  }
  return at;
}
