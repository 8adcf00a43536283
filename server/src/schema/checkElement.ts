import type { DocumentText } from '../syntax/documentText';
import type { Scope } from '../syntax/namespaces';
import type { ElementNode } from '../syntax/node';
import type { Assignment } from './assignment';
import { ANY_TYPE, UNCHECKED } from './assignment';
import { checkAttributes } from './attributeCheck';
import { checkChildren } from './contentCheck';
import type { ElementDeclaration, Grammar } from './grammar';
import { checkText, refuseText } from './textCheck';
import type { Verdict } from './verdict';
import { Findings } from './verdict';

const UNKNOWN: Verdict = { diagnostics: [], children: [], ids: [] };

/**
 * Checks one element: its attributes, its value, the names and order of its children; not what is inside them. Text
 * between elements is judged on its own, by `strayText`, where `takesElementsOnly`.
 * The verdict depends on nothing but the arguments, the text only as far as the element's own, so that it can be
 * remembered for the node with its scope and assignment.
 * @param scope the bindings around the element; its own are entered here
 */
export function checkElement(node: ElementNode, start: number, text: DocumentText, scope: Scope, assignment: Assignment, grammar: Grammar): Verdict {
  if (assignment === UNCHECKED) return UNKNOWN;
  const element = { node, start, text, scope: scope.enter(node, start, text), grammar };
  const findings = new Findings();
  const declaration: Partial<ElementDeclaration> = assignment === ANY_TYPE ? {} : grammar.elements[assignment]!;
  if (declaration.complexType !== undefined) {
    const type = grammar.complexTypes[declaration.complexType]!;
    checkAttributes(element, type, findings);
    if (type.content === 'empty') refuseText(element, findings);
    if (type.content === 'simple') checkText(element, grammar.simpleTypes[type.simpleType!]!, findings);
  } else if (declaration.simpleType !== undefined) {
    checkAttributes(element, undefined, findings);
    checkText(element, grammar.simpleTypes[declaration.simpleType]!, findings);
  } else {
    checkAttributes(element, 'any', findings);
  }
  const children = checkChildren(element, assignment, findings);
  return { diagnostics: findings.diagnostics, children, ids: findings.ids };
}

/** Whether character data between the children of an element is out of place. */
export function takesElementsOnly(assignment: Assignment, grammar: Grammar): boolean {
  const type = grammar.elements[assignment]?.complexType;
  return type !== undefined && grammar.complexTypes[type]!.content === 'elements';
}
