import { window, type LogOutputChannel } from 'vscode';

/** Opens the one channel that everything of the extension is written to. No token ever goes there: callers mask first. */
export function createOutput(): LogOutputChannel {
  return window.createOutputChannel('MCPTT', { log: true });
}
