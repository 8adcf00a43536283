import assert from 'node:assert/strict';
import { textPlaces } from '../../../client/src/bulk/textPlaces';

suite('places of a text', () => {
  test('lines end as files end them, and a byte order mark is no character of an editor', () => {
    const text = '\ufeff<é>\r\n<b/>\n\u{1F600}<c/>\r<d/>';
    const of = (piece: string) => ({ start: text.indexOf(piece), end: text.indexOf(piece) + piece.length, message: piece });
    const at = textPlaces([of('<é>'), of('<b/>'), of('<c/>'), of('<d/>')], text).map(({ start, end }) => [start.line, start.character, end.line, end.character]);
    assert.deepEqual(at, [[0, 0, 0, 3], [1, 0, 1, 4], [2, 2, 2, 6], [3, 0, 3, 4]]);
  });

  test('the beginning of an empty text is a place', () => {
    assert.deepEqual(textPlaces([{ start: 0, end: 0, message: 'm' }], ''), [{ start: { line: 0, character: 0 }, end: { line: 0, character: 0 }, message: 'm' }]);
  });
});
