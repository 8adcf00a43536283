import assert from 'node:assert/strict';
import type { Diagnostic } from '../../server/src/diagnostic';
import { bundledGrammar } from '../../server/src/profile/grammar';
import type { Grammar } from '../../server/src/schema';
import { compileSchema, validate } from '../../server/src/schema';
import { parse } from '../../server/src/syntax/parse';

const ROOT = '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" xmlns:v="urn:vendor" XUI-URI="sip:a@b" user-profile-index="0">\n';

/**
 * Checks what the schema says of a whole document: below each line, carets under the offending characters, then code and
 * message. Lines of carets are not part of the document; a line end is shown as `␍` where it is Windows'.
 */
export function assertVerdict(annotated: string, grammar: Grammar = bundledGrammar): void {
  const text = withoutCarets(annotated).replaceAll('␍', '\r');
  assert.equal(annotate(text, validate(parse(text), grammar), 0).replaceAll('\r', '␍'), annotated);
}

/** The same for what stands inside the root element of an otherwise sound profile. */
export function assertInProfile(annotated: string): void {
  const body = withoutCarets(annotated);
  assert.equal(annotate(body, validate(parse(`${ROOT}${body}</mcptt-user-profile>`), bundledGrammar), ROOT.length), annotated);
}

/** A grammar from the declarations inside one `xs:schema` element, in the namespace `urn:t` with the prefix `t`. */
export function grammarOf(declarations: string, documents: Readonly<Record<string, string>> = {}): Grammar {
  return compileSchema({ location: 'main.xsd', text: schemaText(declarations) }, (location) => (
    documents[location] === undefined ? undefined : { location, text: documents[location] }));
}

/** The text of a schema around declarations. */
export function schemaText(declarations: string, attributes = 'targetNamespace="urn:t" elementFormDefault="qualified"'): string {
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" ${attributes}>${declarations}</xs:schema>`;
}

function withoutCarets(annotated: string): string {
  return annotated.split('\n').filter((line) => !/^ *\^/.test(line)).join('\n');
}

function annotate(text: string, diagnostics: readonly Diagnostic[], offset: number): string {
  const left = [...diagnostics];
  let lineStart = offset;
  const lines = text.split('\n').flatMap((line) => {
    const from = lineStart;
    lineStart += line.length + 1;
    const carets: string[] = [];
    while (left[0] && left[0].start >= from && left[0].start < lineStart) {
      const { start, end, code, message } = left.shift()!;
      carets.push(`${' '.repeat(start - from)}${'^'.repeat(end - start)} ${code}: ${message}`);
    }
    return [line, ...carets];
  });
  // Whatever is out of order or outside the text is shown too, and fails the comparison.
  return [...lines, ...left.map(({ start, end, code }) => `left over at ${start}..${end}: ${code}`)].join('\n');
}
