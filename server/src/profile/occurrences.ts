import type { CanonicalName } from './namespaces';
import { endsWith, SuffixTable, type CanonicalPath } from './path';
import type { Sureness } from './sureness';

/** What TS 24.484 8.3.2.1 says in prose about a child, where the schema allows any number of it. */
export interface Occurrence {
  /** End of the path of the element that holds it. */
  readonly parent: string;
  readonly child: CanonicalName;
  /** It shall be there. */
  readonly required: boolean;
  /** At most one. */
  readonly single: boolean;
  readonly clause: string;
  readonly sure: Sureness;
}

/** An attribute that shall be there, though the schema makes it optional. */
export interface RequiredAttribute {
  /** End of the path of the element that carries it. */
  readonly element: string;
  readonly attribute: CanonicalName;
  readonly clause: string;
  readonly sure: Sureness;
}

type Count = 'one' | 'at most one' | 'one or more';
type Row = readonly [child: CanonicalName, count: Count, sure: Sureness];

/** By parent; the children in schema order. */
const ROWS: Readonly<Record<string, readonly Row[]>> = {
  'mcptt-user-profile': [
    ['Name', 'at most one', 'stated'], ['Status', 'one', 'stated'], ['ProfileName', 'at most one', 'stated'],
    ['Pre-selected-indication', 'at most one', 'stated'], ['Common', 'one', 'stated'], ['OffNetwork', 'at most one', 'stated'],
    ['OnNetwork', 'at most one', 'stated'], ['cp:ruleset', 'at most one', 'stated'],
  ],
  Common: [
    ['UserAlias', 'one', 'stated'], ['MCPTTUserID', 'one', 'stated'], ['PrivateCall', 'one', 'stated'], ['MCPTT-group-call', 'one', 'stated'],
    ['MissionCriticalOrganization', 'one', 'stated'], ['ParticipantType', 'at most one', 'stated'],
  ],
  UserAlias: [['alias-entry', 'one or more', 'stated']],
  PrivateCall: [['EmergencyCall', 'one', 'stated']],
  'PrivateCall/EmergencyCall': [['MCPTTPrivateRecipient', 'one', 'stated']],
  'MCPTT-group-call': [
    ['MaxSimultaneousCallsN6', 'one', 'stated'], ['EmergencyCall', 'one', 'stated'], ['ImminentPerilCall', 'one', 'stated'],
    ['EmergencyAlert', 'one', 'stated'], ['Priority', 'one', 'stated'],
  ],
  'MCPTT-group-call/EmergencyCall': [['MCPTTGroupInitiation', 'one', 'stated']],
  OffNetwork: [['User-Info-ID', 'one', 'recalled']],
  OnNetwork: [
    ['MCPTTGroupInfo', 'one', 'stated'], ['MaxAffiliationsN2', 'one', 'recalled'], ['MaxSimultaneousTransmissionsN7', 'one', 'recalled'],
    ['ImplicitAffiliations', 'at most one', 'stated'], ['PrivateEmergencyAlert', 'one', 'stated'],
  ],
};

const CLAUSE = 'TS 24.484 8.3.2.1';

/** Every statement about a child, by parent, in schema order. */
export const occurrences: readonly Occurrence[] = Object.entries(ROWS).flatMap(([parent, rows]) => rows.map(([child, count, sure]) => (
  { parent, child, required: count !== 'at most one', single: count !== 'one or more', clause: CLAUSE, sure })));

/** Every statement about an attribute. */
export const requiredAttributes: readonly RequiredAttribute[] = ['Common', 'OnNetwork', 'OffNetwork', 'entry', 'ProSeUserID-entry']
  .map((element) => ({ element, attribute: 'index', clause: CLAUSE, sure: 'stated' }));

const byParent = new SuffixTable<readonly Occurrence[]>(Object.keys(ROWS).map((parent) => [parent, occurrences.filter((each) => each.parent === parent)]));

/** Everything said about the children of the element at this path, in schema order. */
export function occurrencesIn(path: CanonicalPath): readonly Occurrence[] {
  return byParent.find(path) ?? [];
}

/** What is said about a child of the element at this path; undefined where the schema's word is the last. */
export function occurrenceOf(path: CanonicalPath, child: CanonicalName): Occurrence | undefined {
  return occurrencesIn(path).find((each) => each.child === child);
}

/** The children that the element at this path shall have, beyond what the schema asks for, in schema order. */
export function requiredChildren(path: CanonicalPath): Occurrence[] {
  return occurrencesIn(path).filter((each) => each.required);
}

/** The attributes that the element at this path shall have, beyond what the schema asks for. */
export function attributesRequiredOn(path: CanonicalPath): RequiredAttribute[] {
  return requiredAttributes.filter((each) => endsWith(path, each.element));
}
