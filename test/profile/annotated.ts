import assert from 'node:assert/strict';
import type { Diagnostic } from '../../server/src/diagnostic';
import { checkRules, type RuleOptions, type RuleSeverities } from '../../server/src/profile/rules';
import { parse } from '../../server/src/syntax/parse';

/**
 * Checks what the rules say of a document: under each line, carets below the offending characters, then severity, code
 * and the first line of the message. Lines of carets are not part of the document.
 */
export function assertRules(annotated: string, options: RuleOptions = {}, severities?: RuleSeverities): void {
  const text = withoutCarets(annotated);
  assert.equal(annotate(text, checkRules(parse(text), options, severities)), annotated);
}

/** The same for one rule, in a document that would have to be long to please all the others. */
export function assertRule(code: string, annotated: string, options: RuleOptions = {}): void {
  const text = withoutCarets(annotated);
  assert.equal(annotate(text, checkRules(parse(text), options).filter((found) => found.code === code)), annotated);
}

function withoutCarets(annotated: string): string {
  return annotated.split('\n').filter((line) => !/^ *\^/.test(line)).join('\n');
}

function annotate(text: string, diagnostics: readonly Diagnostic[]): string {
  let lineStart = 0;
  return text.split('\n').flatMap((line) => {
    const from = lineStart;
    lineStart += line.length + 1;
    const here = diagnostics.filter(({ start }) => start >= from && start < lineStart);
    return [line, ...here.map(({ start, end, severity, code, message }) => (
      `${' '.repeat(start - from)}${'^'.repeat(end - start)} ${severity} ${code}: ${message.split('\n')[0]}`))];
  }).join('\n');
}
