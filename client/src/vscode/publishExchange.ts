import { AddressError } from '../../../xcap/src/address';
import { publish, type Publication, type PublishResult } from '../../../xcap/src/client';
import { publishParts, type PartsPublication, type PartsResult } from '../../../xcap/src/publishParts';
import { oneLine } from '../../../xcap/src/plainText';
import { RequestError } from '../../../xcap/src/requests';
import { TransportError, type Transport, type WireRequest, type WireResponse } from '../../../xcap/src/wire';

/** What came of an exchange with a CMS: its answer, or why there is none. Messages are one line. */
export type Exchange<Result = PublishResult> =
  | { readonly kind: 'answered'; readonly result: Result }
  /** Cancelled by the person before the document went out. */
  | { readonly kind: 'cancelled' }
  /** The document did not go out. */
  | { readonly kind: 'unsent'; readonly message: string }
  /** The document went out and no answer came: it may be stored. */
  | { readonly kind: 'uncertain'; readonly message: string };

/**
 * Publishes and tells apart what a failure means for the document: a connection that breaks during the look before the
 * PUT leaves nothing uncertain, whatever the transport says of that one request.
 */
export async function exchange(publication: Publication, transport: Transport, signal: AbortSignal): Promise<Exchange> {
  return watchedExchange((watched) => publish(publication, watched, signal), transport);
}

/** The same for changes of parts. */
export async function exchangeParts(publication: PartsPublication, transport: Transport, signal: AbortSignal): Promise<Exchange<PartsResult>> {
  return watchedExchange((watched) => publishParts(publication, watched, signal), transport);
}

async function watchedExchange<Result>(run: (watched: Transport) => Promise<Result>, transport: Transport): Promise<Exchange<Result>> {
  let documentSent = false;
  const watched: Transport = (request, fired) => {
    // A signal that has fired already keeps the request back.
    documentSent ||= request.method !== 'GET' && !fired.aborted;
    return transport(request, fired);
  };
  try {
    return { kind: 'answered', result: await run(watched) };
  } catch (error) {
    if (error instanceof AddressError || error instanceof RequestError) return { kind: 'unsent', message: error.message };
    if (!(error instanceof TransportError)) throw error;
    if (error.stage === 'unsent') return { kind: 'unsent', message: error.message };
    if (error.stage === 'cancelled') return documentSent ? { kind: 'uncertain', message: 'cancelled on the way.' } : { kind: 'cancelled' };
    return { kind: documentSent ? 'uncertain' : 'unsent', message: error.message };
  }
}

/** A transport that writes a line for each request and each answer; never a header that could hold a secret. */
export function loggedTransport(transport: Transport, log: (line: string) => void): Transport {
  return async (request, signal) => {
    log(requestLine(request));
    try {
      const response = await transport(request, signal);
      log(`  ${answerLine(response)}`);
      return response;
    } catch (error) {
      log(`  no answer: ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    }
  };
}

function requestLine(request: WireRequest): string {
  const conditions = ['If-Match', 'If-None-Match'].flatMap((name) => request.headers[name] === undefined ? [] : [`${name}: ${request.headers[name]}`]);
  const length = request.body === undefined ? [] : [`${request.body.length} bytes`];
  return [`${request.method} ${request.origin}${request.target}`, ...conditions, ...length].join(', ');
}

function answerLine(response: WireResponse): string {
  // What a server writes may hold anything; in a log, too, it is one line.
  const tag = response.headers['etag'] === undefined ? '' : `, ETag: ${response.headers['etag']}`;
  return oneLine(`${response.status} ${response.reason}`.trim() + tag);
}
