import assert from 'node:assert/strict';
import { AddressError } from '../../xcap/src/address';
import { enterToken, forgetToken } from '../../client/src/vscode/accessToken';
import { canonicalRoot } from '../../client/src/connection/connection';
import { createCredentials } from '../../client/src/vscode/credentials';
import { Person } from './person';
import { secretTable } from './publishDesk';

const root = 'https://cms1.example.com/MissionCriticalOrg/MCO-12345';
const at = (address: string, name = '') => ({ name, root: address });

suite('credentials', () => {
  test('one token for a root, however it is written', async () => {
    const credentials = createCredentials(secretTable());
    await credentials.keep(at(root), 'abc');
    for (const same of [`${root}/`, root.replace('cms1', 'CMS1'), root.replace('.com', '.com:443')]) assert.equal(await credentials.token(at(same)), 'abc');
  });

  test('no other scheme, host, port or path gets it', async () => {
    const credentials = createCredentials(secretTable());
    await credentials.keep(at(root), 'abc');
    for (const other of [
      root.replace('https', 'http'), root.replace('cms1', 'cms2'), root.replace('.com', '.com:8443'), root.replace('.com', '.com.evil.net'),
      'https://cms1.example.com', `${root}6`, `${root}/x`, root.replace('MCO', 'mco'),
    ]) assert.equal(await credentials.token(at(other)), undefined, other);
  });

  test('no other connection to the same root gets it, and none that takes its name elsewhere', async () => {
    const credentials = createCredentials(secretTable());
    await credentials.keep(at(root, 'test'), 'abc');
    await credentials.keepPassphrase(at(root, 'test'), 'secret');
    for (const other of [at(root), at(root, 'other'), at(root.replace('cms1', 'cms2'), 'test')]) {
      assert.deepEqual([await credentials.token(other), await credentials.passphrase(other)], [undefined, undefined]);
    }
    assert.deepEqual([await credentials.token(at(root, 'test')), await credentials.passphrase(at(`${root}/`, 'test'))], ['abc', 'secret']);
    await credentials.keepPassphrase(at(root, 'test'), '');
    assert.equal(await credentials.passphrase(at(root, 'test')), undefined);
  });

  test('nothing of a token stands in a key', async () => {
    const table = new Map<string, string>();
    await createCredentials(secretTable(table)).keep(at(root), 'abc');
    assert.deepEqual([...table], [[`mcptt.token:${root}`, 'abc']]);
  });

  test('a root without a path keeps its own token', () => {
    assert.equal(canonicalRoot('http://127.0.0.1:8080/'), 'http://127.0.0.1:8080');
  });

  test('no root, no token', async () => {
    await assert.rejects(createCredentials(secretTable()).token(at('')), AddressError);
  });
});

suite('set and forget a token', () => {
  test('entered by a person', async () => {
    const [credentials, person] = [createCredentials(secretTable()), new Person()];
    assert.equal(await enterToken(at(root), credentials, person.answers(' Bearer abc ').ui), 'abc');
    assert.equal(await credentials.token(at(root)), 'abc');
    assert.deepEqual(person.saw(), ['input: Set CMS Token (•)', `information: The access token for ${root} is set.`]);
    assert.deepEqual(person.details, [`Access token for ${root}; it goes to this CMS only`]);
  });

  test('dismissed, or not a token: the one before stays', async () => {
    const [credentials, person] = [createCredentials(secretTable()), new Person()];
    await credentials.keep(at(root), 'before');
    assert.equal(await enterToken(at(root), credentials, person.answers(undefined).ui), undefined);
    assert.equal(await enterToken(at(root), credentials, person.answers('a b').ui), undefined);
    assert.equal(await credentials.token(at(root)), 'before');
    assert.match(person.saw().at(-1) ?? '', /^invalid: This is not an access token/);
  });

  test('given by a program: no question; nonsense is refused', async () => {
    const [credentials, person] = [createCredentials(secretTable()), new Person()];
    assert.equal(await enterToken(at(root), credentials, person.ui, 'abc'), 'abc');
    assert.equal(await enterToken(at(root), credentials, person.ui, 'a\r\nX: y'), undefined);
    assert.equal(await credentials.token(at(root)), 'abc');
    assert.match(person.saw().at(-1) ?? '', /^error: This is not an access token/);
  });

  test('forgotten, and nothing to forget', async () => {
    const [credentials, person] = [createCredentials(secretTable()), new Person()];
    await credentials.keep(at(root), 'abc');
    assert.equal(await forgetToken(at(root), credentials, person.ui), true);
    assert.equal(await credentials.token(at(root)), undefined);
    assert.equal(await forgetToken(at(root), credentials, person.ui), false);
    assert.deepEqual(person.saw(), [
      `information: The access token for ${root} is forgotten.`, `information: There was no access token for ${root}.`,
    ]);
  });
});
