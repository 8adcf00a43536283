import type { CanonicalName } from '../namespaces';

/** What happens in the field where a child that shall be there is not, by child; in the order of the document. */
export const WITHOUT: Readonly<Record<CanonicalName, string>> = {
  Status: 'Nobody can tell whether the profile is enabled, and a server may refuse to use it.',
  Common: 'The profile says nothing about the user: neither who they are nor what calls they may make.',
  UserAlias: 'Others see no name for the user, or the bare MCPTT ID.',
  'alias-entry': 'The list of aliases is empty, so others see no name for the user.',
  MCPTTUserID: 'The profile belongs to nobody: the server cannot tell which user logs on with it.',
  PrivateCall: 'The terminal knows nobody whom the user may call privately.',
  'MCPTT-group-call': 'The terminal knows neither the limits nor the emergency targets of group calls.',
  MissionCriticalOrganization: 'It is not known which organisation the user works for, and rights that hang on it are not given.',
  EmergencyCall: 'An emergency call of this kind has no target: the emergency button may do nothing.',
  MCPTTPrivateRecipient: 'A private emergency call has nobody to go to.',
  MCPTTGroupInitiation: 'An emergency group call has no group to go to.',
  MaxSimultaneousCallsN6: 'It is not known in how many group calls the user may take part at once.',
  ImminentPerilCall: 'An imminent peril call has no group to go to.',
  EmergencyAlert: 'An emergency alert has no target: nobody is told.',
  Priority: 'The calls of the user have no priority of their own, and give way to any other.',
  'User-Info-ID': 'Other terminals cannot recognise the user off-network.',
  MCPTTGroupInfo: 'It is not known to which groups the user may affiliate; where there are none, the list should be there and empty.',
  MaxAffiliationsN2: 'Each server decides by itself to how many groups the user may be affiliated.',
  MaxSimultaneousTransmissionsN7: 'Each server decides by itself how many voices the user hears at once in a group.',
  PrivateEmergencyAlert: 'An emergency alert to one person has no target: nobody is told.',
};

/** The same for a second one of what may stand once. */
export const TWICE = 'Which of the two counts is not defined: one server reads the first, another the last.';
