/* Drives the real server over stdio as an editor does, and prints what its users feel. `npm run bench` */
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { LineIndex } from '../../server/src/syntax/lineIndex';
import { Session } from '../lsp/session';
import { profileOfSize } from './documents';

const RUNS = 3;
const KEYSTROKES = 60;

interface Figures {
  /** Milliseconds; bytes for `peak`. */
  readonly startToFirst: number;
  readonly keystroke: readonly number[];
  readonly completion: readonly number[];
  readonly peak: number;
}

async function measure(text: string): Promise<Figures> {
  const started = performance.now();
  const session = new Session();
  await session.initialize();
  const uri = await session.open(text);
  await session.diagnostics(uri);
  const startToFirst = performance.now() - started;

  const place = text.indexOf('<uri-entry>', Math.floor(text.length / 2)) + '<uri-entry>sip:'.length;
  const at = new LineIndex(text).positionAt(place);
  const keystroke: number[] = [];
  for (let key = 0; key < KEYSTROKES; key++) {
    const begun = performance.now();
    await (key % 2 === 0 ? session.change(uri, 'x', { start: at, end: at }) : session.change(uri, '', { start: at, end: { ...at, character: at.character + 1 } }));
    await session.diagnostics(uri);
    keystroke.push(performance.now() - begun);
  }

  const inside = text.indexOf('</PrivateCallURI>', Math.floor(text.length / 4));
  const between = new LineIndex(text).positionAt((inside < 0 ? text.indexOf('</PrivateCallURI>') : inside) + '</PrivateCallURI>'.length);
  const completion: number[] = [];
  for (let key = 0; key < KEYSTROKES / 2; key++) {
    const begun = performance.now();
    await session.change(uri, '<', { start: between, end: between });
    await session.completion(uri, { ...between, character: between.character + 1 });
    completion.push(performance.now() - begun);
    await session.change(uri, '', { start: between, end: { ...between, character: between.character + 1 } });
  }
  const peak = peakMemory(session.process.pid!);
  await session.end();
  return { startToFirst, keystroke, completion, peak };
}

/** The most memory that a process had at once (VmHWM), in bytes; 0 where the system does not tell. */
function peakMemory(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
}

/** The value below which a share of the samples lies. */
function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

async function main(): Promise<void> {
  const documents = { example: readFileSync(resolve(__dirname, '../../samples/user-profile-0.xml'), 'utf8'), '100 kB': profileOfSize(100_000), '1 MB': profileOfSize(1_000_000), '10 MB': profileOfSize(10_000_000) };
  process.stdout.write(`load ${loadavg()[0]!.toFixed(2)}, node ${process.version}, medians of ${RUNS} runs, ms\n`);
  process.stdout.write('document   start→first  key p50  key p95  compl p50  compl p95  peak MB\n');
  for (const [name, text] of Object.entries(documents)) {
    const runs: Figures[] = [];
    for (let run = 0; run < RUNS; run++) runs.push(await measure(text));
    const median = (figure: (run: Figures) => number): number => percentile(runs.map(figure), 0.5);
    const cells: [number, string][] = [
      [11, median((run) => run.startToFirst).toFixed(0)], [7, median((run) => percentile(run.keystroke, 0.5)).toFixed(1)], [7, median((run) => percentile(run.keystroke, 0.95)).toFixed(1)],
      [9, median((run) => percentile(run.completion, 0.5)).toFixed(1)], [9, median((run) => percentile(run.completion, 0.95)).toFixed(1)], [7, (median((run) => run.peak) / 1_048_576).toFixed(0)],
    ];
    process.stdout.write(`${name.padEnd(10)} ${cells.map(([width, cell]) => cell.padStart(width)).join('  ')}\n`);
  }
}

void main();
