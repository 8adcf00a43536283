import type { DocumentationTable } from './types';

const CLAUSE = 'TS 24.484 8.3.2.1';

/** `Common` and the entries that are used all over the document. */
export const common: DocumentationTable = {
  Common: {
    meaning: 'What holds both on the network and off it: who the user is, private calls, group calls and emergencies.',
    absent: 'The profile shall have one.', clause: CLAUSE, release: 'Rel-13', sure: 'stated',
  },
  UserAlias: {
    meaning: 'The names under which the user appears to others, such as a call sign; at least one alias-entry is expected.',
    absent: 'Common shall have one.', clause: CLAUSE, release: 'Rel-13', sure: 'stated',
  },
  'alias-entry': {
    meaning: 'One alias: what the display of another terminal shows for this user, in the language of xml:lang.',
    range: 'text; white space around it and doubled within it does not count', clause: CLAUSE, release: 'Rel-13', sure: 'schema',
  },
  MCPTTUserID: {
    meaning: 'Who the profile is for: the MCPTT ID of the user, and how to display it.',
    absent: 'Common shall have one.', clause: CLAUSE, release: 'Rel-13', sure: 'stated',
  },
  'MCPTTUserID/uri-entry': {
    meaning: 'The MCPTT ID itself: the identity by which the MCPTT service knows the user, whatever terminal they use.',
    range: 'a URI: sip:, sips: or tel:', clause: CLAUSE, sure: 'schema',
  },
  'MCPTTUserID/display-name': { meaning: 'What to show for the user instead of the MCPTT ID.', absent: 'The MCPTT ID is shown.', clause: CLAUSE, sure: 'schema' },
  MissionCriticalOrganization: {
    meaning: 'The mission critical organisation that the user belongs to, as its name or identifier.',
    range: 'text', absent: 'Common shall have one.', clause: CLAUSE, release: 'Rel-13', sure: 'stated',
  },
  ParticipantType: {
    meaning: "The user's function in the organisation, which others see: free text such as First Responder or dispatch.",
    range: 'text', absent: 'No function is told.', clause: CLAUSE, release: 'Rel-13', sure: 'stated',
  },
  entry: {
    meaning: 'One line of a list: the URI of a user, a group or a server, and a name to show for it.',
    clause: CLAUSE, release: 'Rel-13', sure: 'schema',
  },
  'uri-entry': { meaning: 'The address of what the entry stands for: a user, a group or a server.', range: 'a URI', clause: CLAUSE, release: 'Rel-13', sure: 'schema' },
  'display-name': {
    meaning: 'A name to show for the entry. It has no effect on calls: only uri-entry counts.',
    range: 'text', absent: 'The URI is shown.', clause: CLAUSE, release: 'Rel-13', sure: 'schema',
  },
};
