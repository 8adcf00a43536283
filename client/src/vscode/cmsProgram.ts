import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { CmsProgram, RunningCms } from './localCms';

/** Time to end in order; a CMS lets requests under way end. In milliseconds. */
const PATIENCE = 8_000;

/**
 * The command line that is shipped with the extension, as programs beside the editor. The editor's own executable runs it,
 * so that nothing has to be installed; it becomes a plain Node by ELECTRON_RUN_AS_NODE.
 * @param cli path of its bundle
 */
export function cmsProgram(cli: string): CmsProgram {
  // What debugs or instruments the extension host is not meant for these.
  const { NODE_OPTIONS: _options, ...inherited } = process.env;
  const env = { ...inherited, ELECTRON_RUN_AS_NODE: '1' };
  return {
    start: (data, port, log) => started(spawn(process.execPath, [cli, 'cms', '--data', data, '--port', String(port), '--until-eof'], { env, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true }), log),
    async token(data, user, administrator) {
      const args = [cli, 'token', '--data', data, '--user', user, '--expires-in', String(30 * 86_400), ...(administrator ? ['--admin'] : [])];
      return (await promisify(execFile)(process.execPath, args, { env, windowsHide: true })).stdout.trim();
    },
  };
}

function started(child: ChildProcess, log: (line: string) => void): Promise<RunningCms> {
  let last = 'it said nothing of why.';
  // A child that is gone is noticed by its exit, not here.
  child.stdin?.on('error', () => undefined);
  if (child.stderr) createInterface({ input: child.stderr }).on('line', (line) => {
    // The lines of the audit are JSON; any other tells a person what is wrong.
    if (!line.startsWith('{')) last = line;
    log(line);
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', () => resolve(last));
  });
  const stop = async (): Promise<void> => {
    // The end of its input, unlike a signal, also arrives on Windows, and when this process dies.
    child.stdin?.end();
    const giveUp = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
    await ended;
    clearTimeout(giveUp);
  };
  return new Promise((resolve, reject) => {
    if (child.stdout) createInterface({ input: child.stdout }).once('line', (line) => resolve({ root: (JSON.parse(line) as { root: string }).root, ended, stop }));
    void ended.then((why) => reject(new Error(why)));
  });
}
