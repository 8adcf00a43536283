import assert from 'node:assert/strict';
import { join } from 'node:path';
import { CommandLine } from '../../cli/commandLine';
import { STORES } from '../stores';
import { contradiction } from './checker';
import { Clients, randomOf } from './clients';
import { operationsOf } from './history';

// `REQUESTS=100000 SEED=…` in the environment for more, or for the same again as far as the clients choose.
const requests = Number(process.env['REQUESTS'] ?? 6000);
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const DOCUMENTS = Array.from({ length: 24 }, (_, index) => `d${index}.xml`);

suite('cms: what 64 clients do at the same time has an order', function () {
  this.timeout(120_000 + requests * 20);
  let cli: CommandLine;
  suiteSetup(async () => {
    cli = await CommandLine.make();
  });
  suiteTeardown(() => cli.dispose());

  for (const store of STORES) {
    const processes = store.name === 'log' ? 1 : 2;
    test(`${store.name}, ${processes} CMS, seed ${seed}`, async () => {
      const data = join(cli.folder, `data-${store.name}`);
      const options = await store.options(data);
      // Both at once: they make their table at the same time.
      const running = await Promise.all(Array.from({ length: processes }, () => cli.cms(...options)));
      const token = (await cli.run(['token', '--data', data, '--user', 'sip:admin@example.com', '--admin'])).out.trim();
      const roots = running.map(({ ready }) => ready.root);
      const clients = new Clients(token, randomOf(seed));
      const began = Date.now();
      await clients.run(() => roots, 64, DOCUMENTS, requests);
      const took = Date.now() - began;
      for (const { child } of running) assert.equal(await cli.stop(child, 'SIGTERM'), 0);
      assert.deepEqual([clients.exchanges.length, clients.refused], [requests, 0], 'all are answered');
      for (const [document, operations] of operationsOf(clients.exchanges)) {
        const stuck = contradiction(operations, undefined);
        assert.equal(stuck, undefined, `${document}, seed ${seed}: no order explains one of\n${stuck?.map(({ what }) => what).join('\n')}`);
      }
      const conflicts = clients.exchanges.filter(({ answer }) => answer?.status === 412).length;
      assert.ok(conflicts > requests / 50, 'clients meet');
      if (process.env['REQUESTS']) console.log(`      ${requests} requests in ${(took / 1000).toFixed(1)} s, ${Math.round((requests / took) * 1000)}/s, ${conflicts} conflicts, checked in ${((Date.now() - began - took) / 1000).toFixed(1)} s`);
    });
  }
});
