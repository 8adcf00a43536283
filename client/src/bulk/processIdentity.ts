import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';

/** What tells one process from all others: a number is given again, a number with a start is not. */
export interface ProcessIdentity {
  readonly pid: number;
  /** As the system tells it: only good for comparing. */
  readonly start: string;
  /** The run of the machine, or of the container on it, that the number belongs to. */
  readonly machine: string;
}

/** This process. */
export async function ownIdentity(): Promise<ProcessIdentity> {
  return { pid: process.pid, start: await startOf(process.pid) ?? '', machine: await machineOf() };
}

/** Does it still run? What another machine says about its processes is not known here: then it does not count as running. */
export async function stillRuns({ pid, start, machine }: ProcessIdentity): Promise<boolean> {
  return machine === await machineOf() && start === await startOf(pid);
}

/** When a process began; undefined where there is none, empty where the system does not tell. */
async function startOf(pid: number): Promise<string | undefined> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, and is somebody else's.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
  }
  if (process.platform === 'linux') return linuxStart(pid);
  const [program, ...args] = process.platform === 'win32'
    ? ['powershell.exe', '-NoProfile', '-NonInteractive', '-Command', `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`] as const
    : ['ps', '-o', 'lstart=', '-p', String(pid)] as const;
  return new Promise((resolve) => execFile(program, args, { env: { ...process.env, LC_ALL: 'C' }, windowsHide: true }, (error, out) => resolve(error ? '' : out.trim())));
}

/** Field 22 of proc(5) stat, in ticks since the machine began; the second field may hold blanks and brackets. */
async function linuxStart(pid: number): Promise<string | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended; only its parent has not asked yet.
    return state === 'Z' || state === 'X' ? undefined : rest[18] ?? '';
  } catch {
    return undefined;
  }
}

/** On Linux each start of the machine has an id, and each container numbers of its own. Elsewhere the start of a process is told by the clock, which no restart sets back. */
async function machineOf(): Promise<string> {
  if (process.platform !== 'linux') return hostname();
  const [boot, namespace] = await Promise.all([readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => hostname()), readlink('/proc/self/ns/pid').catch(() => '')]);
  return `${boot.trim()} ${namespace}`;
}
