import type { Diagnostic } from '../../server/src/diagnostic';
import { LineIndex } from '../../server/src/syntax/lineIndex';
import type { SyntaxCode } from '../../server/src/syntax/node';
import type { ConflictKind } from '../../xcap/src/xcapError';
import { conflict, type HttpAnswer } from './answers';

/** Checks a document: the same service as the editor's, handed in. May reject with a Refused for a document that asks too much of it. */
export type Validate = (text: string) => readonly Diagnostic[] | Promise<readonly Diagnostic[]>;

/** What a violation of well-formedness is called in a 409. Every other error is the schema's verdict. */
const SYNTAX_CONFLICTS: Readonly<Record<SyntaxCode, ConflictKind>> = {
  'malformed-tag': 'not-well-formed',
  'malformed-attribute': 'not-well-formed',
  'duplicate-attribute': 'not-well-formed',
  'invalid-name': 'not-well-formed',
  'unbound-prefix': 'not-well-formed',
  'reserved-prefix': 'not-well-formed',
  'missing-end-tag': 'not-well-formed',
  'mismatched-end-tag': 'not-well-formed',
  'stray-end-tag': 'not-well-formed',
  'bare-less-than': 'not-well-formed',
  'bare-ampersand': 'not-well-formed',
  'undeclared-entity': 'not-well-formed',
  'invalid-reference': 'not-well-formed',
  'invalid-character': 'not-well-formed',
  'cdata-end-in-text': 'not-well-formed',
  'malformed-comment': 'not-well-formed',
  'malformed-cdata': 'not-well-formed',
  'malformed-instruction': 'not-well-formed',
  'malformed-declaration': 'not-well-formed',
  'no-root-element': 'not-well-formed',
  'text-outside-root': 'not-well-formed',
  'second-root-element': 'not-well-formed',
  encoding: 'not-utf-8',
  // Well-formed, but this CMS takes no document type declaration.
  doctype: 'constraint-failure',
};

/**
 * Checks the bytes of a document before anything is stored (RFC 4825 8.2.5). Warnings do not refuse.
 * @returns the 409 that is due, or undefined for a document that may be stored
 */
export async function refuseInvalid(body: Uint8Array, validate: Validate): Promise<HttpAnswer | undefined> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return conflict('not-utf-8', 'the document is not encoded in UTF-8');
  }
  const errors = (await validate(text)).filter(({ severity }) => severity === 'error');
  // What is not well-formed has no verdict of a schema, so it goes first.
  const first = errors.find(({ code }) => code in SYNTAX_CONFLICTS) ?? errors[0];
  if (!first) return undefined;
  // As people count: from 1, columns in UTF-16 code units as editors do.
  const { line, character } = new LineIndex(text).positionAt(first.start);
  const kind = (SYNTAX_CONFLICTS as Readonly<Record<string, ConflictKind>>)[first.code] ?? 'schema-validation-error';
  return conflict(kind, `line ${line + 1}, column ${character + 1}: ${first.message.split('\n', 1)[0]} (${first.code})`);
}
