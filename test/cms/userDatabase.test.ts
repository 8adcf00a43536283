import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentKey, UserDatabase } from '../../cms/src/database';
import { postgresPrograms } from './postgres';
import { STORES } from './stores';

const bytes = (text: string) => new TextEncoder().encode(text);
const key = (document: string, more: Partial<DocumentKey> = {}): DocumentKey => ({ root: '/r', auid: 'a', xui: 'sip:ü@h', document, ...more });

if (postgresPrograms === undefined) {
  suite('cms: the user database in PostgreSQL', () => test.skip('there is no PostgreSQL here, so that nothing of it is tested', () => undefined));
}

for (const store of STORES) {
  suite(`cms: the user database, ${store.name}`, function () {
    this.timeout(60_000);
    let folder: string;
    const open: UserDatabase[] = [];
    setup(async () => {
      folder = await mkdtemp(join(tmpdir(), 'mcptt-store-'));
    });
    teardown(async () => {
      for (const database of open.splice(0)) await database.close();
      await rm(folder, { recursive: true, force: true });
    });
    const start = async () => {
      const database = await store.open(folder);
      open.push(database);
      return database;
    };
    const restart = async () => {
      await open.pop()?.close();
      return start();
    };
    const textOf = async (database: UserDatabase, at: DocumentKey) => {
      const version = await database.read(at);
      return version && `${version.entityTag} ${Buffer.from(version.body).toString('utf8')}`;
    };

    test('what was written is there after a restart, what was removed is not', async () => {
      const database = await start();
      assert.equal(await database.write(key('x'), { entityTag: '"1"', body: bytes('<x>ü</x>') }, undefined), 'written');
      assert.equal(await database.write(key('x'), { entityTag: '"2"', body: bytes('') }, '"1"'), 'written');
      assert.equal(await database.write(key('y'), { entityTag: '"3"', body: bytes('<y/>') }, undefined), 'written');
      assert.equal(await database.write(key('z'), { entityTag: '"4"', body: bytes('<z/>') }, undefined), 'written');
      assert.equal(await database.remove(key('y'), '"3"'), 'removed');
      for (const turn of ['before', 'after']) {
        const now = turn === 'before' ? database : await restart();
        assert.deepEqual([await textOf(now, key('x')), await textOf(now, key('y')), await textOf(now, key('z'))], ['"2" ', undefined, '"4" <z/>']);
        assert.deepEqual(await now.list('/r', 'sip:ü@h'), [{ key: key('x'), entityTag: '"2"' }, { key: key('z'), entityTag: '"4"' }]);
        assert.equal(await now.write(key('y'), { entityTag: '"5"', body: bytes('<y/>') }, undefined), 'written');
        assert.equal(await now.remove(key('y'), '"5"'), 'removed');
      }
    });

    test('a change needs the expected version, and changes nothing without it', async () => {
      const database = await start();
      assert.equal(await database.write(key('x'), { entityTag: '"1"', body: bytes('1') }, '"0"'), 'changed');
      assert.equal(await database.remove(key('x'), '"0"'), 'changed');
      await database.write(key('x'), { entityTag: '"1"', body: bytes('1') }, undefined);
      assert.equal(await database.write(key('x'), { entityTag: '"2"', body: bytes('2') }, undefined), 'changed');
      assert.equal(await database.write(key('x'), { entityTag: '"2"', body: bytes('2') }, '"0"'), 'changed');
      assert.equal(await database.remove(key('x'), '"0"'), 'changed');
      assert.equal(await textOf(await restart(), key('x')), '"1" 1');
    });

    test('of many writers of one document, each version is replaced once', async () => {
      const database = await start();
      const counts = await Promise.all(
        ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(async (name) => {
          let writes = 0;
          for (let turn = 0; turn < 25; turn++) {
            const seen = await database.read(key('x'));
            const next = Number(Buffer.from(seen?.body ?? bytes('0')).toString()) + 1;
            if ((await database.write(key('x'), { entityTag: `"${name}-${turn}"`, body: bytes(String(next)) }, seen?.entityTag)) === 'written') writes += 1;
          }
          return writes;
        }),
      );
      const writes = counts.reduce((sum, count) => sum + count);
      assert.ok(writes >= 25, 'writers that never succeed at the same time show nothing');
      assert.equal(Buffer.from((await database.read(key('x')))?.body ?? []).toString(), String(writes));
    });

    test('of many who create, replace or remove at once, one does', async () => {
      const database = await start();
      const those = <T>(act: (index: number) => Promise<T>) => Promise.all(Array.from({ length: 30 }, (_, index) => act(index)));
      const created = await those((index) => database.write(key('x'), { entityTag: `"c${index}"`, body: bytes(String(index)) }, undefined));
      assert.equal(created.filter((outcome) => outcome === 'written').length, 1);
      const first = await database.read(key('x'));
      assert.equal(first?.entityTag, `"c${created.indexOf('written')}"`);
      const tag = first?.entityTag ?? '';
      const outcomes = await those<string>((index) => (index % 3 === 0 ? database.remove(key('x'), tag) : database.write(key('x'), { entityTag: `"r${index}"`, body: bytes('') }, tag)));
      assert.equal(outcomes.filter((outcome) => outcome !== 'changed').length, 1);
      const winner = outcomes.findIndex((outcome) => outcome !== 'changed');
      assert.equal(await textOf(database, key('x')), winner % 3 === 0 ? undefined : `"r${winner}" `);
    });

    test('keys are compared byte by byte, whatever they hold and however long they are', async () => {
      const long = 'ä'.repeat(6000);
      const keys = [
        key('x'), key('X'), key('x '), key(' x'), key('x', { xui: 'sip:Ü@h' }), key('x', { xui: 'sip:u\u0308@h' }), key('x', { auid: 'A' }), key('x', { root: '' }),
        key('x', { root: '/r/a', auid: '' }), key('x', { root: '/r', auid: 'a', xui: '' }), key(''), key('ß'), key('ss'), key("'; DROP TABLE x; --"), key('"\\'), key('%_'), key('[",",]'),
        key('\u{1F4E1}'), key('\uFF21'), key('\uFFFD'), key(long), key(`${long}a`), key('x', { xui: long }), key('x', { xui: `${long}a` }), key('x', { root: `/${long}` }),
      ];
      const database = await start();
      for (const [index, at] of keys.entries()) assert.equal(await database.write(at, { entityTag: `"${index}"`, body: bytes(String(index)) }, undefined), 'written', JSON.stringify(at).slice(0, 80));
      const again = await restart();
      for (const [index, at] of keys.entries()) assert.equal(await textOf(again, at), `"${index}" ${index}`);
      const ofUser = await again.list('/r', 'sip:ü@h');
      const expected = keys.filter(({ root, xui }) => root === '/r' && xui === 'sip:ü@h');
      assert.equal(ofUser.length, expected.length);
      for (const at of keys) assert.equal((await again.list(at.root, at.xui)).some((listing) => JSON.stringify(listing.key) === JSON.stringify(at)), true);
    });

    test('a listing is of one user below one root, by application and name in the order of their bytes', async () => {
      const database = await start();
      const names = ['b', 'a', '\u{1F4E1}', '\uFF21', 'B', 'é', 'z'];
      for (const auid of ['q', 'Q']) for (const document of names) await database.write(key(document, { auid }), { entityTag: `"${auid}${document}"`, body: bytes('') }, undefined);
      await database.write(key('other', { xui: 'sip:Ü@h' }), { entityTag: '"o"', body: bytes('') }, undefined);
      await database.write(key('other', { root: '/' }), { entityTag: '"p"', body: bytes('') }, undefined);
      const order = ['B', 'a', 'b', 'z', 'é', '\uFF21', '\u{1F4E1}'];
      assert.deepEqual((await database.list('/r', 'sip:ü@h')).map((listing) => `${listing.key.auid}${listing.key.document} ${listing.entityTag}`), [...order.map((name) => `Q${name} "Q${name}"`), ...order.map((name) => `q${name} "q${name}"`)]);
      assert.deepEqual(await database.list('/r', 'sip:nobody@h'), []);
    });

    test('a body comes back byte by byte: every byte, nothing at all, eight megabytes', async () => {
      const bodies = [Uint8Array.from({ length: 256 }, (_, index) => index), new Uint8Array(), Uint8Array.from({ length: 8 * 1024 * 1024 }, (_, index) => (index * 2654435761) >>> 24), bytes('\\x41\r\n\u0000ü')];
      const database = await start();
      for (const [index, body] of bodies.entries()) await database.write(key(String(index)), { entityTag: `"${index}"`, body }, undefined);
      const again = await restart();
      for (const [index, body] of bodies.entries()) assert.ok(Buffer.from(body).equals((await again.read(key(String(index))))?.body ?? bytes('absent')), `body ${index}`);
    });

    test('a close lets the changes under way end', async () => {
      const database = await start();
      const writes = Array.from({ length: 40 }, (_, index) => database.write(key(String(index)), { entityTag: `"${index}"`, body: bytes('x') }, undefined));
      const again = await restart();
      assert.deepEqual(await Promise.all(writes), writes.map(() => 'written'));
      assert.equal((await again.list('/r', 'sip:ü@h')).length, 40);
    });
  });
}
