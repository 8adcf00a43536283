/** Scheme of the folders that are CMS: `mcptt-cms://<connection>/<XUI>/<document>`. */
export const cmsFolderScheme = 'mcptt-cms';

/** What an address of the folder stands for. */
export type FolderPlace =
  /** The users of a connection; an empty name is the connection of the settings `mcptt.cms.*`. */
  | { readonly kind: 'connection'; readonly connection: string }
  | { readonly kind: 'user'; readonly connection: string; readonly xui: string }
  | DocumentPlace;

/** A document of a user. */
export interface DocumentPlace {
  readonly kind: 'document';
  readonly connection: string;
  readonly xui: string;
  readonly document: string;
}

/** The two parts of a URI that a place is written in, decoded, as `vscode.Uri` has them. */
export interface FolderUri {
  readonly authority: string;
  readonly path: string;
}

/** Writes a place so that nothing an editor does to a URI (lower case, drive letters, slashes) makes it another one. */
export function folderUri(place: FolderPlace): FolderUri {
  const authority = encodeAuthority(place.connection);
  if (place.kind === 'connection') return { authority, path: '/' };
  const user = `/${encodeSegment(place.xui)}`;
  return { authority, path: place.kind === 'user' ? user : `${user}/${encodeSegment(place.document)}` };
}

/** The inverse of {@link folderUri}; undefined where a URI is no place of the folder. */
export function readFolderUri({ authority, path }: FolderUri): FolderPlace | undefined {
  const connection = decodeAuthority(authority.toLowerCase());
  const segments = path.split('/').slice(1).map(decodeSegment);
  if (segments.at(-1) === '') segments.pop();
  if (connection === undefined || !path.startsWith('/') || segments.length > 2) return undefined;
  const [xui, document] = segments;
  if (segments.length === 0) return { kind: 'connection', connection };
  if (xui === undefined || xui === '' || (segments.length === 2 && (document === undefined || document === ''))) return undefined;
  return document === undefined ? { kind: 'user', connection, xui } : { kind: 'document', connection, xui, document };
}

/**
 * Names are any text and authorities are compared and written in lower case: what is no small letter or digit becomes
 * `-` and two digits for each byte of UTF-8. A single `-` is the connection without a name: without any authority, a path
 * could not begin with two slashes, and some of the editor drops it.
 */
function encodeAuthority(name: string): string {
  if (name === '') return '-';
  return [...new TextEncoder().encode(name)].map((byte) => {
    const character = String.fromCharCode(byte);
    return /[a-z0-9]/.test(character) ? character : `-${byte.toString(16).padStart(2, '0')}`;
  }).join('');
}

function decodeAuthority(authority: string): string | undefined {
  if (authority === '-') return '';
  if (!/^(?:[a-z0-9]|-[0-9a-f]{2})+$/.test(authority)) return undefined;
  const bytes = [...authority.matchAll(/-([0-9a-f]{2})|[a-z0-9]/g)].map(([character, hex]) => hex === undefined ? character.charCodeAt(0) : parseInt(hex, 16));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}

/**
 * The rest of a path is kept as it is, so that a person can read it. Escaped is what would be another path, and the colon
 * behind a first letter: `/S:` would be a drive, and drives are written in lower case.
 */
function encodeSegment(segment: string): string {
  return segment.replace(/[%/\\]/g, escaped).replace(/^(.):/u, (_, first: string) => `${first}%3A`);
}

function decodeSegment(segment: string): string {
  return segment.replace(/%(25|2F|5C|3A)/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
