import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answering } from './answering';
import { fileUri } from './editor';
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
});
