import { AddressError, wireAddress, type DocumentAddress } from '../../../xcap/src/address';
import { fetchDocument, type FetchResult, type Publication } from '../../../xcap/src/client';
import { RequestError } from '../../../xcap/src/requests';
import { tagLack } from '../../../xcap/src/entityTag';
import { connectionKey, type Connection } from '../connection/connection';
import { FolderProblem, answered, type CmsAccess, type Manner } from './cmsAccess';
import type { DocumentPlace, FolderPlace } from './cmsFolderPlace';
import type { FolderMemory } from './cmsFolderMemory';
import type { CmsVersion, FolderVersions, OpenDocument } from './cmsFolderVersions';
import { rememberedUsers } from './cmsDocuments';
import { listUser, type Listing } from './cmsListing';
import type { PublishMemory } from './publishMemory';
import type { PublishUi } from './publishUi';

/** What the folder works with; all of it is handed in. */
export interface FolderParts {
  readonly ui: PublishUi;
  readonly access: CmsAccess;
  readonly memory: PublishMemory;
  readonly own: FolderMemory;
  readonly versions: FolderVersions;
  /** What the editor has open at a URI. */
  open(uri: string): OpenDocument | undefined;
  /** URI of a place as the editor writes it. */
  uriOf(place: FolderPlace): string;
  /** Something on a CMS is another than before. */
  changed(changes: readonly FolderChange[]): void;
}

export interface FolderChange {
  readonly kind: 'created' | 'changed' | 'deleted';
  readonly place: FolderPlace;
}

/** A document with all that a request for it needs. */
export interface FolderTarget {
  readonly place: DocumentPlace;
  readonly uri: string;
  readonly connection: Connection;
  readonly address: DocumentAddress;
  /** The address as one string, as it goes on the wire. */
  readonly url: string;
}

/** The connection, the address and the URI of a place. @throws FolderProblem */
export function targetOf(place: DocumentPlace, { access, uriOf }: Pick<FolderParts, 'access' | 'uriOf'>): FolderTarget {
  const connection = access.connection(place.connection);
  const address = { root: connection.root, auid: connection.auid, xui: place.xui, document: place.document };
  try {
    const { origin, target } = wireAddress(address);
    return { place, uri: uriOf(place), connection, address, url: origin + target };
  } catch (error) {
    if (error instanceof AddressError) throw new FolderProblem('missing', error.message);
    throw error;
  }
}

/** The users of a connection that are known here: its own, those of documents that were published or read, and those entered by hand. */
export function knownUsers({ connection }: { readonly connection: string }, { access, memory, own }: FolderParts): string[] {
  const found = access.connection(connection);
  const all = [...(found.xui === '' ? [] : [found.xui]), ...rememberedUsers([...memory.addresses(), ...own.addresses()], found), ...own.users(connectionKey(found))];
  return [...new Set(all)];
}

/** Asks a CMS for a document. @throws FolderProblem where no answer came */
export function fetchTarget({ connection, address }: FolderTarget, manner: Manner, { access }: FolderParts): Promise<FetchResult> {
  return answered(`Reading ${address.document}`, () => access.go(connection, manner, `reading ${address.document}`,
    ({ transport, signal, token }) => fetchDocument({ address, ...(token === undefined ? {} : { token }) }, transport, signal), ({ answer }) => answer.status));
}

/** The document that a CMS has now, as it came. @throws FolderProblem where it has none, or does not give it */
export async function servedDocument(target: FolderTarget, manner: Manner, parts: FolderParts): Promise<Required<FetchResult>> {
  const { answer, text, body } = await fetchTarget(target, manner, parts);
  if (answer.status === 404) throw new FolderProblem('missing', answer.summary);
  if (text === undefined || body === undefined) throw new FolderProblem(answer.status === 401 || answer.status === 403 ? 'not allowed' : 'failed', answer.summary);
  await parts.own.addAddress(target.url);
  return { answer, text, body };
}

/** The version that a CMS has now. @throws FolderProblem where it has none, or does not give it */
export async function currentVersion(target: FolderTarget, manner: Manner, parts: FolderParts): Promise<CmsVersion> {
  const { answer: { entityTag }, text } = await servedDocument(target, manner, parts);
  return parts.versions.seen(target.uri, { url: target.url, text, ...(entityTag === undefined ? {} : { entityTag }) });
}

/**
 * The version to tell a document's time and size by. One with changes is not looked after, and has the oldest time there
 * is: the editor would compare times before it saves, and what the CMS has by then is met by the save itself and told in
 * one way. (A time of its own would not do either: reverting asks for the time first, and reads a newer version then.)
 */
export async function statVersion(place: DocumentPlace, parts: FolderParts): Promise<CmsVersion> {
  const target = targetOf(place, parts);
  const dirty = parts.open(target.uri)?.dirty === true;
  const base = parts.versions.base(target.uri);
  if (base !== undefined && dirty) return { ...base, seenAt: 0 };
  if (!worthAsking(place, parts)) throw noUser(place);
  const version = await currentVersion(target, 'once', parts);
  return dirty ? { ...version, seenAt: 0 } : version;
}

/** Reads a document for whoever wants it. */
export async function readVersion(place: DocumentPlace, parts: FolderParts): Promise<CmsVersion> {
  const target = targetOf(place, parts);
  if (!worthAsking(place, parts)) throw noUser(place);
  const version = await currentVersion(target, 'once', parts);
  parts.versions.read(target.uri, version, parts.open(target.uri));
  return version;
}

/** What a user has. @throws FolderProblem where the CMS does not say */
export function listPlace(place: { readonly connection: string; readonly xui: string }, manner: Manner, { access, memory, own }: FolderParts): Promise<Listing> {
  return listUser({ connection: access.connection(place.connection), xui: place.xui }, manner, access, [...memory.addresses(), ...own.addresses()]);
}

/** Editors and their extensions look for files like `.vscode/settings.json`; these are no users, and nobody is asked for them. */
export function worthAsking({ connection, xui }: DocumentPlace, parts: FolderParts): boolean {
  return xui.includes(':') || knownUsers({ connection }, parts).includes(xui);
}

/** Nobody is known by what stands where a user's name should. */
export function noUser({ xui }: { readonly xui: string }): FolderProblem {
  return new FolderProblem('missing', `There is no user '${xui}' here; add one with the + of the connection in the view "CMS".`);
}

/** The tag that guards a change of a version. @throws FolderProblem where it has none (RFC 4825 section 7.11) */
export function guardOf(version: CmsVersion, { address, url }: FolderTarget): string {
  if (version.url !== url) throw new FolderProblem('failed', `${address.document} was read from another address than the connection leads to now; open it anew. Nothing was sent.`);
  if (version.entityTag === undefined) throw new FolderProblem('failed', `The CMS gave ${tagLack({})} for ${address.document}, so that nobody could tell whether it has changed since; nothing was sent.`);
  return version.entityTag;
}

/** What a request cannot carry is told like any other reason. */
export async function sendable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RequestError || error instanceof AddressError) throw new FolderProblem('failed', error.message);
    throw error;
  }
}

/** How a document is to be sent. */
export type Guard = Exclude<Publication['precondition'], 'auto'>;
