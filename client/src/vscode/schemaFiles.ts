import { Uri, workspace, type FileSystemWatcher } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** What the language server asks for the text of a schema with; the answer is null where there is none. */
const READ_FILE = 'mcptt/readFile';

/** A schema is smaller than this; what is larger was named by mistake. */
const MOST_BYTES = 16_000_000;

/** What the server is told when it starts: that it may ask for files here, so that schemas are found in every kind of workspace. */
export const schemaFileOptions = { readFile: READ_FILE };

/** The schema documents of the workspace; the server is told when one changes. */
export function watchSchemaFiles(): FileSystemWatcher {
  return workspace.createFileSystemWatcher('**/*.xsd');
}

/** Answers the server's questions for schema documents, as saved. */
export function serveSchemaFiles(client: BaseLanguageClient): void {
  client.onRequest(READ_FILE, async (uri: string) => {
    // The setting of a workspace that nobody trusts names no files; neither does the server, then.
    if (!workspace.isTrusted) return null;
    try {
      const file = Uri.parse(uri, true);
      const { size } = await workspace.fs.stat(file);
      return size > MOST_BYTES ? null : new TextDecoder().decode(await workspace.fs.readFile(file));
    } catch {
      return null;
    }
  });
}
