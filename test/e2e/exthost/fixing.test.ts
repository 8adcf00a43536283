import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openProfile, revert, settled } from './editor';

/** The actions that the editor offers for some characters. */
async function actionsAt(document: vscode.TextDocument, searched: string, kind?: vscode.CodeActionKind): Promise<vscode.CodeAction[]> {
  const start = document.getText().indexOf(searched);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + searched.length));
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range, kind?.value);
}

suite('mending in the editor', () => {
  test('the misprints of the example: each has its fix, and all that is safe goes at once', async () => {
    const editor = await openProfile('as-printed/user-profile-0.xml');
    const { document } = editor;
    const errors = (): number => vscode.languages.getDiagnostics(document.uri).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error).length;
    try {
      await settled(vscode.languages.onDidChangeDiagnostics, errors, 2);
      const [condition] = await actionsAt(document, '<one');
      assert.equal(condition?.title, "Rename to 'cp:one'");
      assert(condition.edit && await vscode.workspace.applyEdit(condition.edit));
      assert.match(document.getText(), /<cp:one id/);
      const [all] = await actionsAt(document, document.getText(), vscode.CodeActionKind.SourceFixAll);
      assert.equal(all?.title, 'Fix everything that is safe to fix');
      assert(all.edit && await vscode.workspace.applyEdit(all.edit));
      await settled(vscode.languages.onDidChangeDiagnostics, errors, 0);
      assert.match(document.getText(), /<alias-entry index="0"/);
    } finally {
      await revert(editor);
    }
  });
});
