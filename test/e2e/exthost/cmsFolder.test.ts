import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as vscode from 'vscode';
import { folderUri, readFolderUri, type FolderPlace } from '../../../client/src/vscode/cmsFolderPlace';
import { answering } from './answering';
import { fileUri, setText, settled } from './editor';
import { setting } from './setting';

const { xui } = setting;
const place = (document: string): vscode.Uri => vscode.Uri.from({ scheme: 'mcptt-cms', ...folderUri({ kind: 'document', connection: '', xui, document }) });
const mediaType = 'application/vnd.3gpp.mcptt-user-profile+xml';

/** What the CMS itself says of a document, past the extension. */
function ask(name: string, method: string, body?: string): Promise<Response> {
  const address = `${setting.cmsRoot}/org.3gpp.mcptt.user-profile/users/${xui}/${name}`;
  return fetch(address, { method, body, headers: { Authorization: `Bearer ${setting.token}`, ...(body === undefined ? {} : { 'Content-Type': mediaType }) } });
}

const named = (text: string, name: string): string => text.replace(/<Name([^>]*)>[^<]*</, `<Name$1>${name}<`);

suite('the CMS as a folder, in the editor', () => {
  let sample: string;
  let name: string;
  let count = 0;
  let person: ReturnType<typeof answering>;

  setup(async () => {
    name = `user-profile-${220 + count++}.xml`;
    sample = new TextDecoder().decode(await vscode.workspace.fs.readFile(fileUri('user-profile-0.xml')));
    person = answering('accept');
    await vscode.commands.executeCommand('mcptt.setToken', setting.token);
  });
  teardown(async () => {
    person.leave();
    // A test that failed may leave changes behind, and closing would ask for them.
    if (vscode.window.activeTextEditor?.document.isDirty) await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  async function open(): Promise<vscode.TextEditor> {
    const document = await vscode.workspace.openTextDocument(place(name));
    assert.equal(document.languageId, 'mcptt-user-profile');
    return vscode.window.showTextDocument(document);
  }

  test('any connection, XUI and name survive all that the editor does to a URI', () => {
    const segment = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.stringMatching(/^[A-Za-z]:[/%@A-Z]{1,9}$/))
      // What no XCAP address can hold (xcap/src/address.ts).
      // eslint-disable-next-line no-control-regex
      .filter((text) => !/^\.{1,2}$|^~~$|[\u0000-\u001f\u007f-\u009f\u2028\u2029]|\p{Cs}/u.test(text));
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }).filter((text) => !/\p{Cs}/u.test(text)), segment, segment, (connection, user, document) => {
      const meant: FolderPlace = { kind: 'document', connection, xui: user, document };
      const uri = vscode.Uri.from({ scheme: 'mcptt-cms', ...folderUri(meant) });
      const again = vscode.Uri.parse(vscode.Uri.parse(uri.toString(), true).toString(), true);
      assert.deepEqual(readFolderUri(again), meant);
      const beside = vscode.Uri.joinPath(again, '..', folderUri({ ...meant, document: 'b.xml' }).path.split('/').at(-1)!);
      assert.deepEqual(readFolderUri(beside), { ...meant, document: 'b.xml' });
    }), { numRuns: 500 });
  });

  test('open, edit, save: the CMS has the new text under a new tag', async () => {
    assert.equal((await ask(name, 'PUT', sample)).status, 201);
    const before = (await ask(name, 'GET')).headers.get('etag');
    const editor = await open();
    await setText(editor, named(editor.document.getText(), 'Saved in the folder'));
    assert(await editor.document.save(), person.shown.join('\n'));
    const after = await ask(name, 'GET');
    assert.equal(await after.text(), editor.document.getText());
    assert.notEqual(after.headers.get('etag'), before);
    await setText(editor, named(editor.document.getText(), 'And again'));
    assert(await editor.document.save(), person.shown.join('\n'));
  });

  test('changed by somebody else: the save is refused, and nothing is lost on either side', async () => {
    await ask(name, 'PUT', sample);
    const editor = await open();
    await setText(editor, named(sample, 'Mine'));
    const theirs = named(sample, 'Theirs');
    assert.equal((await ask(name, 'PUT', theirs)).status, 200);
    // Another extension looks at the file: this does not make it the version that was edited.
    assert.equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(place(name))), theirs);
    assert.equal(await editor.document.save(), false);
    assert.match(person.shown.join('\n'), /was changed on the CMS since you opened it/);
    assert.equal(await (await ask(name, 'GET')).text(), theirs);
    assert.match(editor.document.getText(), />Mine</);
    assert(editor.document.isDirty);
    // Reverted, the editor has theirs, and goes on from there.
    await vscode.commands.executeCommand('workbench.action.files.revert');
    assert.equal(editor.document.getText(), theirs);
    await setText(editor, named(theirs, 'Mine after theirs'));
    assert(await editor.document.save(), person.shown.join('\n'));
  });

  test('a new file, its new name, and its end', async () => {
    await vscode.workspace.fs.writeFile(place(name), new TextEncoder().encode(sample));
    assert.equal(await (await ask(name, 'GET')).text(), sample);
    const list = async () => (await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(place(name), '..'))).map(([each]) => each);
    assert((await list()).includes(name));
    const other = `user-profile-${120 + count}.xml`;
    await vscode.workspace.fs.rename(place(name), place(other));
    assert.deepEqual([(await ask(name, 'GET')).status, await (await ask(other, 'GET')).text()], [404, sample]);
    await vscode.workspace.fs.delete(place(other));
    assert.equal((await ask(other, 'GET')).status, 404);
    await assert.rejects(Promise.resolve(vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(place(name), '../folder'))), /no folders to create/);
    await assert.rejects(Promise.resolve(vscode.workspace.fs.stat(place(other))), /FileNotFound|404/);
  });

  test('what the CMS refuses is marked, and the text stays in the editor', async () => {
    await ask(name, 'PUT', sample);
    const editor = await open();
    await setText(editor, editor.document.getText().replace(/<Status>[^<]*</, '<Status>maybe<'));
    assert.equal(await editor.document.save(), false);
    const marks = () => vscode.languages.getDiagnostics(editor.document.uri).filter(({ source }) => source === 'CMS').map(({ range }) => editor.document.getText(range));
    await settled(vscode.languages.onDidChangeDiagnostics, marks, ['maybe']);
    assert.equal(await (await ask(name, 'GET')).text(), sample);
  });

  test('the view opens by its command, and a document is copied as curl without its token', async () => {
    await ask(name, 'PUT', sample);
    await vscode.commands.executeCommand('mcptt.cms.focus');
    const node = { kind: 'document', place: { kind: 'document', connection: '', xui, document: name }, state: 'only there' };
    await vscode.commands.executeCommand('mcptt.cmsOpen', node);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), place(name).toString());
    const command = await vscode.commands.executeCommand<string>('mcptt.cmsCopyCurl', node);
    assert.equal(await vscode.env.clipboard.readText(), command);
    assert.match(command, /Bearer '"\$MCPTT_TOKEN"/);
    assert(!command.includes(setting.token));
    assert.equal(await vscode.commands.executeCommand('mcptt.cmsDelete', node), true);
    assert.equal((await ask(name, 'GET')).status, 404);
  });
});
