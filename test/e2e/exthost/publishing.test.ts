import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { fileUri, openProfile, revert, setText, settled } from './editor';
import { answering, type Answer } from './answering';
import { setting } from './setting';

/** What the command gives to who calls it; undefined where the person cancelled. */
type PublishResult = { readonly outcome: string; readonly status?: number; readonly summary: string; readonly entityTag?: string } | undefined;

/** What the CMS itself says of a document, past the extension. */
function ask(name: string, method: string, headers: Record<string, string> = {}, body?: string): Promise<Response> {
  const address = `${setting.cmsRoot}/org.3gpp.mcptt.user-profile/users/${setting.xui}/${name}`;
  return fetch(address, { method, body, headers: { Authorization: `Bearer ${setting.token}`, ...headers } });
}

/** Runs the command on the active editor; every dialog is answered as told. Gives the result and all that was shown. */
async function publish(answer: Answer): Promise<{ result: PublishResult; shown: readonly string[] }> {
  const person = answering(answer);
  try {
    return { result: await vscode.commands.executeCommand<PublishResult>('mcptt.publish'), shown: person.shown };
  } finally {
    person.leave();
  }
}

/** The sample with another name of the profile in it, so that the text is known by it. */
const named = (text: string, name: string): string => text.replace(/<Name([^>]*)>[^<]*</, `<Name$1>${name}<`);

suite('publishing from the editor', () => {
  let editor: vscode.TextEditor;
  let name: string;
  let count = 0;

  // A document of its own for each test: the extension remembers what it has seen at an address.
  setup(async () => {
    name = `user-profile-${100 + count++}.xml`;
    await vscode.workspace.fs.copy(fileUri('user-profile-0.xml'), fileUri(name));
    editor = await openProfile(name);
    await vscode.commands.executeCommand('mcptt.setToken', setting.token);
  });
  teardown(() => revert(editor));

  test('the buffer is what is sent, saved or not: 201, and the CMS serves the same bytes', async () => {
    const text = named(editor.document.getText(), 'Ärztin 7 €');
    await setText(editor, text);
    const { result, shown } = await publish('accept');
    assert.equal(result?.status, 201, shown.join('\n'));
    assert(result.entityTag, 'the answer carries the entity tag');
    const requestLine = `PUT ${new URL(setting.cmsRoot).pathname}/org.3gpp.mcptt.user-profile/users/${setting.xui}/${name} HTTP/1.1`;
    assert(shown[0]?.includes(requestLine), `the request line is shown first: ${shown.join('\n')}`);
    assert(shown.at(-1)?.includes('201'), `201 is reported last: ${shown.join('\n')}`);
    const served = Buffer.from(await (await ask(name, 'GET')).arrayBuffer());
    assert(served.equals(Buffer.from(text)), 'the served bytes are the published ones');
    assert.notEqual(readFileSync(editor.document.fileName, 'utf8'), text, 'the file was not saved');
  });

  test('after a change on the server the next publish is refused with 412 and says so', async () => {
    const first = await publish('accept');
    assert.equal(first.result?.status, 201, first.shown.join('\n'));
    const theirs = named(editor.document.getText(), 'Changed by somebody else');
    assert.equal((await ask(name, 'PUT', { 'Content-Type': 'application/vnd.3gpp.mcptt-user-profile+xml' }, theirs)).status, 200);
    await setText(editor, named(editor.document.getText(), 'Changed here'));
    const { result, shown } = await publish('accept');
    assert.equal(result?.status, 412, shown.join('\n'));
    assert.match(shown.at(-1) ?? '', /412.*changed/);
    assert.equal(await (await ask(name, 'GET')).text(), theirs, 'the change of the other was kept');
  });

  test('three versions in the merge editor; the document is untouched until the merge is taken over', async () => {
    const { document } = editor;
    const original = document.getText();
    assert.equal((await publish('accept')).result?.status, 201);
    const theirs = named(original, 'Changed by somebody else');
    assert.equal((await ask(name, 'PUT', { 'Content-Type': 'application/vnd.3gpp.mcptt-user-profile+xml' }, theirs)).status, 200);
    const ours = `${original.trimEnd()}\n<!-- changed here -->\n`;
    await setText(editor, ours);

    const person = answering('accept');
    try {
      person.clicks('Merge');
      assert.equal((await vscode.commands.executeCommand<PublishResult>('mcptt.publish'))?.status, 412);
      const isMerge = ({ uri }: vscode.TextDocument) => uri.scheme === 'mcptt-merge';
      await settled(vscode.workspace.onDidOpenTextDocument, () => vscode.workspace.textDocuments.some(isMerge), true);
      const merge = vscode.workspace.textDocuments.find(isMerge)!;
      const merged = `${theirs.trimEnd()}\n<!-- changed here -->\n`;
      await settled(vscode.workspace.onDidChangeTextDocument, () => merge.getText(), merged);
      assert.equal(document.getText(), ours);

      person.clicks('Publish Merged');
      assert(await merge.save(), 'the merge is saved');
      await settled(vscode.workspace.onDidChangeTextDocument, () => document.getText(), merged);
      const stored = new Promise<void>((resolve) => person.onShown((line) => { if (/^200 OK/.test(line)) resolve(); }));
      await stored;
      assert.equal(await (await ask(name, 'GET')).text(), merged);
    } finally {
      person.leave();
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      editor = await vscode.window.showTextDocument(document);
    }
  });

  test('a wrong token is refused with 401 and why', async () => {
    await vscode.commands.executeCommand('mcptt.setToken', `${setting.token.slice(0, -8)}AAAAAAAA`);
    const { result, shown } = await publish('accept');
    assert.equal(result?.status, 401, shown.join('\n'));
    assert.match(shown.at(-1) ?? '', /401.*token/);
    assert.equal((await ask(name, 'GET')).status, 404);
  });

  test('a document with an error asks first; dismissed, nothing is sent', async () => {
    await setText(editor, editor.document.getText().replace(/<Status>[^<]*</, '<Status>maybe<'));
    const { result, shown } = await publish('dismiss');
    assert.equal(result, undefined);
    assert.deepEqual(shown, [`${name} has 1 error. Publish it anyway?`]);
    assert.equal((await ask(name, 'GET')).status, 404);
  });

  test('what the CMS refuses is marked where it is, until the next edit', async () => {
    await setText(editor, editor.document.getText().replace(/<Status>[^<]*</, '<Status>maybe<'));
    const { result, shown } = await publish('accept');
    assert.equal(result?.status, 409, shown.join('\n'));
    const { document } = editor;
    const marks = () => vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'CMS');
    assert.deepEqual(marks().map(({ range, severity }) => [document.getText(range), severity]), [['maybe', vscode.DiagnosticSeverity.Error]]);
    assert.match(marks()[0]?.message ?? '', /^'maybe' .*\([\w-]+\)$/);
    await setText(editor, document.getText().replace('>maybe<', '>true<'));
    await settled(vscode.languages.onDidChangeDiagnostics, () => marks().length, 0);
    assert.equal((await publish('accept')).result?.status, 201);
    assert.deepEqual(marks(), []);
  });

  test('dismissed at the request line, nothing is sent', async () => {
    const { result, shown } = await publish('dismiss');
    assert.equal(result, undefined);
    assert.equal(shown.length, 1, shown.join('\n'));
    assert.equal((await ask(name, 'GET')).status, 404);
  });
});
