import type { Diagnostic } from '../../diagnostic';
import { localName, prefixOf, splitExpandedName } from '../../syntax/namespaces';
import { COMMON_POLICY_NAMESPACE, PROFILE_NAMESPACE } from '../namespaces';
import type { Place } from './place';
import { finding, NO_FINDINGS, type ElementRule } from './rule';

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

/** Where the schema lets an element of another namespace stand without a word. */
const OPEN: ReadonlySet<string> = new Set(['cp:conditions', 'cp:identity', 'cp:many']);

const about = { code: 'rule-condition-namespace', clause: 'RFC 4745 7', defaultSeverity: 'warning' } as const;

/** The example of the specification is printed with this mistake: `<one id="…"/>` in `cp:identity`. */
export const ruleConditionNamespace: ElementRule = { ...about, summary: 'A condition of a rule without the common-policy prefix', check };

function check(place: Place): readonly Diagnostic[] {
  const { parent } = place;
  if (!parent || !OPEN.has(parent.name)) return NO_FINDINGS;
  const written = place.element.node.name;
  const condition = CONDITIONS.get(localName(written));
  if (!condition) return NO_FINDINGS;
  const [namespace] = splitExpandedName(place.scope.elementName(written) ?? '');
  if (namespace !== PROFILE_NAMESPACE && namespace !== '') return NO_FINDINGS;
  const inside = parent.name === `cp:${condition.holder}` ? '' : ` inside '${proper(place, condition.holder)}'`;
  return [finding(about, place.nameRange,
    `'${written}' is ignored as a condition, because it is not in the common-policy namespace, and the rule then applies ${condition.reach}: write '${proper(place, localName(written))}'${inside}.`)];
}

/** The name with a prefix that is bound to common policy at this very place, if there is one. */
function proper(place: Place, local: string): string {
  const { bindings } = place.scope;
  const around = prefixOf(place.parent?.element.node.name ?? '');
  const prefix = bindings.get(around) === COMMON_POLICY_NAMESPACE ? around : place.scope.prefixFor(COMMON_POLICY_NAMESPACE);
  if (prefix === undefined) return `${local} xmlns="${COMMON_POLICY_NAMESPACE}"`;
  return prefix === '' ? local : `${prefix}:${local}`;
}
