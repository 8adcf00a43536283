import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { CommandLine, type RunningCms } from '../../cli/commandLine';
import { contradiction } from '../linearizability/checker';
import { Clients, randomOf } from '../linearizability/clients';
import { operationsOf, type Exchange } from '../linearizability/history';
import { STORES, type Store } from '../stores';

// `RUNS=500 SEED=…` in the environment for more.
const runs = Number(process.env['RUNS'] ?? 12);
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const DOCUMENTS = Array.from({ length: 12 }, (_, index) => `d${index}.xml`);

suite('cms: killed at a random point under load', function () {
  this.timeout(60_000 + runs * 10_000);
  let cli: CommandLine;
  suiteSetup(async () => {
    cli = await CommandLine.make();
  });
  suiteTeardown(() => cli.dispose());

  for (const store of STORES) {
    test(`${store.name}: ${runs} times, what was acknowledged is there, and nothing is half there; seed ${seed}`, async () => {
      const random = randomOf(seed);
      const data = join(cli.folder, `data-${store.name}`);
      let running = await start(cli, store, data);
      const token = (await cli.run(['token', '--data', data, '--user', 'sip:admin@example.com', '--admin'])).out.trim();
      let clients = new Clients(token, random, 20_000);
      let before: readonly Exchange[] = [];
      const all = { exchanges: 0, acknowledged: 0, open: 0 };
      for (let run = 1; run <= runs; run++) {
        // The point is chosen by what has been answered rather than by time, so that it is spread over slow machines too.
        const load = clients.run(() => [running.ready.root], 16, DOCUMENTS, Infinity);
        await clients.answered(Math.floor(random() * 400));
        const ended = once(running.child, 'exit');
        running.child.kill('SIGKILL');
        clients.stop();
        await Promise.all([ended, load]);
        running = await start(cli, store, data);
        await clients.readAll(running.ready.root, DOCUMENTS);
        for (const [document, operations] of operationsOf(clients.exchanges, before)) {
          const stuck = contradiction(operations, before.find((read) => read.document === document)?.answer?.entityTag);
          assert.equal(stuck, undefined, `run ${run}, ${document}: no order explains one of\n${stuck?.map(({ what }) => what).join('\n')}`);
        }
        all.exchanges += clients.exchanges.length;
        all.acknowledged += clients.exchanges.filter(({ method, answer }) => method !== 'GET' && answer !== undefined && answer.status < 300).length;
        all.open += clients.exchanges.filter(({ answer }) => !answer).length;
        before = clients.exchanges.slice(-DOCUMENTS.length);
        clients = new Clients(token, random, 20_000, clients.lastBody);
      }
      assert.equal(await cli.stop(running.child, 'SIGTERM'), 0);
      assert.ok(all.acknowledged > runs && all.open > 0, 'it was killed while it worked');
      if (process.env['RUNS']) console.log(`      ${runs} kills, ${all.acknowledged} acknowledged changes, ${all.open} without an answer, ${all.exchanges} requests`);
    });
  }
});

async function start(cli: CommandLine, store: Store, data: string): Promise<RunningCms> {
  return cli.cms(...(await store.options(data)));
}
