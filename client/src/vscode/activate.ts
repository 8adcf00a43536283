import { commands, window, workspace, type ExtensionContext, type TextDocument } from 'vscode';
import { createAccountMenu, type AccountMenu } from './authenticationProvider';
import { registerCmsFolder } from './cmsFolderUri';
import { createCmsTreeView } from './cmsTreeView';
import { createLanguageServer, type CreateClient, type LanguageServer } from './languageClient';
import { languageId, switchOpenedProfiles } from './languageSwitch';
import { createOutput } from './output';
import type { CmsProgram } from './localCms';
import type { CmsCommands } from './publish';
import type { Reach } from './reach';

/** What differs between the editor under Node and the one in a browser. */
export interface Host {
  readonly createClient: CreateClient;
  readonly reach: Reach;
  /** Absent in a browser. */
  readonly program?: CmsProgram;
}

/** Starts the extension; the caller stops the server when the editor goes. */
export function activateIn(host: Host, context: ExtensionContext): LanguageServer {
  const output = createOutput();
  const server = createLanguageServer(host.createClient, output);

  let cms: Promise<CmsCommands> | undefined;
  // Loaded at the first use: the XML parser comes with it, and most windows never publish.
  const cmsCommands = (): Promise<CmsCommands> => cms ??= import('./publish').then(({ createCmsCommands }) => {
    const made = createCmsCommands({ context, server, reach: host.reach, program: host.program, output, accounts, view });
    context.subscriptions.push(made);
    return made;
  });

  const accounts: AccountMenu = createAccountMenu(async () => (await cmsCommands()).desk);
  const view = createCmsTreeView(async (node) => (await cmsCommands()).cms.children(node));
  // The status bar shows the connection as soon as there is a document that it matters for.
  const showStatus = (document: TextDocument): void => { if (document.languageId === languageId) void cmsCommands(); };

  /** Whatever goes wrong in a way that nobody has foreseen is told, too. */
  const register = <Result>(command: string, run: (argument: unknown, selected: unknown) => Promise<Result>) =>
    commands.registerCommand(command, async (argument: unknown, selected: unknown) => {
      try {
        return await run(argument, selected);
      } catch (error) {
        output.error(error instanceof Error ? error : String(error));
        void window.showErrorMessage(`MCPTT: ${error instanceof Error ? error.message : String(error)}. The MCPTT output has the details.`);
        return undefined;
      }
    });

  context.subscriptions.push(
    output,
    // First the language, then the server: a switched document is opened once more, now as a profile.
    switchOpenedProfiles(output),
    server.startWhenNeeded(),
    accounts,
    view,
    registerCmsFolder(async () => (await cmsCommands()).cms.folder.provider),
    workspace.onDidOpenTextDocument(showStatus),
    register('mcptt.publish', async (place) => (await cmsCommands()).publish(place)),
    register('mcptt.previewPublish', async (place) => (await cmsCommands()).previewPublish(place)),
    register('mcptt.publishFolder', async (clicked, selected) => (await cmsCommands()).publishFolder(clicked, selected)),
    register('mcptt.setToken', async (token) => (await cmsCommands()).setToken(token)),
    register('mcptt.forgetToken', async () => (await cmsCommands()).forgetToken()),
    register('mcptt.forgetStored', async () => (await cmsCommands()).forgetStored()),
    register('mcptt.startCms', async () => (await cmsCommands()).startCms()),
    register('mcptt.stopCms', async () => (await cmsCommands()).stopCms()),
    register('mcptt.selectConnection', async () => (await cmsCommands()).selectConnection()),
    register('mcptt.addConnection', async () => (await cmsCommands()).addConnection()),
    register('mcptt.testConnection', async () => (await cmsCommands()).testConnection()),
    register('mcptt.signIn', async () => (await cmsCommands()).signIn()),
    register('mcptt.signOut', async () => (await cmsCommands()).signOut()),
    register('mcptt.setPassphrase', async () => (await cmsCommands()).setPassphrase()),
    register('mcptt.cmsOpen', async (node) => (await cmsCommands()).cms.open(node)),
    register('mcptt.cmsCompare', async (node) => (await cmsCommands()).cms.compare(node)),
    register('mcptt.cmsDownload', async (node) => (await cmsCommands()).cms.download(node)),
    register('mcptt.cmsDelete', async (node) => (await cmsCommands()).cms.remove(node)),
    register('mcptt.cmsRefresh', async () => (await cmsCommands()).cms.refresh()),
    register('mcptt.cmsCopyCurl', async (node) => (await cmsCommands()).cms.copyCurl(node)),
    register('mcptt.cmsCopyAddress', async (node) => (await cmsCommands()).cms.copyAddress(node)),
    register('mcptt.cmsAddUser', async (node) => (await cmsCommands()).cms.addUser(node)),
    register('mcptt.cmsAddFolder', async (node) => (await cmsCommands()).cms.addFolder(node)),
    register('mcptt.cmsSignIn', async (node) => (await cmsCommands()).cms.signIn(node)),
    register('mcptt.copyPublishCurl', async () => (await cmsCommands()).cms.copyPublishCurl()),
    register('mcptt.completeMerge', async () => (await cmsCommands()).completeMerge()),
    register('mcptt.restartServer', () => server.restart()),
  );
  workspace.textDocuments.forEach(showStatus);
  return server;
}
