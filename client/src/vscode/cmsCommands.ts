import { FileSystemError, Uri, commands, env, window, workspace, type Disposable } from 'vscode';
import { fetchRequest } from '../../../xcap/src/requests';
import type { WireRequest } from '../../../xcap/src/wire';
import { addressFault } from '../connection/readConnection';
import type { Connection } from '../connection/connection';
import { otherThanProfile } from '../connection/servedDocument';
import type { Credentials } from './credentials';
import type { AccessTokens } from './accessTokens';
import { FolderProblem } from './cmsAccess';
import { currentVersion, servedDocument, targetOf } from './cmsFolder';
import { textDigest } from './cmsFolderMemory';
import { cmsFolderScheme, type DocumentPlace } from './cmsFolderPlace';
import { createCmsFolder, type CmsFolder } from './cmsFolderProvider';
import { placeUri } from './cmsFolderUri';
import { addToWorkspace, chooseFolder } from './cmsWorkspaceFolder';
import type { SaveParts } from './cmsFolderSave';
import type { CmsVersions } from './cmsVersions';
import { childrenOf, placeLabel, userKey, type CmsNode, type TreeParts } from './cmsTree';
import type { CmsTreeView } from './cmsTreeView';
import { curlForPosix, curlForPowerShell, type CurlParts } from './curlCommand';

/** The PUT of the last publication of this window, as it went out. */
export interface LastPublish {
  readonly connection: Connection;
  readonly request: WireRequest;
  readonly document: Uri;
}

/** What the commands of the folder and the view work with. */
export interface CmsDeskParts extends Omit<SaveParts, 'changed'> {
  readonly credentials: Credentials;
  readonly tokens: AccessTokens;
  readonly texts: CmsVersions;
  readonly view: CmsTreeView;
  readonly windows: boolean;
  lastPublish(): LastPublish | undefined;
  /** The whole path of a file that a connection names. */
  resolvePath(path: string): string;
}

/** The commands of the folder and the view, each for the node that was clicked. */
export interface CmsDesk extends Disposable {
  readonly folder: CmsFolder;
  /** What the view shows below a node. */
  children(node?: unknown): Promise<CmsNode[]>;
  open(node: unknown): Promise<void>;
  compare(node: unknown): Promise<void>;
  /** @returns the file; undefined where nothing was written */
  download(node: unknown): Promise<Uri | undefined>;
  /** @returns whether it is removed */
  remove(node: unknown): Promise<boolean>;
  refresh(): void;
  /** @returns the command that is on the clipboard now */
  copyCurl(node: unknown): Promise<string | undefined>;
  copyPublishCurl(): Promise<string | undefined>;
  copyAddress(node: unknown): Promise<string | undefined>;
  addUser(node: unknown): Promise<void>;
  /** Adds what is below a connection, or below a user, to the workspace. @returns whether the editor took it */
  addFolder(node: unknown): Promise<boolean>;
  signIn(node: unknown): Promise<void>;
}

/** Makes the folder, the view and their commands. */
export function createCmsDesk(parts: CmsDeskParts): CmsDesk {
  const { ui, access, view } = parts;
  const tree: TreeParts = { ...parts, changed: () => undefined, localText, filesNamed };
  const folder = createCmsFolder(parts, () => view.refresh());

  /** Says what stands in the way; undefined then. */
  async function told<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof FolderProblem) && !(error instanceof FileSystemError)) throw error;
      ui.report({ severity: 'error', message: access.mask(error.message) });
      return undefined;
    }
  }

  async function copyCurl(curl: Omit<CurlParts, 'passphrase' | 'resolve' | 'token'>, connection: Connection): Promise<string> {
    const { source } = await parts.tokens.outlook(connection);
    const whole: CurlParts = { ...curl, token: source !== 'none', passphrase: await parts.credentials.passphrase(connection) !== undefined, resolve: parts.resolvePath };
    const command = parts.windows ? curlForPowerShell(whole) : curlForPosix(whole);
    await env.clipboard.writeText(command);
    ui.report({ severity: 'information', message: `The curl command is on the clipboard.${whole.token ? ' It takes the access token from the variable MCPTT_TOKEN, which you set.' : ''}` });
    return command;
  }

  return {
    folder,
    children: (node) => childrenOf(isNode(node) ? node : undefined, tree),
    refresh() {
      folder.refresh();
      view.refresh();
    },
    open: async (node) => { await commands.executeCommand('vscode.open', placeUri(documentNode(node).place)); },
    async compare(node) {
      const { place, local } = documentNode(node);
      if (local === undefined) return ui.report({ severity: 'information', message: `No file of this workspace belongs to ${place.document}: download it first.` });
      await told(async () => {
        const { text } = await currentVersion(targetOf(place, tree), 'asking', tree);
        await parts.texts.compare(local.uri, place.document, text);
      });
    },
    download: (node) => told(() => download(documentNode(node).place, tree, view)),
    async remove(node) {
      const { place } = documentNode(node);
      const removed = await told(async () => {
        const choice = await ui.ask({ severity: 'warning', message: `Delete ${placeLabel(place, tree)}?`, detail: 'It is removed from the CMS. Local files stay as they are.', choices: ['Delete'] });
        if (choice === undefined) return false;
        await workspace.fs.delete(placeUri(place));
        return true;
      });
      view.refresh();
      return removed ?? false;
    },
    copyCurl: (node) => told(async () => {
      const { connection, address } = targetOf(documentNode(node).place, tree);
      return copyCurl({ request: fetchRequest({ address }), connection }, connection);
    }),
    async copyPublishCurl() {
      const last = parts.lastPublish();
      if (last === undefined) {
        ui.report({ severity: 'information', message: 'Nothing was published from this window yet: publish a profile first.' });
        return undefined;
      }
      const { connection, request, document } = last;
      const bodyFile = document.scheme === 'file' ? document.fsPath : document.path.slice(document.path.lastIndexOf('/') + 1);
      return copyCurl({ request, connection, bodyFile }, connection);
    },
    copyAddress: (node) => told(async () => {
      const { url } = targetOf(documentNode(node).place, tree);
      await env.clipboard.writeText(url);
      return url;
    }),
    addUser: async (node) => {
      const connection = isNode(node) && node.kind === 'connection' ? node.connection : '';
      await told(async () => {
        const root: string = access.connection(connection).root;
        const entered = await ui.input({
          title: 'Add CMS User', prompt: 'XCAP user identity (XUI), for example sip:user2@example.com', value: '',
          validate: (value) => addressFault({ root, xui: value.trim(), document: 'x' }),
        });
        if (entered !== undefined) await parts.own.addUser(userKey(connection, tree), entered.trim());
      });
      view.refresh();
    },
    async addFolder(node) {
      const place = isNode(node) && (node.kind === 'connection' || node.kind === 'user') ? node : await chooseFolder(access.names(), ui);
      return place !== undefined && (await told(() => addToWorkspace(place, tree)) ?? false);
    },
    signIn: async (node) => {
      const connection = isNode(node) && node.kind === 'problem' ? node.signIn : undefined;
      if (connection !== undefined) await told(async () => parts.tokens.anew(access.connection(connection), ui));
      view.refresh();
    },
    dispose() { folder.dispose(); },
  };
}

/** The text in the editor counts, saved or not, as it does for publishing. */
async function localText(uri: string): Promise<string | undefined> {
  const open = workspace.textDocuments.find((each) => each.uri.toString() === uri);
  if (open) return open.getText();
  const place = Uri.parse(uri, true);
  if (place.scheme === cmsFolderScheme || place.scheme === 'untitled') return undefined;
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(place));
  } catch (error) {
    if (error instanceof FileSystemError) return undefined;
    throw error;
  }
}

async function filesNamed(name: string): Promise<readonly string[]> {
  // What a glob would read as something else stands between brackets.
  const found = await workspace.findFiles(`**/${name.replace(/[[\]{}*?!]/g, (special) => `[${special}]`)}`, undefined, 2);
  return found.filter(({ scheme }) => scheme !== cmsFolderScheme).map((uri) => uri.toString());
}

/** Writes a document of a CMS into the workspace, where the person says, and remembers that both are the same. */
async function download(place: DocumentPlace, tree: TreeParts, view: CmsTreeView): Promise<Uri | undefined> {
  const target = targetOf(place, tree);
  const { answer: { entityTag }, text, body } = await servedDocument(target, 'asking', tree);
  const other = otherThanProfile(place.document, text);
  if (other !== undefined) throw new FolderProblem('failed', other);
  const folder = workspace.workspaceFolders?.find(({ uri }) => uri.scheme !== cmsFolderScheme)?.uri;
  const proposed = folder && Uri.joinPath(folder, place.document.replace(/[\\/:*?"<>|]/g, '_'));
  const goal = await window.showSaveDialog({ title: `Download ${place.document}`, ...(proposed === undefined ? {} : { defaultUri: proposed }) });
  if (goal === undefined) return undefined;
  await workspace.fs.writeFile(goal, body);
  const tag = entityTag === undefined ? {} : { entityTag };
  await tree.own.rememberCommon(target.url, { file: goal.toString(), digest: await textDigest(text), ...tag });
  // Publishing the file goes on from the version that it is.
  await tree.memory.rememberSeen(target.url, { document: goal.toString(), ...tag }, text);
  view.refresh();
  return goal;
}

function isNode(node: unknown): node is CmsNode {
  return typeof node === 'object' && node !== null && 'kind' in node;
}

function documentNode(node: unknown): Extract<CmsNode, { kind: 'document' }> {
  if (isNode(node) && node.kind === 'document') return node;
  throw new Error('Choose a document in the CMS view first');
}
