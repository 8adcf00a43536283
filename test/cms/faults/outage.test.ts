import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { onPath } from '../../../scripts/install.mjs';
import { CommandLine } from '../../cli/commandLine';
import { contradiction } from '../linearizability/checker';
import { Clients, randomOf } from '../linearizability/clients';
import { operationsOf } from '../linearizability/history';
import { postgresPrograms, PostgresServer } from '../postgres';

const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const DOCUMENTS = Array.from({ length: 12 }, (_, index) => `d${index}.xml`);

suite('cms: its store fails under load and comes back', function () {
  this.timeout(120_000);
  let cli: CommandLine;
  suiteSetup(async () => {
    cli = await CommandLine.make();
  });
  suiteTeardown(() => cli.dispose());

  /** Puts load on a CMS while its store fails and comes back, and judges all that it has answered. */
  async function outage(options: readonly string[], failing: (pid: number) => Promise<void>, back: (pid: number) => Promise<void>): Promise<void> {
    const { child, ready } = await cli.cms(...options);
    const token = (await cli.run(['token', '--data', 'data', '--user', 'sip:admin@example.com', '--admin'])).out.trim();
    const clients = new Clients(token, randomOf(seed), 4000);
    const load = clients.run(() => [ready.root], 16, DOCUMENTS, Infinity);
    await clients.answered(300);
    await failing(child.pid ?? 0);
    await clients.refusedAgain(20);
    await back(child.pid ?? 0);
    await clients.changed(100);
    clients.stop();
    await load;
    await clients.readAll(ready.root, DOCUMENTS);
    assert.equal(await cli.stop(child, 'SIGTERM'), 0);
    for (const [document, operations] of operationsOf(clients.exchanges)) {
      const stuck = contradiction(operations, undefined);
      assert.equal(stuck, undefined, `${document}, seed ${seed}: no order explains one of\n${stuck?.map(({ what }) => what).join('\n')}`);
    }
    const again = await cli.cms(...options);
    const after = new Clients(token, randomOf(seed), 4000);
    await after.readAll(again.ready.root, DOCUMENTS);
    const last = clients.exchanges.slice(-DOCUMENTS.length);
    assert.deepEqual(after.exchanges.map(({ answer }) => answer?.entityTag).sort(), last.map(({ answer }) => answer?.entityTag).sort());
    await cli.stop(again.child, 'SIGTERM');
  }

  // A limit on the size of files acts as a full disk does, in the middle of a write, and needs no disk of its own.
  (onPath('prlimit') ? test : test.skip)(`the disk is full, seed ${seed}`, () => {
    const limit = (pid: number, bytes: string) => void execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`]);
    return outage(
      ['--data', 'data'],
      async (pid) => limit(pid, String((await stat(join(cli.folder, 'data/user-database.log'))).size + 5000)),
      async (pid) => limit(pid, 'unlimited'),
    );
  });

  (postgresPrograms === undefined ? test.skip : test)(`PostgreSQL crashes and starts again, seed ${seed}`, async () => {
    const server = await PostgresServer.start();
    try {
      await outage(['--data', 'data', '--database', server.url('')], () => server.crash(), () => server.run());
    } finally {
      await server.dispose();
    }
  });
});
