import assert from 'node:assert/strict';
import type { DiagnoseOptions } from '../../server/src/service';
import { service } from './editor';

/**
 * Checks all that is told of a document: under each line, carets below the offending characters, then severity, code and
 * the first line of the message. Lines of carets are not part of the document.
 */
export function diagnose(marked: string, options: DiagnoseOptions = {}): void {
  assert.equal(annotated(withoutCarets(marked), options), marked);
}

/** The document without what is told of it. */
export function withoutCarets(marked: string): string {
  return marked.split('\n').filter((line) => !/^ *\^/.test(line)).join('\n');
}

/** A document with what is told of it. */
function annotated(text: string, options: DiagnoseOptions = {}): string {
  const found = service.diagnose(service.parse(text), options);
  let lineStart = 0;
  return text.split('\n').flatMap((line) => {
    const from = lineStart;
    lineStart += line.length + 1;
    const here = found.filter(({ start }) => start >= from && start < lineStart);
    return [line, ...here.map(({ start, end, severity, code, message }) => `${' '.repeat(start - from)}${'^'.repeat(end - start)} ${severity} ${code}: ${message.split('\n')[0]}`)];
  }).join('\n');
}
