import type { ElementNode } from '../syntax/node';
import type { Assignment } from './assignment';
import { laxAssignment, UNCHECKED } from './assignment';
import { automatonIndex } from './automatonIndex';
import { childNames } from './childNames';
import { ContentWalk } from './contentWalk';
import type { ElementInPlace } from './elementInPlace';
import { isSimpleType } from './typeDerivation';
import { type TypeInPlace, typeInPlace } from './typeInPlace';
import { Findings } from './verdict';

const NO_CHILDREN: readonly Assignment[] = [];

/**
 * Checks the child elements of an element against its type.
 * @returns what each child element is checked against, in document order
 */
export function checkChildren(element: ElementInPlace, { type, nil }: TypeInPlace, findings: Findings): readonly Assignment[] {
  const names = childNames(element.node, element.start, element.text, element.scope);
  if (type === undefined) return names.map(() => UNCHECKED);
  const model = type === 'any' || isSimpleType(type) ? undefined : type.model;
  // Most elements have no children, and may have none.
  if (names.length === 0 && (!model || nil)) return NO_CHILDREN;
  if (nil) return refuseAll('is nil', element, names, findings);
  if (type === 'any') return names.map((name) => (name === undefined ? UNCHECKED : laxAssignment(element.grammar, name)));
  if (model) return new ContentWalk(element, automatonIndex(model, element.grammar), names, findings).walk();
  return refuseAll(isSimpleType(type) || type.content === 'simple' ? 'holds only a value' : 'must be empty', element, names, findings);
}

function refuseAll(reason: string, element: ElementInPlace, names: ConstructorParameters<typeof ContentWalk>[2], findings: Findings): readonly Assignment[] {
  return new ContentWalk(element, undefined, names, findings).refuseAll(reason);
}

/** The same assignments without the findings, for those who ask what a child is. */
export function assignChildren(element: ElementInPlace, assignment: Assignment): readonly Assignment[] {
  return checkChildren(element, typeInPlace(element, assignment, new Findings()), new Findings());
}

/** What one child element is checked against, without the findings. In a list, whose content goes on for ever in the same way, the other children are not looked at. */
export function assignChild(parent: ElementInPlace, assignment: Assignment, child: ElementNode, childStart: number): Assignment {
  const { type, nil } = typeInPlace(parent, assignment, new Findings());
  if (!nil && type !== undefined && type !== 'any' && !isSimpleType(type) && type.model) {
    const index = automatonIndex(type.model, parent.grammar);
    const name = parent.scope.enter(child, childStart, parent.text).elementName(child.name);
    const declared = index.isEndless(0) && name !== undefined ? index.step(0, name)?.element : undefined;
    if (declared !== undefined) return declared;
  }
  return assignChildren(parent, assignment)[childElementIndex(parent, childStart)] ?? UNCHECKED;
}

function childElementIndex(parent: ElementInPlace, childStart: number): number {
  let at = parent.start + parent.node.startTagLength;
  let index = 0;
  for (const node of parent.node.children) {
    if (at === childStart) return index;
    if (node.kind === 'element') index++;
    at += node.length;
  }
  return -1;
}
