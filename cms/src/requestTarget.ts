import { refusal, type HttpAnswer } from './answers';

/** A host and its port, as RFC 3986 3.2 writes them; who stands there as a user has no business in HTTP (RFC 9110 4.2.4). */
const AUTHORITY = /^(?:\[[\w.~!$&'()*+,;=:-]+\]|(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})*)(?::\d{0,5})?$/i;

/** What a request is about: where, and on which host. */
export interface RequestTarget {
  /** Path and query, still encoded. */
  readonly target: string;
  /** Host and port that the client asks for, where it says any. */
  readonly authority: string | undefined;
}

/**
 * Reads request target and Host field together (RFC 9112 3.2).
 * @param scheme how the request came
 * @returns the refusal that is due where they name nothing that can be here
 */
export function readRequestTarget(url: string, host: string | undefined, scheme: 'http' | 'https'): RequestTarget | HttpAnswer {
  if (host !== undefined && !AUTHORITY.test(host)) return refusal(400, 'The Host field is not a host.');
  // A fragment is never sent (RFC 9110 4.2.5); kept as it is, it would become a part of the document's name.
  if (url.includes('#')) return refusal(400, "The request target may not hold '#'; in a name it is written %23.");
  const absolute = /^(https?):\/\/([^/?]*)(.*)$/i.exec(url);
  if (!absolute) return { target: url, authority: host };
  const [, named = '', authority = '', path = ''] = absolute;
  if (authority === '' || authority.startsWith(':') || !AUTHORITY.test(authority)) return refusal(400, 'The request target names no host.');
  // RFC 9110 7.4: who asks for an https resource over a connection that is not secured has been led astray.
  if (named.toLowerCase() === 'https' && scheme === 'http') return refusal(421, 'What is asked for is at https, and this connection is http.');
  // RFC 9112 3.2.2: the host in the target counts, and not the field. An empty path is the root's.
  return { target: path.startsWith('/') ? path : `/${path}`, authority };
}
