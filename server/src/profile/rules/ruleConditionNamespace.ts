import type { Diagnostic } from '../../diagnostic';
import { expandedName, localName, prefixOf, splitExpandedName } from '../../syntax/namespaces';
import { COMMON_POLICY_NAMESPACE, PROFILE_NAMESPACE, type CanonicalName } from '../namespaces';
import type { Place } from './place';
import { finding, NO_FINDINGS, type ElementRule, type Rule } from './rule';

interface Condition {
  /** What it stands in. */
  readonly holder: string;
  /** How far the rule reaches without it. */
  readonly reach: string;
}

/** The elements of conditions (RFC 4745 7), by local name. */
const CONDITIONS: ReadonlyMap<string, Condition> = new Map([
  ['identity', { holder: 'conditions', reach: 'to everyone' }],
  ['sphere', { holder: 'conditions', reach: 'in every situation' }],
  ['validity', { holder: 'conditions', reach: 'at all times' }],
  ['one', { holder: 'identity', reach: 'to everyone' }],
  ['many', { holder: 'identity', reach: 'to everyone' }],
  ['except', { holder: 'many', reach: 'to those it should leave out' }],
]);

/** The local name of the element that a condition stands in; undefined for what is no condition. */
export function conditionHolder(local: string): string | undefined {
  return CONDITIONS.get(local)?.holder;
}

/** Whether an element is one that a condition, or the conditions, are made of; by local names. */
export function isPartOf(local: string, holder: string): boolean {
  return conditionHolder(local) === holder || (holder === 'validity' && (local === 'from' || local === 'until'));
}

/** Where the schema lets an element of another namespace stand without a word. */
const OPEN: readonly CanonicalName[] = ['cp:conditions', 'cp:identity', 'cp:many'];

const about = {
  code: 'rule-condition-namespace', clause: 'RFC 4745 7', defaultSeverity: 'warning',
  summary: 'A condition of a rule without the common-policy prefix',
  why: 'A policy engine ignores the condition, and the rule applies to everyone, in every situation or at all times. The example of the specification is printed with this mistake.',
  example: {
    bad: '<cp:conditions>\n  <cp:identity>\n    <one id="sip:user2@example.com"/>\n  </cp:identity>\n</cp:conditions>',
    good: '<cp:conditions>\n  <cp:identity>\n    <cp:one id="sip:user2@example.com"/>\n  </cp:identity>\n</cp:conditions>',
  },
  fix: 'writes the prefix',
} as const satisfies Rule;

/** The example of the specification is printed with this mistake: `<one id="…"/>` in `cp:identity`. */
export const ruleConditionNamespace: ElementRule = { ...about, within: OPEN, check };

function check(place: Place): readonly Diagnostic[] {
  const written = place.element.node.name;
  const condition = CONDITIONS.get(localName(written));
  if (!condition) return NO_FINDINGS;
  const [namespace] = splitExpandedName(place.scope.elementName(written) ?? '');
  if (namespace !== PROFILE_NAMESPACE && namespace !== '') return NO_FINDINGS;
  const inside = place.parent!.name === `cp:${condition.holder}` ? '' : ` inside '${proper(place, condition.holder)}'`;
  return [finding(about, place.nameRange,
    `'${written}' is not in the common-policy namespace, so the condition is ignored and the rule applies ${condition.reach}; write '${proper(place, localName(written))}'${inside}`,
    undefined, { expected: [expandedName(COMMON_POLICY_NAMESPACE, localName(written))] })];
}

/** The name with a prefix that is bound to common policy at this very place, if there is one. */
function proper(place: Place, local: string): string {
  const { bindings } = place.scope;
  const around = prefixOf(place.parent?.element.node.name ?? '');
  const prefix = bindings.get(around) === COMMON_POLICY_NAMESPACE ? around : place.scope.prefixFor(COMMON_POLICY_NAMESPACE);
  if (prefix === undefined) return `${local} xmlns="${COMMON_POLICY_NAMESPACE}"`;
  return prefix === '' ? local : `${prefix}:${local}`;
}
