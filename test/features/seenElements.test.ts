import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Diagnostic } from '../../server/src/diagnostic';
import { createLanguageService } from '../../server/src/service';

const complete = readFileSync(resolve(__dirname, '../fixtures/complete-profile.xml'), 'utf8');

/** The same profile again and again, each time with one value or one entry changed, or one element gone. */
function* likeDocuments(): Generator<string> {
  for (const [changed, to] of [[/>(true|false)</g, (value: string) => (value === '>true<' ? '>false<' : '>true<')], [/sip:[\w.]+@/g, () => 'sip:other@'], [/<entry [\s\S]*?<\/entry>/g, () => ''], [/index="\d+"/g, () => 'index="0"']] as const) {
    for (const { index, 0: found } of complete.matchAll(changed)) yield complete.slice(0, index) + to(found) + complete.slice(index + found.length);
  }
}

suite('documents that are like others before them', () => {
  test('are told the same as when they come first', () => {
    const service = createLanguageService();
    const told = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(({ code, start, end, message }) => `${start}-${end} ${code} ${message}`);
    let mistakes = 0;
    let documents = 0;
    for (const text of likeDocuments()) {
      const alone = createLanguageService();
      const expected = told(alone.diagnose(alone.parse(text)));
      assert.deepEqual(told(service.diagnose(service.parse(text))), expected);
      documents++;
      mistakes += expected.length;
    }
    assert.ok(documents > 80 && mistakes > 5, `${documents} documents with ${mistakes} mistakes`);
  });
});
