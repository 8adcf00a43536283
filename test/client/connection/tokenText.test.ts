import assert from 'node:assert/strict';
import { readAccessToken, withoutToken } from '../../../client/src/connection/tokenText';

suite('access token', () => {
  test('what is pasted becomes the token', () => {
    for (const pasted of ['abc.DEF-1_2~+/==', ' abc.DEF-1_2~+/==\r\n', 'Bearer abc.DEF-1_2~+/==', 'bearer\tabc.DEF-1_2~+/==']) {
      assert.equal(readAccessToken(pasted), 'abc.DEF-1_2~+/==');
    }
  });

  test('what cannot be a token is refused', () => {
    for (const pasted of ['', ' ', 'a b', 'a\r\nX-Evil: 1', 'ä', '"a"', '=']) assert.equal(readAccessToken(pasted), undefined);
  });

  test('a repeated token is struck out wherever it stands', () => {
    assert.equal(withoutToken('tok.en-123 refused: "tok.en-123"', 'tok.en-123'), '••• refused: "•••"');
    assert.equal(withoutToken('nothing to hide', undefined), 'nothing to hide');
  });
});
