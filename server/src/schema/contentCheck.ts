import type { DocumentText } from '../syntax/documentText';
import type { Scope } from '../syntax/namespaces';
import type { ElementNode } from '../syntax/node';
import type { Assignment } from './assignment';
import { laxAssignment, UNCHECKED } from './assignment';
import { automatonIndex } from './automatonIndex';
import { childNames } from './childNames';
import { ContentWalk } from './contentWalk';
import type { ElementInPlace } from './elementInPlace';
import type { Grammar } from './grammar';
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
export function assignChildren(node: ElementNode, start: number, text: DocumentText, scope: Scope, assignment: Assignment, grammar: Grammar): readonly Assignment[] {
  const element = { node, start, text, scope, grammar };
  return checkChildren(element, typeInPlace(element, assignment, new Findings()), new Findings());
}
