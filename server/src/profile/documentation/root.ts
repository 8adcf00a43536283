import type { DocumentationTable } from './types';

/** The document element and what describes the profile as a whole. */
export const root: DocumentationTable = {
  'mcptt-user-profile': {
    meaning: 'One MCPTT user profile: whom the user may call, which groups they may use, what happens in an emergency and what they are authorised to do. The configuration management server keeps it; the terminal fetches it and the MCPTT server obeys it.',
    clause: 'TS 24.484 8.3.2.1', release: 'Rel-13', sure: 'schema',
  },
  'mcptt-user-profile@XUI-URI': {
    meaning: 'The XCAP user identity that owns the document. This need not be the user the profile is for: where an administrator writes it, XUI-URI may name the administrator while the path and MCPTTUserID name the user.',
    range: 'a URI, usually sip:', absent: 'Not allowed: the attribute is required.', clause: 'TS 24.484 8.3.2.1', sure: 'schema',
  },
  'mcptt-user-profile@user-profile-index': {
    meaning: "Tells the profiles of one user apart; the user picks one of them at the terminal. The document's name carries the same number.",
    range: '0 to 255', absent: 'Not allowed: the attribute is required.', clause: 'TS 24.484 8.3.1A, 8.3.2.1', sure: 'schema',
  },
  Name: {
    meaning: 'The name that a user sees.',
    range: 'text; white space around it and doubled within it does not count', absent: 'There is no name to show.', clause: 'TS 24.484 8.3.2.1', release: 'Rel-13', sure: 'schema',
  },
  ProfileName: {
    meaning: 'The name of this profile, by which the user recognises it among their profiles, for example by duty or shift.',
    range: 'text; white space around it and doubled within it does not count', absent: 'Only user-profile-index tells the profile apart.', clause: 'TS 24.484 8.3.2.1', release: 'Rel-13', sure: 'schema',
  },
  Status: {
    meaning: 'Whether the profile is enabled. Set it to false to take a profile out of use without deleting it.',
    range: 'true or false', absent: 'The profile shall have it.', clause: 'TS 24.484 8.3.2.7', release: 'Rel-13', sure: 'stated',
  },
  'Status=true': { meaning: 'The profile is enabled: it can be used for service.', clause: 'TS 24.484 8.3.2.7', sure: 'stated' },
  'Status=false': { meaning: 'The profile is disabled: it stays on the server but cannot be used for service.', clause: 'TS 24.484 8.3.2.7', sure: 'stated' },
  'Pre-selected-indication': {
    meaning: "Marks this profile as the user's default: the one that is active when they have chosen none. Only one of a user's profiles should carry it.",
    range: 'an empty element', absent: 'The profile is not the default one.', clause: 'TS 24.484 8.3.2.1', release: 'Rel-13', sure: 'stated',
  },
  anyExt: {
    meaning: 'Room for what later releases add, and for what vendors add. The schema lets any element stand here, but each addition of the specification belongs in one particular anyExt.',
    range: 'any elements', absent: 'Nothing is added.', clause: 'TS 24.484 8.3.2.1', release: 'Rel-13', sure: 'schema',
  },
};
