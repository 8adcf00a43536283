import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DOCUMENTS } from './protocolDocuments';
import { steps } from './protocolSteps';
import { ProtocolVisits } from './protocolVisit';
import { runs } from './runs';

suite('the whole server behind the protocol', function () {
  this.timeout(3_600_000);

  const visits = new ProtocolVisits();
  teardown(async () => assert.equal(await visits.end(), 0));

  test('lives, answers everything in time, and never tells of another text', async () => {
    await fc.assert(fc.asyncProperty(fc.constantFrom(...DOCUMENTS), steps, (text, taken) => visits.visit(text, taken)), runs(200));
    console.log(`      ${JSON.stringify(visits.counts)}`);
  });
});
