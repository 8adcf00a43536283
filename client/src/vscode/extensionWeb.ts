import { Uri, type ExtensionContext } from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { activateIn } from './activate';
import { clientId, clientName, type LanguageServer } from './languageClient';
import { reachByBrowser } from './reachByBrowser';

/** Of the browser's worker host; the rest of the project is compiled without the DOM's types. */
declare const Worker: new (url: string) => ConstructorParameters<typeof LanguageClient>[2];

let server: LanguageServer | undefined;

/** Main of the extension in a browser: the language server is a web worker. */
export function activate(context: ExtensionContext): void {
  const script = Uri.joinPath(context.extensionUri, 'dist/web/server.js').toString(true);
  server = activateIn({
    createClient: (options) => new LanguageClient(clientId, clientName, new Worker(script), options),
    reach: reachByBrowser,
  }, context);
}

/** Called when the editor goes. */
export function deactivate(): Promise<void> | undefined {
  return server?.stop();
}
