import type { Diagnostic } from '../../diagnostic';
import { nearestName } from '../../schema';
import { excerpt } from '../../syntax/wording';
import type { Place } from './place';
import { finding, NO_FINDINGS, type ElementRule, type Rule } from './rule';

const about = {
  code: 'misspelt-attribute', clause: 'TS 24.484 8.3.2.7', defaultSeverity: 'information',
  summary: 'An attribute that is nearly entry-info, where none is',
  why: 'Without its entry-info an entry does not say how the target of the call is chosen, and the attribute that is there means nothing to anybody.',
  example: {
    bad: '<MCPTTPrivateRecipient>\n  <entry entryinfo="UsePreConfigured" index="0"><uri-entry>sip:control@example.com</uri-entry></entry>\n</MCPTTPrivateRecipient>',
    good: '<MCPTTPrivateRecipient>\n  <entry entry-info="UsePreConfigured" index="0"><uri-entry>sip:control@example.com</uri-entry></entry>\n</MCPTTPrivateRecipient>',
  },
  fix: 'writes the name that is near',
} as const satisfies Rule;

/** The schema lets these have any attribute. A misspelt index is told as one that is missing, where there shall be one. */
export const misspeltAttribute: ElementRule = { ...about, elements: ['entry', 'MCPTTUserID', 'PrivateCallURI', 'PrivateCallKMSURI'], check };

function check(place: Place): readonly Diagnostic[] {
  const { node, start } = place.element;
  if (node.attributes.length === 0) return NO_FINDINGS;
  const known = node.attributes.some(({ name }) => name === 'entry-info');
  const near = known ? undefined : node.attributes.find(({ name, valueOffset }) => valueOffset >= 0 && nearestName(name, ['entry-info']) !== undefined);
  if (!near) return NO_FINDINGS;
  const range = { start: start + near.nameOffset, end: start + near.nameOffset + near.name.length };
  return [finding(about, range, `'${place.name}' has no attribute '${excerpt(near.name)}' that means anything; did you mean 'entry-info'?`)];
}
