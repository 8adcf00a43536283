import type { TextEdit } from '../../service';
import { childElements, type PlacedElement } from '../../syntax/cursor';
import { attributeValue } from '../../syntax/text';
import { isWhole, removal } from './placing';
import { type FindMends, type Mend, NO_MENDS } from './problem';

/** A number that no other element of the list has. */
export const renumberOne: FindMends = (problem) => {
  const { element, diagnostic: { start, end } } = problem;
  if (!element?.parent) return NO_MENDS;
  const index = problem.context.freeIndexes.next(element.parent, element.node.name);
  return problem.mend(`Replace by the next free index ${index}`, { start, end, insert: index });
};

/** The whole list from 0 on, in its order. */
export const renumberAll: FindMends = (problem) => {
  const { element, text } = problem;
  if (!element?.parent) return NO_MENDS;
  const { name } = element.node;
  const edits: TextEdit[] = [];
  let next = 0;
  for (const { node, start } of childElements(element.parent)) {
    const index = node.name === name ? node.attributes.find((attribute) => attribute.name === 'index') : undefined;
    if (!index || index.valueOffset < 0) continue;
    const insert = String(next++);
    if (attributeValue(index, start, text) !== insert) edits.push({ start: start + index.valueOffset, end: start + index.valueOffset + index.valueLength, insert });
  }
  return [{ title: `Renumber every '${name}' of this list`, edits, preferred: false }];
};

/** Takes away an element that stands twice, or in whose value something does that must not. */
const removeRepeated = (preferred: boolean, holder: (element: PlacedElement) => PlacedElement | undefined): FindMends => (problem) => {
  const element = problem.element && holder(problem.element);
  if (!element?.parent || !isWhole(element)) return NO_MENDS;
  const mend: Mend = { title: `Remove this '${element.node.name}'`, edits: [removal(element.start, element.start + element.node.length, problem.context.layout)], preferred };
  return [mend];
};

export const removeThis = removeRepeated(true, (element) => element);
export const removeThisInstead = removeRepeated(false, (element) => element);
/** The diagnostic stands on the URI, or on the element that holds it. */
export const removeEntry = removeRepeated(true, (element) => (element.node.name.endsWith('uri-entry') ? element.parent : element));
