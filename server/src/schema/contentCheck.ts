import type { DocumentText } from '../syntax/documentText';
import type { Scope } from '../syntax/namespaces';
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

/** The same assignments without the findings, for those who ask what a child is. */
export function assignChildren(node: ElementNode, start: number, text: DocumentText, scope: Scope, assignment: Assignment, grammar: Grammar): readonly Assignment[] {
  return checkChildren({ node, start, text, scope, grammar }, assignment, new Findings());
}

const SIMPLE_CONTENT: ComplexType = { content: 'simple', attributeUses: [] };

function contentOf(grammar: Grammar, assignment: Assignment): ComplexType | 'any' | 'unchecked' {
  if (assignment === ANY_TYPE) return 'any';
  const declaration = grammar.elements[assignment];
  if (!declaration) return 'unchecked';
  if (declaration.complexType !== undefined) return grammar.complexTypes[declaration.complexType]!;
  return declaration.simpleType !== undefined ? SIMPLE_CONTENT : 'any';
}
