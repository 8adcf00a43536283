import assert from 'node:assert/strict';
import { atMost } from '../../client/src/vscode/atMost';
import { TransportError } from '../../xcap/src/wire';
import { answer } from './tableCms';

test('so many requests at a time, also for those that come later and after failures', async () => {
  let [now, most, count] = [0, 0, 0];
  const bounded = atMost(3)(async () => {
    most = Math.max(most, now += 1);
    await new Promise((done) => setImmediate(done));
    now -= 1;
    if ((count += 1) % 2 === 0) throw new TransportError('unsent', 'no');
    return answer(200, 'OK');
  });
  const request = { method: 'GET', origin: 'https://cms.example.com', target: '/x', headers: {} } as const;
  const send = (): Promise<unknown> => bounded(request, new AbortController().signal).catch(() => undefined);
  for (let round = 0; round < 3; round += 1) await Promise.all(Array.from({ length: 10 }, send));
  assert.deepEqual([count, most, now], [30, 3, 0]);
});
