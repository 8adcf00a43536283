import type { DocumentText } from '../syntax/documentText';
import type { Scope } from '../syntax/namespaces';
import type { ElementNode } from '../syntax/node';
import type { Assignment } from './assignment';
import { UNCHECKED } from './assignment';
import { checkAttributes } from './attributeCheck';
import { checkChildren } from './contentCheck';
import type { ElementInPlace } from './elementInPlace';
import { checkMixedValue } from './elementValue';
import type { Grammar } from './grammar';
import { checkText, refuseText, roleOf } from './textCheck';
import { isSimpleType } from './typeDerivation';
import { type TypeInPlace, typeInPlace } from './typeInPlace';
import type { Verdict } from './verdict';
import { Findings } from './verdict';

const UNKNOWN: Verdict = { diagnostics: [], children: [], ids: [] };

/**
 * Checks one element: its attributes, its value, the names and order of its children; not what is inside them. Text
 * between elements is judged on its own, by `strayText`, where its `textRole` is to be stray.
 * The verdict depends on nothing but the arguments, the text only as far as the element's own, so that it can be
 * remembered for the node with its scope and assignment. `xsi:type` and `xsi:nil` are attributes of the element itself.
 * @param scope the bindings around the element; its own are entered here
 */
export function checkElement(node: ElementNode, start: number, text: DocumentText, scope: Scope, assignment: Assignment, grammar: Grammar): Verdict {
  if (assignment === UNCHECKED) return UNKNOWN;
  const element = { node, start, text, scope: scope.enter(node, start, text), grammar };
  const findings = new Findings();
  const place = typeInPlace(element, assignment, findings);
  if (place.type !== undefined) {
    checkAttributes(element, place.type, findings);
    if (roleOf(place) === 'value') checkValue(element, place, findings);
  }
  const children = checkChildren(element, place, findings);
  return { diagnostics: findings.diagnostics, children, ids: findings.ids };
}

/** Checks the text of an element that makes up its value, or that must not be there. */
function checkValue(element: ElementInPlace, { type, declaration, nil }: TypeInPlace, findings: Findings): void {
  if (nil) refuseText(element, 'nil', findings);
  else if (type !== undefined && type !== 'any' && isSimpleType(type)) checkText(element, type, declaration, findings);
  else if (type !== undefined && type !== 'any' && type.content === 'empty') refuseText(element, 'empty', findings);
  else if (type !== undefined && type !== 'any' && type.content === 'simple') checkText(element, element.grammar.simpleTypes[type.simpleType!]!, declaration, findings);
  else checkMixedValue(element, declaration, findings);
}
