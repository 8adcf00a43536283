import type { ElementNode, Node, SyntaxTree } from './node';
import { passBefore } from './stretches';

/** An element at its place in a text. */
export interface PlacedElement {
  readonly node: ElementNode;
  /** Offset of `<` in the text. */
  readonly start: number;
  readonly parent: PlacedElement | undefined;
}

/** Any node at its place, with the element that holds it (undefined at the top). */
export interface PlacedNode {
  readonly node: Node;
  readonly start: number;
  readonly parent: PlacedElement | undefined;
}

/** The document element, or undefined where there is none (yet). */
export function rootElement(tree: SyntaxTree): PlacedElement | undefined {
  let start = 0;
  for (const node of tree.document.children) {
    if (node.kind === 'element') return { node, start, parent: undefined };
    start += node.length;
  }
  return undefined;
}

/** The children of an element at their places, in document order. */
export function placedChildren(element: PlacedElement): PlacedNode[] {
  let start = element.start + element.node.startTagLength;
  return element.node.children.map((node) => {
    const placed = { node, start, parent: element };
    start += node.length;
    return placed;
  });
}

/** The child elements of an element at their places. */
export function childElements(element: PlacedElement): PlacedElement[] {
  return placedChildren(element).filter((child): child is PlacedElement => child.node.kind === 'element');
}

/**
 * The innermost node that the offset stands in or at the start of: `start <= offset < start + length`; the last node for the end of the text.
 * Undefined for an empty text only.
 */
export function nodeAt(tree: SyntaxTree, offset: number): PlacedNode | undefined {
  let found = childAt(tree.document.children, 0, offset, undefined);
  while (found?.node.kind === 'element') {
    const element: PlacedElement = { node: found.node, start: found.start, parent: found.parent };
    const contentStart = found.start + found.node.startTagLength;
    const contentEnd = found.start + found.node.length - found.node.endTagLength;
    if (offset < contentStart || offset > contentEnd || (offset === contentEnd && found.node.endTagLength > 0)) break;
    const inner = childAt(found.node.children, contentStart, offset, element);
    if (!inner) break;
    found = inner;
  }
  return found;
}

function childAt(children: readonly Node[], start: number, offset: number, parent: PlacedElement | undefined): PlacedNode | undefined {
  const { index, at } = passBefore(children, { index: 0, at: start, elements: 0 }, offset + 1);
  const node = children[index];
  if (node) return { node, start: at, parent };
  const last = children[children.length - 1];
  return last !== undefined && offset === at ? { node: last, start: at - last.length, parent } : undefined;
}

/** An element and those around it, the outermost first. */
export function pathTo(element: PlacedElement): PlacedElement[] {
  const path: PlacedElement[] = [];
  for (let at: PlacedElement | undefined = element; at; at = at.parent) path.push(at);
  return path.reverse();
}
