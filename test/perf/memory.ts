import { readFileSync } from 'node:fs';

/** The most memory that a process and its children had (VmHWM, each on its own), in bytes; 0 where the system does not tell. */
export function peakMemory(pid: number): number {
  try {
    const own = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter((child) => child !== '');
    return children.reduce((sum, child) => sum + peakMemory(Number(child)), own);
  } catch {
    return 0;
  }
}
