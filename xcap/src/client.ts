import type { DocumentAddress } from './address';
import { bodyText, interpret, type Answer } from './answer';
import { deleteRequest, fetchRequest, publishRequest, type Precondition } from './requests';
import { TransportError, type Transport, type WireRequest } from './wire';

/** A document on its way to a server. */
export interface Publication {
  readonly address: DocumentAddress;
  readonly text: string;
  readonly mediaType?: string;
  readonly token?: string;
  /** `auto`: look first; create where nothing is, and stop where something is, unless `replaceExisting`. */
  readonly precondition: 'auto' | Precondition;
  /** With `auto`: replace the version that is found, and only that one. */
  readonly replaceExisting?: boolean;
}

export type PublishResult =
  /** Nothing was sent: a document is there already. Publish again with `{kind: 'replace', entityTag}` to replace just that version. */
  | { readonly kind: 'exists'; readonly entityTag?: string; readonly text: string; readonly answer: Answer }
  /** Nothing was sent: the server would not say what is there. */
  | { readonly kind: 'unreadable'; readonly answer: Answer }
  /** The document was sent; `answer` says what became of it. */
  | {
      readonly kind: 'sent';
      readonly request: WireRequest;
      readonly answer: Answer;
      /** Tag of the version now on the server, from its answer or from reading back. */
      readonly entityTag?: string;
      /** After a success: does the server serve the very bytes that were sent? Undefined where they could not be read back. */
      readonly servedAsSent?: boolean;
      /** What it serves, where this is something else. */
      readonly servedText?: string;
    };

/**
 * Publishes a document: looks (for `auto`), sends one PUT, reads back. Nothing is sent twice.
 * @throws AddressError, RequestError before anything is sent; TransportError where the look or the PUT got no answer
 */
export async function publish(publication: Publication, transport: Transport, signal: AbortSignal): Promise<PublishResult> {
  if (publication.precondition !== 'auto') return send(publication, publication.precondition, transport, signal);
  // What cannot be sent is found before the first request goes out.
  publishRequest({ ...publication, precondition: { kind: 'create' } });
  const { answer, text } = await fetchDocument(publication, transport, signal);
  if (answer.status === 404) return send(publication, { kind: 'create' }, transport, signal);
  if (text === undefined) return { kind: 'unreadable', answer };
  const { entityTag } = answer;
  if (publication.replaceExisting && entityTag !== undefined) return send(publication, { kind: 'replace', entityTag }, transport, signal);
  return { kind: 'exists', text, answer, ...(entityTag === undefined ? {} : { entityTag }) };
}

async function send(publication: Publication, precondition: Precondition, transport: Transport, signal: AbortSignal): Promise<PublishResult> {
  const request = publishRequest({ ...publication, precondition });
  const answer = interpret(request, await transport(request, signal));
  if (answer.outcome === 'refused') return { kind: 'sent', request, answer };
  const served = await readBack(publication, transport, signal);
  const entityTag = answer.entityTag ?? served?.answer.entityTag;
  const tag = entityTag === undefined ? {} : { entityTag };
  if (served?.body === undefined || request.body === undefined) return { kind: 'sent', request, answer, ...tag };
  const servedAsSent = sameBytes(request.body, served.body);
  return { kind: 'sent', request, answer, ...tag, servedAsSent, ...(servedAsSent || served.text === undefined ? {} : { servedText: served.text }) };
}

/** The document is stored by now: that it cannot be read back, or a cancel, must not hide that. */
async function readBack(publication: Publication, transport: Transport, signal: AbortSignal): Promise<FetchResult | undefined> {
  try {
    return await fetchDocument(publication, transport, signal);
  } catch (error) {
    if (error instanceof TransportError) return undefined;
    throw error;
  }
}

export interface FetchResult {
  readonly answer: Answer;
  /** Both only where the answer is `found`. */
  readonly body?: Uint8Array;
  readonly text?: string;
}

/** Reads a document. @throws AddressError, RequestError, TransportError */
export async function fetchDocument(
  parts: { readonly address: DocumentAddress; readonly token?: string; readonly entityTag?: string },
  transport: Transport,
  signal: AbortSignal,
): Promise<FetchResult> {
  const { address, token, entityTag } = parts;
  const request = fetchRequest({ address, ...(token === undefined ? {} : { token }), ...(entityTag === undefined ? {} : { entityTag }) });
  const response = await transport(request, signal);
  const answer = interpret(request, response);
  return answer.outcome === 'found' ? { answer, body: response.body, text: bodyText(response) } : { answer };
}

/** Removes a document; with an entity tag, only that version. @throws AddressError, RequestError, TransportError */
export async function deleteDocument(
  parts: { readonly address: DocumentAddress; readonly token?: string; readonly entityTag?: string },
  transport: Transport,
  signal: AbortSignal,
): Promise<Answer> {
  const request = deleteRequest(parts);
  return interpret(request, await transport(request, signal));
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
