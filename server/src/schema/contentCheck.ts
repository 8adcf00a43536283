import type { ElementNode } from '../syntax/node';
import type { Assignment } from './assignment';
import { ANY_TYPE, laxAssignment, UNCHECKED } from './assignment';
import { automatonIndex } from './automatonIndex';
import { childNames } from './childNames';
import { ContentWalk } from './contentWalk';
import type { ElementInPlace } from './elementInPlace';
import type { ComplexType, Grammar } from './grammar';
import { Findings } from './verdict';

const NO_CHILDREN: readonly Assignment[] = [];

/**
 * Checks the child elements of an element against what the element is checked against.
 * @returns what each child element is checked against, in document order
 */
export function checkChildren(element: ElementInPlace, assignment: Assignment, findings: Findings): readonly Assignment[] {
  const names = childNames(element.node, element.start, element.text, element.scope);
  const type = contentOf(element.grammar, assignment);
  if (type === 'any') return names.length === 0 ? NO_CHILDREN : names.map((name) => (name === undefined ? UNCHECKED : laxAssignment(element.grammar, name)));
  if (type === 'unchecked' || (names.length === 0 && !type.model)) return names.map(() => UNCHECKED);
  if (!type.model) return new ContentWalk(element, undefined, names, findings).refuseAll(type.content);
  return new ContentWalk(element, automatonIndex(type.model, element.grammar), names, findings).walk();
}

/** What one child element is checked against, without the findings. In a list, whose content goes on for ever in the same way, the other children are not looked at. */
export function assignChild(parent: ElementInPlace, assignment: Assignment, child: ElementNode, childStart: number): Assignment {
  const type = contentOf(parent.grammar, assignment);
  if (type !== 'any' && type !== 'unchecked' && type.model) {
    const index = automatonIndex(type.model, parent.grammar);
    const name = parent.scope.enter(child, childStart, parent.text).elementName(child.name);
    const declared = index.isEndless(0) && name !== undefined ? index.step(0, name)?.element : undefined;
    if (declared !== undefined) return declared;
  }
  return checkChildren(parent, assignment, new Findings())[childElementIndex(parent, childStart)] ?? UNCHECKED;
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

const SIMPLE_CONTENT: ComplexType = { content: 'simple', attributeUses: [] };

function contentOf(grammar: Grammar, assignment: Assignment): ComplexType | 'any' | 'unchecked' {
  if (assignment === ANY_TYPE) return 'any';
  const declaration = grammar.elements[assignment];
  if (!declaration) return 'unchecked';
  if (declaration.complexType !== undefined) return grammar.complexTypes[declaration.complexType]!;
  return declaration.simpleType !== undefined ? SIMPLE_CONTENT : 'any';
}
