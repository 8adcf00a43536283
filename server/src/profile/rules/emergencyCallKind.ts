import type { Diagnostic } from '../../diagnostic';
import type { CanonicalName } from '../namespaces';
import type { Place } from './place';
import { finding, NO_FINDINGS, type ElementRule, type Rule } from './rule';

/** What an emergency call of each kind holds. */
const KINDS: ReadonlyMap<CanonicalName, CanonicalName> = new Map([['PrivateCall', 'MCPTTPrivateRecipient'], ['MCPTT-group-call', 'MCPTTGroupInitiation']]);

const about = {
  code: 'emergency-call-kind', clause: 'TS 24.484 8.3.2.1', defaultSeverity: 'warning',
  summary: 'The target of a private emergency call under group calls, or the reverse',
  why: 'The schema allows either in both places, but a terminal finds no target of the kind it looks for, and the emergency call has nowhere to go.',
  example: {
    bad: '<MCPTT-group-call>\n  <EmergencyCall>\n    <MCPTTPrivateRecipient>…</MCPTTPrivateRecipient>\n  </EmergencyCall>\n  …\n</MCPTT-group-call>',
    good: '<MCPTT-group-call>\n  <EmergencyCall>\n    <MCPTTGroupInitiation>…</MCPTTGroupInitiation>\n  </EmergencyCall>\n  …\n</MCPTT-group-call>',
  },
} as const satisfies Rule;

/** The private kind belongs under PrivateCall, the group kind under MCPTT-group-call. */
export const emergencyCallKind: ElementRule = { ...about, elements: [...KINDS.values()], check };

function check(place: Place): readonly Diagnostic[] {
  const call = place.parent;
  const holder = call?.name === 'EmergencyCall' ? call.parent?.name : undefined;
  const wanted = holder === undefined ? undefined : KINDS.get(holder);
  if (wanted === undefined || wanted === place.name) return NO_FINDINGS;
  return [finding(about, place.nameRange, `'${place.name}' is not for the emergency call of '${holder}'; write '${wanted}' instead`)];
}

/** The other kind, which stands where the right one should: then that is the mistake, and the right one is not missing as well. */
export function otherEmergencyCallKind(kind: CanonicalName): CanonicalName | undefined {
  const kinds = [...KINDS.values()];
  return kinds.includes(kind) ? kinds.find((each) => each !== kind) : undefined;
}
