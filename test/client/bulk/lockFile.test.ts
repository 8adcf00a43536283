import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { takeLock, type Holder, type Lock } from '../../../client/src/bulk/lockFile';

suite('a lock that needs no tidying', () => {
  let folder: string;
  const running = new Set<string>();
  const holder = (own: string): Holder => ({ own, runs: async (text) => running.has(text) });
  const take = (own: string): Promise<Lock | { heldBy: string }> => takeLock(folder, 'x', holder(own));
  const taken = async (own: string): Promise<Lock> => {
    const lock = await take(own);
    assert('release' in lock, `${own} has it`);
    return lock;
  };

  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mcptt-lock-'));
    running.clear();
    for (const name of ['one', 'two', 'three']) running.add(name);
  });
  teardown(() => rm(folder, { recursive: true, force: true }));

  test('who comes second is told who has it, and gets it when that one lets go', async () => {
    const first = await taken('one');
    assert.deepEqual(await take('two'), { heldBy: 'one' });
    await first.release();
    await taken('two');
    assert.deepEqual(await take('three'), { heldBy: 'two' });
  });

  test('who has ended without letting go holds nothing', async () => {
    await taken('one');
    running.delete('one');
    await taken('two');
    assert.deepEqual(await readdir(folder), ['x.2'], 'and leaves nothing behind but the last number');
    assert.equal(await readFile(join(folder, 'x.2'), 'utf8'), 'two');
  });

  test('other locks, and drafts of who was killed while taking one, count for nothing', async () => {
    for (const name of ['y.7', 'x.draft.new', 'x.9a']) await writeFile(join(folder, name), 'one');
    await taken('two');
  });

  test('who was slow to take what was left behind does not hold it beside who was faster', async () => {
    await taken('one');
    running.delete('one');
    let faster: Lock | undefined;
    // While the slow one asks about the first, two others come and go on: the number that the slow one makes is an old one.
    const slow = takeLock(folder, 'x', { own: 'slow', runs: async (text) => {
      if (text === 'one' && faster === undefined) {
        await (await taken('two')).release();
        faster = await taken('three');
      }
      return running.has(text);
    } });
    assert.deepEqual(await slow, { heldBy: 'three' });
  });

  test('of many at once, over one that was left behind, exactly one has it at any time', async () => {
    running.add('left behind');
    await taken('left behind');
    running.delete('left behind');
    let holding = 0;
    let most = 0;
    let times = 0;
    const contend = async (name: string): Promise<void> => {
      for (let round = 0; round < 40; round += 1) {
        const lock = await take(name);
        if (!('release' in lock)) continue;
        times += 1;
        most = Math.max(most, holding += 1);
        await readdir(folder);
        holding -= 1;
        await lock.release();
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, index) => {
      running.add(`many ${index}`);
      return contend(`many ${index}`);
    }));
    assert.equal(most, 1);
    assert.ok(times >= 40, `${times} times`);
  });
});
