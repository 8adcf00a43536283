import type { DocumentAddress } from './address';
import { bodyText, interpret, type Answer } from './answer';
import { meaningLine } from './readBack';
import { changePartRequest, deleteRequest, encodeText, fetchRequest, publishRequest, type PartAddress, type PartChange, type Precondition } from './requests';
import { TransportError, type Transport, type WireRequest } from './wire';

/** A document on its way to a server. */
export interface Publication {
  readonly address: DocumentAddress;
  readonly text: string;
  readonly mediaType?: string;
  readonly token?: string;
  /**
   * `auto`: look first; create where nothing is, and stop where something is, unless `replaceExisting`. `create` looks
   * first as well, because some servers overlook `If-None-Match: *` and would overwrite what is there.
   */
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
      /**
       * Does the server serve the very bytes that it was to have? Undefined where they could not be read back, and after a
       * refusal that is clear. After an unclear one `true` is a proof that the document is stored; `false` is none that it is not.
       */
      readonly servedAsSent?: boolean;
      /** What it serves, where this is something else; undefined where it serves nothing. */
      readonly servedText?: string;
      /** The first difference in meaning between what was sent and `servedText`, in one line; undefined where both mean the same. */
      readonly servedDifference?: string;
    };

/** A document, or a part of one, that went out, with what came of it. */
export type SentResult = Extract<PublishResult, { kind: 'sent' }>;

/**
 * Publishes a document: looks (unless a version is to be replaced), sends one PUT, reads back. Nothing is sent twice.
 * @throws AddressError, RequestError before anything is sent; TransportError where the look or the PUT got no answer
 */
export async function publish(publication: Publication, transport: Transport, signal: AbortSignal): Promise<PublishResult> {
  const { precondition } = publication;
  if (precondition !== 'auto' && precondition.kind === 'replace') return send(publication, precondition, transport, signal);
  // What cannot be sent is found before the first request goes out.
  publishRequest({ ...publication, precondition: { kind: 'create' } });
  const { answer, text } = await fetchDocument(publication, transport, signal);
  if (answer.status === 404) return send(publication, { kind: 'create' }, transport, signal);
  if (text === undefined) return { kind: 'unreadable', answer };
  const { entityTag } = answer;
  if (precondition === 'auto' && publication.replaceExisting && entityTag !== undefined) return send(publication, { kind: 'replace', entityTag }, transport, signal);
  return { kind: 'exists', text, answer, ...(entityTag === undefined ? {} : { entityTag }) };
}

function send(publication: Publication, precondition: Precondition, transport: Transport, signal: AbortSignal): Promise<PublishResult> {
  const request = publishRequest({ ...publication, precondition });
  return sendAndReadBack(request, request.body, publication, transport, signal);
}

/**
 * Changes one element or attribute of a document, in one version of it, and reads the whole document back: there are
 * servers that put a replaced element behind its siblings.
 * @param change `whole`: the text of the whole document as it is to be afterwards
 * @throws AddressError, RequestError before anything is sent; TransportError where the change got no answer
 */
export async function changePart(
  change: PartAddress & { readonly change: PartChange; readonly entityTag: string; readonly whole: string },
  transport: Transport,
  signal: AbortSignal,
): Promise<SentResult> {
  return sendAndReadBack(changePartRequest(change), encodeText(change.whole), change, transport, signal);
}

async function sendAndReadBack(
  request: WireRequest, expected: Uint8Array | undefined, parts: { readonly address: DocumentAddress; readonly token?: string }, transport: Transport, signal: AbortSignal,
): Promise<SentResult> {
  const answer = interpret(request, await transport(request, signal));
  if (answer.outcome === 'refused' && !answer.unclear) return { kind: 'sent', request, answer };
  const served = await readBack(parts, transport, signal);
  // The tag of a page is not the document's, and after a failure the one that is served may be somebody else's.
  const entityTag = answer.unclear ? undefined : (answer.entityTag ?? served?.answer.entityTag);
  const tag = entityTag === undefined ? {} : { entityTag };
  if (served?.answer.status === 404) return { kind: 'sent', request, answer, ...tag, servedAsSent: false };
  if (served?.body === undefined || expected === undefined) return { kind: 'sent', request, answer, ...tag };
  const servedAsSent = sameBytes(expected, served.body);
  const ownTag = answer.unclear && servedAsSent && served.answer.entityTag !== undefined ? { entityTag: served.answer.entityTag } : tag;
  return { kind: 'sent', request, answer, ...ownTag, servedAsSent, ...(servedAsSent ? {} : otherForm(bodyOf(expected), served.text)) };
}

/** Bytes that are not those sent, and what they mean. */
function otherForm(sent: string, servedText: string | undefined): Pick<SentResult, 'servedText' | 'servedDifference'> {
  if (servedText === undefined) return {};
  const servedDifference = meaningLine(sent, servedText);
  return { servedText, ...(servedDifference === undefined ? {} : { servedDifference }) };
}

function bodyOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}

/** The answer is there by now: that the document cannot be read back, or a cancel, must not hide what it said. */
async function readBack(parts: { readonly address: DocumentAddress; readonly token?: string }, transport: Transport, signal: AbortSignal): Promise<FetchResult | undefined> {
  try {
    const { address, token } = parts;
    return await fetchDocument({ address, ...(token === undefined ? {} : { token }) }, transport, signal);
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
