import { placedChildren, type PlacedElement } from '../../syntax/cursor';
import type { DocumentText } from '../../syntax/documentText';
import { localName } from '../../syntax/namespaces';
import type { ElementNode } from '../../syntax/node';
import { attributeValue } from '../../syntax/text';

/** The numbers that are free in lists. One that was handed out is taken: fixes that are made together must not give one number twice. */
export class FreeIndexes {
  private readonly lists = new Map<ElementNode, Map<string, { readonly taken: ReadonlySet<string>; next: number }>>();

  constructor(private readonly text: DocumentText) {}

  /** The lowest number that no child of this name has, whatever its prefix. @param written the name as it is, or will be, written */
  next(list: PlacedElement, written: string): string {
    const name = localName(written);
    const kinds = this.lists.get(list.node) ?? new Map<string, { readonly taken: ReadonlySet<string>; next: number }>();
    this.lists.set(list.node, kinds);
    let kind = kinds.get(name);
    if (!kind) kinds.set(name, (kind = { taken: this.takenIn(list, name), next: 0 }));
    while (kind.taken.has(String(kind.next))) kind.next++;
    return String(kind.next++);
  }

  private takenIn(list: PlacedElement, name: string): ReadonlySet<string> {
    return new Set(placedChildren(list).flatMap(({ node, start }) => {
      if (node.kind !== 'element' || localName(node.name) !== name) return [];
      const index = node.attributes.find((attribute) => attribute.name === 'index');
      return index ? [attributeValue(index, start, this.text).trim()] : [];
    }));
  }
}
