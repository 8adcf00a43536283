import { childElements, nodeAt, type PlacedElement } from '../../server/src/syntax/cursor';
import type { AttributeNode, SyntaxTree } from '../../server/src/syntax/node';
import { parse } from '../../server/src/syntax/parse';
import { attributeValue, decodeReferences } from '../../server/src/syntax/text';
import type { NodeSelector } from '../../xcap/src/nodeSelector';
import { selectorFor } from '../../xcap/src/selectorFor';
import { formatNodeSelector } from '../../xcap/src/selectorText';

/** How many values are proposed. */
const PROPOSED = 3;

/** A field whose value is in use elsewhere, with values that are free (RFC 4825 11.1). */
export interface FieldInUse {
  /** Node selector of the field, relative to the document. */
  readonly field: string;
  readonly altValues: readonly string[];
}

/** The field at an offset, as a 409 tells it. @param at within an attribute value, or within the text of an element */
export function inUse(at: number, text: string, defaultNamespace: string): FieldInUse {
  const tree = parse(text);
  const placed = nodeAt(tree, at);
  const element = placed?.node.kind === 'element' ? { ...placed, node: placed.node } : placed?.parent;
  if (!element) return { field: '', altValues: [] };
  const attribute = element.node.attributes.find(({ valueOffset, valueLength }) => valueOffset >= 0 && element.start + valueOffset <= at && at <= element.start + valueOffset + valueLength);
  const { steps } = selectorFor(element, tree, defaultNamespace);
  const selector: NodeSelector = attribute && !attribute.name.includes(':') ? { steps, terminal: { kind: 'attribute', name: attribute.name, prefix: '' } } : { steps };
  const { selector: field, query } = formatNodeSelector(selector, defaultNamespace);
  return { field: query === undefined ? field : `${field}?${query}`, altValues: attribute ? freeValues(element, attribute, tree, text) : [] };
}

/** The lowest free numbers among siblings for a number; for another value, the value with a number that appears nowhere in the document. */
function freeValues(element: PlacedElement, attribute: AttributeNode, tree: SyntaxTree, text: string): string[] {
  const value = attributeValue(attribute, element.start, text).trim();
  if (!/^\d+$/.test(value)) {
    const plain = decodeReferences(text);
    return firstFree(2, (number) => `${value}-${number}`, (candidate) => plain.includes(candidate));
  }
  const used = new Set((element.parent ? childElements(element.parent) : []).flatMap(({ node, start }) => {
    const same = node.name === element.node.name ? node.attributes.find(({ name }) => name === attribute.name) : undefined;
    return same ? [attributeValue(same, start, tree.text).trim()] : [];
  }));
  return firstFree(0, String, (candidate) => used.has(candidate));
}

function firstFree(from: number, make: (number: number) => string, isUsed: (candidate: string) => boolean): string[] {
  const free: string[] = [];
  for (let number = from; free.length < PROPOSED; number++) if (!isUsed(make(number))) free.push(make(number));
  return free;
}
