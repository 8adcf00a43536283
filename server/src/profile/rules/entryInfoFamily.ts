import type { Diagnostic } from '../../diagnostic';
import { entryInfoChoices, GROUP_CHOICES, USER_CHOICES } from '../entryInfo';
import type { Place } from './place';
import { finding, NO_FINDINGS, type ElementRule, type Rule } from './rule';

const about = {
  code: 'entry-info-family', clause: 'TS 24.484 8.3.2.7', defaultSeverity: 'warning',
  summary: 'An entry-info for a group where a user is called, or the reverse',
  why: 'The terminal does not know how to choose the target, so an emergency call may go nowhere.',
  example: {
    bad: '<MCPTTPrivateRecipient>\n  <entry entry-info="DedicatedGroup" index="0"><uri-entry>sip:control@example.com</uri-entry></entry>\n</MCPTTPrivateRecipient>',
    good: '<MCPTTPrivateRecipient>\n  <entry entry-info="UsePreConfigured" index="0"><uri-entry>sip:control@example.com</uri-entry></entry>\n</MCPTTPrivateRecipient>',
  },
  fix: 'writes a value of the right kind',
} as const satisfies Rule;

/** Two values of entry-info choose a group, two choose a user; the schema allows all four everywhere. */
export const entryInfoFamily: ElementRule = { ...about, elements: ['entry'], check };

function check(place: Place): readonly Diagnostic[] {
  const info = place.attribute('entry-info');
  const choices = info && entryInfoChoices(place.path);
  if (!choices || choices.includes(info.value)) return NO_FINDINGS;
  if (![...GROUP_CHOICES, ...USER_CHOICES].includes(info.value)) return NO_FINDINGS;
  const [target, other] = choices === GROUP_CHOICES ? ['group', 'user'] : ['user', 'group'];
  return [finding(about, info, `'${info.value}' chooses a ${other}, but this entry is about a ${target}; write ${choices.map((choice) => `'${choice}'`).join(' or ')}`)];
}
