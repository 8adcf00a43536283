import { parse } from '../../server/src/syntax/parse';
import { syntaxDiagnostics } from '../../server/src/syntax/problems';
import { bodyKind, bodyStart } from './bodyKind';
import { parseChallenges } from './challenge';
import { readEntityTag, type TagReading } from './entityTag';
import { ATTRIBUTE_MEDIA_TYPE } from './mediaTypes';
import { htmlText, oneLine } from './plainText';
import { parseTarget } from './address';
import { requestSubject } from './requests';
import { retryAfter } from './retryAfter';
import type { WireRequest, WireResponse } from './wire';
import { conflictLine, readXcapError, type Conflict } from './xcapError';

/** What a server said to a request, in terms of what became of the document. */
export interface Answer extends TagReading {
  /**
   * `created`: stored, was not there; `replaced`: stored over another version; `done`: a success that says no more
   * (removed; stored, new or not; taken in); `found`: here it is; `unchanged`: still the version asked about;
   * `refused`: nothing was done, unless `unclear`.
   */
  readonly outcome: 'created' | 'replaced' | 'done' | 'found' | 'unchanged' | 'refused';
  readonly status: number;
  readonly reason: string;
  /** The server failed, or something else answered in its place: a refusal that does not say whether anything was done. */
  readonly unclear?: true;
  /** So long it asks to wait before the next request, in seconds; a day at most. */
  readonly retryAfterSeconds?: number;
  /** One plain line: the status, then what it means here. */
  readonly summary: string;
  /** What text the server sent with a refusal, on one line. */
  readonly detail?: string;
  /** Why it refused with 409, where it said so. */
  readonly conflict?: Conflict;
}

/** Reads an answer as what it is: no status is lost, whatever body comes with it. */
export function interpret(request: WireRequest, response: WireResponse): Answer {
  const { status } = response;
  const reason = oneLine(response.reason) || REASONS[status] || '';
  const subject = requestSubject(request);
  const wait = retryAfter(response.headers['retry-after']);
  const base = { status, reason, ...readEntityTag(response.headers['etag']), ...(wait?.seconds === undefined ? {} : { retryAfterSeconds: wait.seconds }) };
  const summaryOf = (meaning: string) => oneLine(`${[status, reason].filter(String).join(' ')}: ${meaning}`);

  const success = status >= 200 && status < 300 ? successOf(request, response, subject) : undefined;
  if (success) return { ...base, outcome: success.outcome, ...(success.unclear ? { unclear: true } : {}), summary: summaryOf(success.meaning) };
  if (status === 304 && request.method === 'GET' && 'If-None-Match' in request.headers) return { ...base, outcome: 'unchanged', summary: summaryOf(`${subject} on the CMS is still the version already seen`) };

  const conflict = status === 409 ? readXcapError(bodyStart(response, CONFLICT_BYTES)) : undefined;
  const detail = conflict ? conflictLine(conflict) : shownText(response);
  const meaning = refusalOf(request, response, subject);
  // A server that explains itself in the challenge often says the same in the body.
  const description = bearerChallenge(response)?.['error_description'];
  const said = detail !== '' && !(description && detail.includes(description));
  return {
    ...base,
    outcome: 'refused',
    ...(status >= 500 && request.method !== 'GET' && !retryLater(response) ? { unclear: true } : {}),
    summary: summaryOf(said ? `${meaning}. The CMS says: ${detail}` : meaning),
    ...(detail ? { detail } : {}),
    ...(conflict ? { conflict } : {}),
  };
}

/** A 409 of a hostile server may be of any length; a list of errors that a person reads ends long before. */
const CONFLICT_BYTES = 256 * 1024;

interface Success {
  readonly outcome: Answer['outcome'];
  readonly meaning: string;
  readonly unclear?: true;
}

function successOf(request: WireRequest, response: WireResponse, subject: string): Success {
  const { status } = response;
  if (request.method === 'GET') return readingOf(response, subject);
  if (bodyKind(response) === 'page') {
    const what = request.method === 'DELETE' ? 'removed' : 'stored';
    return { outcome: 'refused', unclear: true, meaning: `a web page came instead of the answer of a CMS, as from a proxy that asks to sign in; it is not known whether ${subject} was ${what}` };
  }
  if (status === 202) return { outcome: 'done', meaning: `the CMS has taken the request for ${subject} and does not say yet what came of it` };
  if (request.method === 'DELETE') return { outcome: 'done', meaning: `the CMS has removed ${subject}` };
  if (status === 201) return { outcome: 'created', meaning: isPart(request) ? `the CMS has added ${subject}` : `the CMS has stored ${subject} as a new document` };
  // Some servers answer 200 to everything and overlook If-None-Match: it is not said whether something was there.
  if ('If-None-Match' in request.headers) return { outcome: 'done', meaning: `the CMS has stored ${subject} and does not say whether it was new` };
  if (isPart(request)) return { outcome: 'done', meaning: `the CMS has stored ${subject}` };
  return { outcome: 'replaced', meaning: `the CMS has replaced ${subject}` };
}

function readingOf(response: WireResponse, subject: string): Success {
  const refused = (meaning: string): Success => ({ outcome: 'refused', meaning });
  const coding = contentCoding(response);
  if (coding) return refused(`the CMS sent ${subject} compressed (${coding}) although this was not asked for, so it cannot be read`);
  if (response.status === 206) return refused(`only a part of ${subject} came, which was not asked for; nothing was read`);
  if (response.status !== 200) return refused(`the CMS sent no document for ${subject}`);
  const kind = bodyKind(response);
  if (kind === 'page') return refused(`a web page came instead of ${subject}, as from a proxy that asks to sign in; sign in there, or check the XCAP root`);
  if (kind === 'other') return refused(`what came instead of ${subject} is not XML; check the XCAP root`);
  if (kind === 'empty') return refused(`the CMS sent nothing for ${subject}, not even an empty element`);
  // Read leniently, it would go back to the CMS with other characters.
  if (!isUtf8(response.body)) return refused(`what came for ${subject} is not encoded in UTF-8, as XCAP documents are (RFC 4825 5); nothing was read`);
  if (mayBeCutOff(response)) return refused(`what came for ${subject} has no end and no length to tell whether that is all; nothing was read, try again`);
  return { outcome: 'found', meaning: `the CMS has sent ${subject}` };
}

function isUtf8(body: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(body);
    return true;
  } catch {
    return false;
  }
}

/**
 * A body that ends with its connection says nothing of its end (RFC 9112 8), so a broken connection looks like the end of
 * a document. What its root element's end tag closes is whole; with a length, a broken document is what the CMS has.
 */
function mayBeCutOff({ headers, body }: WireResponse): boolean {
  if (headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined) return false;
  const root = parse(new TextDecoder('utf-8').decode(body)).document.children.find(({ kind }) => kind === 'element');
  return root?.kind === 'element' && root.form !== 'closed' && root.form !== 'empty';
}

function isPart(request: WireRequest): boolean {
  return parseTarget(request.target).kind === 'node';
}

/** 503 with Retry-After comes from a server, or from what stands before it, that has not begun. */
function retryLater(response: WireResponse): boolean {
  return response.status === 503 && response.headers['retry-after'] !== undefined;
}

function refusalOf(request: WireRequest, response: WireResponse, subject: string): string {
  const { status, headers } = response;
  const nothingDone = request.method === 'PUT' ? 'nothing was stored' : request.method === 'DELETE' ? 'nothing was removed' : 'nothing was read';
  if (status === 401) {
    const problem = 'Authorization' in request.headers ? 'does not accept the access token' : 'asks for an access token, and none was sent';
    return `the CMS ${problem}${challengeText(response)}; ${nothingDone}`;
  }
  if (status === 403) return `this is not allowed${challengeText(response)}; ${nothingDone}`;
  if (status === 405) return `the CMS does not allow ${request.method} here${headers['allow'] ? ` (it allows ${headers['allow']})` : ''}; ${nothingDone}`;
  if (status === 412) {
    if ('If-None-Match' in request.headers) return `${subject} exists on the CMS already; ${nothingDone}`;
    // Some servers compare * with the tag like any other text.
    if (request.headers['If-Match'] === '*') return `${subject} is not on the CMS, or the CMS does not know If-Match: *, then give it the entity tag; ${nothingDone}`;
    return `${subject} on the CMS has changed since it was last read, or is gone; ${nothingDone}`;
  }
  if (status === 415) return `the CMS does not take the media type ${request.headers['Content-Type'] ?? 'that was sent'}; ${nothingDone}`;
  if (status === 304) return `the CMS answers as if it had been asked for changes, which it was not; ${nothingDone}`;
  if (status >= 300 && status < 400) {
    return `the CMS points to another address${headers['location'] ? ` (${headers['location']})` : ''}, which is not followed; check the XCAP root`;
  }
  const wait = retryAfter(headers['retry-after']);
  if (status === 503 && wait) return `the CMS cannot do this now; try again ${wait.words}`;
  if (status === 429) return `the CMS asks to send fewer requests; try again ${wait?.words ?? 'later'}; ${nothingDone}`;
  if (status >= 500) return request.method === 'GET' ? 'the CMS failed' : `the CMS failed${likelyCause(request)}; whether it has done something is not known, fetch the document to see`;
  if (status === 409 && isPart(request)) return `the CMS does not accept the change; ${nothingDone}`;
  const meaning = REFUSALS[status];
  return meaning === undefined ? `the CMS refused; ${nothingDone}` : `${meaning.replace('$', subject)}; ${nothingDone}`;
}

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'the CMS cannot read the request or its address',
  404: 'the CMS has no document or no place at the address of $',
  408: 'the CMS waited too long for the request',
  409: 'the CMS does not accept the document',
  407: 'a proxy on the way wants a user name and password, which cannot be given',
  410: 'the CMS has removed $ and keeps its address closed',
  413: 'the document is too large for the CMS',
  414: 'the address of $ is too long for the CMS',
  423: '$ is locked on the CMS',
  428: 'the CMS takes a change of $ on a condition only, which was not sent',
  431: 'the header of the request is too large for the CMS',
};

/** There are servers that fail on what is not well-formed instead of saying so (RFC 4825 8.2.1 asks for 409). */
function likelyCause({ headers, body }: WireRequest): string {
  const broken = body !== undefined && headers['Content-Type'] !== ATTRIBUTE_MEDIA_TYPE && syntaxDiagnostics(parse(new TextDecoder('utf-8').decode(body))).some(({ severity }) => severity === 'error');
  return broken ? ', perhaps because what was sent is not well-formed XML' : '';
}

/** For a status line without a reason phrase, as HTTP/2 front ends and some servers send it. */
const REASONS: Readonly<Record<number, string>> = {
  200: 'OK', 201: 'Created', 202: 'Accepted', 204: 'No Content', 301: 'Moved Permanently', 302: 'Found', 303: 'See Other', 304: 'Not Modified',
  307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found',
  405: 'Method Not Allowed', 408: 'Request Timeout', 409: 'Conflict', 412: 'Precondition Failed', 413: 'Content Too Large',
  415: 'Unsupported Media Type', 429: 'Too Many Requests', 500: 'Internal Server Error', 502: 'Bad Gateway', 503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

/** What RFC 6750 3 lets a server say about a token, or which other scheme it wants. */
function challengeText(response: WireResponse): string {
  const bearer = bearerChallenge(response);
  if (bearer) {
    const { error, error_description: description, scope } = bearer;
    const said = [error, description, error === 'insufficient_scope' && scope ? `needed: ${scope}` : ''].filter((part) => part);
    return said.length > 0 ? ` (${said.join(', ')})` : '';
  }
  const schemes = parseChallenges(response.headers['www-authenticate']).map(({ scheme }) => scheme);
  return schemes.length > 0 ? ` (it asks for ${schemes.join(' or ')} sign-in)` : '';
}

function bearerChallenge(response: WireResponse): Readonly<Record<string, string>> | undefined {
  return parseChallenges(response.headers['www-authenticate']).find(({ scheme }) => scheme === 'bearer')?.parameters;
}

/** Text of a body for a person: markup of a page left out, nothing for a document that merely came along. */
function shownText(response: WireResponse): string {
  const coding = contentCoding(response);
  if (coding) return response.body.length > 0 ? `(a body compressed as ${coding})` : '';
  const text = bodyStart(response);
  return oneLine(bodyKind(response) === 'page' ? htmlText(text) : text);
}

/** The text of a body; bytes that are not UTF-8 become U+FFFD. */
export function bodyText(response: WireResponse): string {
  return new TextDecoder('utf-8').decode(response.body);
}

function contentCoding(response: WireResponse): string | undefined {
  const coding = response.headers['content-encoding']?.trim().toLowerCase();
  return coding && coding !== 'identity' ? coding : undefined;
}
