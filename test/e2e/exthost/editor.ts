import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** A file of the workspace. */
export function fileUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert(folder, 'a folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a file of the workspace in the editor, once it has the profile's language. */
export async function openProfile(name: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(fileUri(name));
  await settled(vscode.workspace.onDidOpenTextDocument, () => document.languageId, 'mcptt-user-profile');
  return vscode.window.showTextDocument(document);
}

/** Replaces the whole text of an editor, without saving. */
export async function setText(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor;
  const whole = new vscode.Range(new vscode.Position(0, 0), document.positionAt(document.getText().length));
  assert(await editor.edit((edit) => edit.replace(whole, text)), 'the editor took the text');
}

/** Puts the saved text back, so that the next test finds the file as it was. */
export async function revert(editor: vscode.TextEditor): Promise<void> {
  await vscode.window.showTextDocument(editor.document);
  await vscode.commands.executeCommand('workbench.action.files.revert');
}

/**
 * Waits until a reading has the expected value, looking again at each event. Shows both where that never happens.
 * @param event what tells that the reading may have changed
 */
export async function settled<T>(event: vscode.Event<unknown>, read: () => T, expected: T, patience = 10_000): Promise<void> {
  const same = (): boolean => {
    try {
      assert.deepEqual(read(), expected);
      return true;
    } catch {
      return false;
    }
  };
  if (same()) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
    const timer = setTimeout(done, patience);
    const listener = event(() => { if (same()) done(); });
    if (same()) done();
  });
  assert.deepEqual(read(), expected);
}
