/* `npm run fuzz`: visits to the real server until it is stopped or something is found. `FUZZ_SEED` repeats a run. */
import fc from 'fast-check';
import { DOCUMENTS } from './protocolDocuments';
import { steps } from './protocolSteps';
import { ProtocolVisits } from './protocolVisit';
import { SEED } from './runs';

const VISITS = 500;

async function main(): Promise<void> {
  const visits = new ProtocolVisits();
  let stopped = false;
  process.once('SIGINT', () => (stopped = true));
  for (let seed = SEED; !stopped; seed = (seed + 1) % 2 ** 31) {
    const details = await fc.check(fc.asyncProperty(fc.constantFrom(...DOCUMENTS), steps, async (text, taken) => {
      fc.pre(!stopped);
      await visits.visit(text, taken);
    }), { numRuns: VISITS, seed, maxSkipsPerRun: VISITS });
    process.stdout.write(`seed ${seed}: ${Object.entries(visits.counts).map(([what, count]) => `${count} ${what}`).join(', ')}\n`);
    if (!details.failed) continue;
    process.stdout.write(`${fc.defaultReportMessage(details) ?? ''}\n`);
    process.exitCode = 1;
    break;
  }
  await visits.end();
}

void main();
