import * as vscode from 'vscode';
import { fileUri, openProfile, revert, settled, setText } from './editor';

const schema = (type: string): string => `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:radio" elementFormDefault="qualified">
  <xs:element name="radio"><xs:complexType><xs:sequence><xs:element name="channel" type="${type}"/></xs:sequence></xs:complexType></xs:element>
</xs:schema>`;

/** The characters of every error in a document. */
function errors(document: vscode.TextDocument): string[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error).map(({ range }) => document.getText(range));
}

async function save(name: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(fileUri(name), new TextEncoder().encode(text));
}

suite('schemas of the workspace, in the editor', () => {
  const configuration = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('mcptt');

  teardown(async () => {
    await configuration().update('schemas', undefined, vscode.ConfigurationTarget.Workspace);
    await vscode.workspace.fs.delete(fileUri('schemas'), { recursive: true });
  });

  test('a vendor schema is followed when it is set, saved with an error, and mended', async () => {
    await save('schemas/radio.xsd', schema('xs:unsignedByte'));
    const editor = await openProfile('user-profile-0.xml');
    const { document } = editor;
    const changed = vscode.languages.onDidChangeDiagnostics;
    try {
      await setText(editor, document.getText().replace('</Common>', '<r:radio xmlns:r="urn:radio"><r:channel>three</r:channel></r:radio></Common>'));
      await configuration().update('schemas', { 'urn:radio': 'schemas/radio.xsd' }, vscode.ConfigurationTarget.Workspace);
      await settled(changed, () => errors(document), ['three']);
      await save('schemas/radio.xsd', schema('xs:unsignedBite'));
      const broken = await vscode.workspace.openTextDocument(fileUri('schemas/radio.xsd'));
      await settled(changed, () => errors(broken), ['xs:unsignedBite']);
      await settled(changed, () => errors(document), []);
      await save('schemas/radio.xsd', schema('xs:token'));
      await settled(changed, () => errors(broken), []);
      await save('schemas/radio.xsd', schema('xs:unsignedByte'));
      await settled(changed, () => errors(document), ['three']);
    } finally {
      await revert(editor);
    }
  });
});
