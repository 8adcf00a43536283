/** AUID of the MCPTT user profile (TS 24.484 8.3.2). */
export const PROFILE_AUID = 'org.3gpp.mcptt.user-profile';
/** AUID of the list of a user's documents (OMA XDM Core, XCAP directory). */
export const DIRECTORY_AUID = 'org.openmobilealliance.xcap-directory';
/** Name of the only document in that application. */
export const DIRECTORY_DOCUMENT = 'directory.xml';

/** Where a document of a user lives: four parts that people enter apart from each other. */
export interface DocumentAddress {
  /** XCAP root URI: `https://cms1.example.com/MissionCriticalOrg/MCO-12345`. */
  readonly root: string;
  readonly auid: string;
  /** XCAP user identifier as it is written, not encoded: `sip:User2@example.com`. Its case counts. */
  readonly xui: string;
  /** Name of the document, not encoded: `user-profile-0.xml`. */
  readonly document: string;
}

/** A part of an address that no request can be made of. The message is one line for the person who entered it. */
export class AddressError extends Error {
  constructor(
    readonly part: 'root' | 'auid' | 'xui' | 'document',
    message: string,
  ) {
    super(message);
    this.name = 'AddressError';
  }
}

/** A document address as a request needs it. */
export interface WireAddress {
  /** Scheme and authority: `https://cms1.example.com:8443`. */
  readonly origin: string;
  /** Path as it goes on the wire, encoded segment by segment. */
  readonly target: string;
}

/**
 * Makes the request target of a document, `<root>/<AUID>/users/<XUI>/<document>` (RFC 4825 6).
 * The path is built as a string: WHATWG URL would resolve dot segments and leave brackets raw.
 * @throws AddressError where a part cannot stand in an address
 */
export function wireAddress(address: DocumentAddress): WireAddress {
  const { origin, path } = readRoot(address.root);
  const segments = [
    encodeSegment(address.auid, 'auid', 'The application id'),
    'users',
    encodeSegment(address.xui, 'xui', 'The XUI'),
    encodeSegment(address.document, 'document', 'The document name'),
  ];
  return { origin, target: `${path}/${segments.join('/')}` };
}

/**
 * Makes the request target of a document that belongs to no user, `<root>/<AUID>/global/<document>` (RFC 4825 6.2).
 * @throws AddressError where a part cannot stand in an address
 */
export function globalAddress({ root, auid, document }: Omit<DocumentAddress, 'xui'>): WireAddress {
  const { origin, path } = readRoot(root);
  return { origin, target: `${path}/${encodeSegment(auid, 'auid', 'The application id')}/global/${encodeSegment(document, 'document', 'The document name')}` };
}

/** Origin and encoded path (empty or beginning with `/`, never ending with one) of an XCAP root URI. */
function readRoot(root: string): { origin: string; path: string } {
  const fault = (problem: string) => new AddressError('root', `The XCAP root ${problem}; write it like https://cms1.example.com/path.`);
  if (root === '') throw fault('is empty');
  if (CONTROL_CHARACTER.test(root)) throw fault('holds a control character');
  const match = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)([?#].*)?$/s.exec(root);
  if (!match) throw fault(`'${shorten(root)}' is not a URI with a host`);
  const [, scheme = '', authority = '', path = '', rest] = match;
  if (!/^https?$/i.test(scheme)) throw fault(`begins with '${shorten(scheme)}:' and only http: and https: can be used`);
  if (rest !== undefined) throw fault(`may not have a ${rest.startsWith('?') ? 'query' : 'fragment'} ('${rest[0]}')`);
  if (authority.includes('@')) throw fault("may not hold a user name or password before '@'");
  return { origin: readOrigin(scheme, authority, fault), path: readRootPath(path, fault) };
}

function readOrigin(scheme: string, authority: string, fault: (problem: string) => AddressError): string {
  // URL would also read backslashes, spaces and percent signs into some host; what we send must be what stands there.
  if (authority === '' || /[\s\\%<>"^`{|}]/.test(authority)) throw fault(authority === '' ? 'has no host' : 'has a host that cannot be read');
  try {
    return new URL(`${scheme}://${authority}`).origin;
  } catch {
    throw fault('has a host or port that cannot be read');
  }
}

function readRootPath(path: string, fault: (problem: string) => AddressError): string {
  const segments = path.replace(/\/$/, '').split('/').slice(1);
  return segments
    .map((raw) => {
      const segment = decodeSegment(raw);
      if (segment === undefined) throw fault(`holds a '%' in '${shorten(raw)}' that is not followed by the two digits of an encoded UTF-8 character`);
      if (segment.includes('/')) throw fault(`holds an encoded '/' in '${shorten(raw)}'`);
      return `/${encodeSegment(segment, 'root', 'A path segment of the XCAP root')}`;
    })
    .join('');
}

/**
 * One path segment, encoded (RFC 3986 3.3): what may stand in a segment stays, the rest becomes UTF-8 in percent-encoding.
 * @throws AddressError for what no encoding helps: empty, `.` and `..` (resolved on the way), `~~` (XCAP's separator), control characters
 */
export function encodeSegment(segment: string, part: AddressError['part'], label: string): string {
  const fault = segmentFault(segment);
  if (fault) throw new AddressError(part, `${label} ${fault}; enter another.`);
  return encodeURIComponent(segment).replace(/%(?:24|26|2B|2C|3A|3B|3D|40)/g, decodeURIComponent);
}

function segmentFault(segment: string): string | undefined {
  if (segment === '') return 'is empty';
  if (segment === '.' || segment === '..') return `'${segment}' would mean another folder`;
  if (segment === '~~') return "'~~' separates a document from a part of it";
  if (CONTROL_CHARACTER.test(segment)) return 'holds a control character';
  if (LONE_SURROGATE.test(segment)) return 'holds half a character (a lone surrogate)';
  return undefined;
}

/** What a request target addresses on a server. `root` is the encoded path of the root, without an end slash. */
export type ParsedTarget =
  | { readonly kind: 'document'; readonly root: string; readonly auid: string; readonly xui: string; readonly document: string; readonly query?: string }
  | { readonly kind: 'global'; readonly root: string; readonly auid: string; readonly document: string; readonly query?: string }
  /** A part of a document: the selector and the query are still encoded. */
  | { readonly kind: 'node'; readonly within: ParsedTarget; readonly selector: string; readonly query?: string }
  /** No XCAP address of this shape. */
  | { readonly kind: 'other' }
  | { readonly kind: 'malformed'; readonly problem: TargetProblem; readonly message: string };

export type TargetProblem = 'not-a-path' | 'bad-escape' | 'bad-segment' | 'encoded-slash';

/**
 * The inverse of {@link wireAddress}, for a server: splits off the query, splits at the first `~~` (RFC 4825 6), decodes
 * each segment exactly once. Never throws. The parts are names, not paths: nothing of them may reach a file system.
 * @param target the request target in origin form, as it came
 */
export function parseTarget(target: string): ParsedTarget {
  const [path = '', query] = splitOnce(target, '?');
  if (!path.startsWith('/')) return malformed('not-a-path', "The request target must begin with '/'.");
  const raw = path.slice(1).split('/');
  const separator = raw.indexOf('~~');
  const documentSegments = separator < 0 ? raw : raw.slice(0, separator);
  const segments: string[] = [];
  for (const encoded of documentSegments) {
    const segment = decodeSegment(encoded);
    if (segment === undefined) return malformed('bad-escape', `'${shorten(encoded)}' is not UTF-8 in percent-encoding.`);
    const fault = segmentFault(segment);
    if (fault) return malformed('bad-segment', `A path segment ${fault}.`);
    segments.push(segment);
  }
  const document = placeOf(segments, separator < 0 ? query : undefined);
  if (separator < 0 || document.kind === 'malformed' || document.kind === 'other') return document;
  return { kind: 'node', within: document, selector: raw.slice(separator + 1).join('/'), ...(query === undefined ? {} : { query }) };
}

/** Reads the place from the end, so that a root may hold any segments, `users` and AUIDs included. */
function placeOf(segments: readonly string[], query: string | undefined): ParsedTarget {
  const rest = query === undefined ? {} : { query };
  const at = segments.length;
  const [auid, users, xui, document] = segments.slice(-4);
  const user = at >= 4 && users === 'users';
  const global = !user && at >= 3 && segments[at - 2] === 'global';
  if (!user && !global) return { kind: 'other' };
  // A SIP URI may hold '/' in its user part (RFC 3261 25.1), so an XUI may; elsewhere it only hides another path.
  const names = user ? segments.filter((_, index) => index !== at - 2) : segments;
  if (names.some((name) => name.includes('/'))) return malformed('encoded-slash', "Only the user's segment may hold an encoded '/'.");
  const root = segments.slice(0, user ? -4 : -3).map((segment) => `/${encodeSegment(segment, 'root', 'A segment')}`).join('');
  return user
    ? { kind: 'document', root, auid: auid ?? '', xui: xui ?? '', document: document ?? '', ...rest }
    : { kind: 'global', root, auid: segments[at - 3] ?? '', document: segments[at - 1] ?? '', ...rest };
}

function decodeSegment(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + separator.length)];
}

function malformed(problem: TargetProblem, message: string): ParsedTarget {
  return { kind: 'malformed', problem, message };
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** Half of a surrogate pair. */
// With the u flag a paired surrogate is one character, so this finds only halves.
export const LONE_SURROGATE = /\p{Cs}/u;

// C0, DEL and C1; line and paragraph separators would break a one-line message.
// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
