import type { DocumentationTable } from './types';

const CLAUSE = 'TS 24.484 8.3.2.1';

/** `OnNetwork`: what holds while the server can be reached. */
export const onNetwork: DocumentationTable = {
  OnNetwork: {
    meaning: 'What holds while the terminal reaches the MCPTT server: groups, affiliations, transmissions and the alert to a user.',
    absent: 'The profile gives the user nothing to use on the network.', clause: CLAUSE, release: 'Rel-13', sure: 'schema',
  },
  MCPTTGroupInfo: { meaning: 'The groups that the user may use.', clause: CLAUSE, release: 'Rel-13', sure: 'schema' },
  'OnNetwork/MCPTTGroupInfo': {
    meaning: 'The groups that the user may affiliate to on the network. Affiliation to a group makes its calls reach the user. The list may be empty.',
    absent: 'OnNetwork shall have one.', clause: CLAUSE, release: 'Rel-13', sure: 'stated',
  },
  'MCPTTGroupInfo/entry': { meaning: 'One group that the user may use.', clause: CLAUSE, sure: 'schema' },
  'OnNetwork/MCPTTGroupInfo/entry': { meaning: 'One group that the user may affiliate to.', clause: CLAUSE, sure: 'schema' },
  'MCPTTGroupInfo/entry/uri-entry': { meaning: 'The MCPTT group ID: the identity of the group.', range: "the group's URI, usually sip:", clause: CLAUSE, sure: 'schema' },
  'MCPTTGroupInfo/entry/display-name': { meaning: 'The name that the group list of the terminal shows.', absent: 'The group ID is shown.', clause: CLAUSE, sure: 'schema' },
  MaxAffiliationsN2: {
    meaning: 'How many groups the user may be affiliated to at the same time (N2), implicit affiliations included. The server refuses the next affiliation.',
    unit: 'groups', range: '0 or more', absent: 'OnNetwork should have one, as far as we recall.', clause: CLAUSE, release: 'Rel-13', sure: 'schema',
  },
  MaxSimultaneousTransmissionsN7: {
    meaning: 'How many transmissions the user may receive at the same time within one group (N7). 1: one voice at a time.',
    unit: 'transmissions', range: '0 or more', absent: 'OnNetwork should have one, as far as we recall.', clause: CLAUSE, release: 'Rel-13', sure: 'schema',
  },
  ImplicitAffiliations: {
    meaning: 'The groups that the server affiliates the user to by itself when they log on to the service. Each should also be in MCPTTGroupInfo, and there should be no more than MaxAffiliationsN2.',
    absent: 'The user starts without affiliations.', clause: CLAUSE, release: 'Rel-13', sure: 'stated',
  },
  'ImplicitAffiliations/entry': { meaning: 'One group that the user is affiliated to at service authorisation.', clause: CLAUSE, sure: 'schema' },
  'ImplicitAffiliations/entry/uri-entry': { meaning: 'The MCPTT group ID, the same as in MCPTTGroupInfo.', range: "the group's URI, usually sip:", clause: CLAUSE, sure: 'schema' },
  PrivateEmergencyAlert: {
    meaning: 'The user who is alerted when this user raises an emergency alert towards one person. It needs allow-activate-emergency-alert.',
    absent: 'OnNetwork shall have one.', clause: CLAUSE, release: 'Rel-13', sure: 'stated',
  },
  'PrivateEmergencyAlert/entry': { meaning: 'The user to alert, and in entry-info whether another may be chosen.', clause: 'TS 24.484 8.3.2.7', sure: 'stated' },
  'PrivateEmergencyAlert/entry/uri-entry': { meaning: 'The MCPTT ID of the user who receives the alert.', range: 'a URI: sip:, sips: or tel:', clause: 'TS 24.484 8.3.2.7', sure: 'stated' },
  RemoteGroupSelectionURIList: {
    meaning: "The users whose selected group this user may change from afar, as a dispatcher does to bring someone into a group's calls.",
    belongsIn: 'OnNetwork/anyExt', absent: 'Nobody.', clause: CLAUSE, release: 'Rel-14', sure: 'stated',
  },
  'RemoteGroupSelectionURIList/entry': { meaning: 'One user whose selected group may be changed.', clause: CLAUSE, sure: 'schema' },
  'RemoteGroupSelectionURIList/entry/uri-entry': { meaning: 'The MCPTT ID of that user.', range: 'a URI: sip:, sips: or tel:', clause: CLAUSE, sure: 'schema' },
  RelativePresentationPriority: {
    meaning: 'How prominently this group is presented to the user compared with the other groups of the list, when several have something to present.',
    range: '0 to 255', belongsIn: 'MCPTTGroupInfo/entry/anyExt, as far as we recall', absent: 'No preference.', clause: CLAUSE, release: 'Rel-14', sure: 'schema',
  },
  FunctionalAliasList: {
    meaning: 'The functional aliases that the user may activate. A functional alias names a role, such as the driver of a train, and passes from the one on duty to the next.',
    belongsIn: 'OnNetwork/anyExt', absent: 'The user may activate none.', clause: CLAUSE, release: 'Rel-15', sure: 'stated',
  },
  GroupServerInfo: {
    meaning: "The servers of the user's on-network groups, where they are not the user's own: group management, tokens and keys.",
    belongsIn: 'OnNetwork/anyExt', absent: "The user's own servers are used.", clause: CLAUSE, release: 'Rel-14', sure: 'stated',
  },
  'GMS-Serv-Id': { meaning: 'The group management servers: where the terminal fetches what a group is made of, members and settings.', clause: CLAUSE, release: 'Rel-14', sure: 'stated' },
  'GMS-Serv-Id/entry': { meaning: 'The group management server of one group or of several.', clause: CLAUSE, sure: 'schema' },
  'GMS-Serv-Id/entry/uri-entry': { meaning: 'The identity of the group management server.', range: 'a URI, usually sip:', clause: CLAUSE, sure: 'schema' },
  'IDMS-token-endpoint': { meaning: 'The token endpoints of the identity management servers: where the terminal gets the access token that the group management server asks for.', clause: CLAUSE, release: 'Rel-14', sure: 'stated' },
  'IDMS-token-endpoint/entry': { meaning: 'One token endpoint.', clause: CLAUSE, sure: 'schema' },
  'IDMS-token-endpoint/entry/uri-entry': { meaning: 'The URI of the token endpoint.', range: 'a URI, usually https:', clause: CLAUSE, sure: 'schema' },
  'KMS-URI': { meaning: 'The key management servers: where the terminal gets the keys that protect the calls of the groups.', clause: CLAUSE, release: 'Rel-14', sure: 'stated' },
  'KMS-URI/entry': { meaning: 'One key management server.', clause: CLAUSE, sure: 'schema' },
  'KMS-URI/entry/uri-entry': { meaning: 'The URI of the key management server.', range: 'a URI', clause: CLAUSE, sure: 'schema' },
};
