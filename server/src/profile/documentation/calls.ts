import type { Documentation, DocumentationTable } from './types';

const CLAUSE = 'TS 24.484 8.3.2.1';
const VALUES = 'TS 24.484 8.3.2.7';

const emergencyPriority = 'A terminal in emergency state sends its calls there with emergency priority.';
const privateTarget: Documentation = {
  meaning: 'The user who is called when the emergency button starts a private call. entry-info says whether it is always this one.',
  range: 'a URI: sip:, sips: or tel:', clause: VALUES, sure: 'stated',
};
const groupTarget: Documentation = {
  meaning: 'The group that is called. With entry-info DedicatedGroup it is always this one; with UseCurrentlySelectedGroup it is used where the user has no group selected.',
  range: "the group's URI, usually sip:", clause: VALUES, sure: 'stated',
};

/** Private calls, group calls and emergencies: `Common/PrivateCall` and `Common/MCPTT-group-call`. */
export const calls: DocumentationTable = {
  PrivateCall: {
    meaning: 'Private calls, that is calls from one user to another: who can be called, and whom the emergency button calls.',
    absent: 'Common shall have one.', clause: CLAUSE, release: 'Rel-13', sure: 'stated',
  },
  PrivateCallList: {
    meaning: 'Whom this user may call privately. A call to anyone else is refused, unless allow-private-call-to-any-user is true.',
    range: 'one or more entries', absent: 'Not allowed: the element is required.', clause: CLAUSE, release: 'Rel-13', sure: 'schema',
  },
  PrivateCallURI: { meaning: 'One user who may be called privately on the network.', clause: CLAUSE, release: 'Rel-13', sure: 'schema' },
  'PrivateCallURI/uri-entry': { meaning: 'The MCPTT ID of the user who may be called.', range: 'a URI: sip:, sips: or tel:', clause: CLAUSE, sure: 'schema' },
  'PrivateCallURI/display-name': { meaning: 'The name that the list of contacts shows for this user.', absent: 'The MCPTT ID is shown.', clause: CLAUSE, sure: 'schema' },
  PrivateCallProSeUser: {
    meaning: 'One user who may be called privately off-network, from terminal to terminal, named by ProSe identifiers since no server is there to look an MCPTT ID up.',
    clause: CLAUSE, release: 'Rel-13', sure: 'schema',
  },
  'User-Info-ID': {
    meaning: 'ProSe identifier of a user for direct, off-network communication. All zeros is seen where off-network is not used.',
    unit: 'hexadecimal digits', range: '6 octets: 12 hexadecimal digits', clause: CLAUSE, release: 'Rel-13', sure: 'stated',
  },
  DiscoveryGroupID: {
    meaning: 'ProSe identifier of the discovery group in which terminals find each other off-network. All zeros is seen where off-network is not used.',
    unit: 'hexadecimal digits', range: '3 octets as far as we recall: 6 hexadecimal digits', absent: 'No discovery group is given.', clause: CLAUSE, release: 'Rel-13', sure: 'schema',
  },
  EmergencyCall: {
    meaning: 'What the emergency button calls.', absent: 'It shall be there.', clause: CLAUSE, release: 'Rel-13', sure: 'stated',
  },
  'PrivateCall/EmergencyCall': {
    meaning: `Whom an emergency private call goes to. ${emergencyPriority} It needs allow-emergency-private-call. The private kind stands here: MCPTTPrivateRecipient.`,
    absent: 'PrivateCall shall have one.', clause: CLAUSE, release: 'Rel-13', sure: 'stated',
  },
  'MCPTT-group-call/EmergencyCall': {
    meaning: `Which group an emergency group call goes to. ${emergencyPriority} It needs allow-emergency-group-call. The group kind stands here: MCPTTGroupInitiation.`,
    absent: 'MCPTT-group-call shall have one.', clause: CLAUSE, release: 'Rel-13', sure: 'stated',
  },
  MCPTTPrivateRecipient: {
    meaning: 'The user whom an emergency private call reaches: by URI on the network (entry), by ProSe identifiers off it (ProSeUserID-entry).',
    clause: CLAUSE, release: 'Rel-13', sure: 'schema',
  },
  'MCPTTPrivateRecipient/entry': { meaning: 'The user whom an emergency private call reaches on the network, and whether the user may choose another.', clause: VALUES, sure: 'stated' },
  'MCPTTPrivateRecipient/entry/uri-entry': privateTarget,
  'ProSeUserID-entry': { meaning: 'The user whom an emergency private call reaches off-network.', clause: CLAUSE, release: 'Rel-13', sure: 'schema' },
  MCPTTGroupInitiation: { meaning: 'The group that is called, or the rule by which it is chosen.', clause: CLAUSE, release: 'Rel-13', sure: 'schema' },
  'EmergencyCall/MCPTTGroupInitiation': { meaning: 'The group that an emergency group call goes to, or the rule by which it is chosen.', clause: CLAUSE, release: 'Rel-13', sure: 'schema' },
  'ImminentPerilCall/MCPTTGroupInitiation': { meaning: 'The group that an imminent peril call goes to, or the rule by which it is chosen.', clause: CLAUSE, release: 'Rel-13', sure: 'schema' },
  'MCPTTGroupInitiation/entry': { meaning: 'A group, and in entry-info whether it is always called or only where the user has none selected.', clause: VALUES, sure: 'stated' },
  'MCPTTGroupInitiation/entry/uri-entry': groupTarget,
  'MCPTT-group-call': {
    meaning: 'Group calls: how many at once, with which priority, and where emergency and imminent peril calls and alerts go.',
    absent: 'Common shall have one.', clause: CLAUSE, release: 'Rel-13', sure: 'stated',
  },
  MaxSimultaneousCallsN6: {
    meaning: 'How many group calls the user may be in at the same time (N6). The server refuses the next one.',
    unit: 'calls', range: '1 or more', absent: 'MCPTT-group-call shall have one.', clause: CLAUSE, release: 'Rel-13', sure: 'stated',
  },
  ImminentPerilCall: {
    meaning: 'Where an imminent peril call goes: the call for danger to others, between an ordinary and an emergency call in priority. It needs allow-imminent-peril-call.',
    absent: 'MCPTT-group-call shall have one.', clause: CLAUSE, release: 'Rel-13', sure: 'stated',
  },
  EmergencyAlert: {
    meaning: 'Who is alerted when the user raises an emergency alert. An alert is a message, not a call: it tells who is in distress and where. It needs allow-activate-emergency-alert.',
    absent: 'MCPTT-group-call shall have one.', clause: CLAUSE, release: 'Rel-13', sure: 'stated',
  },
  'EmergencyAlert/entry': { meaning: 'The group or the user that the alert goes to; both are in use. entry-info says how far it is fixed.', clause: VALUES, sure: 'stated' },
  'EmergencyAlert/entry/uri-entry': { meaning: 'The group or the user that receives the alert.', range: 'a URI, usually sip:', clause: VALUES, sure: 'stated' },
  Priority: {
    meaning: "The user's priority in group calls, which decides between users who ask for the floor. See your server's documentation for which end of the scale wins.",
    range: '0 to 65535', absent: 'MCPTT-group-call shall have one.', clause: CLAUSE, release: 'Rel-13', sure: 'stated',
  },
  PrivateCallKMSURI: {
    meaning: 'The key management server whose keys protect private calls, where it is not the one of the user: for every user of the list, or for one of them.',
    belongsIn: 'PrivateCallList/anyExt or PrivateCallURI/anyExt, as far as we recall', absent: "The user's own key management server is used.", clause: CLAUSE, release: 'Rel-14', sure: 'schema',
  },
  'PrivateCallKMSURI/PrivateCallKMSURI': { meaning: 'The address of that key management server. The outer element of the same name only wraps it.', clause: CLAUSE, release: 'Rel-14', sure: 'schema' },
  'PrivateCallKMSURI/uri-entry': { meaning: 'The URI of the key management server for private calls.', range: 'a URI', clause: CLAUSE, sure: 'schema' },
  IncomingPrivateCallList: {
    meaning: 'Who may call this user privately. It matters where allow-to-receive-private-call-from-any-user is not true.',
    belongsIn: 'PrivateCall/anyExt, as far as we recall', absent: 'No list says who may call.', clause: CLAUSE, release: 'Rel-16', sure: 'stated',
  },
};
