import { Uri, type ExtensionContext } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activateIn } from './activate';
import { clientId, clientName, type LanguageServer } from './languageClient';
import { reachByBrowser } from './reachByBrowser';
import { serverInWorker } from './serverWorker';

let server: LanguageServer | undefined;

/** Main of the extension in a browser: the language server is a web worker. */
export function activate(context: ExtensionContext): void {
  const start = serverInWorker(Uri.joinPath(context.extensionUri, 'dist/web/server.js'));
  server = activateIn({
    createClient: (options) => new LanguageClient(clientId, clientName, start, options),
    reach: reachByBrowser,
  }, context);
}

/** Called when the editor goes. */
export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
