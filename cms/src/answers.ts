import { XCAP_ERROR_MEDIA_TYPE } from '../../xcap/src/mediaTypes';
import { xcapErrorDocument, type Conflict, type ConflictKind } from '../../xcap/src/xcapError';
import { encodeUtf8 } from './utf8';

/** An answer as data; the server puts it on the wire. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const EMPTY = new Uint8Array();

/** A success or 304 without a body. */
export function withoutBody(status: number, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return { status, headers, body: EMPTY };
}

/** A refusal with one plain line. */
export function refusal(status: number, message: string, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  return { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', ...headers }, body: encodeUtf8(`${message}\n`) };
}

/** A 409 with its reason (RFC 4825 11). */
export function conflict(kind: ConflictKind, phrase: string, details: Pick<Conflict, 'ancestor' | 'exists'> = {}): HttpAnswer {
  return { status: 409, headers: { 'Content-Type': XCAP_ERROR_MEDIA_TYPE }, body: encodeUtf8(xcapErrorDocument({ kind, phrase, ...details })) };
}
