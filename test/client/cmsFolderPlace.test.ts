import assert from 'node:assert/strict';
import fc from 'fast-check';
import { folderUri, readFolderUri, type FolderPlace } from '../../client/src/vscode/cmsFolderPlace';

const name = fc.string({ unit: 'grapheme' });
const segment = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.stringMatching(/^[A-Za-z%]:?[/%@:A-Z0-9\\]{1,9}$/));

suite('addresses of the folder', () => {
  test('every place comes back, whatever its names, also in lower-case authorities', () => {
    fc.assert(fc.property(name, segment, segment, (connection, xui, document) => {
      for (const place of [{ kind: 'connection', connection }, { kind: 'user', connection, xui }, { kind: 'document', connection, xui, document }] satisfies FolderPlace[]) {
        const { authority, path } = folderUri(place);
        assert.equal(authority, authority.toLowerCase());
        assert.match(authority, /^[-a-z0-9]+$/);
        assert.doesNotMatch(path, /^\/[A-Za-z]:|\/\/|\\/, 'no drive, no empty segment');
        assert.deepEqual(readFolderUri({ authority, path }), place);
      }
    }), { numRuns: 1000 });
  });

  test('as a person reads them', () => {
    const shown = (connection: string, xui: string) => { const { authority, path } = folderUri({ kind: 'document', connection, xui, document: 'user-profile-0.xml' }); return authority + path; };
    assert.equal(shown('live', 'sip:User2@example.com'), 'live/sip:User2@example.com/user-profile-0.xml');
    assert.equal(shown('', 'tel:+49'), '-/tel:+49/user-profile-0.xml');
    assert.equal(shown('Live Ö', 'sip:a/b%@example.com'), '-4cive-20-c3-96/sip:a%2Fb%25@example.com/user-profile-0.xml');
    assert.equal(shown('x', 'S:x'), 'x/S%3Ax/user-profile-0.xml');
  });

  test('what is no place is none', () => {
    for (const [authority, path] of [['', '/a'], ['-zz', '/a'], ['-ff', '/a'], ['a', '//b'], ['a', '/a/b/c'], ['a', 'b'], ['-', '']] as const) assert.equal(readFolderUri({ authority, path }), undefined, `${authority} ${path}`);
    assert.deepEqual(readFolderUri({ authority: 'LIVE', path: '/sip:a/' }), { kind: 'user', connection: 'live', xui: 'sip:a' });
  });
});
