import type { DocumentationTable } from './types';

/** Rules: who is authorised to what, and when (RFC 4745). */
export const commonPolicy: DocumentationTable = {
  'cp:ruleset': { meaning: 'The rules that give the user authorisations. One per profile.', range: 'any number of rules', absent: 'Every authorisation is false.', clause: 'RFC 4745 6', sure: 'stated' },
  'cp:rule': {
    meaning: 'One rule: when its conditions hold, its actions are in force. Rules only add: what several of them give is combined, and the order does not matter.',
    clause: 'RFC 4745 6, 10', sure: 'schema',
  },
  'cp:rule@id': { meaning: 'Names the rule, so that it can be addressed and replaced. Unique in the document.', range: 'a name: starts with a letter or _, no spaces, no colon', absent: 'Not allowed: the attribute is required.', clause: 'RFC 4745 6.1', sure: 'schema' },
  'cp:conditions': { meaning: 'When the rule applies: to whom (identity), in which situation (sphere), during which time (validity). All of them must hold.', absent: 'The rule applies to everyone, always.', clause: 'RFC 4745 7', sure: 'schema' },
  'cp:identity': { meaning: 'To whom the rule applies: it holds for anyone whom one of its children names.', absent: 'The rule applies to everyone.', clause: 'RFC 4745 7.1', sure: 'schema' },
  'cp:one': {
    meaning: 'One user to whom the rule applies. Mind the prefix: written without it, the element is in the namespace of the profile and is not a condition.',
    clause: 'RFC 4745 7.1', sure: 'schema',
  },
  'cp:one@id': { meaning: 'The user to whom the rule applies: their MCPTT ID, written as in MCPTTUserID.', range: 'a URI: sip:, sips: or tel:', absent: 'Not allowed: the attribute is required.', clause: 'RFC 4745 7.1', sure: 'schema' },
  'cp:many': { meaning: 'A whole set of users to whom the rule applies: all who are authenticated, or those of one domain.', clause: 'RFC 4745 7.1', sure: 'schema' },
  'cp:many@domain': { meaning: 'Restricts the rule to the users of this domain.', range: 'a domain name', absent: 'Users of every domain.', clause: 'RFC 4745 7.1', sure: 'schema' },
  'cp:except': { meaning: 'Takes a user or a domain out of cp:many.', clause: 'RFC 4745 7.1', sure: 'schema' },
  'cp:except@domain': { meaning: 'The users of this domain are left out.', range: 'a domain name', absent: 'No domain is left out by this element.', clause: 'RFC 4745 7.1', sure: 'schema' },
  'cp:except@id': { meaning: 'This user is left out.', range: 'a URI', absent: 'No single user is left out by this element.', clause: 'RFC 4745 7.1', sure: 'schema' },
  'cp:sphere': { meaning: 'Applies the rule only while the user is in this situation, such as work or home.', absent: 'The rule applies in every situation.', clause: 'RFC 4745 7', sure: 'schema' },
  'cp:sphere@value': { meaning: 'The situation, in a word agreed with the server.', range: 'text, for example work', absent: 'Not allowed: the attribute is required.', clause: 'RFC 4745 7', sure: 'schema' },
  'cp:validity': { meaning: 'The times during which the rule applies: pairs of cp:from and cp:until.', absent: 'The rule applies at all times.', clause: 'RFC 4745 7', sure: 'schema' },
  'cp:from': { meaning: 'When a time of validity begins.', unit: 'date and time', range: 'for example 2030-01-31T08:00:00Z', clause: 'RFC 4745 7', sure: 'schema' },
  'cp:until': { meaning: 'When that time of validity ends.', unit: 'date and time', range: 'for example 2030-01-31T20:00:00Z', clause: 'RFC 4745 7', sure: 'schema' },
  'cp:actions': {
    meaning: "What the rule gives: the authorisations, each at most once, in the profile's own namespace (without the cp: prefix).",
    range: 'authorisations, and an anyExt for those of later releases', absent: 'The rule gives nothing.', clause: 'TS 24.484 8.3.2.1 11)', sure: 'stated',
  },
  'cp:actions/anyExt': { meaning: 'Holds the authorisations that releases after Rel-13 added.', absent: 'Those authorisations are false.', clause: 'TS 24.484 8.3.2.1 11)', sure: 'stated' },
  'cp:transformations': { meaning: 'How information is altered before it is shown to others. The MCPTT profile does not use it; its authorisations belong in cp:actions.', absent: 'Nothing is altered.', clause: 'RFC 4745 9', sure: 'schema' },
};
