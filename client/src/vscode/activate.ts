import { commands, window, type ExtensionContext } from 'vscode';
import { createLanguageServer, type CreateClient, type LanguageServer } from './languageClient';
import { switchOpenedProfiles } from './languageSwitch';
import { createOutput } from './output';
import type { CmsCommands, CmsMeans } from './publish';

/** What differs between the editor under Node and the one in a browser. */
export interface Host extends CmsMeans {
  readonly createClient: CreateClient;
}

/** Starts the extension; the caller stops the server when the editor goes. */
export function activateIn(host: Host, context: ExtensionContext): LanguageServer {
  const output = createOutput();
  const server = createLanguageServer(host.createClient, output);

  let cms: Promise<CmsCommands> | undefined;
  // Loaded at the first use: the XML parser comes with it, and most windows never publish.
  const cmsCommands = (): Promise<CmsCommands> => cms ??= import('./publish').then(({ createCmsCommands }) => {
    const made = createCmsCommands(context, server, host, output);
    context.subscriptions.push(made);
    return made;
  });

  /** Whatever goes wrong in a way that nobody has foreseen is told, too. */
  const register = <Result>(command: string, run: (argument: unknown) => Promise<Result>) =>
    commands.registerCommand(command, async (argument: unknown) => {
      try {
        return await run(argument);
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
    register('mcptt.publish', async (place) => (await cmsCommands()).publish(place)),
    register('mcptt.setToken', async (token) => (await cmsCommands()).setToken(token)),
    register('mcptt.forgetToken', async () => (await cmsCommands()).forgetToken()),
    register('mcptt.startCms', async () => (await cmsCommands()).startCms()),
    register('mcptt.stopCms', async () => (await cmsCommands()).stopCms()),
    register('mcptt.restartServer', () => server.restart()),
  );
  return server;
}
