import { open, readFile, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Another live process uses the folder. */
export class FolderInUse extends Error {
  constructor(folder: string, pid: number) {
    super(`The data folder ${folder} is in use by process ${pid}; stop that CMS or choose another folder with --data.`);
    this.name = 'FolderInUse';
  }
}

const held = new Set<string>();

/**
 * Claims a folder, which must be there, for this process. Node has no flock, so each process puts down a claim of its own, named after its pid
 * and start time, and only then looks for others: of two that start at once, at least one sees the other. A claim is
 * only ever removed by its owner, or by anybody once its owner is gone; the start time tells a pid that was given anew.
 * Processes of other machines or containers that share the folder are not seen.
 * @returns gives the folder up
 */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const path = resolve(folder);
  if (held.has(path)) throw new FolderInUse(folder, process.pid);
  held.add(path);
  const own = `process-${process.pid}-${await startTime(process.pid)}.lock`;
  const release = async () => {
    await rm(join(path, own), { force: true });
    held.delete(path);
  };
  try {
    await (await open(join(path, own), 'w', 0o600)).close();
    for (const name of await readdir(path)) {
      const [, pid, started] = /^process-(\d+)-(\d+)\.lock$/.exec(name) ?? [];
      if (name === own || pid === undefined) continue;
      if (await isAlive(Number(pid), started ?? '')) throw new FolderInUse(folder, Number(pid));
      await rm(join(path, name), { force: true });
    }
  } catch (error) {
    await release();
    throw error;
  }
  return release;
}

async function isAlive(pid: number, started: string): Promise<boolean> {
  // The claim with our own pid and another start time, or from before a restart, is not ours and its owner is gone.
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const { start, dead } = await look(pid);
  return start === started && !dead;
}

/** Start of a process in ticks since the machine's start; `0` where the system does not tell, so that only the pid counts. */
async function startTime(pid: number): Promise<string> {
  return (await look(pid)).start;
}

async function look(pid: number): Promise<{ readonly start: string; /** It has ended and only waits for its parent to ask how. */ readonly dead: boolean }> {
  try {
    // proc(5): fields 3, 20 and 22, counted from behind the command name, which may hold spaces and brackets.
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // The first thread of a process that was killed may be gone while another one still writes to the disk.
    return { start: fields[19] ?? '0', dead: fields[0] === 'Z' && fields[17] === '1' };
  } catch {
    return { start: '0', dead: false };
  }
}
