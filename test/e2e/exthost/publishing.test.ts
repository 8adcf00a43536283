import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { openProfile, revert, setText } from './editor';
import { answering, type Answer } from './answering';
import { setting } from './setting';

/** What the command gives to who calls it; undefined where the person cancelled. */
type PublishResult = { readonly outcome: string; readonly status: number; readonly summary: string; readonly entityTag?: string } | undefined;

const sample = 'user-profile-0.xml';
const address = `${setting.cmsRoot}/org.3gpp.mcptt.user-profile/users/${setting.xui}/${sample}`;

/** What the CMS itself says of the document, past the extension. */
function ask(method: string, headers: Record<string, string> = {}, body?: string): Promise<Response> {
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

suite('publishing from the editor', () => {
  let editor: vscode.TextEditor;
  setup(async () => {
    await ask('DELETE');
    editor = await openProfile(sample);
    await vscode.commands.executeCommand('mcptt.setToken', setting.token);
  });
  teardown(() => revert(editor));

  test('the buffer is what is sent, saved or not: 201, and the CMS serves the same bytes', async () => {
    const text = editor.document.getText().replace(/<Name([^>]*)>[^<]*</, '<Name$1>Ärztin 7 €<');
    await setText(editor, text);
    const { result, shown } = await publish('accept');
    assert.equal(result?.status, 201, result?.summary);
    assert(result.entityTag, 'the answer carries the entity tag');
    assert(shown.some((line) => line.includes(`PUT ${new URL(setting.cmsRoot).pathname}/org.3gpp.mcptt.user-profile/users/${setting.xui}/${sample}`)), `the request line is shown first: ${shown.join(' | ')}`);
    assert(shown.some((line) => line.includes('201')), `201 is reported: ${shown.join(' | ')}`);
    const served = Buffer.from(await (await ask('GET')).arrayBuffer());
    assert(served.equals(Buffer.from(text)), 'the served bytes are the published ones');
    assert.notEqual(readFileSync(editor.document.fileName, 'utf8'), text, 'the file was not saved');
  });

  test('after a change on the server the next publish is refused with 412 and says so', async () => {
    assert.equal((await publish('accept')).result?.status, 201);
    const theirs = editor.document.getText().replace(/<Name([^>]*)>[^<]*</, '<Name$1>Changed by somebody else<');
    assert.equal((await ask('PUT', { 'Content-Type': 'application/vnd.3gpp.mcptt-user-profile+xml' }, theirs)).status, 200);
    const { result, shown } = await publish('accept');
    assert.equal(result?.status, 412, result?.summary);
    assert(shown.some((line) => /412/.test(line) && /changed/i.test(line)), `the reason is reported: ${shown.join(' | ')}`);
    assert.equal(await (await ask('GET')).text(), theirs, 'the change of the other was kept');
  });

  test('a wrong token is refused with 401 and why', async () => {
    await vscode.commands.executeCommand('mcptt.setToken', `${setting.token.slice(0, -8)}AAAAAAAA`);
    const { result, shown } = await publish('accept');
    assert.equal(result?.status, 401, result?.summary);
    assert(shown.some((line) => /401/.test(line) && /token/i.test(line)), `the reason is reported: ${shown.join(' | ')}`);
    assert.equal((await ask('GET')).status, 404);
  });

  test('cancelled at the question, nothing is sent', async () => {
    await setText(editor, editor.document.getText().replace(/<Status>[^<]*</, '<Status>maybe<'));
    const { result, shown } = await publish('dismiss');
    assert.equal(result, undefined);
    assert(shown.length > 0, 'a document with an error asks first');
    assert.equal((await ask('GET')).status, 404);
  });
});
