import type { Diagnostic } from '../../diagnostic';
import { excerpt } from '../../syntax/wording';
import type { Place } from './place';
import { finding, NO_FINDINGS, type ElementRule, type Rule } from './rule';

const SCHEMES = /^(?:sips?|tel):/i;

const about = {
  code: 'mcptt-id-scheme', clause: 'TS 24.484 8.3.2.7', defaultSeverity: 'warning',
  summary: "A user's MCPTT ID that is not a sip:, sips: or tel: URI",
  why: 'The server recognises the user by this identity: one that no telephone network can route is never reached.',
  example: {
    bad: '<MCPTTUserID>\n  <uri-entry>user1@example.com</uri-entry>\n</MCPTTUserID>',
    good: '<MCPTTUserID>\n  <uri-entry>sip:user1@example.com</uri-entry>\n</MCPTTUserID>',
  },
  fix: 'writes sip: before an address, tel: before a number',
} as const satisfies Rule;

/** The schema takes any URI, even a relative one such as an address without `sip:`. */
export const mcpttIdScheme: ElementRule = { ...about, elements: ['uri-entry'], readsText: true, check };

function check(place: Place): readonly Diagnostic[] {
  if (place.parent?.name !== 'MCPTTUserID') return NO_FINDINGS;
  const { value } = place;
  if (value === undefined || SCHEMES.test(value.value)) return NO_FINDINGS;
  const says = value.value === '' ? 'the MCPTT ID is empty' : `'${excerpt(value.value)}' is no MCPTT ID`;
  return [finding(about, value, `${says}; write a URI that begins with sip:, sips: or tel:`)];
}
