import assert from 'node:assert/strict';
import { createLanguageService } from '../../server/src/service';
import { profileOfSize } from './documents';

/** The promise behind the speed, counted rather than timed: what a keystroke costs does not depend on the document. */
const MOST_SCANNED = 4_096;
const MOST_CHECKED = 50;

/** Keystrokes inside one entry: a piece of it behind which they are typed, and what is typed, then taken back. */
const KEYS: readonly { readonly what: string; readonly behind: string; readonly typed: string; readonly mistakes: number }[] = [
  { what: 'a character of text', behind: '<uri-entry>sip:', typed: 'x', mistakes: 0 },
  { what: 'a character that makes a value wrong', behind: 'xml:lang="en', typed: '!', mistakes: 1 },
  { what: 'an attribute', behind: '<uri-entry', typed: ' a="b"', mistakes: 1 },
  { what: 'an element that does not belong there', behind: '</uri-entry>', typed: '<b/>', mistakes: 1 },
  { what: 'a line end', behind: '</uri-entry>', typed: '\r\n', mistakes: 0 },
];

suite('what a keystroke costs', function () {
  this.timeout(120_000);
  const service = createLanguageService();

  for (const [name, size] of Object.entries({ '10 kB': 10_000, '100 kB': 100_000, '1 MB': 1_000_000, '10 MB': 10_000_000 })) {
    test(`in ${name}: less than 4 kB read again, fewer than ${MOST_CHECKED} elements checked again`, () => {
      const text = profileOfSize(size);
      const document = service.open(text);
      assert.deepEqual(document.diagnose(), []);
      assert.ok(document.cost.scanned >= size && document.cost.checked > size / 100, 'the counters count');
      for (const share of [0, 0.3, 0.6, 0.9]) {
        for (const { what, behind, typed, mistakes } of KEYS) {
          const found = text.indexOf(behind, Math.floor(text.length * share));
          const at = (found < 0 ? text.lastIndexOf(behind) : found) + behind.length;
          const cost = (told: number): void => {
            const { length } = document.diagnose();
            const { scanned, checked } = document.cost;
            assert.equal(length, told, what);
            assert.ok(scanned < MOST_SCANNED, `${what} at ${at}: ${scanned} characters are read again`);
            assert.ok(checked < MOST_CHECKED, `${what} at ${at}: ${checked} elements are checked again`);
          };
          document.edit(at, at, typed);
          cost(mistakes);
          document.edit(at, at + typed.length, '');
          cost(0);
        }
      }
    });
  }
});
