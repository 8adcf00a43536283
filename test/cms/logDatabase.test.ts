import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { DocumentKey, UserDatabase } from '../../cms/src/database';
import { FolderInUse } from '../../cms/src/folderLock';
import { loadOwnKey } from '../../cms/src/keys';
import { DamagedLog } from '../../cms/src/logFile';
import { openLogDatabase } from '../../cms/src/logDatabase';

const bytes = (text: string) => new TextEncoder().encode(text);
const key = (document: string): DocumentKey => ({ root: '/r', auid: 'a', xui: 'sip:ü@h', document });

suite('cms: the embedded user database', function () {
  this.timeout(20_000);
  let folder: string;
  let log: string;
  const open: UserDatabase[] = [];
  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mcptt-log-'));
    log = join(folder, 'user-database.log');
  });
  teardown(async () => {
    for (const database of open.splice(0)) await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  const start = async () => {
    const database = await openLogDatabase(folder);
    open.push(database);
    return database;
  };
  const stop = async () => open.pop()?.close();
  const textOf = async (database: UserDatabase, name: string) => {
    const version = await database.read(key(name));
    return version && `${version.entityTag} ${Buffer.from(version.body).toString('utf8')}`;
  };

  test('those who write at the same time share a commit', async () => {
    const database = await start();
    await Promise.all(Array.from({ length: 100 }, (_, index) => database.write(key(String(index)), { entityTag: `"${index}"`, body: bytes('x') }, undefined)));
    await stop();
    const content = await readFile(log, 'latin1');
    const mark = content.slice(16, 32);
    assert.ok(content.split(mark).length - 2 < 20, 'fewer commits than writes');
    assert.equal((await (await start()).list('/r', 'sip:ü@h')).length, 100);
  });

  test('cut at any byte of its last commit, everything before it is there and it can be written on', async () => {
    const database = await start();
    await database.write(key('x'), { entityTag: '"1"', body: bytes('<x/>') }, undefined);
    const { size: acknowledged } = await stat(log);
    await database.write(key('x'), { entityTag: '"2"', body: bytes('<y/>') }, '"1"');
    await stop();
    const whole = await readFile(log);
    for (let length = acknowledged; length < whole.length; length++) {
      await writeFile(log, whole.subarray(0, length));
      const torn = await start();
      assert.equal(await textOf(torn, 'x'), '"1" <x/>');
      assert.equal(await torn.write(key('z'), { entityTag: '"3"', body: bytes('<z/>') }, undefined), 'written');
      await stop();
      assert.equal(await textOf(await start(), 'z'), '"3" <z/>');
      await stop();
    }
    await writeFile(log, Buffer.concat([whole.subarray(0, acknowledged), Buffer.alloc(whole.length - acknowledged)]));
    assert.equal(await textOf(await start(), 'x'), '"1" <x/>');
  });

  test('cut within the header of a log that never held anything, it begins anew', async () => {
    await start();
    await stop();
    const header = await readFile(log);
    for (let length = 0; length <= header.length; length++) {
      await writeFile(log, header.subarray(0, length));
      assert.deepEqual(await (await start()).list('/r', 'sip:ü@h'), []);
      await stop();
    }
  });

  test('damage before the last commit is never passed over', async () => {
    const database = await start();
    await database.write(key('x'), { entityTag: '"1"', body: bytes('<x/>') }, undefined);
    const { size: first } = await stat(log);
    await database.write(key('x'), { entityTag: '"2"', body: bytes('<y/>') }, '"1"');
    await stop();
    const whole = await readFile(log);
    for (let at = 32; at < first; at++) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 0x40;
      await writeFile(log, damaged);
      await assert.rejects(openLogDatabase(folder), (error) => error instanceof DamagedLog && /is damaged at byte 32; put a backup/.test(error.message));
    }
    await writeFile(log, 'something else altogether, and long enough');
    await assert.rejects(openLogDatabase(folder), /is not a user database/);
    assert.equal(await readFile(log, 'utf8'), 'something else altogether, and long enough');
  });

  test('a document that looks like a commit of the log is none', async () => {
    const database = await start();
    await database.write(key('x'), { entityTag: '"1"', body: bytes('<x/>') }, undefined);
    const frame = (await readFile(log)).subarray(32);
    await database.write(key('y'), { entityTag: '"2"', body: frame.subarray(16) }, undefined);
    await stop();
    const whole = await readFile(log);
    await writeFile(log, whole.subarray(0, whole.length - 1));
    const torn = await start();
    assert.deepEqual([await textOf(torn, 'x'), await textOf(torn, 'y')], ['"1" <x/>', undefined]);
  });

  test('the folder is claimed once, and the claim of a process that is gone counts no more', async () => {
    await start();
    await assert.rejects(openLogDatabase(folder), FolderInUse);
    await stop();
    // A pid beyond what any system gives, and our own with another start time: left by processes that were killed.
    await writeFile(join(folder, 'process-999999999-1.lock'), '');
    await writeFile(join(folder, `process-${process.pid}-1.lock`), '');
    await start();
    assert.equal((await readdir(folder)).filter((name) => name.endsWith('.lock')).length, 1);
    await stop();
    assert.deepEqual(await readdir(folder), ['user-database.log']);
  });

  test('the claim of a process that was killed counts no more, also where nobody has asked how it ended', async function () {
    // Only there a process can be looked at, and only there such a parent is usual: the first process of a container.
    if (process.platform !== 'linux') return this.skip();
    // What takes the place of the shell knows nothing of its child.
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const [output] = (await once(parent.stdout, 'data')) as [Buffer];
      const killed = Number(output.toString('latin1'));
      const fields = async () => (await readFile(`/proc/${killed}/stat`, 'latin1')).replace(/^.*\) /s, '').split(' ');
      await writeFile(join(folder, `process-${killed}-${(await fields())[19]}.lock`), '');
      await assert.rejects(openLogDatabase(folder), FolderInUse);
      process.kill(killed, 'SIGKILL');
      while ((await fields())[0] !== 'Z') await setTimeout(10);
      await start();
      assert.equal((await readdir(folder)).filter((name) => name.endsWith('.lock')).length, 1);
    } finally {
      parent.kill('SIGKILL');
    }
  });
});

suite('cms: its own key', () => {
  test('is made once, also by many at once, and is readable by its owner alone', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mcptt-key-'));
    try {
      await Promise.all(Array.from({ length: 8 }, () => loadOwnKey(folder)));
      const first = await readFile(join(folder, 'signing-key.json'), 'utf8');
      await loadOwnKey(folder);
      assert.equal(await readFile(join(folder, 'signing-key.json'), 'utf8'), first);
      assert.deepEqual(await readdir(folder), ['signing-key.json']);
      if (process.platform !== 'win32') assert.equal((await stat(join(folder, 'signing-key.json'))).mode & 0o777, 0o600);
      await writeFile(join(folder, 'signing-key.json'), '{}');
      await assert.rejects(loadOwnKey(folder), /is not a key of this CMS/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
