import type { DocumentText } from '../syntax/documentText';
import type { Scope } from '../syntax/namespaces';
import type { ElementNode } from '../syntax/node';
import type { Assignment } from './assignment';
import { UNCHECKED } from './assignment';
import { checkAttributes } from './attributeCheck';
import { checkChildren } from './contentCheck';
import { checkMixedValue } from './elementValue';
import type { Grammar } from './grammar';
import { checkText, refuseText } from './textCheck';
import { isSimpleType } from './typeDerivation';
import { typeInPlace } from './typeInPlace';
import type { Verdict } from './verdict';
import { Findings } from './verdict';

const UNKNOWN: Verdict = { diagnostics: [], children: [], ids: [] };

/**
 * Checks one element: its attributes, its own text, the names and order of its children; not what is inside them.
 * The verdict depends on nothing but the arguments, the text only as far as the element's own, so that it can be
 * remembered for the node with its scope and assignment. `xsi:type` and `xsi:nil` are attributes of the element itself.
 * @param scope the bindings around the element; its own are entered here
 */
export function checkElement(node: ElementNode, start: number, text: DocumentText, scope: Scope, assignment: Assignment, grammar: Grammar): Verdict {
  if (assignment === UNCHECKED) return UNKNOWN;
  const element = { node, start, text, scope: scope.enter(node, start, text), grammar };
  const findings = new Findings();
  const place = typeInPlace(element, assignment, findings);
  const { type, declaration, nil } = place;
  if (type !== undefined) {
    checkAttributes(element, type, findings);
    if (nil) refuseText(element, 'nil', findings);
    else if (type === 'any') checkMixedValue(element, declaration, findings);
    else if (isSimpleType(type)) checkText(element, type, declaration, findings);
    else if (type.content === 'elements' || type.content === 'empty') refuseText(element, type.content, findings);
    else if (type.content === 'simple') checkText(element, grammar.simpleTypes[type.simpleType!]!, declaration, findings);
    else checkMixedValue(element, declaration, findings);
  }
  const children = checkChildren(element, place, findings);
  return { diagnostics: findings.diagnostics, children, ids: findings.ids };
}
