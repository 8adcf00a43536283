import { LONE_SURROGATE, parseTarget, wireAddress, type DocumentAddress } from './address';
import { readEntityTag } from './entityTag';
import { ATTRIBUTE_MEDIA_TYPE, ELEMENT_MEDIA_TYPE, PROFILE_MEDIA_TYPE, parseMediaType } from './mediaTypes';
import { oneLine } from './plainText';
import type { WireRequest } from './wire';

/** What must hold on the server for a document to be stored. */
export type Precondition =
  | { readonly kind: 'create' }
  /** The tag as the server sent it, quotes included. */
  | { readonly kind: 'replace'; readonly entityTag: string };

/** What was asked to be sent cannot be a request. The message is one line for the person who asked. */
export class RequestError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RequestError';
  }
}

export interface PublishParts {
  readonly address: DocumentAddress;
  readonly text: string;
  /** The registered one when left out. */
  readonly mediaType?: string;
  /** Access token, opaque. */
  readonly token?: string;
  readonly precondition: Precondition;
}

/**
 * PUT of a whole document (RFC 4825 7.1), encoded in UTF-8. A byte order mark is dropped: it is the editor's, not the document's.
 * @throws AddressError, RequestError
 */
export function publishRequest(parts: PublishParts): WireRequest {
  const mediaType = parts.mediaType ?? PROFILE_MEDIA_TYPE;
  if (!parseMediaType(mediaType) || !headerValue.test(mediaType)) throw new RequestError(`'${mediaType.slice(0, 80)}' is not a media type; write it like ${PROFILE_MEDIA_TYPE}.`);
  const precondition: Record<string, string> =
    parts.precondition.kind === 'create' ? { 'If-None-Match': '*' } : { 'If-Match': guardTag(parts.precondition.entityTag) };
  return {
    method: 'PUT',
    ...wireAddress(parts.address),
    headers: { 'Content-Type': mediaType, ...precondition, ...authorization(parts.token) },
    body: encodeText(parts.text),
  };
}

/**
 * GET of a document; with an entity tag, the answer is 304 while the server still has that version.
 * @throws AddressError, RequestError
 */
export function fetchRequest(parts: { readonly address: DocumentAddress; readonly token?: string; readonly entityTag?: string }): WireRequest {
  const condition: Record<string, string> = parts.entityTag === undefined ? {} : { 'If-None-Match': checkedTag(parts.entityTag) };
  return { method: 'GET', ...wireAddress(parts.address), headers: { ...condition, ...authorization(parts.token) } };
}

/**
 * DELETE of a document; with an entity tag, only of that version.
 * @throws AddressError, RequestError
 */
export function deleteRequest(parts: { readonly address: DocumentAddress; readonly token?: string; readonly entityTag?: string }): WireRequest {
  const condition: Record<string, string> = parts.entityTag === undefined ? {} : { 'If-Match': guardTag(parts.entityTag) };
  return { method: 'DELETE', ...wireAddress(parts.address), headers: { ...condition, ...authorization(parts.token) } };
}

/** A part of a document, one element or one attribute of it. */
export interface PartAddress {
  readonly address: DocumentAddress;
  /** Node selector, encoded, as it stands behind `/~~/`: `mcptt-user-profile/Common%5B1%5D`. */
  readonly selector: string;
  /** Query with the prefixes of the selector, encoded, without `?`: `xmlns(p=urn:x)`. */
  readonly query?: string;
  readonly token?: string;
}

/** What becomes of a part. An element is sent as its markup, an attribute as its value between the quotes, references and all. */
export type PartChange =
  | { readonly kind: 'element'; readonly text: string }
  | { readonly kind: 'attribute'; readonly text: string }
  | { readonly kind: 'remove' };

/**
 * GET of a part (RFC 4825 7.3 and 7.6).
 * @throws AddressError, RequestError
 */
export function fetchPartRequest(part: PartAddress): WireRequest {
  return { method: 'GET', ...partTarget(part), headers: authorization(part.token) };
}

/**
 * PUT or DELETE of a part (RFC 4825 7.4 to 7.8), in one version of the document. The tag is the document's, so that
 * `If-None-Match: *` would always fail: a new part has the tag as its guard, too.
 * @throws AddressError, RequestError
 */
export function changePartRequest(part: PartAddress & { readonly change: PartChange; readonly entityTag: string }): WireRequest {
  const place = partTarget(part);
  const guard = { 'If-Match': guardTag(part.entityTag), ...authorization(part.token) };
  const { change } = part;
  if (change.kind === 'remove') return { method: 'DELETE', ...place, headers: guard };
  const type = change.kind === 'element' ? ELEMENT_MEDIA_TYPE : ATTRIBUTE_MEDIA_TYPE;
  return { method: 'PUT', ...place, headers: { 'Content-Type': type, ...guard }, body: encodeText(change.text) };
}

function partTarget({ address, selector, query }: PartAddress): { origin: string; target: string } {
  const { origin, target } = wireAddress(address);
  if (!SELECTOR.test(selector) || (query !== undefined && !QUERY.test(query))) {
    throw new RequestError(`The address of the part '${oneLine(selector).slice(0, 80)}' is not encoded as a node selector; publish the whole document.`);
  }
  return { origin, target: `${target}/~~/${selector}${query === undefined ? '' : `?${query}`}` };
}

// RFC 3986 3.3 and 3.4: what may stand in a path and in a query, escapes whole.
const SELECTOR = /^(?:[\w.~!$&'()*+,;=:@-]|%[\dA-Fa-f]{2})(?:[\w.~!$&'()*+,;=:@/-]|%[\dA-Fa-f]{2})*$/;
const QUERY = /^(?:[\w.~!$&'()*+,;=:@/?-]|%[\dA-Fa-f]{2})+$/;

/** The bytes of a text as they are sent. @throws RequestError where it holds half a character */
export function encodeText(text: string): Uint8Array {
  if (LONE_SURROGATE.test(text)) throw new RequestError('The document holds half a character (a lone surrogate) and cannot be sent as UTF-8; remove it.');
  return new TextEncoder().encode(text.startsWith('\ufeff') ? text.slice(1) : text);
}

/** The request line and the header fields as they go on the wire, the token masked. */
export function requestPreview(request: WireRequest): string {
  const fields: [string, string][] = [['Host', request.origin.replace(/^https?:\/\//, '')], ...Object.entries(request.headers)];
  if (request.body) fields.push(['Content-Length', String(request.body.length)]);
  const lines = fields.map(([name, value]) => `${name}: ${/^authorization$/i.test(name) ? value.replace(/^(\S+)\s.*$/s, '$1 ••••••') : value}`);
  return [`${request.method} ${request.target} HTTP/1.1`, ...lines].join('\n');
}

/** How messages call what a request is about: the document's name, the part of it, or the whole target. */
export function requestSubject(request: WireRequest): string {
  const parsed = parseTarget(request.target);
  if (parsed.kind === 'document') return parsed.document;
  return parsed.kind === 'node' && parsed.within.kind === 'document' ? `${readable(parsed.selector)} in ${parsed.within.document}` : request.target;
}

function readable(selector: string): string {
  try {
    return decodeURIComponent(selector);
  } catch {
    return selector;
  }
}

/** True for what can be sent as an access token (RFC 6750 2.1): a line end in it would begin a header field of its own. */
export function isAccessToken(token: string): boolean {
  return /^[A-Za-z0-9._~+/-]+=*$/.test(token);
}

function authorization(token: string | undefined): Record<string, string> {
  if (token === undefined) return {};
  // The token itself is never part of a message.
  if (!isAccessToken(token)) throw new RequestError('The access token holds characters that a token cannot have; set it again.');
  return { Authorization: `Bearer ${token}` };
}

// Servers send tags that RFC 9110 8.8.3 does not allow; they get back what they sent, as long as it is one header value.
function checkedTag(tag: string): string {
  if (!headerValue.test(tag)) throw new RequestError('The entity tag is empty or holds characters that a header cannot carry; fetch the document again.');
  return tag;
}

/** A tag for If-Match: a weak one matches nothing there, not even itself (RFC 9110 13.1.1). */
function guardTag(tag: string): string {
  if (readEntityTag(tag).unusableTag === 'weak') throw new RequestError('A weak entity tag (W/…) does not tell one version from another and cannot guard a change; fetch the document and compare.');
  return checkedTag(tag);
}

const headerValue = /^[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?$/;
