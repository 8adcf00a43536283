import assert from 'node:assert/strict';
import { createLanguageService } from '../../server/src/service';
import { CountedText } from './countedText';
import { profileOfSize } from './documents';

/** Completion in a list of any length reads around the cursor and in the first of each list, counted rather than timed. */
const MOST_READ = 100_000;

suite('what a completion reads', function () {
  this.timeout(60_000);
  const service = createLanguageService();

  for (const [size, length] of Object.entries({ '1 MB': 1_000_000, '10 MB': 10_000_000 })) {
    test(`in ${size}: less than 100 kB, wherever it is asked for`, () => {
      const plain = profileOfSize(length);
      const tree = service.parse(plain);
      for (const [what, searched] of Object.entries({ 'an element of a list': '</PrivateCallURI>', 'an element of an entry': '</uri-entry>', 'a number': 'PrivateCallURI index="', 'a URI': '<uri-entry>sip:', 'a child of Common': '</PrivateCall>', 'an authorisation': '</allow-private-call>' })) {
        const found = plain.indexOf(searched, Math.floor(length * 0.4));
        const offset = (found < 0 ? plain.lastIndexOf(searched) : found) + searched.length;
        const text = new CountedText(plain);
        service.complete({ text, document: tree.document }, offset);
        assert.ok(text.read > 0 && text.read < MOST_READ, `${what}: ${text.read} characters`);
      }
    });
  }
});
