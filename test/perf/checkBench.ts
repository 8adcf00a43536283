import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { profileOfSize } from './documents';
import { peakMemory } from './memory';
import { median } from './statistics';

/** Seconds and bytes. */
export interface CheckFigures {
  readonly files: number;
  readonly check: number;
  readonly xmllint: number;
  readonly ratio: number;
  readonly peak: number;
  /** Peak with a tenth of the files: memory is flat where it is nearly the same. */
  readonly peakOfTenth: number;
}

const SCHEMA = resolve(__dirname, '../../server/src/profile/schema/mcptt-user-profile.xsd');
/** Files for each process of xmllint: few enough that all its processors have work to the end. */
const BATCH = 500;

/** Times `check` on generated files of 10 kB against xmllint, a process for each processor, on the same files. */
export async function measureCheck(cli: string, count: number, runs: number): Promise<CheckFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'mcptt-bench-'));
  try {
    const files = Array.from({ length: count }, (_, index) => join(folder, `${index}.mcptt-user-profile.xml`));
    files.forEach((file, index) => writeFileSync(file, profileOfSize(10_000).replaceAll('user1@', `user${index}@`).replace('Day shift', `Shift ${index}`)));
    const ours: { seconds: number; peak: number }[] = [];
    const theirs: number[] = [];
    for (let run = 0; run < runs; run++) {
      ours.push(await check(cli, [folder]));
      theirs.push(await xmllint(files));
    }
    const seconds = { check: median(ours.map((each) => each.seconds)), xmllint: median(theirs) };
    const { peak: peakOfTenth } = await check(cli, files.slice(0, Math.ceil(count / 10)));
    return { files: count, ...seconds, ratio: seconds.check / seconds.xmllint, peak: median(ours.map(({ peak }) => peak)), peakOfTenth };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function check(cli: string, paths: readonly string[]): Promise<{ seconds: number; peak: number }> {
  const begun = performance.now();
  const child = spawn(process.execPath, [cli, 'check', ...paths], { stdio: 'ignore' });
  let peak = 0;
  // A peak only grows, so the last look before the end misses little.
  const timer = setInterval(() => (peak = Math.max(peak, peakMemory(child.pid!))), 50);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(timer);
  if (code !== 0) throw new Error(`check ended with ${String(code)} on valid files`);
  return { seconds: (performance.now() - begun) / 1_000, peak };
}

/** As many processes of xmllint at once as there are processors, until all files are done. @returns seconds */
async function xmllint(files: readonly string[]): Promise<number> {
  const begun = performance.now();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < files.length) {
      const child = spawn('xmllint', ['--noout', '--nonet', '--schema', SCHEMA, ...files.slice(next, (next += BATCH))], { stdio: 'ignore' });
      const [code] = (await once(child, 'exit')) as [number | null];
      if (code !== 0) throw new Error(`xmllint ended with ${String(code)} on valid files`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return (performance.now() - begun) / 1_000;
}
