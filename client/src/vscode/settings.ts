import { ConfigurationTarget, workspace, type Uri } from 'vscode';
import type { ConnectionLayer, ConnectionSettings } from '../connection/activeConnection';
import { cmsFolderScheme } from './cmsFolderPlace';

/**
 * Whose settings count for a place: a document on a CMS has none of its own, also where its folder is one of the workspace.
 * Those of the first other folder do, and so they do where there is no place at all.
 */
function settingsPlace(place: Uri | undefined): Uri | undefined {
  return place !== undefined && place.scheme !== cmsFolderScheme ? place : workspace.workspaceFolders?.find(({ uri }) => uri.scheme !== cmsFolderScheme)?.uri;
}

/** Reads what the settings say of connections; another one for each folder of a workspace is possible. */
export function readConnectionSettings(place: Uri | undefined): ConnectionSettings {
  const settings = workspace.getConfiguration('mcptt', settingsPlace(place));
  const text = (name: string): string => {
    const value = settings.get<unknown>(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  // By place, not merged as the editor would: what names a program, or gets a token, must be known by who wrote it.
  const found = settings.inspect<unknown>('connections');
  const layers: ConnectionLayer[] = [
    { place: 'user', connections: found?.globalValue }, { place: 'workspace', connections: found?.workspaceValue }, { place: 'workspace', connections: found?.workspaceFolderValue },
  ];
  return { cms: { root: text('cms.root'), xui: text('cms.xui'), mediaType: text('cms.mediaType') }, active: text('connection'), layers };
}

/** Where settings are kept that a person writes by a form. */
export type SettingsPlace = 'user' | 'workspace';

/** Adds a connection to the settings of a place, or puts it in place of the one there. */
export async function saveConnection(name: string, value: unknown, place: SettingsPlace): Promise<void> {
  const settings = workspace.getConfiguration('mcptt');
  const found = settings.inspect<Record<string, unknown>>('connections');
  const before = place === 'user' ? found?.globalValue : found?.workspaceValue;
  await settings.update('connections', { ...before, [name]: value }, targetOf(place));
}

/** Makes a connection the active one: of the workspace, where one is open. */
export async function chooseConnection(name: string, place: SettingsPlace = hasWorkspace() ? 'workspace' : 'user'): Promise<void> {
  await workspace.getConfiguration('mcptt').update('connection', name, targetOf(place));
}

/** Whether there is a workspace to keep settings in. */
export function hasWorkspace(): boolean {
  return workspace.workspaceFile !== undefined || (workspace.workspaceFolders?.length ?? 0) > 0;
}

/** The folder that relative paths of a place's settings count from; undefined where there is none on this machine. */
export function settingsFolder(place: Uri | undefined): string | undefined {
  const own = settingsPlace(place);
  const folder = (own && workspace.getWorkspaceFolder(own)) ?? workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
  return folder?.uri.scheme === 'file' ? folder.uri.fsPath : undefined;
}

/** Makes a CMS without a name the one that is published to: of the workspace, where one is open. */
export async function publishTo(root: string): Promise<void> {
  const place: SettingsPlace = hasWorkspace() ? 'workspace' : 'user';
  const settings = workspace.getConfiguration('mcptt');
  await settings.update('cms.root', root, targetOf(place));
  if (settings.get<unknown>('connection', '') !== '') await chooseConnection('', place);
}

/** Whether XML files that hold a profile are switched to the profile language when they are opened. */
export function switchesLanguage(place: Uri): boolean {
  return workspace.getConfiguration('mcptt', place).get<unknown>('switchLanguage') !== false;
}

/** Whether small changes of a document are sent as changes of its parts. */
export function publishesParts(place: Uri): boolean {
  return workspace.getConfiguration('mcptt', place).get<unknown>('publish.parts') === 'whenSmall';
}

function targetOf(place: SettingsPlace): ConfigurationTarget {
  return place === 'user' ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
}
