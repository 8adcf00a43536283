import assert from 'node:assert/strict';
import { authorisations } from '../../server/src/profile/authorisations';
import { nearestName, nearestNamespace } from '../../server/src/schema';
import { nearestSpelledOut } from '../../server/src/schema/nearestName';

suite('the name that is meant', () => {
  test('is the one with the fewest slips; of those with as few, the one that begins alike', () => {
    assert.equal(nearestName('entri', ['centri', 'entry']), 'entry');
    assert.equal(nearestName('entri', ['entry', 'centri']), 'entry');
    assert.equal(nearestName('abcdefgh', ['abxdefgh', 'abcdefgx', 'xbcdefgh']), 'abcdefgx');
    assert.equal(nearestName('abcdefgh', ['abcdefxx', 'xbcdefgh']), 'xbcdefgh');
    assert.equal(nearestName('nothing', ['alike']), undefined);
    assert.equal(nearestName('on', ['many', 'one']), 'one');
    for (const other of ['o', 'ab', 'em']) assert.equal(nearestName(other, ['one', 'many', 'a b']), undefined, other);
  });

  test('of authorisations, whichever letter is left out, is the authorisation', () => {
    const names = authorisations.map(({ name }) => name);
    for (const name of names) for (let at = 0; at < name.length; at++) assert.equal(nearestName(name.slice(0, at) + name.slice(at + 1), names), name);
  });

  test('with a word left out, or put in, is the one that is mostly the same', () => {
    assert.equal(nearestSpelledOut('PrivateList', ['PrivateCallList', 'PrivateCallURIList']), 'PrivateCallList');
    assert.equal(nearestSpelledOut('ThePrivateCallList', ['PrivateCallList']), 'PrivateCallList');
    for (const other of ['List', 'PrivateURI', 'Private', '', 'ListPrivate']) assert.equal(nearestSpelledOut(other, ['PrivateCallList']), undefined, other);
  });

  test('of namespaces is careful with numbers and with other words', () => {
    const known = ['', 'urn:a:team:1.0', 'http://example.com/team-lists'];
    for (const slip of ['urn:a:taem:1.0', 'urn:a:Team:1.0', 'urn:a:team1.0', 'urn:a/team:1.0', ' urn:a:team:1.0']) assert.equal(nearestNamespace(slip, known), known[1], slip);
    for (const slip of ['http://example.com/teamlists', 'http://example.com/team-lists/', 'http//example.com/teamlists']) assert.equal(nearestNamespace(slip, known), known[2], slip);
    for (const other of ['', 'urn:a:team:1.0', 'urn:a:team:1.1', 'urn:a:team:10', 'urn:a:crew:1.0', 'urn:b:team:1.0', 'urn:a:team', 'urn:team:1.0', 'http://example.org/team-lists']) assert.equal(nearestNamespace(other, known), undefined, other);
  });
});
