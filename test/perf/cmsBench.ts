/* The load of docs/cms.md: profiles put and read over kept-alive connections, beside the disk and a static file server. `npm run bench:cms` */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, fdatasyncSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { PROFILE_MEDIA_TYPE } from '../../xcap/src/mediaTypes';
import { profileOfSize } from './documents';
import { peakMemory } from './memory';
import { load, type LoadFigures, type LoadRequest } from './requestLoad';

const project = resolve(__dirname, '../..');
const cli = join(project, 'dist/cli.js');
const USER = 'sip:user1@example.com';

type Program = ChildProcessByStdio<null, Readable, null>;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { count: { type: 'string', default: '10000' }, size: { type: 'string', default: '10000' }, parallel: { type: 'string', default: '16' } } });
  const [count, size, parallel] = [Number(values.count), Number(values.size), Number(values.parallel)];
  if (!existsSync(cli)) throw new Error('dist/cli.js is not there: run npm run build first');
  print(`${availableParallelism()} × ${cpus()[0]?.model ?? ''}, node ${process.version}, load ${loadavg()[0]!.toFixed(2)}; ${count} profiles of ${size} bytes, ${parallel} at once`);
  // On the disk of the project: what is kept in memory needs no fsync.
  mkdirSync(join(project, 'out'), { recursive: true });
  const folder = mkdtempSync(join(project, 'out/cms-bench-'));
  try {
    await measure(folder, bodies(count, size), parallel);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string, documents: readonly Buffer[], parallel: number): Promise<void> {
  const appended = seconds(() => appendAll(join(folder, 'all'), documents));
  const separate = seconds(() => writeEach(folder, documents));
  const data = join(folder, 'data');
  const { child, root } = await start(cli, 'cms', '--data', data, '--audit', join(folder, 'audit.log'));
  const token = await tokenFor(data);
  const requests = (method: LoadRequest['method'], more: Readonly<Record<string, string>>): LoadRequest[] => documents.map((body, index) => ({
    method, path: `${new URL(root).pathname}/org.3gpp.mcptt.user-profile/users/${USER}/${index}.xml`,
    headers: { Authorization: `Bearer ${token}`, ...more }, ...(method === 'PUT' && { body }),
  }));
  const put = await load(root, requests('PUT', { 'Content-Type': PROFILE_MEDIA_TYPE }), parallel);
  const get = await load(root, requests('GET', {}), parallel);
  const peak = peakMemory(child.pid!);
  await stop(child);

  for (const [index, body] of documents.entries()) writeFileSync(join(folder, `_${index}.xml`), body);
  const files = await start(join(project, 'test/perf/staticServer.mjs'), folder);
  const fixed = await load(files.root, documents.map((_, index) => ({ method: 'GET', path: `/${index}.xml`, headers: {} })), parallel);
  await stop(files.child);

  line('CMS PUT', put);
  line('CMS GET', get);
  line('static files GET', fixed);
  print(`peak memory of the CMS ${(peak / 1e6).toFixed(0)} MB`);
  const bare = (name: string, took: number): void => print(`${name}: ${(documents.length / took).toFixed(0)}/s; the CMS takes ${(documents.length / took / put.perSecond).toFixed(2)} times as long`);
  bare('bare loop, one file appended, fdatasync for each body', appended);
  bare('bare loop, a file for each body, fdatasync for each', separate);
  print(`GET: ${(get.perSecond / fixed.perSecond).toFixed(2)} of the static file server's; load at the end ${loadavg()[0]!.toFixed(2)}`);
}

function line(name: string, { perSecond, median, p99, statuses }: LoadFigures): void {
  print(`${name.padEnd(17)} ${perSecond.toFixed(0).padStart(6)}/s  median ${median.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms  ${JSON.stringify(statuses)}`);
}

/** Valid profiles of about a size, no two alike. */
function bodies(count: number, size: number): Buffer[] {
  const text = profileOfSize(size - 500);
  return Array.from({ length: count }, (_, index) => Buffer.from(text.replace('Day shift', `Shift ${index}`)));
}

function appendAll(path: string, documents: readonly Buffer[]): void {
  const file = openSync(path, 'a');
  for (const body of documents) {
    writeSync(file, body);
    fdatasyncSync(file);
  }
  closeSync(file);
}

function writeEach(folder: string, documents: readonly Buffer[]): void {
  for (const [index, body] of documents.entries()) {
    const file = openSync(join(folder, `${index}`), 'w');
    writeSync(file, body);
    fdatasyncSync(file);
    closeSync(file);
  }
}

function seconds(work: () => void): number {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1000;
}

async function start(...args: string[]): Promise<{ child: Program; root: string }> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [first] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, root: (JSON.parse(first) as { root: string }).root };
}

async function stop(child: Program): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

async function tokenFor(data: string): Promise<string> {
  const child = spawn(process.execPath, [cli, 'token', '--data', data, '--user', USER], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [token] = (await once(createInterface(child.stdout), 'line')) as [string];
  return token;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

void main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
