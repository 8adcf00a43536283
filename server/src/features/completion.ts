import type { Grammar } from '../schema';
import type { Completion } from '../service';
import type { SyntaxTree } from '../syntax/node';
import { completeAttributes, completeAttributeValue } from './attributeCompletion';
import { cursorPlace } from './cursorPlace';
import { completeElements, completeEndTag, completeRoot } from './elementCompletion';
import { completeDeclaration, completeMarkup } from './markupCompletion';
import { completeText } from './valueCompletion';

/** What may be inserted at an offset, the best first; empty where nothing is known to fit. Line ends are the document's. */
export function complete(tree: SyntaxTree, offset: number, grammar: Grammar): Completion[] {
  const completions = completionsAt(tree, offset, grammar);
  const lineEnd = tree.text.indexOf('\n', 0);
  if (lineEnd < 1 || !tree.text.endsWith('\r', lineEnd)) return completions;
  return completions.map((each) => (each.insert.includes('\n') ? { ...each, insert: each.insert.replaceAll('\n', '\r\n') } : each));
}

function completionsAt(tree: SyntaxTree, offset: number, grammar: Grammar): Completion[] {
  const place = cursorPlace(tree, offset);
  switch (place?.kind) {
    case undefined: return [];
    case 'element': return place.parent
      ? [...completeElements(tree, place, place.parent, offset, grammar), ...(place.opened ? [] : completeText(tree, place, offset, grammar))]
      : [...completeRoot(tree, place, offset, grammar), ...completeDeclaration(place)];
    case 'markup': return completeMarkup(tree, place, offset, grammar);
    case 'endTag': return [completeEndTag(tree, place)];
    case 'attribute': return completeAttributes(tree, place, offset, grammar);
    case 'attributeValue': return completeAttributeValue(tree, place, offset, grammar);
    case 'text': return [...completeText(tree, { ...place, parent: place.element }, offset, grammar), ...completeTypedName(tree, place, offset, grammar)];
  }
}

function completeTypedName(tree: SyntaxTree, place: { element: Parameters<typeof completeElements>[2]; from: number; to: number }, offset: number, grammar: Grammar): Completion[] {
  // `Com|` where only elements may stand: the name is being typed without its `<`.
  const typed = tree.text.slice(place.from, offset);
  if (offset !== place.to || !/^[\w.:-]*$/.test(typed)) return [];
  return completeElements(tree, { kind: 'element', parent: place.element, opened: false, whole: undefined, from: place.from, to: offset }, place.element, place.from, grammar);
}
