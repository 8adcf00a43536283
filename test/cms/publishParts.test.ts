import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nodeTransport } from '../../client/src/transport/nodeTransport';
import { PROFILE_AUID } from '../../xcap/src/address';
import { fetchDocument, publish } from '../../xcap/src/client';
import { firstDifference } from '../../xcap/src/meaning';
import { planParts } from '../../xcap/src/partPlan';
import { publishParts } from '../../xcap/src/publishParts';
import { changedDocument } from '../xcap/documentChanges';
import { LocalCms } from './localCms';

const NAMESPACE = 'urn:3gpp:mcptt:user-profile:1.0';

suite('parts of a document over HTTP, on our CMS', function () {
  this.timeout(60_000);
  let cms: LocalCms;
  suiteSetup(async () => { cms = await LocalCms.start(); });
  suiteTeardown(() => cms.stop());

  test('what is planned is stored as planned, each change at the one place that its address names', async () => {
    const token = await cms.token('sip:admin@example.com', true, 3600);
    const transport = nodeTransport();
    const { signal } = new AbortController();
    let planned = 0;
    let count = 0;
    // The root of the other documents is in a namespace that is not this application's.
    const pairs = changedDocument.map((pair) => pair.map((text) => text.replaceAll('"urn:d"', `"${NAMESPACE}"`)) as [string, string]).filter(([theirs]) => !theirs.includes('<p:r'));
    await fc.assert(fc.asyncProperty(pairs, async ([theirs, ours]) => {
      const steps = planParts(theirs.replace(/^\uFEFF/, ''), ours);
      if (!steps) return;
      planned += 1;
      const address = { root: `http://127.0.0.1:${cms.port}/mcptt`, auid: PROFILE_AUID, xui: 'sip:user1@example.com', document: `p${count += 1}.xml` };
      const created = await publish({ address, text: theirs, token, precondition: { kind: 'create' } }, transport, signal);
      assert.ok(created.kind === 'sent' && created.entityTag !== undefined, JSON.stringify(created.answer));
      const result = await publishParts({ address, token, text: ours, steps, entityTag: created.entityTag }, transport, signal);
      assert.equal(result.kind, 'sent', JSON.stringify([result, steps, theirs]));
      const { text } = await fetchDocument({ address, token }, transport, signal);
      assert.equal(text, steps.at(-1)?.whole);
      assert.equal(firstDifference(ours, text ?? ''), undefined);
    }), { numRuns: 150, seed: 7 });
    assert.ok(planned >= 40, `${planned} were planned`);
  });
});
