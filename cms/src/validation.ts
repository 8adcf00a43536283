import type { Diagnostic } from '../../server/src/diagnostic';
import type { SyntaxCode } from '../../server/src/syntax/node';
import { problemPhrase } from '../../xcap/src/fragment';
import type { ConflictKind } from '../../xcap/src/xcapError';
import { conflict, type HttpAnswer } from './answers';
import type { ApplicationUsage } from './applicationUsages';
import { inUse } from './alternatives';

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
 * Checks a whole document before anything is stored (RFC 4825 8.2.5). Warnings do not refuse it.
 * @returns the 409 that is due, or undefined for a document that may be stored
 */
export async function refuseInvalid(text: string, usage: ApplicationUsage): Promise<HttpAnswer | undefined> {
  const errors = (await usage.validate(text)).filter(({ severity }) => severity === 'error');
  // What is not well-formed has no verdict of a schema, so it goes first.
  const first = errors.find(({ code }) => code in SYNTAX_CONFLICTS) ?? errors[0];
  if (first?.code === 'duplicate-id') return notUnique(first, text, usage);
  return first && conflict((SYNTAX_CONFLICTS as Readonly<Record<string, ConflictKind>>)[first.code] ?? 'schema-validation-error', problemPhrase(first, text));
}

/** The 409 for what another element of the document has already. @param problem at the field that has it */
export function notUnique(problem: Pick<Diagnostic, 'start' | 'message' | 'code'>, text: string, usage: ApplicationUsage): HttpAnswer {
  return conflict('uniqueness-failure', problemPhrase(problem, text), { exists: [inUse(problem.start, text, usage.defaultNamespace)] });
}
