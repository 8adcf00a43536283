import assert from 'node:assert/strict';
import { parse } from '../../server/src/syntax/parse';
import { syntaxDiagnostics } from '../../server/src/syntax/problems';

const MARK = /^ *(?:\^+|\|) (?:to line \d+ )?[a-z-]+: /;

/**
 * Checks a document as the editor shows it: under each line stand the squiggles as carets (`|` where no character is
 * marked, `to line n` where the mark goes on), with `code: message`. All of them, and nothing else.
 * The answer must be the same with Windows line ends, and after a byte order mark.
 */
export function diagnose(fixture: string): void {
  const expected = fixture.replace(/^\n/, '').replace(/\n *$/, '');
  const text = expected.split('\n').filter((line) => !MARK.test(line)).join('\n');
  assert.equal(marked(text), expected);
  assert.equal(marked(text.replaceAll('\n', '\r\n')).replaceAll('\r', ''), expected, 'with Windows line ends');
  assert.equal(marked(`\uFEFF${text}`, 1), expected, 'after a byte order mark');
}

/** The document from offset `from` on with its diagnostics under its lines. */
export function marked(text: string, from = 0): string {
  const diagnostics = syntaxDiagnostics(parse(text));
  const lines: string[] = [];
  let start = from;
  for (const line of text.slice(from).split('\n')) {
    const end = start + line.length;
    lines.push(line);
    for (const found of diagnostics) {
      const at = Math.max(from, found.start);
      if (at < start || at > end) continue;
      const squiggle = '^'.repeat(Math.max(0, Math.min(found.end, end - (line.endsWith('\r') ? 1 : 0)) - at)) || '|';
      const further = text.slice(at, found.end).split('\n').length - 1;
      lines.push(`${' '.repeat(at - start)}${squiggle} ${further > 0 ? `to line ${text.slice(from, found.end).split('\n').length} ` : ''}${found.code}: ${found.message}`);
    }
    start = end + 1;
  }
  return lines.join('\n');
}
