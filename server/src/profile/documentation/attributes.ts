import type { Documentation, DocumentationTable } from './types';

const VALUES = 'TS 24.484 8.3.2.7';
const INDEX = 'TS 24.484 8.3.2.1';

const dedicatedGroup: Documentation = { meaning: 'Always the group of uri-entry, whichever group the user has selected.', clause: VALUES, sure: 'stated' };
const selectedGroup: Documentation = { meaning: 'The group that the user has selected at that moment; the group of uri-entry where none is selected.', clause: VALUES, sure: 'stated' };
const preConfigured: Documentation = { meaning: 'Always the user of uri-entry: one press, no choice to make.', clause: VALUES, sure: 'stated' };
const locallyDetermined: Documentation = { meaning: 'The user chooses whom at the terminal; the user of uri-entry where none is chosen.', clause: VALUES, sure: 'stated' };

/** Attributes and their values. */
export const attributes: DocumentationTable = {
  '@index': { meaning: 'Numbers the elements of a list, so that one can be addressed and changed on its own. Unique in its list.', range: 'usually 0, 1, 2 …', absent: 'The element has no number.', clause: INDEX, sure: 'stated' },
  'Common@index': { meaning: 'Tells this Common apart where a document could hold several; there is one, so it is usually 0.', range: 'usually 0', absent: 'It shall be there.', clause: INDEX, sure: 'stated' },
  'OnNetwork@index': { meaning: 'Tells this OnNetwork apart; there is one, so it is usually 0.', range: 'usually 0', absent: 'It shall be there.', clause: INDEX, sure: 'stated' },
  'OffNetwork@index': { meaning: 'Tells this OffNetwork apart; there is one, so it is usually 0.', range: 'usually 0', absent: 'It shall be there.', clause: INDEX, sure: 'stated' },
  'entry@index': { meaning: 'Numbers the entries of the list, so that one can be addressed and changed on its own. Unique in its list.', range: 'usually 0, 1, 2 …', absent: 'It shall be there.', clause: INDEX, sure: 'stated' },
  'ProSeUserID-entry@index': { meaning: 'Numbers the entry.', range: 'usually 0', absent: 'It shall be there.', clause: INDEX, sure: 'stated' },
  '@xml:lang': { meaning: 'The language of the text, so that a terminal can pick the one its user reads.', range: 'a language tag such as en-GB or fr', absent: 'The language is not told.', clause: 'XML 1.0 2.12', sure: 'schema' },
  '@xml:space': { meaning: 'Whether white space in the content counts.', range: 'default or preserve', absent: 'The reader decides.', clause: 'XML 1.0 2.10', sure: 'schema' },
  '@xml:base': { meaning: 'The address that relative URIs start from.', range: 'a URI', absent: "The document's own address.", clause: 'XML Base 3', sure: 'schema' },
  '@xml:id': { meaning: 'A name for the element, unique in the document.', range: 'a name without a colon', absent: 'The element has no such name.', clause: 'xml:id 4', sure: 'schema' },
  '@xsi:schemaLocation': { meaning: 'Tells a validator where a schema file might be. This extension checks with its own schema and fetches nothing.', range: 'pairs of a namespace and an address', absent: 'Nothing changes.', clause: 'XML Schema part 1, 2.6.3', sure: 'schema' },
  '@entry-info': {
    meaning: 'How the target is chosen when the user raises an emergency or reports imminent peril: a group or a user that is fixed, or one that the user chooses.',
    range: 'for a group DedicatedGroup or UseCurrentlySelectedGroup, for a user UsePreConfigured or LocallyDetermined', absent: 'Nothing is said; uri-entry is the target.', clause: VALUES, sure: 'stated',
  },
  'MCPTTGroupInitiation/entry@entry-info': { meaning: 'Which group an emergency or imminent peril call goes to: the one of uri-entry always, or the one that is selected.', range: 'DedicatedGroup or UseCurrentlySelectedGroup', clause: VALUES, sure: 'stated' },
  'MCPTTPrivateRecipient/entry@entry-info': { meaning: 'Whom an emergency private call goes to: the user of uri-entry always, or one that the caller chooses.', range: 'UsePreConfigured or LocallyDetermined', clause: VALUES, sure: 'stated' },
  'PrivateEmergencyAlert/entry@entry-info': { meaning: 'Whom the alert goes to: the user of uri-entry always, or one that the sender chooses.', range: 'UsePreConfigured or LocallyDetermined', clause: VALUES, sure: 'stated' },
  'EmergencyAlert/entry@entry-info': { meaning: 'Whom the alert goes to. A user (UsePreConfigured, as in the example of the specification) and a group (DedicatedGroup) are both in use.', range: 'any of the four values', clause: VALUES, sure: 'stated' },
  '@entry-info=DedicatedGroup': dedicatedGroup,
  '@entry-info=UseCurrentlySelectedGroup': selectedGroup,
  '@entry-info=UsePreConfigured': preConfigured,
  '@entry-info=LocallyDetermined': locallyDetermined,
  'MCPTTPrivateRecipient/entry@entry-info=DedicatedGroup': { ...dedicatedGroup, meaning: 'A value for groups: it does not fit here, where a user is called. Use UsePreConfigured.' },
  'MCPTTPrivateRecipient/entry@entry-info=UseCurrentlySelectedGroup': { ...selectedGroup, meaning: 'A value for groups: it does not fit here, where a user is called. Use LocallyDetermined.' },
  'PrivateEmergencyAlert/entry@entry-info=DedicatedGroup': { ...dedicatedGroup, meaning: 'A value for groups: it does not fit here, where a user is alerted. Use UsePreConfigured.' },
  'PrivateEmergencyAlert/entry@entry-info=UseCurrentlySelectedGroup': { ...selectedGroup, meaning: 'A value for groups: it does not fit here, where a user is alerted. Use LocallyDetermined.' },
  'MCPTTGroupInitiation/entry@entry-info=UsePreConfigured': { ...preConfigured, meaning: 'A value for users: it does not fit here, where a group is called. Use DedicatedGroup.' },
  'MCPTTGroupInitiation/entry@entry-info=LocallyDetermined': { ...locallyDetermined, meaning: 'A value for users: it does not fit here, where a group is called. Use UseCurrentlySelectedGroup.' },
};
