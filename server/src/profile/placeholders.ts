import type { Facets, Grammar } from '../schema/grammar';
import { entryInfoChoices } from './entryInfo';
import type { CanonicalName } from './namespaces';
import { SuffixTable, type CanonicalPath } from './path';

/** What a tab stop of a template offers: one text to overwrite, or values to choose from. */
export type Placeholder = { readonly text: string } | { readonly choices: readonly string[] };

const USER = 'sip:user@example.com';
const GROUP = 'sip:group@example.com';
const KEY_SERVER = 'https://kms.example.com';

/** Text by the end of the path of an element. */
const CONTENT = new SuffixTable<string>([
  ['Name', 'Name'], ['ProfileName', 'Profile name'], ['alias-entry', 'Alias'], ['display-name', 'Name to show'],
  ['MissionCriticalOrganization', 'Organisation'], ['ParticipantType', 'First Responder'],
  ['uri-entry', USER], ['MCPTTGroupInfo/entry/uri-entry', GROUP], ['ImplicitAffiliations/entry/uri-entry', GROUP],
  ['MCPTTGroupInitiation/entry/uri-entry', GROUP], ['GMS-Serv-Id/entry/uri-entry', 'sip:gms@example.com'],
  ['IDMS-token-endpoint/entry/uri-entry', 'https://idms.example.com/token'], ['KMS-URI/entry/uri-entry', KEY_SERVER],
  ['PrivateCallKMSURI/uri-entry', KEY_SERVER], ['DiscoveryGroupID', '000000'], ['User-Info-ID', '000000000000'],
  ['MaxSimultaneousCallsN6', '1'], ['Priority', '0'], ['MaxAffiliationsN2', '1'], ['MaxSimultaneousTransmissionsN7', '1'],
  ['cp:from', '2030-01-01T00:00:00Z'], ['cp:until', '2030-12-31T23:59:59Z'],
]);

/** Text by attribute, alone or after the name of its element. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  index: '0', 'xml:lang': 'en-GB', 'XUI-URI': USER, 'user-profile-index': '0',
  'cp:rule@id': 'rule1', 'cp:one@id': USER, 'cp:except@id': USER, domain: 'example.com', 'cp:sphere@value': 'work',
};

/** Text by built-in type, for what the tables above do not name: the shortest that the type allows. */
const BUILT_IN: Readonly<Record<string, string>> = {
  anyURI: USER, hexBinary: '00', base64Binary: 'AA==', dateTime: '2030-01-01T00:00:00Z', date: '2030-01-01', time: '00:00:00', duration: 'PT0S',
  integer: '0', decimal: '0', float: '0', double: '0', long: '0', int: '0', short: '0', byte: '0', nonNegativeInteger: '0',
  unsignedLong: '0', unsignedInt: '0', unsignedShort: '0', unsignedByte: '0', positiveInteger: '1', nonPositiveInteger: '0', negativeInteger: '-1',
  language: 'en', ID: 'id', NCName: 'name', Name: 'name', NMTOKEN: 'name',
};

/** The text of a placeholder that nobody fills in. */
export function firstChoice(placeholder: Placeholder): string {
  return 'choices' in placeholder ? placeholder.choices[0] ?? '' : placeholder.text;
}

/** What to offer for the text of the element at this path. */
export function contentPlaceholder(grammar: Grammar, path: CanonicalPath, simpleType: number): Placeholder {
  const text = CONTENT.find(path);
  return text === undefined ? typePlaceholder(grammar, simpleType) : { text };
}

/** What to offer for the value of an attribute of the element at this path. */
export function attributePlaceholder(grammar: Grammar, path: CanonicalPath, attribute: CanonicalName, simpleType: number | undefined): Placeholder {
  const choices = attribute === 'entry-info' ? entryInfoChoices(path) : undefined;
  if (choices) return { choices };
  const text = ATTRIBUTES[`${path.at(-1) ?? ''}@${attribute}`] ?? ATTRIBUTES[attribute];
  if (text !== undefined) return { text };
  return simpleType === undefined ? { text: '' } : typePlaceholder(grammar, simpleType);
}

function typePlaceholder(grammar: Grammar, simpleType: number): Placeholder {
  const type = grammar.simpleTypes[simpleType];
  if (!type) return { text: '' };
  if (type.facets?.enumeration) return { choices: type.facets.enumeration };
  if (type.variety === 'list') return type.item === undefined ? { text: '' } : typePlaceholder(grammar, type.item);
  if (type.variety === 'union') return type.members?.[0] === undefined ? { text: '' } : typePlaceholder(grammar, type.members[0]);
  if (type.builtIn === 'boolean') return { choices: ['true', 'false'] };
  return { text: lowest(type.facets) ?? BUILT_IN[type.builtIn ?? ''] ?? '' };
}

function lowest(facets: Facets | undefined): string | undefined {
  return facets?.minInclusive ?? facets?.maxInclusive;
}
