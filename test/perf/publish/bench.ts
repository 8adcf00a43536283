/* The load of docs/performance.md, "Publishing a folder": many profiles by the terminal and by the editor, each run stopped in the middle. `npm run bench:publish` */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { publishByEditor } from './byEditor';
import { publishByTerminal } from './byTerminal';
import type { EditorFigures, KeyFigures, PublishFigures } from './figures';

const project = resolve(__dirname, '../../..');
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { count: { type: 'string', default: '10000' }, only: { type: 'string' } } });
  const count = Number(values.count);
  for (const built of ['dist/cli.js', 'dist/mcptt-user-profile.vsix']) if (!existsSync(resolve(project, built))) throw new Error(`${built} is not there: run npm run package first`);
  const machine = { processor: cpus()[0]?.model ?? '', processors: availableParallelism(), node: process.version, load: loadavg()[0]!, count };
  print(`${machine.processors} × ${machine.processor}, node ${machine.node}, load ${machine.load.toFixed(2)}; ${count} profiles of 10 kB, each of another user`);
  const terminal = values.only === 'editor' ? undefined : await publishByTerminal(count);
  if (terminal !== undefined) told('terminal', terminal);
  const editor = values.only === 'terminal' ? undefined : await publishByEditor(count);
  if (editor !== undefined) {
    told('editor', editor);
    interfaceTold(editor);
  }
  mkdirSync(resolve(project, 'out'), { recursive: true });
  writeFileSync(resolve(project, 'out/bench-publish.json'), `${JSON.stringify({ machine, terminal, editor }, undefined, 2)}\n`);
}

function told(name: string, { seconds, documents, sentTwice, different, memory, peaks }: PublishFigures): void {
  const sum = seconds.reduce((one, other) => one + other, 0);
  print(`${name}: ${documents} documents stored, ${sentTwice} of them more than once, ${different} served with other bytes`);
  print(`  ${seconds.map((each) => each.toFixed(1)).join(' s + ')} s, ${(documents / sum).toFixed(0)} documents a second`);
  for (const [program, samples] of Object.entries(memory)) {
    print(`  ${program}: ${samples.map(({ share, bytes }) => `${Math.round(share * 100)} % ${megabytes(bytes)} MB`).join(', ')}; peaks ${peaks[program]?.map(megabytes).join(' and ') ?? ''} MB`);
  }
}

function interfaceTold({ loop, before, during }: EditorFigures): void {
  const ms = (value: number): string => value.toFixed(1);
  for (const [name, { p50, p99, max }] of Object.entries(loop)) print(`  extension host, a timer's delay ${name}: p50 ${ms(p50)}, p99 ${ms(p99)}, max ${ms(max)} ms`);
  const keys = (name: string, { keys: pressed, shown, diagnosed }: KeyFigures): void =>
    print(`  ${name}, ${pressed} keys: to the screen ${ms(shown.median)} (p95 ${ms(shown.p95)}) ms, to the diagnostics ${ms(diagnosed.median)} (p95 ${ms(diagnosed.p95)}) ms`);
  keys('before', before);
  keys('meanwhile', during);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

void main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
  process.exitCode = 1;
});
