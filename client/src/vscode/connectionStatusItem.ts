import { StatusBarAlignment, ThemeColor, window, workspace, type Disposable, type Event, type Uri } from 'vscode';
import { languageId } from './languageSwitch';
import type { ConnectionStatus } from './connectionStatusText';

/** Often enough for a text that counts minutes. */
const REFRESH_MILLISECONDS = 30_000;

/**
 * Shows the active connection in the status bar while a profile is edited.
 * @param read what to show for a document; never rejects
 * @param changes whatever else may change it
 */
export function showConnectionStatus(read: (place: Uri) => Promise<ConnectionStatus>, ...changes: Event<unknown>[]): Disposable {
  const item = window.createStatusBarItem('mcptt.connection', StatusBarAlignment.Left, 10);
  item.name = 'MCPTT CMS connection';
  item.command = 'mcptt.selectConnection';
  let latest = 0;
  const update = async (): Promise<void> => {
    const turn = latest += 1;
    const document = window.activeTextEditor?.document;
    if (document?.languageId !== languageId) return item.hide();
    const { text, tooltip, colour } = await read(document.uri);
    // An answer that was overtaken by a later question is old.
    if (turn !== latest) return;
    item.text = text;
    item.tooltip = tooltip;
    item.backgroundColor = colour === 'none' ? undefined : new ThemeColor(`statusBarItem.${colour}Background`);
    item.show();
  };
  const listeners = [
    window.onDidChangeActiveTextEditor(update), workspace.onDidOpenTextDocument(update),
    workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('mcptt') ? update() : undefined), ...changes.map((change) => change(update)),
  ];
  const timer = setInterval(() => void update(), REFRESH_MILLISECONDS);
  void update();
  return {
    dispose() {
      clearInterval(timer);
      for (const listener of [item, ...listeners]) listener.dispose();
    },
  };
}
