/* Drives the real server over stdio as an editor does, and prints what its users feel: docs/performance.md. `npm run bench` */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type CheckFigures, measureCheck } from './checkBench';
import { type Figures, measure, type Server } from './measure';
import { HOSTILE, type Scenario, SIZES } from './scenarios';
import { median } from './statistics';

const project = resolve(__dirname, '../..');
const results = resolve(project, 'out/bench.json');

interface Measured {
  readonly document: string;
  readonly server: string;
  /** Or why there are no figures. */
  readonly figures: Figures | { readonly failed: string };
}

const COLUMNS: readonly { readonly head: string; readonly cell: (figures: Figures) => string }[] = [
  { head: 'start', cell: ({ start }) => start.toFixed(0) },
  { head: 'key p50', cell: ({ keyP50 }) => keyP50.toFixed(1) },
  { head: 'key p95', cell: ({ keyP95 }) => keyP95.toFixed(1) },
  { head: 'key max', cell: ({ keyMax }) => keyMax.toFixed(1) },
  { head: 'compl p50', cell: ({ completionP50 }) => completionP50.toFixed(1) },
  { head: 'compl p95', cell: ({ completionP95 }) => completionP95.toFixed(1) },
  { head: 'peak MB', cell: ({ peak }) => (peak / 1_000_000).toFixed(0) },
  { head: 'told', cell: ({ told }) => `${(told * 100).toFixed(0)} %` },
];

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { server: { type: 'string', multiple: true, default: [] }, check: { type: 'string' }, only: { type: 'string', multiple: true, default: [] }, dist: { type: 'string', default: 'dist' }, runs: { type: 'string', default: '3' } } });
  const runs = Number(values.runs);
  const machine = { processor: cpus()[0]?.model ?? '', processors: availableParallelism(), node: process.version, load: loadavg()[0]!, bareNode: bareNode(), runs };
  print(`${machine.processors} × ${machine.processor}, node ${machine.node}, load ${machine.load.toFixed(2)}, node alone starts in ${machine.bareNode.toFixed(0)} ms, medians of ${runs} runs\n`);
  const figures = values.check === undefined ? { documents: await measureServers(values.dist, values.server, values.only, runs) } : { check: await checkFiles(values.dist, Number(values.check), runs) };
  mkdirSync(resolve(project, 'out'), { recursive: true });
  writeFileSync(results, `${JSON.stringify({ machine, ...figures }, undefined, 2)}\n`);
}

async function measureServers(dist: string, commandLines: readonly string[], only: readonly string[], runs: number): Promise<Measured[]> {
  const servers: Server[] = [
    { name: 'ours', command: [process.execPath, built(`${dist}/server.js`), '--stdio'], languageId: 'mcptt-user-profile' },
    ...commandLines.map((line) => ({ name: basename(words(line).find((word) => !/^-|(^|\/)(?:node|java)$/.test(word)) ?? line), command: words(line), languageId: 'xml' })),
  ];
  const scenarios = Object.entries({ ...SIZES, ...HOSTILE }).filter(([name]) => only.length === 0 || only.includes(name));
  if (scenarios.length === 0) throw new Error(`--only takes one of ${Object.keys({ ...SIZES, ...HOSTILE }).join(', ')}`);
  const widths = [Math.max(...scenarios.map(([name]) => name.length)), Math.max(...servers.map(({ name }) => name.length))] as const;
  print(['ms'.padEnd(widths[0]), ''.padEnd(widths[1]), ...COLUMNS.map(({ head }) => head)].join('  '));
  const measured: Measured[] = [];
  for (const [document, make] of scenarios) {
    const scenario = make();
    for (const server of servers) {
      const figures = await figuresOf(server, scenario, runs);
      measured.push({ document, server: server.name, figures });
      const cells = 'failed' in figures ? [figures.failed] : COLUMNS.map(({ head, cell }) => cell(figures).padStart(head.length));
      print([document.padEnd(widths[0]), server.name.padEnd(widths[1]), ...cells].join('  '));
    }
  }
  return measured;
}

/** A server that dies or hangs is a result too. */
async function figuresOf(server: Server, scenario: Scenario, runs: number): Promise<Measured['figures']> {
  try {
    return await measure(server, scenario, runs);
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

async function checkFiles(dist: string, count: number, runs: number): Promise<CheckFigures> {
  const figures = await measureCheck(built(`${dist}/cli.js`), count, runs);
  const { check, xmllint, ratio, peak, peakOfTenth } = figures;
  print(`check ${count} files of 10 kB: ${check.toFixed(2)} s; xmllint, a process for each processor: ${xmllint.toFixed(2)} s; ${ratio.toFixed(1)} times`);
  print(`peak memory ${(peak / 1_000_000).toFixed(0)} MB; with a tenth of the files ${(peakOfTenth / 1_000_000).toFixed(0)} MB`);
  return figures;
}

function built(path: string): string {
  const whole = resolve(project, path);
  if (!existsSync(whole)) throw new Error(`${path} is not there; run 'npm run build' first`);
  return whole;
}

/** A command line's words; quotes keep spaces. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, plain]) => double ?? single ?? plain!);
}

/** Milliseconds that Node itself takes, for who compares machines. */
function bareNode(): number {
  return median(Array.from({ length: 5 }, () => {
    const begun = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    return performance.now() - begun;
  }));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
