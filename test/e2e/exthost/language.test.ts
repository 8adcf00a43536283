import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { fileUri, settled } from './editor';

const profile = '<?xml version="1.0"?>\n<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0"/>\n';

async function openNew(name: string, text: string): Promise<vscode.TextDocument> {
  const uri = fileUri(name);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  return vscode.workspace.openTextDocument(uri);
}

const switched = (document: vscode.TextDocument): Promise<void> =>
  settled(vscode.workspace.onDidOpenTextDocument, () => document.languageId, 'mcptt-user-profile');

suite('language of a file', () => {
  test('an XML file with a profile becomes one when it is opened, another XML file does not', async () => {
    const other = await openNew('other.xml', '<note/>\n');
    // Opened later, so that the other one had its turn when this one has switched.
    await switched(await openNew('by-root.xml', profile));
    assert.equal(other.languageId, 'xml');
  });

  test('mcptt.switchLanguage turns that off', async () => {
    const settings = vscode.workspace.getConfiguration('mcptt');
    await settings.update('switchLanguage', false, vscode.ConfigurationTarget.Workspace);
    const kept = await openNew('kept.xml', profile);
    await settings.update('switchLanguage', undefined, vscode.ConfigurationTarget.Workspace);
    await switched(await openNew('by-root-again.xml', profile));
    assert.equal(kept.languageId, 'xml');
  });

  for (const name of ['user-profile-7.xml', 'mcptt-user-profile-255.xml', 'duty.mcptt-user-profile.xml']) {
    test(`${name} is a profile by its name`, async () => {
      const document = await openNew(name, '');
      assert.equal(document.languageId, 'mcptt-user-profile');
    });
  }
});
