import { workspace } from 'vscode';
import { FolderProblem } from './cmsAccess';
import type { FolderParts } from './cmsFolder';
import type { FolderPlace } from './cmsFolderPlace';
import { placeUri } from './cmsFolderUri';
import type { PublishUi } from './publishUi';

/** What can be a folder of the workspace: a document is a file in it. */
type WorkspacePlace = Exclude<FolderPlace, { kind: 'document' }>;

/** The connection whose documents are meant, where no node was clicked: the only one, or the one that the person picks. */
export async function chooseFolder(names: readonly string[], ui: PublishUi): Promise<WorkspacePlace | undefined> {
  if (names.length === 0) {
    ui.report({ severity: 'warning', message: 'No CMS is set up: add a connection first.', actions: [{ label: 'Add CMS Connection', run: () => ui.open('new connection') }] });
    return undefined;
  }
  const items = names.map((connection): { label: string; value: WorkspacePlace } => ({ label: connection === '' ? 'CMS of this workspace' : connection, value: { kind: 'connection', connection } }));
  return names.length === 1 ? items[0]?.value : ui.pick({ title: 'Open CMS Folder in Workspace', items });
}

const SAVE = 'Save All and Open';

/**
 * False where the person wants to look at unsaved files first. With its second folder the editor opens the workspace anew,
 * as another one, and what was not saved belongs to the one before.
 */
async function readyToReopen(cms: string, ui: PublishUi): Promise<boolean> {
  const unsaved = workspace.workspaceFile === undefined ? workspace.textDocuments.filter(({ isDirty }) => isDirty) : [];
  if (unsaved.length === 0) return true;
  const answer = await ui.ask({
    severity: 'warning', message: `Save all files before ${cms} is opened?`,
    detail: `The editor opens the workspace anew with it, and does not take along what is not saved:\n${unsaved.map(({ uri }) => workspace.asRelativePath(uri)).join('\n')}`, choices: [SAVE],
  });
  return answer === SAVE && workspace.saveAll(true);
}

/**
 * Adds a place of a CMS to the folders of the workspace, as the last one: relative paths count from the first. The editor's
 * own "Remove Folder from Workspace" takes it away again.
 * @returns whether it was added @throws FolderProblem
 */
export async function addToWorkspace(place: WorkspacePlace, { access, ui }: Pick<FolderParts, 'access' | 'ui'>): Promise<boolean> {
  const { name, root } = access.connection(place.connection);
  const cms = `CMS ${name === '' ? new URL(root).host : name}`;
  const uri = placeUri(place);
  if (workspace.workspaceFolders?.some((folder) => folder.uri.toString() === uri.toString())) {
    ui.report({ severity: 'information', message: `${cms} is a folder of this workspace already: look for it in the explorer.` });
    return false;
  }
  if (!await readyToReopen(cms, ui)) return false;
  const folder = { uri, name: place.kind === 'user' ? `${place.xui} (${cms})` : cms };
  if (!workspace.updateWorkspaceFolders(workspace.workspaceFolders?.length ?? 0, 0, folder)) throw new FolderProblem('failed', `The editor did not add ${cms} to the workspace; try again when its folders have settled.`);
  return true;
}
