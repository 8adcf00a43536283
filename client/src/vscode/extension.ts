import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { activateIn } from './activate';
import { cmsProgram } from './cmsProgram';
import { clientId, clientName, type LanguageServer } from './languageClient';
import { reachByNode } from './reachByNode';

let server: LanguageServer | undefined;

/** Main of the extension in the desktop editor and in remote ones: the language server is a process of its own. */
export function activate(context: ExtensionContext): void {
  const module = context.asAbsolutePath('dist/server.js');
  server = activateIn({
    createClient: (options) => new LanguageClient(clientId, clientName, { module, transport: TransportKind.ipc }, options),
    reach: reachByNode,
    program: cmsProgram(context.asAbsolutePath('dist/cli.js')),
  }, context);
}

/** Called when the editor goes. */
export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
