import { parseTarget, wireAddress, type DocumentAddress } from '../../../xcap/src/address';
import type { DirectoryEntry } from '../../../xcap/src/directory';

/** A document of a user, as far as it is known without reading it. */
export interface KnownDocument {
  readonly document: string;
  readonly entityTag?: string;
}

/** Whose documents are meant: an address without the document's name. */
export type UserPlace = Omit<DocumentAddress, 'document'>;

/**
 * The documents that an XCAP directory lists of a user, by name. Servers write whole URIs, paths, paths without their
 * beginning, or the name alone; what belongs to somebody else, or cannot be read, is left out.
 */
export function listedDocuments(entries: readonly DirectoryEntry[], place: UserPlace): KnownDocument[] {
  return sorted(entries.flatMap(({ auid, uri, entityTag }) => {
    if (auid !== place.auid) return [];
    const path = uri.replace(/^https?:\/\/[^/]*/i, '');
    const document = path.includes('/') ? documentOf(path.startsWith('/') ? path : `/${path}`, place) : nameAlone(path, place);
    return document === undefined ? [] : [{ document, ...(entityTag === undefined ? {} : { entityTag }) }];
  }));
}

/** The documents of a user among addresses that are remembered. */
export function rememberedDocuments(urls: readonly string[], place: UserPlace): KnownDocument[] {
  return sorted(urls.flatMap((url) => {
    const found = addressBelow(url, place);
    return found?.xui === place.xui ? [{ document: found.document }] : [];
  }));
}

/** The users whose documents are among addresses that are remembered. */
export function rememberedUsers(urls: readonly string[], place: Omit<UserPlace, 'xui'>): string[] {
  return urls.flatMap((url) => addressBelow(url, place)?.xui ?? []);
}

/** What an address names below a root and in an application; undefined where it is elsewhere. */
function addressBelow(url: string, { root, auid }: Omit<UserPlace, 'xui'>): { readonly xui: string; readonly document: string } | undefined {
  const example = wireAddress({ root, auid, xui: 'x', document: 'x' });
  const parsed = url.startsWith(`${example.origin}/`) ? parseTarget(url.slice(example.origin.length)) : undefined;
  const base = parseTarget(example.target);
  return parsed?.kind === 'document' && base.kind === 'document' && parsed.root === base.root && parsed.auid === auid ? parsed : undefined;
}

function documentOf(path: string, { auid, xui }: UserPlace): string | undefined {
  // Without the application at its beginning, a path is read as one below it.
  for (const whole of [path, `/${encodeURIComponent(auid)}${path}`]) {
    const parsed = parseTarget(whole);
    if (parsed.kind === 'document' && parsed.auid === auid && parsed.xui === xui) return parsed.document;
  }
  return undefined;
}

function nameAlone(encoded: string, { auid, xui }: UserPlace): string | undefined {
  return documentOf(`/users/${encodeURIComponent(xui)}/${encoded}`, { root: '', auid, xui });
}

function sorted(documents: readonly KnownDocument[]): KnownDocument[] {
  const byName = new Map(documents.map((each) => [each.document, each]));
  return [...byName.values()].sort((one, other) => one.document.localeCompare(other.document, 'en', { numeric: true }));
}
