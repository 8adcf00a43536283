import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ownIdentity, stillRuns } from '../../../client/src/bulk/processIdentity';

suite('which process is which', () => {
  test('this one runs, by its number and its start', async () => {
    const own = await ownIdentity();
    assert.equal(own.pid, process.pid);
    assert.notEqual(own.start, '');
    assert.equal(await stillRuns(own), true);
  });

  test('another one with its number does not pass for it, nor does one of another machine', async () => {
    const own = await ownIdentity();
    assert.equal(await stillRuns({ ...own, start: `${own.start}0` }), false);
    assert.equal(await stillRuns({ ...own, machine: `${own.machine}0` }), false);
  });

  test('one that was killed runs no more', async () => {
    const child = spawn(process.execPath, ['-e', `
      require('tsx/cjs');
      const { ownIdentity } = require(${JSON.stringify(require.resolve('../../../client/src/bulk/processIdentity'))});
      ownIdentity().then((own) => console.log(JSON.stringify(own)));
      setInterval(() => {}, 1000);`], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const identity = JSON.parse(line.toString('utf8')) as Awaited<ReturnType<typeof ownIdentity>>;
    assert.equal(identity.pid, child.pid);
    assert.equal(await stillRuns(identity), true);
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    assert.equal(await stillRuns(identity), false);
  });
});
