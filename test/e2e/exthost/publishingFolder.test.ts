import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answering } from './answering';
import { fileUri, revert, settled } from './editor';
import { setting } from './setting';

interface Report { readonly counts: Readonly<Record<string, number>>; readonly told: readonly { readonly path: string; readonly message: string }[] }

suite('publishing a folder from the editor', function () {
  this.timeout(60_000);
  const folder = fileUri('shift b');

  async function publish(answer: 'accept' | 'dismiss'): Promise<{ report: Report | undefined; shown: readonly string[] }> {
    const person = answering(answer);
    try {
      return { report: await vscode.commands.executeCommand<Report>('mcptt.publishFolder', folder), shown: person.shown };
    } finally {
      person.leave();
    }
  }
  const served = (name: string): Promise<Response> =>
    fetch(`${setting.cmsRoot}/org.3gpp.mcptt.user-profile/users/${setting.xui}/${encodeURIComponent(name)}`, { headers: { Authorization: `Bearer ${setting.token}` } });

  suiteSetup(async () => {
    const sample = await vscode.workspace.fs.readFile(fileUri('user-profile-0.xml'));
    for (const name of ['Ærø.mcptt-user-profile.xml', 'b.mcptt-user-profile.xml']) await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), sample);
    const wrong = Buffer.from(sample).toString('utf8').replace(/<Status>[^<]*</, '<Status>maybe<');
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, 'wrong.mcptt-user-profile.xml'), Buffer.from(wrong));
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, 'notes.xml'), Buffer.from('<notes/>'));
    await vscode.commands.executeCommand('mcptt.setToken', setting.token);
  });
  suiteTeardown(() => vscode.workspace.fs.delete(folder, { recursive: true }));

  test('dismissed, nothing is sent', async () => {
    const { report, shown } = await publish('dismiss');
    assert.equal(report, undefined);
    assert.match(shown[0] ?? '', /^Publish the profiles in shift b to /);
    assert.equal((await served('b.mcptt-user-profile.xml')).status, 404);
  });

  test('each profile is stored as it is in its file; what has errors, by the language server, is not sent', async () => {
    const { report, shown } = await publish('accept');
    assert.deepEqual([report?.counts['stored'], report?.counts['unfit'], report?.told.map(({ message }) => message)], [2, 1, ['it has 1 error']], shown.join('\n'));
    assert.match(shown.at(-1) ?? '', /^shift b: 2 stored, 1 not sent\.$/);
    const sample = Buffer.from(await vscode.workspace.fs.readFile(fileUri('user-profile-0.xml')));
    assert(sample.equals(Buffer.from(await (await served('Ærø.mcptt-user-profile.xml')).arrayBuffer())));
    assert.equal((await served('wrong.mcptt-user-profile.xml')).status, 404);
    const again = await publish('accept');
    assert.deepEqual([again.report?.counts['stored'], again.report?.counts['there']], [0, 2]);
  });

  test('what the CMS refuses is marked in its file, open or not, until the file is changed', async () => {
    const wrong = vscode.Uri.joinPath(folder, 'wrong.mcptt-user-profile.xml');
    const bytes = await vscode.workspace.fs.readFile(wrong);
    const lines = Buffer.from(bytes).toString('utf8').split('\n');
    const marked = () => vscode.languages.getDiagnostics(wrong).filter(({ source }) => source === 'CMS')
      .map(({ range: { start, end } }) => lines[start.line]?.slice(start.character, start.line === end.line ? end.character : undefined));
    const changes = vscode.languages.onDidChangeDiagnostics;
    const publishAnyway = async (): Promise<void> => {
      const person = answering('accept');
      person.clicks('Publish Those with Errors');
      try {
        await vscode.commands.executeCommand('mcptt.publishFolder', folder);
        await settled(changes, marked, ['maybe']);
      } finally {
        person.leave();
      }
    };
    await publishAnyway();
    // A generator writes it anew.
    await vscode.workspace.fs.writeFile(wrong, Buffer.concat([bytes, Buffer.from('\n')]));
    await settled(changes, marked, []);
    await publishAnyway();
    const editor = await vscode.window.showTextDocument(wrong);
    assert.deepEqual(marked(), ['maybe']);
    await editor.edit((edit) => edit.insert(new vscode.Position(lines.length - 1, 0), '\n'));
    assert.deepEqual(marked(), []);
    await revert(editor);
  });
});
