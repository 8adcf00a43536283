import { canonicalElementName } from '../profile/namespaces';
import { NUMBERED } from '../profile/lists';
import type { PlacedElement } from '../syntax/cursor';
import type { DocumentText } from '../syntax/documentText';
import type { ExpandedName, Scope } from '../syntax/namespaces';
import type { ElementNode } from '../syntax/node';
import { attributeValue } from '../syntax/text';

/** How many children of a list are read on either side of the cursor, and from its end: a list may be a hundred thousand long. */
const READ = 256;

/**
 * The attributes that tell a new element of a list from the others: its next number, or an id that is not taken. A list
 * that is too long to be read for one keystroke is read around the cursor and at its end, where numbers are the highest.
 * @param parent what holds the new element; `scope` is the bindings inside it
 * @param offset where it comes to stand; an element whose start tag is there does not count
 */
export function ownValues(parent: PlacedElement, name: ExpandedName, scope: Scope, text: DocumentText, offset: number): Readonly<Record<string, string>> {
  const canonical = canonicalElementName(name);
  if (NUMBERED.has(canonical)) return { index: nextNumber(valuesInList(parent, name, 'index', scope, text, offset)) };
  if (canonical === 'cp:rule') return { id: freeId(new Set(valuesInList(parent, name, 'id', scope, text, offset))) };
  return {};
}

/** One more than the highest; what is no number, or no sensible one, is passed over. */
function nextNumber(taken: readonly string[]): string {
  return String(taken.reduce((highest, value) => (/^\d{1,9}$/.test(value) ? Math.max(highest, Number(value)) : highest), -1) + 1);
}

function freeId(taken: ReadonlySet<string>): string {
  let number = 1;
  while (taken.has(`rule${number}`)) number++;
  return `rule${number}`;
}

function valuesInList(parent: PlacedElement, name: ExpandedName, attribute: string, scope: Scope, text: DocumentText, offset: number): string[] {
  const { children } = parent.node;
  const values: string[] = [];
  let at = parent.start + parent.node.startTagLength;
  const read = (node: ElementNode, start: number): void => {
    const written = node.attributes.find((each) => each.name === attribute);
    if (written && scope.enter(node, start, text).elementName(node.name) === name) values.push(attributeValue(written, start, text).trim());
  };
  const cursor = indexAt(parent, offset);
  for (let index = 0; index < children.length; index++) {
    const node = children[index]!;
    if (node.kind === 'element' && ((index >= cursor - READ && index <= cursor + READ) || index >= children.length - READ)) {
      const typed = offset > at && offset <= at + node.startTagLength;
      if (!typed) read(node, at);
    }
    at += node.length;
  }
  return values;
}

/** The place among the children of the first one that does not end before the offset. */
function indexAt({ node: { children, startTagLength }, start }: PlacedElement, offset: number): number {
  let at = start + startTagLength;
  let index = 0;
  for (; index < children.length; index++) {
    at += children[index]!.length;
    if (at >= offset) break;
  }
  return index;
}
