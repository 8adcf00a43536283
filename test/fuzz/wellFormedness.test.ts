import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from '../../server/src/syntax/parse';
import { syntaxDiagnostics } from '../../server/src/syntax/problems';
import { openLibxml2 } from './libxml2';
import { mutated, soup } from './mutation';
import { runs } from './runs';

/** Where libxml2 and this room disagree, and who is right. */
const ACCEPTED = [
  { why: 'XML 1.0 2.8 [26]: a version number has a digit after its point; libxml2 takes one without', text: /^\uFEFF?<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*["']1\.["']/ },
] as const;

suite('well-formed or not, as libxml2 sees it', function () {
  this.timeout(0);
  test('mutated documents and markup soup', async () => {
    const objection = await openLibxml2();
    let wellFormed = 0;
    let malformed = 0;
    fc.assert(fc.property(fc.oneof({ weight: 5, arbitrary: mutated() }, { weight: 1, arbitrary: soup }), (text) => {
      // A document type declaration is refused whatever it holds.
      if (text.includes('<!DOCTYPE') || ACCEPTED.some((accepted) => accepted.text.test(text))) return;
      const theirs = objection(text);
      if (theirs?.accepted) return;
      // The encoding is a matter of publishing: a text in an editor has none.
      const ours = syntaxDiagnostics(parse(text)).filter(({ code }) => code !== 'encoding');
      if (theirs) malformed++;
      else wellFormed++;
      assert.equal(ours.length === 0, theirs === undefined, `libxml2: ${theirs?.message ?? 'well-formed'}\nhere: ${ours.map(({ code, message }) => `${code}: ${message}`).join('\n') || 'well-formed'}`);
    }), runs(6_000));
    assert.ok(wellFormed > malformed / 20, `the mutations spare too few documents: ${wellFormed} well-formed, ${malformed} not`);
  });
});
