import type { CanonicalName } from './namespaces';
import { endsWith, SuffixTable, type CanonicalPath } from './path';

/** What a URI of a profile names. */
export type UriKind = 'user' | 'group' | 'functional alias' | 'group management server' | 'token endpoint' | 'key management server';

const USER: readonly UriKind[] = ['user'];
const GROUP: readonly UriKind[] = ['group'];

/** By the end of the path of the element, with `@name` for an attribute (TS 24.484 8.3.2.1, 8.3.2.7; RFC 4745 7.1). */
const KINDS = new SuffixTable<readonly UriKind[]>([
  ['mcptt-user-profile@XUI-URI', USER], ['MCPTTUserID/uri-entry', USER], ['PrivateCallURI/uri-entry', USER],
  ['MCPTTPrivateRecipient/entry/uri-entry', USER], ['PrivateEmergencyAlert/entry/uri-entry', USER],
  ['RemoteGroupSelectionURIList/entry/uri-entry', USER], ['IncomingPrivateCallList/entry/uri-entry', USER],
  ['cp:one@id', USER], ['cp:except@id', USER],
  // Under EmergencyAlert some systems write a user, others a group.
  ['EmergencyAlert/entry/uri-entry', ['user', 'group']],
  ['MCPTTGroupInfo/entry/uri-entry', GROUP], ['ImplicitAffiliations/entry/uri-entry', GROUP], ['MCPTTGroupInitiation/entry/uri-entry', GROUP],
  ['FunctionalAliasList/entry/uri-entry', ['functional alias']], ['GMS-Serv-Id/entry/uri-entry', ['group management server']],
  ['IDMS-token-endpoint/entry/uri-entry', ['token endpoint']], ['KMS-URI/entry/uri-entry', ['key management server']],
  ['PrivateCallKMSURI/uri-entry', ['key management server']],
]);

/** The elements and attributes that may have a URI at all: asked for every element that is looked at, before its path is. */
export const URI_ELEMENTS: ReadonlySet<CanonicalName> = new Set(KINDS.keys().filter((key) => !key.includes('@')).map((key) => key.slice(key.lastIndexOf('/') + 1)));
export const URI_ATTRIBUTES: ReadonlySet<CanonicalName> = new Set(KINDS.keys().filter((key) => key.includes('@')).map((key) => key.slice(key.indexOf('@') + 1)));

/** Where only what another list names makes sense: the server affiliates to groups of the user's list. */
const CHOSEN_FROM = new SuffixTable<string>([['OnNetwork/ImplicitAffiliations/entry/uri-entry', 'OnNetwork/MCPTTGroupInfo/entry/uri-entry']]);

/** Where a new element points to something that the document lists elsewhere, rather than listing it itself. */
const POINTERS: readonly string[] = ['ImplicitAffiliations/entry/uri-entry', 'MCPTTGroupInitiation/entry/uri-entry'];

/** Whether the URI of a new element at a place is best chosen from those of the document. */
export function pointsElsewhere(path: CanonicalPath): boolean {
  return POINTERS.some((each) => endsWith(path, each));
}

/**
 * What the URI at a place may name; more than one kind where both are in use, none where it is not told.
 * @param path canonical names down to the element that has the URI as its text or in the attribute
 */
export function uriKindsAt(path: CanonicalPath, attribute?: CanonicalName): readonly UriKind[] {
  return KINDS.find(path, attribute === undefined ? '' : `@${attribute}`) ?? [];
}

/** The end of the path of the list whose URIs are the only ones to choose from at a place; undefined where any of the kind will do. */
export function uriSourceFor(path: CanonicalPath): string | undefined {
  return CHOSEN_FROM.find(path);
}

/** Whether URIs of a place may be chosen where only those of `source` may. */
export function isFromSource(path: CanonicalPath, source: string | undefined): boolean {
  return source === undefined || endsWith(path, source);
}
