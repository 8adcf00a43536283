import { parseChallenges } from './challenge';
import { parseMediaType } from './mediaTypes';
import { htmlText, oneLine } from './plainText';
import { requestSubject } from './requests';
import type { WireRequest, WireResponse } from './wire';
import { conflictLine, readXcapError, type Conflict } from './xcapError';

/** What a server said to a request, in terms of what became of the document. */
export interface Answer {
  /**
   * `created`: stored, was not there; `replaced`: stored over another version; `done`: a success that says no more
   * (removed; stored, new or not; taken in); `found`: here it is; `unchanged`: still the version asked about; `refused`: nothing was done.
   */
  readonly outcome: 'created' | 'replaced' | 'done' | 'found' | 'unchanged' | 'refused';
  readonly status: number;
  readonly reason: string;
  readonly entityTag?: string;
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
  const entityTag = response.headers['etag'];
  const base = { status, reason, ...(entityTag ? { entityTag } : {}) };
  const summaryOf = (meaning: string) => oneLine(`${[status, reason].filter(String).join(' ')}: ${meaning}`);

  const success = status >= 200 && status < 300 ? successOf(request, response, subject) : undefined;
  if (success) return { ...base, outcome: success[0], summary: summaryOf(success[1]) };
  if (status === 304 && request.method === 'GET') return { ...base, outcome: 'unchanged', summary: summaryOf(`${subject} on the CMS is still the version already seen`) };

  const conflict = status === 409 ? readXcapError(bodyText(response)) : undefined;
  const detail = conflict ? conflictLine(conflict) : shownText(response);
  const meaning = refusalOf(request, response, subject);
  // A server that explains itself in the challenge often says the same in the body.
  const description = bearerChallenge(response)?.['error_description'];
  const said = detail !== '' && !(description && detail.includes(description));
  return {
    ...base,
    outcome: 'refused',
    summary: summaryOf(said ? `${meaning}. The CMS says: ${detail}` : meaning),
    ...(detail ? { detail } : {}),
    ...(conflict ? { conflict } : {}),
  };
}

function successOf(request: WireRequest, response: WireResponse, subject: string): [Answer['outcome'], string] {
  const { status } = response;
  if (status === 202) return ['done', `the CMS has taken the request for ${subject} and does not say yet what came of it`];
  if (request.method === 'DELETE') return ['done', `the CMS has removed ${subject}`];
  if (request.method === 'PUT') {
    if (status === 201) return ['created', `the CMS has stored ${subject} as a new document`];
    // Some servers answer 200 to everything and overlook If-None-Match: it is not said whether something was there.
    if ('If-None-Match' in request.headers) return ['done', `the CMS has stored ${subject} and does not say whether it was new`];
    return ['replaced', `the CMS has replaced ${subject}`];
  }
  const coding = contentCoding(response);
  if (coding) return ['refused', `the CMS sent ${subject} compressed (${coding}) although this was not asked for, so it cannot be read`];
  if (status === 200) return ['found', `the CMS has sent ${subject}`];
  return ['refused', `the CMS sent no document for ${subject}`];
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
    return `${subject} on the CMS has changed since it was last read, or is gone; ${nothingDone}`;
  }
  if (status === 415) return `the CMS does not take the media type ${request.headers['Content-Type'] ?? 'that was sent'}; ${nothingDone}`;
  if (status >= 300 && status < 400) {
    return `the CMS points to another address${headers['location'] ? ` (${headers['location']})` : ''}, which is not followed; check the XCAP root`;
  }
  if (status === 503 && headers['retry-after']) return `the CMS cannot do this now, try again after ${headers['retry-after']}`;
  if (status >= 500) return request.method === 'GET' ? 'the CMS failed' : 'the CMS failed; whether it has done something is not known, fetch the document to see';
  const meaning = REFUSALS[status];
  return meaning === undefined ? `the CMS refused; ${nothingDone}` : `${meaning.replace('$', subject)}; ${nothingDone}`;
}

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'the CMS cannot read the request or its address',
  404: 'the CMS has no document or no place at the address of $',
  408: 'the CMS waited too long for the request',
  409: 'the CMS does not accept the document',
  413: 'the document is too large for the CMS',
  429: 'the CMS asks to send fewer requests; try again later',
  431: 'the header of the request is too large for the CMS',
};

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
  const type = parseMediaType(response.headers['content-type'])?.essence;
  const coding = contentCoding(response);
  if (coding) return response.body.length > 0 ? `(a body compressed as ${coding})` : '';
  const text = bodyText(response);
  const page = type === 'text/html' || type === 'application/xhtml+xml' || /^\s*(<!doctype html|<html)/i.test(text);
  return oneLine(page ? htmlText(text) : text);
}

/** The text of a body; bytes that are not UTF-8 become U+FFFD. */
export function bodyText(response: WireResponse): string {
  return new TextDecoder('utf-8').decode(response.body);
}

function contentCoding(response: WireResponse): string | undefined {
  const coding = response.headers['content-encoding']?.trim().toLowerCase();
  return coding && coding !== 'identity' ? coding : undefined;
}
