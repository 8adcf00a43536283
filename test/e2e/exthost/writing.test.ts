import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { openProfile, revert, setText, settled } from './editor';
import { setting } from './setting';

interface SnippetFile { readonly [name: string]: { readonly prefix: string | string[]; readonly body: string | string[] } }

const snippets = JSON.parse(readFileSync(join(setting.repository, 'snippets/mcptt-user-profile.json'), 'utf8')) as SnippetFile;

/** Labels of what is offered after a `<` typed at the mark `$0` of a text, as they are ordered. */
async function offeredAfterLessThan(editor: vscode.TextEditor, marked: string): Promise<string[]> {
  const offset = marked.indexOf('$0');
  await setText(editor, marked.replace('$0', ''));
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider', editor.document.uri, editor.document.positionAt(offset), '<');
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

suite('writing in the editor', () => {
  test('after < inside Common exactly its children are offered, in the order of the schema', async () => {
    const editor = await openProfile('user-profile-0.xml');
    try {
      const emptied = editor.document.getText().replace(/(<Common[^>]*>)[^]*(<\/Common>)/, '$1\n<$$0\n$2');
      assert.deepEqual(await offeredAfterLessThan(editor, emptied), [
        'UserAlias', 'MCPTTUserID', 'PrivateCall', 'MCPTT-group-call', 'MissionCriticalOrganization', 'ParticipantType', 'anyExt',
      ]);
    } finally {
      await revert(editor);
    }
  });

  test('hovering MaxAffiliationsN2 explains it', async () => {
    const { document } = await openProfile('user-profile-0.xml');
    const name = 'MaxAffiliationsN2';
    const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider', document.uri, document.positionAt(document.getText().indexOf(name) + 3));
    assert(hover?.range, 'there is a hover with a range');
    assert.equal(document.getText(hover.range), name);
    const text = hover.contents.map((part) => (typeof part === 'string' ? part : part.value)).join('\n');
    assert.match(text, /affiliated/);
  });

  for (const name of Object.keys(snippets)) {
    test(`the snippet "${name}" expands`, async () => {
      const document = await vscode.workspace.openTextDocument({ language: 'mcptt-user-profile', content: '' });
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('editor.action.insertSnippet', { langId: 'mcptt-user-profile', name });
      await settled(vscode.workspace.onDidChangeTextDocument, () => document.getText() !== '', true);
      assert.doesNotMatch(document.getText(), /\$\{?\d/, 'no tab stop is left as text');
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    });
  }

  test('a snippet is offered by its prefix', async () => {
    const prefix = [Object.values(snippets)[0]?.prefix].flat()[0];
    assert(prefix, 'there are snippets');
    const document = await vscode.workspace.openTextDocument({ language: 'mcptt-user-profile', content: prefix });
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider', document.uri, document.positionAt(prefix.length));
    const labels = list.items.filter(({ kind }) => kind === vscode.CompletionItemKind.Snippet).map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert(labels.includes(prefix), `${prefix} is among ${labels.join(', ')}`);
  });
});
