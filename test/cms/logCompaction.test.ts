import assert from 'node:assert/strict';
import { mkdtemp, open, readdir, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseUnavailable, type DocumentKey, type UserDatabase } from '../../cms/src/database';
import { openLogDatabase, type LogLimits } from '../../cms/src/logDatabase';

const bytes = (text: string) => new TextEncoder().encode(text);
const key = (document: string): DocumentKey => ({ root: '/r', auid: 'a', xui: 'sip:u@h', document });
const KILOBYTE = 'x'.repeat(1000);

suite('cms: the embedded user database gives back what it does not need', function () {
  this.timeout(30_000);
  let folder: string;
  let log: string;
  let database: UserDatabase;
  let tags = 0;
  const seen = new Map<string, string>();
  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mcptt-compact-'));
    log = join(folder, 'user-database.log');
    seen.clear();
  });
  teardown(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });
  const start = async (limits: Partial<LogLimits> = { garbageBytes: 20_000 }) => (database = await openLogDatabase(folder, limits));
  const put = async (name: string, text = KILOBYTE) => {
    const entityTag = `"${++tags}"`;
    assert.equal(await database.write(key(name), { entityTag, body: bytes(text) }, seen.get(name)), 'written');
    seen.set(name, entityTag);
  };
  const allThere = async () => {
    for (const [name, entityTag] of seen) assert.equal((await database.read(key(name)))?.entityTag, entityTag);
    assert.equal((await database.list('/r', 'sip:u@h')).length, seen.size);
  };
  const size = async () => (await stat(log)).size;
  const prototypeOfFiles = async () => {
    const file = await open(join(folder, 'any'), 'w');
    await file.close();
    await rm(join(folder, 'any'));
    return Object.getPrototypeOf(file) as FileHandle;
  };

  test('while it runs, without losing anything that is written and read meanwhile', async () => {
    await start();
    const reader = async () => {
      for (let turn = 0; turn < 300; turn++) {
        const version = await database.read(key(`d${turn % 10}`));
        if (version) assert.equal(version.body.length, KILOBYTE.length);
      }
    };
    const writer = async (name: string) => {
      for (let turn = 0; turn < 100; turn++) await put(name);
    };
    await Promise.all([...Array.from({ length: 10 }, (_, index) => writer(`d${index}`)), reader(), reader()]);
    await allThere();
    // More than a million bytes were written; 10 000 count. How much a copy in the making lets the log grow depends on the machine.
    assert.ok((await size()) < 500_000, String(await size()));
    await database.close();
    assert.deepEqual(await readdir(folder), ['user-database.log']);
    await start();
    await allThere();
  });

  test('at the start, and only where it is worth it', async () => {
    await start({ garbageBytes: 1e9 });
    for (let turn = 0; turn < 50; turn++) await put('x');
    await put('y');
    await database.close();
    const before = await size();
    await start({ garbageBytes: 1e9 });
    assert.equal(await size(), before);
    await database.close();
    await start();
    assert.ok((await size()) < 3000);
    await allThere();
    await put('x');
    await database.close();
    await start();
    await allThere();
  });

  test('a copy that was not finished when the process died is thrown away', async () => {
    await start();
    await put('x');
    await database.close();
    await writeFile(`${log}.new`, 'half a copy');
    await start();
    await allThere();
    assert.deepEqual((await readdir(folder)).filter((name) => name.endsWith('.new')), []);
  });

  test('a disk without room fails the change, leaves nothing of it, and is used again once there is room', async () => {
    await start();
    await put('x');
    const files = await prototypeOfFiles();
    const write = files.write as (this: FileHandle, ...args: unknown[]) => Promise<unknown>;
    let room = 500;
    // As a full disk does: a part is written, then nothing more.
    files.write = function (this: FileHandle, buffer: Buffer, offset: number, length: number, position: number) {
      if (room <= 0) return Promise.reject(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }));
      const part = Math.min(length, room);
      room -= part;
      return write.call(this, buffer, offset, part, position);
    } as never;
    try {
      const before = await size();
      const failure = await database.write(key('y'), { entityTag: '"y"', body: bytes(KILOBYTE) }, undefined).catch((error: unknown) => error);
      assert.ok(failure instanceof DatabaseUnavailable && failure.unchanged);
      assert.equal(failure.message, 'The user database could not be written (ENOSPC: no space left on device, write); nothing was changed.');
      assert.equal(await size(), before);
      await allThere();
    } finally {
      files.write = write as never;
    }
    await put('y');
    await database.close();
    await start();
    await allThere();
  });

  test('a sync that fails leaves the change unknown; then what is durable goes into a new file, and work goes on', async () => {
    await start();
    await put('x');
    const files = await prototypeOfFiles();
    const { datasync } = files;
    files.datasync = () => Promise.reject(new Error('EIO: i/o error, fdatasync'));
    let failure: unknown;
    try {
      failure = await database.write(key('x'), { entityTag: '"lost"', body: bytes('1') }, seen.get('x')).catch((error: unknown) => error);
    } finally {
      files.datasync = datasync;
    }
    assert.ok(failure instanceof DatabaseUnavailable && !failure.unchanged);
    assert.match(failure.message, /whether the change was made is not known\.$/);
    await allThere();
    const { ino } = await stat(log);
    await put('x');
    await put('y');
    assert.notEqual((await stat(log)).ino, ino);
    await database.close();
    await start();
    await allThere();
  });

  test('what waits too long for a slow disk is given up; what is being written is waited for', async () => {
    await start({ patienceMilliseconds: 100 });
    await put('x');
    const files = await prototypeOfFiles();
    const { datasync } = files;
    let goOn: () => void = () => undefined;
    const stuck = new Promise<void>((resolve) => (goOn = resolve));
    const reached = new Promise<void>((resolve) => {
      files.datasync = async function (this: FileHandle) {
        resolve();
        await stuck;
        return datasync.call(this);
      };
    });
    try {
      const written = database.write(key('x'), { entityTag: '"slow"', body: bytes('1') }, seen.get('x'));
      await reached;
      const late = await Promise.all(
        ['x', 'y'].map((name) => database.write(key(name), { entityTag: `"late ${name}"`, body: bytes('2') }, undefined).catch((error: unknown) => error)),
      );
      for (const failure of late) assert.ok(failure instanceof DatabaseUnavailable && failure.unchanged, String(failure));
      goOn();
      assert.equal(await written, 'written');
      seen.set('x', '"slow"');
      await allThere();
    } finally {
      files.datasync = datasync;
      goOn();
    }
  });
});
