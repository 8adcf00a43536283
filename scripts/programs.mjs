// Starts, awaits and stops other programs. What we start we stop, by its process id; nothing else.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

/** A failure whose message is all that the person needs to read. */
export class Refusal extends Error {}

/** Prints a Refusal as its one line, anything else with its stack, and ends with exit code 1. @param {unknown} error */
export function fail(error) {
  process.stderr.write(`${error instanceof Refusal ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}

/**
 * A program that runs beside us until it is stopped. `exited`: it has ended; `closed`: nothing more comes from it or from what it started.
 * @typedef {{ child: import('node:child_process').ChildProcess, exited: Promise<void>, closed: Promise<void>, output: () => string, stop: () => Promise<void> }} Program
 */

/** What runs now. @type {Set<Program>} */
const running = new Set();
let stoppingAll = false;

/** Stops every program that was started here; none can be started any more. */
export async function stopAll() {
  stoppingAll = true;
  await Promise.all([...running].map((program) => program.stop()));
}

/**
 * Starts a program in a process group of its own, so that stopping it stops what it started too.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean, show?: boolean }} [options] `show`: let it write to our terminal
 * @returns {Program}
 */
export function start(command, args, { cwd, env, shell = false, show = false } = {}) {
  if (stoppingAll) throw new Refusal('Stopped.');
  const group = process.platform !== 'win32';
  const child = spawn(command, args, { cwd, env, shell, detached: group, stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (/** @type {Buffer} */ chunk) => (output = (output + chunk.toString()).slice(-100_000));
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const ends = (/** @type {'exit' | 'close'} */ event) => /** @type {Promise<void>} */ (new Promise((resolve) => {
    child.once(event, () => resolve());
    child.once('error', () => resolve());
  }));
  child.once('error', (error) => (output += error.message));
  const signal = (/** @type {NodeJS.Signals} */ name) => {
    if (child.pid === undefined) return;
    try {
      if (group) process.kill(-child.pid, name); else child.kill(name);
    } catch (error) {
      // The whole group is gone already: that is what we want.
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
    }
  };
  const exited = ends('exit');
  const stop = async () => {
    signal('SIGTERM');
    const giveUp = setTimeout(() => signal('SIGKILL'), 5000);
    await exited;
    clearTimeout(giveUp);
    signal('SIGKILL');
  };
  const program = { child, exited, closed: ends('close'), output: () => output, stop };
  running.add(program);
  void program.closed.then(() => running.delete(program));
  return program;
}

/**
 * Runs a program to its end and gives what it printed. Rejects with its last lines where it fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean }} [options]
 * @returns {Promise<string>}
 */
export async function run(command, args, options) {
  const { child, closed, output } = start(command, args, options);
  await closed;
  if (child.exitCode === 0) return output();
  throw new Refusal(`${[command, ...args].join(' ')} ended with ${child.exitCode ?? child.signalCode ?? 'an error'}.\n${output().trim().split('\n').slice(-30).join('\n')}`);
}

/**
 * The first line of a program's output that a function makes something of. Rejects where the program ends before, or takes too long.
 * @template T
 * @param {Program} program
 * @param {string} what what it is that we wait for, for the message
 * @param {(line: string) => T | undefined} read
 * @param {number} [patience] in milliseconds
 * @returns {Promise<T>}
 */
export function lineOf(program, what, read, patience = 60_000) {
  return new Promise((resolve, reject) => {
    const streams = [program.child.stdout, program.child.stderr].filter((stream) => stream !== null);
    const readers = streams.map((stream) => createInterface({ input: stream }));
    const end = (/** @type {() => void} */ settle) => {
      clearTimeout(timer);
      for (const reader of readers) reader.removeAllListeners('line');
      settle();
    };
    const refuse = (/** @type {string} */ why) => end(() => reject(new Refusal(`${what} ${why}.\n${program.output().trim()}`)));
    const timer = setTimeout(() => refuse(`did not start within ${patience / 1000} s`), patience);
    for (const reader of readers) reader.on('line', (line) => {
      const found = read(line);
      if (found !== undefined) end(() => resolve(found));
    });
    void program.exited.then(() => refuse('ended before it was ready'));
  });
}

/** The port if it is free on loopback, else 0, which lets the system choose. @param {number} port @returns {Promise<number>} */
export function freeOr0(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(port)));
  });
}
