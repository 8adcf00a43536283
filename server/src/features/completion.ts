import type { Grammar } from '../schema';
import type { Completion } from '../service';
import type { SyntaxTree } from '../syntax/node';
import { completeAttributes, completeAttributeValue } from './attributeCompletion';
import { cursorPlace } from './cursorPlace';
import { completeElements, completeEndTag, completeRoot } from './elementCompletion';
import { completeText } from './valueCompletion';

/** What may be inserted at an offset, the best first; empty where nothing is known to fit. */
export function complete(tree: SyntaxTree, offset: number, grammar: Grammar): Completion[] {
  const place = cursorPlace(tree, offset);
  switch (place?.kind) {
    case undefined: return [];
    case 'element': return place.parent ? [...completeElements(tree, place, place.parent, offset, grammar), ...completeText(tree, place, grammar)] : completeRoot(tree, place, grammar);
    case 'endTag': return [completeEndTag(tree, place)];
    case 'attribute': return completeAttributes(tree, place, grammar);
    case 'attributeValue': return completeAttributeValue(tree, place, grammar);
    case 'text': return [...completeText(tree, { ...place, parent: place.element }, grammar), ...completeTypedName(tree, place, offset, grammar)];
  }
}

function completeTypedName(tree: SyntaxTree, place: { element: Parameters<typeof completeElements>[2]; from: number; to: number }, offset: number, grammar: Grammar): Completion[] {
  // `Com|` where only elements may stand: the name is being typed without its `<`.
  const typed = tree.text.slice(place.from, offset);
  if (offset !== place.to || !/^[\w.:-]*$/.test(typed)) return [];
  return completeElements(tree, { kind: 'element', parent: place.element, opened: false, whole: false, from: place.from, to: offset }, place.element, place.from, grammar);
}
