import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backUp, FileExists, restoreBackup, UnusableBackup } from '../../cms/src/backup';
import type { DocumentKey, UserDatabase } from '../../cms/src/database';
import { FolderInUse } from '../../cms/src/folderLock';
import { NotEmpty, type UserDatabaseStore } from '../../cms/src/store';
import { STORES } from './stores';

const bytes = (text: string) => new TextEncoder().encode(text);
const key = (document: string): DocumentKey => ({ root: '/r', auid: 'a', xui: 'sip:ü@h', document });

for (const from of STORES) {
  suite(`cms: backup and restore, ${from.name}`, function () {
    this.timeout(60_000);
    let folder: string;
    let other: string;
    let backup: string;
    let store: UserDatabaseStore;
    let database: UserDatabase | undefined;
    setup(async () => {
      folder = await mkdtemp(join(tmpdir(), 'mcptt-from-'));
      other = await mkdtemp(join(tmpdir(), 'mcptt-to-'));
      backup = join(folder, 'backup');
      store = await from.place(folder);
      database = await store.open();
      for (let index = 0; index < 30; index++) await database.write(key(`ü${index}`), { entityTag: `"${index}"`, body: bytes(`${index}\r\n${'x'.repeat(index * 10_000)}`) }, undefined);
      await database.remove(key('ü7'), '"7"');
      await database.write(key('ü8'), { entityTag: '"8b"', body: bytes('') }, '"8"');
    });
    teardown(async () => {
      await database?.close();
      for (const path of [folder, other]) await rm(path, { recursive: true, force: true });
    });
    const contentOf = async (one: UserDatabase) => {
      const listings = await one.list('/r', 'sip:ü@h');
      return Promise.all(listings.map(async ({ key: at, entityTag }) => [at.document, entityTag, Buffer.from((await one.read(at))?.body ?? []).toString('base64')]));
    };

    for (const to of STORES) {
      test(`what was there comes back in ${to.name}, tags included`, async () => {
        assert.equal(await backUp(store, backup), 29);
        assert.ok(database);
        const expected = await contentOf(database);
        const target = await to.place(other);
        assert.equal(await restoreBackup(backup, target), 29);
        const restored = await target.open();
        try {
          assert.deepEqual(await contentOf(restored), expected);
          assert.equal(await restored.write(key('ü8'), { entityTag: '"new"', body: bytes('') }, '"8b"'), 'written');
        } finally {
          await restored.close();
        }
        assert.deepEqual((await readdir(folder)).filter((name) => name.includes('.part')), []);
      });
    }

    test('while others write, it is of one moment', async () => {
      const running = database;
      assert.ok(running);
      // Two documents that are always written one after the other: the second never is ahead of the first.
      let stop = false;
      let rounds = 0;
      const writer = (async () => {
        for (const seen = { p: undefined as string | undefined, q: undefined as string | undefined }; !stop; rounds++) {
          for (const name of ['p', 'q'] as const) {
            const entityTag = `"${name}${rounds}"`;
            assert.equal(await running.write(key(name), { entityTag, body: bytes(String(rounds)) }, seen[name]), 'written');
            seen[name] = entityTag;
          }
        }
      })();
      for (let turn = 0; turn < 8; turn++) {
        const found = new Map<string, number>();
        for await (const { key: at, version } of store.documents()) found.set(at.document, Number(Buffer.from(version.body.subarray(0, 9)).toString().split('\r')[0]));
        const [p = -1, q = -1] = [found.get('p'), found.get('q')];
        assert.ok(p === q || p === q + 1, `${p} and ${q}`);
        assert.equal(found.size, p < 0 ? 29 : q < 0 ? 30 : 31);
      }
      stop = true;
      await writer;
      assert.ok(rounds > 0);
    });

    test('nothing is replaced, neither by a backup nor by a restore', async () => {
      await writeFile(backup, 'mine');
      await assert.rejects(backUp(store, backup), FileExists);
      assert.equal(await readFile(backup, 'utf8'), 'mine');
      await rm(backup);
      await backUp(store, backup);
      // The embedded one is in use besides.
      await assert.rejects(restoreBackup(backup, store), from.name === 'log' ? FolderInUse : NotEmpty);
      await database?.close();
      database = undefined;
      await assert.rejects(restoreBackup(backup, store), NotEmpty);
    });

    test('a backup that is cut off, longer, damaged or none changes nothing', async () => {
      await backUp(store, backup);
      const whole = await readFile(backup);
      const target = await from.place(other);
      const broken: Buffer[] = [Buffer.concat([whole, Buffer.from('x')]), Buffer.from('none'), Buffer.alloc(0)];
      for (let step = 1; step < 12; step++) {
        const at = Math.floor((whole.length * step) / 12);
        broken.push(whole.subarray(0, at));
        const damaged = Buffer.from(whole);
        damaged[at] = (damaged[at] ?? 0) ^ 1;
        broken.push(damaged);
      }
      broken.push(whole.subarray(0, whole.length - 36), whole.subarray(0, whole.length - 1));
      for (const content of broken) {
        await writeFile(backup, content);
        await assert.rejects(restoreBackup(backup, target), UnusableBackup);
      }
      const untouched = await target.open();
      assert.deepEqual(await untouched.list('/r', 'sip:ü@h'), []);
      await untouched.close();
    });

    test('a restore that fails half-way leaves nothing', async () => {
      const target = await from.place(other);
      const breaking = (async function* () {
        yield* store.documents();
        throw new Error('the source broke');
      })();
      await assert.rejects(target.restore(breaking), /the source broke/);
      const untouched = await target.open();
      assert.deepEqual(await untouched.list('/r', 'sip:ü@h'), []);
      await untouched.close();
    });
  });
}
