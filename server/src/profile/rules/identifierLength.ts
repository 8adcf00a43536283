import type { Diagnostic } from '../../diagnostic';
import type { Place } from './place';
import { finding, NO_FINDINGS, type ElementRule, type Rule } from './rule';

/** Two hex digits each; the schema takes any number of them. */
const OCTETS = /^(?:[\da-f]{2})*$/i;

const WHY = 'The identifiers of direct mode have a fixed length: with another one, terminals do not find each other off-network.';

const aboutUser = {
  code: 'user-info-id-length', clause: 'TS 24.484 8.3.2.7', defaultSeverity: 'warning',
  summary: 'A User-Info-ID that is not 6 octets long', why: WHY,
  example: { bad: '<User-Info-ID>00000001</User-Info-ID>', good: '<User-Info-ID>000000000001</User-Info-ID>' },
} as const satisfies Rule;

/** 6 octets, 12 hex digits. */
export const userInfoIdLength: ElementRule = {
  ...aboutUser, elements: ['User-Info-ID'], readsText: true,
  check: (place) => check(place, 6, (says) => finding(aboutUser, place.value!, `${says}; write 6 octets, which are 12 hex digits`)),
};

const aboutGroup = {
  code: 'discovery-group-id-length', clause: 'TS 24.484 8.3.2.7', defaultSeverity: 'information',
  summary: 'A DiscoveryGroupID that is not 3 octets long', why: WHY,
  example: { bad: '<DiscoveryGroupID>01</DiscoveryGroupID>', good: '<DiscoveryGroupID>000001</DiscoveryGroupID>' },
} as const satisfies Rule;

/** 3 octets, 6 hex digits, as far as we recall: so it is told, and not held against the document. */
export const discoveryGroupIdLength: ElementRule = {
  ...aboutGroup, elements: ['DiscoveryGroupID'], readsText: true,
  check: (place) => check(place, 3, (says) => finding(aboutGroup, place.value!, `${says}, but should be 3 octets as far as we recall; check it, 3 octets are 6 hex digits`)),
};

function check(place: Place, octets: number, tell: (says: string) => Diagnostic): readonly Diagnostic[] {
  const digits = place.value?.value;
  if (digits === undefined || !OCTETS.test(digits) || digits.length === 2 * octets) return NO_FINDINGS;
  const length = digits.length / 2;
  return [tell(`'${place.name}' is ${length === 0 ? 'empty' : `${length} octet${length === 1 ? '' : 's'} long`}`)];
}
