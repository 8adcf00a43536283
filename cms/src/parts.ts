import { parse } from '../../server/src/syntax/parse';
import { deleteAttribute, putAttribute, valueRange } from '../../xcap/src/attributeEdit';
import { deleteElement, putElement } from '../../xcap/src/elementEdit';
import { ATTRIBUTE_MEDIA_TYPE, ELEMENT_MEDIA_TYPE, NAMESPACES_MEDIA_TYPE } from '../../xcap/src/mediaTypes';
import { namespaceBindings } from '../../xcap/src/namespaceBindings';
import type { NodeSelector } from '../../xcap/src/nodeSelector';
import type { PartialEdit, PlaceForChild } from '../../xcap/src/partialEdit';
import { select } from '../../xcap/src/select';

/** A part of a document as it is served. */
export interface ServedPart {
  readonly mediaType: string;
  readonly text: string;
}

/** Reads a part (RFC 4825 8.3): the very characters of the document; undefined where the selector does not lead to exactly one thing. */
export function readPart(text: string, selector: NodeSelector): ServedPart | undefined {
  const selection = select(parse(text), selector);
  if (selection.kind === 'element') {
    const { start, node } = selection.found.element;
    return { mediaType: ELEMENT_MEDIA_TYPE, text: text.slice(start, start + node.length) };
  }
  if (selection.kind === 'attribute') {
    const { start, end } = valueRange(selection.found, selection.attribute);
    return { mediaType: ATTRIBUTE_MEDIA_TYPE, text: text.slice(start, end) };
  }
  return selection.kind === 'namespaces' ? { mediaType: NAMESPACES_MEDIA_TYPE, text: namespaceBindings(selection.found) } : undefined;
}

/** The document after a PUT of a part, or why it cannot be. */
export function putPart(text: string, selector: NodeSelector, body: string, placeFor: PlaceForChild): PartialEdit {
  const { terminal } = selector;
  return terminal?.kind === 'attribute' ? putAttribute(text, { ...selector, terminal }, body) : putElement(text, selector, body, placeFor);
}

/** The document after a DELETE of a part, or why it cannot be. */
export function deletePart(text: string, selector: NodeSelector): PartialEdit {
  return selector.terminal ? deleteAttribute(text, selector) : deleteElement(text, selector);
}
