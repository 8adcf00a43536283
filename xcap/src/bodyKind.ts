import { parseMediaType } from './mediaTypes';
import type { WireResponse } from './wire';

/** What a body is, as far as its type and its first characters tell. */
export type BodyKind = 'empty' | 'page' | 'xml' | 'other';

/** So much of a body is looked at and shown: what comes later says no more to a person. */
const LOOKED_AT = 64 * 1024;

/**
 * Tells a document from a web page: a proxy that wants somebody to sign in answers 200 with a page, whatever was asked.
 * It looks for the first element, past what may stand before it; it does not read the document.
 */
export function bodyKind(response: WireResponse): BodyKind {
  const text = bodyStart(response);
  if (text.trim() === '') return 'empty';
  const at = endOfProlog(text);
  const essence = parseMediaType(response.headers['content-type'])?.essence;
  if (essence === 'text/html' || essence === 'application/xhtml+xml' || PAGE.test(text.slice(at, at + 100))) return 'page';
  // A comment that goes on beyond what is looked at is that of a document all the same.
  return at >= text.length || /^<(?:[^\s<>/!?=]|!doctype\s)/i.test(text.slice(at, at + 10)) ? 'xml' : 'other';
}

/** The beginning of a body as text; bytes that are not UTF-8 become U+FFFD. */
export function bodyStart(response: WireResponse, bytes = LOOKED_AT): string {
  return new TextDecoder('utf-8').decode(response.body.subarray(0, bytes));
}

/** The local name of the first element, without reading the document; undefined where a DOCTYPE or what is no XML stands before it. */
export function firstElementName(text: string): string | undefined {
  return /^<(?:[^\s<>/!?=:]+:)?([^\s<>/!?=:]+)/.exec(text.slice(endOfProlog(text)))?.[1];
}

const PAGE = /^<(?:!doctype\s+html\b|(?:[\w.-]+:)?html[\s/>])/i;

/** What may stand before the first element (XML 1.0 2.8), by how it begins and ends. */
const PROLOG: readonly (readonly [begin: string, end: string])[] = [['<?', '?>'], ['<!--', '-->']];

/** Where white space, declaration, instructions and comments end. A step at a time: one pattern for all could take forever on hostile text. */
function endOfProlog(text: string): number {
  let at = 0;
  for (;;) {
    while (at < text.length && text.charAt(at).trim() === '') at += 1;
    const form = PROLOG.find(([begin]) => text.startsWith(begin, at));
    if (!form) return at;
    const end = text.indexOf(form[1], at + form[0].length);
    if (end < 0) return text.length;
    at = end + form[1].length;
  }
}
