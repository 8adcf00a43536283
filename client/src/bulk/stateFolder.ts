import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder in which this person's programs keep what they know of publications: that of the system for the state of programs. */
export function publishStateFolder(environment: NodeJS.ProcessEnv): string {
  const state = process.platform === 'win32' ? environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local') : environment['XDG_STATE_HOME'] || join(homedir(), '.local', 'state');
  return join(state, 'mcptt', 'publish');
}
