import { COMMON_POLICY_NAMESPACE } from '../../profile/namespaces';
import { conditionHolder, isPartOf } from '../../profile/rules';
import type { TextEdit } from '../../service';
import { childElements, type PlacedElement } from '../../syntax/cursor';
import { localName, prefixOf, type Scope } from '../../syntax/namespaces';
import { addedAttribute, renamed } from './tags';
import { type FindMends, NO_MENDS, type Problem } from './problem';

/** A condition gets the common-policy prefix, and so does what it holds; where it needs a holder of its own, that comes around it. */
export const prefixCondition: FindMends = (problem) => {
  const { element, text } = problem;
  if (!element?.parent) return NO_MENDS;
  const local = localName(element.node.name);
  const holder = conditionHolder(local);
  const prefix = policyPrefix(problem.scope(element), element.parent);
  const name = prefixed(prefix, local);
  const edits = conditionsIn(problem, element).flatMap((each) => renamed(each, prefixed(prefix, localName(each.node.name)), text));
  if (prefix === undefined) edits.push(addedAttribute(element, 'xmlns:cp', COMMON_POLICY_NAMESPACE, text));
  const around = localName(element.parent.node.name);
  if (holder === undefined || holder === around) return problem.mend(`Rename to '${name}'`, ...sorted(edits));
  // `<one/>` straight in the conditions: only in an identity does it mean anybody.
  if (holder !== 'identity' || around !== 'conditions' || prefix === undefined) return NO_MENDS;
  const outer = prefixed(prefix, holder);
  const end = element.start + element.node.length;
  return problem.mend(`Write '${name}' inside '${outer}'`, ...sorted([{ start: element.start, end: element.start, insert: `<${outer}>` }, ...edits, { start: end, end, insert: `</${outer}>` }]));
};

/** The element and the conditions in it that lack the prefix as well, nested as conditions are. */
function conditionsIn(problem: Problem, element: PlacedElement): PlacedElement[] {
  const namespace = (at: PlacedElement): string | undefined => problem.scope(at).bindings.get(prefixOf(at.node.name));
  const inside = childElements(element).filter((child) => isPartOf(localName(child.node.name), localName(element.node.name)) && namespace(child) === namespace(element));
  return [element, ...inside.flatMap((child) => conditionsIn(problem, child))];
}

function policyPrefix(scope: Scope, parent: PlacedElement): string | undefined {
  const around = prefixOf(parent.node.name);
  return scope.bindings.get(around) === COMMON_POLICY_NAMESPACE ? around : scope.prefixFor(COMMON_POLICY_NAMESPACE);
}

function prefixed(prefix: string | undefined, local: string): string {
  return prefix === '' ? local : `${prefix ?? 'cp'}:${local}`;
}

function sorted(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.start - b.start);
}
