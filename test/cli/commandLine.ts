import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { build } from 'esbuild';

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

type Process = ChildProcessByStdio<Writable, Readable, Readable>;

/** A CMS that has said it is ready. */
export interface RunningCms {
  readonly child: Process;
  readonly ready: { readonly root: string; readonly data: string };
  /** All that it has printed so far. */
  readonly out: () => string;
}

/** The command line as it is shipped, bundled once into a folder of its own, in which its commands run too. */
export class CommandLine {
  private readonly running = new Set<Process>();
  private constructor(readonly folder: string) {}

  static async make(): Promise<CommandLine> {
    const folder = await mkdtemp(join(tmpdir(), 'mcptt-cli-'));
    await build({ entryPoints: ['client/src/cli/main.ts'], bundle: true, platform: 'node', format: 'cjs', target: 'node20', outfile: join(folder, 'cli.js'), logLevel: 'error' });
    return new CommandLine(folder);
  }

  /** Ends what still runs and removes the folder. */
  async dispose(): Promise<void> {
    for (const child of this.running) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Runs a command to its end. */
  async run(args: readonly string[], environment: Record<string, string> = {}, input: string | Uint8Array = ''): Promise<Ended> {
    return this.ended(this.start(args, environment), input);
  }

  /** Starts a command. */
  start(args: readonly string[], environment: Record<string, string>): Process {
    return this.spawn(args, environment);
  }

  /** Gives a command its input and waits for its end, which a signal may bring: then there is no code. */
  async ended(child: Process, input: string | Uint8Array = ''): Promise<Ended> {
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    // A command that does not read its input may be gone before it is written.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, out: Buffer.concat(out).toString('utf8'), err: Buffer.concat(err).toString('utf8') };
  }

  /** Starts a CMS and waits for its line. */
  async cms(...args: string[]): Promise<RunningCms> {
    return this.ready(this.spawn(['cms', ...args], {}));
  }

  /** Starts a CMS whose files cannot grow beyond a size, as on a full disk; for systems with a POSIX shell. */
  async cmsOnSmallDisk(blocks: number, ...args: string[]): Promise<RunningCms> {
    return this.ready(this.follow(spawn('sh', ['-c', `ulimit -f ${blocks} && exec "$0" "$@"`, process.execPath, join(this.folder, 'cli.js'), 'cms', ...args], { cwd: this.folder, stdio: ['pipe', 'pipe', 'pipe'] })));
  }

  /** Runs a command whose files cannot grow beyond a size, in the same way. */
  async runOnSmallDisk(blocks: number, args: readonly string[], environment: Record<string, string>): Promise<Ended> {
    return this.ended(this.follow(spawn('sh', ['-c', `ulimit -f ${blocks} && exec "$0" "$@"`, process.execPath, join(this.folder, 'cli.js'), ...args], { cwd: this.folder, env: { ...process.env, ...environment }, stdio: ['pipe', 'pipe', 'pipe'] })));
  }

  private async ready(child: Process): Promise<RunningCms> {
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
    const line = once(createInterface(child.stdout), 'line') as Promise<[string]>;
    const [first] = await Promise.race([line, once(child, 'close').then(([code]) => assert.fail(`the CMS ended with ${String(code)}: ${err}`))]);
    return { child, ready: JSON.parse(first) as { root: string; data: string }, out: () => out };
  }

  /** Stops a process of this command line and gives its exit code or signal. */
  async stop(child: Process, signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<number | string | null> {
    const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
    child.kill(signal);
    const [code, by] = await ended;
    return code ?? by;
  }

  private spawn(args: readonly string[], environment: Record<string, string>): Process {
    return this.follow(spawn(process.execPath, [join(this.folder, 'cli.js'), ...args], { cwd: this.folder, env: { ...process.env, ...environment }, stdio: ['pipe', 'pipe', 'pipe'] }));
  }

  private follow(child: Process): Process {
    this.running.add(child);
    child.on('exit', () => this.running.delete(child));
    return child;
  }
}
