import { ConfigurationTarget, workspace, type Uri } from 'vscode';
import type { CmsSettings } from './publishUi';

/** Reads where the documents of a place are published to; one address for each folder of a workspace is possible. */
export function readCmsSettings(place: Uri | undefined): CmsSettings {
  const settings = workspace.getConfiguration('mcptt.cms', place);
  // Whatever somebody wrote there; the language server tells what cannot be used.
  const text = (name: string): string => {
    const value = settings.get<unknown>(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  return { root: text('root'), xui: text('xui'), mediaType: text('mediaType') };
}

/** Sets where the documents of the open workspace are published to; of a window without one, the person's own setting. */
export async function writeCmsRoot(root: string): Promise<void> {
  const target = workspace.workspaceFolders === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
  await workspace.getConfiguration('mcptt.cms').update('root', root, target);
}

/** Whether XML files that hold a profile are switched to the profile language when they are opened. */
export function switchesLanguage(place: Uri): boolean {
  return workspace.getConfiguration('mcptt', place).get<unknown>('switchLanguage') !== false;
}
