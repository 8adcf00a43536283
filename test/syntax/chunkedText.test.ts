import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Positions } from '../../server/src/lsp/positions';
import { ChunkedText } from '../../server/src/syntax/chunkedText';
import { LineIndex } from '../../server/src/syntax/lineIndex';

/** Texts of several chunks, with every kind of line end. */
const piece = fc.constantFrom('a', 'é', '😀', '<', '\n', '\r', '\r\n', '\r\r\n', 'line of text\n', 'x'.repeat(9_000), '\r\n'.repeat(5_000));
const text = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));
const change = fc.record({ where: fc.nat(1_000_000), taken: fc.oneof(fc.nat(4), fc.nat(60_000)), given: fc.array(piece, { maxLength: 3 }).map((pieces) => pieces.join('')) });

suite('a text in chunks', function () {
  this.timeout(60_000);
  const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);

  test(`is the string that it stands for, however it was edited (seed ${seed})`, () => {
    fc.assert(fc.property(text, fc.array(change, { maxLength: 8 }), fc.array(fc.nat(1_000_000), { minLength: 8, maxLength: 8 }), (start, changes, places) => {
      let plain = start;
      let chunked = ChunkedText.of(start);
      const positions = new Positions();
      const at = (place: number, length: number): number => Math.floor((place / 1_000_001) * (length + 1));
      for (const { where, taken, given } of changes) {
        const from = at(where, plain.length);
        const to = Math.min(plain.length, from + taken);
        plain = plain.slice(0, from) + given + plain.slice(to);
        chunked = chunked.replace(from, to, given);
        positions.positionAt(chunked, from);
      }
      assert.ok(chunked.toString() === plain);
      assert.equal(chunked.length, plain.length);
      const lines = new LineIndex(plain);
      for (const place of places) {
        const offset = at(place, plain.length);
        const end = Math.min(plain.length, offset + 40_000);
        assert.equal(chunked.charCodeAt(offset), plain.charCodeAt(offset));
        assert.equal(chunked.codePointAt(offset), plain.codePointAt(offset));
        assert.ok(chunked.slice(offset, end) === plain.slice(offset, end));
        for (const searched of ['<', '\r\n', 'line of text']) {
          assert.equal(chunked.indexOf(searched, offset), plain.indexOf(searched, offset));
          assert.equal(chunked.startsWith(searched, offset), plain.startsWith(searched, offset));
          assert.equal(chunked.endsWith(searched, offset), plain.endsWith(searched, offset));
        }
        const position = positions.positionAt(chunked, offset);
        // Inside `\r\n` an editor has no place: the position is that of the end of the line.
        const shown = offset > 0 && plain.startsWith('\r\n', offset - 1) ? offset - 1 : offset;
        assert.deepEqual(position, lines.positionAt(shown));
        assert.equal(positions.offsetAt(chunked, position), shown);
      }
    }), { seed, numRuns: 200 });
  });

  test('positions outside the text are taken to its nearest place', () => {
    const chunked = ChunkedText.of('ab\r\ncd');
    const positions = new Positions();
    const offset = (line: number, character: number): number => positions.offsetAt(chunked, { line, character });
    assert.deepEqual([offset(0, 99), offset(1, 0), offset(1, 99), offset(2, 0), offset(99, 99), offset(-1, 5), offset(0, -5)], [2, 4, 6, 6, 6, 0, 0]);
    assert.equal(positions.offsetAt(ChunkedText.of(''), { line: 3, character: 3 }), 0);
    assert.deepEqual(positions.positionAt(ChunkedText.of(''), 0), { line: 0, character: 0 });
  });

  test('an edit keeps the chunks that it does not touch', () => {
    const before = ChunkedText.of('x'.repeat(1_000_000));
    const after = before.replace(500_000, 500_000, 'y');
    const shared = after.chunks.filter((chunk) => before.chunks.includes(chunk)).length;
    assert.ok(shared >= before.chunks.length - 3, `${shared} of ${before.chunks.length}`);
  });
});
