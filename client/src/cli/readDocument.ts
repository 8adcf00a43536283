import { readFileSync } from 'node:fs';
import type { Diagnostic } from '../../../server/src/diagnostic';

/** A file as text; or, where its bytes are no text of ours, the one problem that says so. */
export type DocumentText = { readonly text: string } | { readonly text: ''; readonly problem: Diagnostic };

/**
 * Reads a document as a server would take it: UTF-8, with or without a byte order mark (RFC 4825 5). Throws where the
 * file cannot be read.
 */
export function readDocument(path: string): DocumentText {
  return decodeDocument(readFileSync(path));
}

/** The text of the bytes of a document. */
function decodeDocument(bytes: Uint8Array): DocumentText {
  const [first, second] = bytes;
  // With its byte order mark, or by the zero beside the first `<` (XML 1.0 appendix F).
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (marked || (first === 0x3c && second === 0) || (first === 0 && second === 0x3c)) return notUtf8('the file is UTF-16; save it as UTF-8');
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return notUtf8('the file is not UTF-8 text; save it as UTF-8');
  }
}

function notUtf8(message: string): DocumentText {
  return { text: '', problem: { code: 'not-utf-8', severity: 'error', message, start: 0, end: 0, href: 'https://www.rfc-editor.org/rfc/rfc4825#section-5' } };
}
