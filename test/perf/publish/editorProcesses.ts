import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Extension host and language server of an editor. */
export interface EditorProcesses {
  readonly 'extension host': number;
  readonly 'language server': number;
}

/** Process ids below the editor's; rejects where they are not there within a while. */
export async function editorProcesses(editor: number): Promise<EditorProcesses> {
  return soon('the extension host and its language server', () => {
    const all = below(editor);
    const host = all.find((pid) => argumentsOf(pid).includes('--type=extensionHost'));
    const server = all.find((pid) => argumentsOf(pid).some((argument) => argument.endsWith('dist/server.js')));
    return host === undefined || server === undefined ? undefined : { 'extension host': host, 'language server': server };
  });
}

/** Waits until a process has ended. */
export async function gone(pid: number): Promise<void> {
  await soon(`the end of process ${pid}`, () => (argumentsOf(pid).length === 0 ? true : undefined));
}

async function soon<T>(what: string, look: () => T | undefined): Promise<T> {
  for (const end = Date.now() + 60_000; ;) {
    const found = look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`${what}: not within a minute`);
    await pause(100);
  }
}

/** Processes that a process has started, and those that these have started. */
function below(pid: number): number[] {
  const own = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter((child) => child !== '').map(Number);
  return own.flatMap((child) => [child, ...below(child)]);
}

/** Empty for a process that has ended. */
function argumentsOf(pid: number): string[] {
  return read(`/proc/${pid}/cmdline`).split('\0').filter((argument) => argument !== '');
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
