import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../../../scripts/install.mjs';
import { run } from '../../../scripts/programs.mjs';

suite('npm start', function () {
  this.timeout(120_000);

  test('--check starts editor and CMS, sees them answer, and ends with 0', async () => {
    const output = await run(process.execPath, [join(repository, 'scripts/start.mjs'), '--check']);
    assert.match(output, /The editor answers 200 with the workbench/);
    assert.match(output, /The local CMS answers, and takes the token/);
    assert.match(output, /http:\/\/127\.0\.0\.1:\d+\/\?folder=/);
  });

  test('a second one beside a running one says so in one line', async () => {
    const clone = mkdtempSync(join(tmpdir(), 'mcptt-clone-'));
    try {
      cpSync(join(repository, 'scripts'), join(clone, 'scripts'), { recursive: true });
      mkdirSync(join(clone, 'out/start'), { recursive: true });
      writeFileSync(join(clone, 'out/start/running.pid'), String(process.pid));
      await assert.rejects(run(process.execPath, [join(clone, 'scripts/start.mjs')]), (error: Error) => {
        assert.equal(error.message.split('\n').slice(1).join('\n'), `npm start is running already (process ${process.pid}): use that one, or stop it with Ctrl+C first.`);
        return true;
      });
    } finally {
      rmSync(clone, { recursive: true, force: true });
    }
  });
});
