import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { openProfile, revert, setText, settled } from './editor';
import { setting } from './setting';

/** `code: text` of every error, in document order; warnings only of the codes asked for. */
function findings(document: vscode.TextDocument, warnings: readonly string[] = []): string[] {
  return vscode.languages.getDiagnostics(document.uri)
    .filter(({ severity, code }) => severity === vscode.DiagnosticSeverity.Error || warnings.includes(plainCode(code)))
    .sort((a, b) => a.range.start.compareTo(b.range.start))
    .map(({ severity, code, range }) => `${vscode.DiagnosticSeverity[severity]} ${plainCode(code)}: ${document.getText(range)}`);
}

function plainCode(code: vscode.Diagnostic['code']): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** No errors is also what an editor shows that has not looked yet: so break the document, see it, mend it, see it gone. */
async function showsNoErrors(name: string): Promise<void> {
  const editor = await openProfile(name);
  const { document } = editor;
  const correct = document.getText();
  try {
    await setText(editor, correct.replace('<Status>', '<Status class=x>'));
    await settled(vscode.languages.onDidChangeDiagnostics, () => findings(document).length > 0, true);
    await setText(editor, correct);
    await settled(vscode.languages.onDidChangeDiagnostics, () => findings(document), []);
  } finally {
    await revert(editor);
  }
}

suite('checking in the editor', () => {
  test('the example as printed shows its three misprints at exactly their characters', async () => {
    const { document } = await openProfile('as-printed/user-profile-0.xml');
    await settled(vscode.languages.onDidChangeDiagnostics, () => findings(document, ['rule-condition-namespace']), [
      'Error malformed-tag: alias-entryindex',
      'Error malformed-attribute: index=0',
      'Warning rule-condition-namespace: one',
    ]);
  });

  test('the sample without misprints shows no error', () => showsNoErrors('user-profile-0.xml'));

  test('the corrected example of the specification shows no error', async function () {
    if (!existsSync(join(setting.repository, '../shared/examples/a21-user-profile-0.xml'))) this.skip();
    await showsNoErrors('corrected/user-profile-0.xml');
  });
});
