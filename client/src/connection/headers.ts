import type { Transport, WireRequest } from '../../../xcap/src/wire';

/**
 * What is wrong with a header field that every request of a connection is to carry, in one clause; undefined where
 * nothing is. Refused is what would be another field or another request, and what XCAP, HTTP and the sign-in decide.
 */
export function headerProblem(name: string, value: string): string | undefined {
  // RFC 9110 5.6.2 and 5.5. A line end in a value would begin a field, or a request, of its own.
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return `'${name.slice(0, 40)}' is not the name of a header field`;
  if (RESERVED.test(name)) return `'${name}' is not for settings: it is decided with each request`;
  if (!/^[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?$/.test(value)) return `the value of '${name}' is empty, begins or ends with a blank, or holds a line end or another character that a header cannot carry`;
  return undefined;
}

const RESERVED = new RegExp(`^(?:${[
  'Authorization', 'Proxy-.*', 'Cookie2?', 'Host', 'Content-.*', 'If-.*', 'Transfer-Encoding', 'TE', 'Trailer', 'Connection', 'Keep-Alive',
  'Upgrade', 'Expect', 'Range', 'Accept-Encoding', 'HTTP2-Settings', 'Via', 'X-HTTP-Method(?:-Override)?', 'X-Method-Override',
].join('|')})$`, 'i');

/** A request with the fields of its connection before its own. */
export function withHeaders(request: WireRequest, headers: Readonly<Record<string, string>>): WireRequest {
  return { ...request, headers: { ...headers, ...request.headers } };
}

/** A transport that adds the fields of a connection to each request. */
export function transportWithHeaders(transport: Transport, headers: Readonly<Record<string, string>>): Transport {
  return (request, signal) => transport(withHeaders(request, headers), signal);
}
