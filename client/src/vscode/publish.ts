import { EventEmitter, Uri, window, workspace, type Disposable, type ExtensionContext, type LogOutputChannel, type TextDocument } from 'vscode';
import { activeConnection } from '../connection/activeConnection';
import { connectionLabel, type Connection } from '../connection/connection';
import { ConnectionProblem } from '../connection/readConnection';
import { IDENTITY_PEER } from '../signIn/authorizationServer';
import { createKeptSecrets } from '../signIn/keptSecrets';
import { createSessions } from '../signIn/sessions';
import { CMS_PEER } from '../transport/limits';
import { enterToken, forgetToken } from './accessToken';
import { createAccessTokens } from './accessTokens';
import { createCmsAccess } from './cmsAccess';
import { createCmsDesk, type CmsDesk, type LastPublish } from './cmsCommands';
import { createFolderMemory } from './cmsFolderMemory';
import { openDocument, saveOpen } from './cmsFolderProvider';
import { placeUri } from './cmsFolderUri';
import { FolderVersions } from './cmsFolderVersions';
import type { CmsTreeView } from './cmsTreeView';
import { createCmsStatus } from './cmsStatus';
import type { AccountMenu, SignInDesk } from './authenticationProvider';
import { browserIsHere, editorRedirect, openBrowser } from './browser';
import { cmsVersionScheme, createCmsVersions } from './cmsVersions';
import { createConnectionDesk, type ConnectionCommands } from './connectionDesk';
import { showConnectionStatus } from './connectionStatusItem';
import { connectionStatus, problemStatus } from './connectionStatusText';
import { createCredentials } from './credentials';
import { forgetSecrets } from './forgetSecrets';
import { createEditorUi } from './editorUi';
import type { LanguageServer } from './languageClient';
import { languageId } from './languageSwitch';
import { createLocalCms, type CmsProgram } from './localCms';
import { createMergeEditor, mergeScheme } from './mergeEditor';
import { createPublisher } from './publishFlow';
import { createPublishMemory } from './publishMemory';
import type { PublishOutcome } from './publishReports';
import { createRefusalMarks } from './refusalMarks';
import { withUsable } from './publishTarget';
import type { ProfileDocument } from './publishUi';
import type { Reach } from './reach';
import { selectionOf, uriOf } from './bulkFiles';
import { publishSelection } from './bulkFlow';
import { sha256 } from '../bulk/digest';
import type { BulkReport } from '../bulk/outcome';
import { chooseConnection, hasWorkspace, publishTo, publishesParts, readConnectionSettings, saveConnection, settingsFolder } from './settings';

/** The commands around a CMS, as the editor calls them. */
export interface CmsCommands extends ConnectionCommands, Disposable {
  /** @param place the document whose button was clicked; the active one where the command was chosen by name */
  publish(place?: unknown): Promise<PublishOutcome | undefined>;
  /** Shows the request and the difference from what the CMS has, before anything is sent. */
  previewPublish(place?: unknown): Promise<PublishOutcome | undefined>;
  /** @param clicked the folder or file in the explorer, @param selected all that is selected there; the workspace where both are absent */
  publishFolder(clicked?: unknown, selected?: unknown): Promise<BulkReport | undefined>;
  /** Takes over what the merge editor in front shows. */
  completeMerge(): Promise<void>;
  /** @param token asked for where it is left out. @returns whether one is set now */
  setToken(token?: unknown): Promise<boolean>;
  /** @returns whether there was one */
  forgetToken(): Promise<boolean>;
  /** @returns how many secrets were forgotten */
  forgetStored(): Promise<number>;
  /** @returns the XCAP root of the local CMS; undefined where it does not run */
  startCms(): Promise<string | undefined>;
  /** @returns whether there was one to stop */
  stopCms(): Promise<boolean>;
  readonly desk: SignInDesk;
  /** The CMS as a folder. */
  readonly cms: CmsDesk;
}

const LAST_PORT = 'mcptt.localCmsPort';

/** What the commands are made of. */
export interface CmsParts {
  readonly context: ExtensionContext;
  readonly server: LanguageServer;
  readonly reach: Reach;
  /** Runs a CMS; absent in a browser. */
  readonly program: CmsProgram | undefined;
  readonly output: LogOutputChannel;
  readonly accounts: AccountMenu;
  readonly view: CmsTreeView;
}

/** Puts publishing, connections and sign-in together from the editor's parts. */
export function createCmsCommands({ context, server, reach, program, output, accounts, view }: CmsParts): CmsCommands {
  const versions = createCmsVersions();
  const mergeEditor = createMergeEditor(versions);
  const marks = createRefusalMarks();
  const ui = createEditorUi(output, versions, mergeEditor, marks);
  const kept = createKeptSecrets(context.secrets, Date.now);
  const credentials = createCredentials(kept);
  const tokenChanges = new EventEmitter<void>();
  const sourceOf = async (connection: Connection) => ({ base: settingsFolder(window.activeTextEditor?.document.uri), passphrase: await credentials.passphrase(connection) });
  const sessions = createSessions({
    secrets: kept,
    // Its own name is what the CMS's certificate holds, not the identity management server's; nor are the headers for it.
    transport: async (connection) => reach.transport({ ...connection, tls: withoutServerName(connection.tls) }, await sourceOf(connection), IDENTITY_PEER),
    listen: ({ signIn: { redirect } }) => {
      const here = redirect === undefined ? browserIsHere() : redirect !== 'editor';
      if (!here || reach.listen === undefined) return editorRedirect(context.extension.id);
      return reach.listen(redirect === undefined || redirect === 'loopback' ? undefined : redirect);
    },
    openBrowser,
    now: Date.now,
    changed: (connection, what, session) => {
      accounts.changed(what, { connection, session });
      tokenChanges.fire();
    },
  });
  const tokens = createAccessTokens({ credentials, sessions, now: Date.now, ...(reach.runCommand === undefined ? {} : { runCommand: reach.runCommand }) });
  const transport = async (connection: Connection) => reach.transport(connection, await sourceOf(connection), CMS_PEER);
  const memory = createPublishMemory(context.workspaceState);
  let publishing: Uri | undefined;
  let lastPublish: LastPublish | undefined;
  const publisher = createPublisher({
    ui, tokens, memory,
    async transport(connection) {
      const carry = await transport(connection);
      return (request, signal) => {
        if (request.method === 'PUT' && publishing !== undefined) lastPublish = { connection, request, document: publishing };
        return carry(request, signal);
      };
    },
    trusted: () => workspace.isTrusted,
    inParts: (document) => publishesParts(Uri.parse(document.uri, true)),
    connection: (document) => activeConnection(readConnectionSettings(Uri.parse(document.uri, true))),
  });
  const settings = () => readConnectionSettings(window.activeTextEditor?.document.uri);
  const active = () => withUsable(() => activeConnection(settings()), ui);
  const connections = createConnectionDesk({
    ui, credentials, sessions, tokens, settings, transport,
    probe: async (connection) => reach.probe?.(connection, await sourceOf(connection)),
    choose: chooseConnection, save: saveConnection, workspaceOpen: hasWorkspace,
    show: (report) => versions.show('connection test.md', report),
    trusted: () => workspace.isTrusted,
    now: Date.now,
  });
  const cms = createCmsDesk({
    ui, credentials, tokens, memory, view,
    access: createCmsAccess({ ui, tokens, transport, trusted: () => workspace.isTrusted, settings: () => readConnectionSettings(undefined) }),
    own: createFolderMemory(context.workspaceState),
    versions: new FolderVersions(Date.now),
    open: openDocument,
    uriOf: (place) => placeUri(place).toString(),
    confirmed: new Set(),
    saveAgain: saveOpen,
    texts: versions,
    lastPublish: () => lastPublish,
    windows: program !== undefined && process.platform === 'win32',
    resolvePath: (path) => wholePath(path, settingsFolder(undefined)),
  });
  const connectionItem = showConnectionStatus(async (place) => {
    try {
      const connection = activeConnection(readConnectionSettings(place));
      return connectionStatus(connection, await tokens.outlook(connection), Date.now());
    } catch (error) {
      if (!(error instanceof ConnectionProblem)) output.error(error instanceof Error ? error : String(error));
      return problemStatus(error instanceof Error ? error.message : String(error));
    }
  }, tokenChanges.event, context.secrets.onDidChange);

  const underWay = new Set<string>();
  const cmsItem = createCmsStatus();
  // Settings that cannot be used name no CMS.
  const target = (): Pick<Connection, 'root' | 'xui'> => {
    try {
      return activeConnection(settings());
    } catch (error) {
      if (error instanceof ConnectionProblem) return { root: '', xui: '' };
      throw error;
    }
  };
  const localCms = createLocalCms({
    program,
    ui,
    credentials,
    data: Uri.joinPath(context.globalStorageUri, 'cms').fsPath,
    trusted: () => workspace.isTrusted,
    lastPort: { get: () => context.globalState.get(LAST_PORT, 0), set: async (port) => context.globalState.update(LAST_PORT, port) },
    target: { get: () => target().root, set: publishTo },
    proposedUser: () => target().xui || 'sip:user1@example.com',
    show: cmsItem.show,
  });
  const publishChosen = async (place: unknown, preview: boolean): Promise<PublishOutcome | undefined> => {
    const document = chosenDocument(place);
    publishing = document?.uri;
    const outcome = await publisher.publish(document && profileDocument(document, server), preview);
    if (outcome !== undefined) view.refresh();
    return outcome;
  };
  return {
    ...connections,
    cms,
    publish: (place) => publishChosen(place, false),
    previewPublish: (place) => publishChosen(place, true),
    async publishFolder(clicked, selected) {
      const selection = selectionOf(clicked, selected);
      if (selection === undefined) {
        ui.report({ severity: 'warning', message: 'There is no folder to publish: open one, or select files in the explorer.' });
        return undefined;
      }
      const place = clicked instanceof Uri ? clicked : workspace.workspaceFolders?.[0]?.uri;
      return publishSelection(selection, {
        ui, tokens, transport, underWay,
        trusted: () => workspace.isTrusted,
        connection: () => activeConnection(readConnectionSettings(place)),
        countErrors: (file, text) => server.countErrorsIn(uriOf(file), text, new AbortController().signal),
        mark: (file, text, places) => marks.showIn(uriOf(file), text, places),
        journal: async (key) => context.storageUri?.scheme === 'file' ? reach.journal?.(Uri.joinPath(context.storageUri, 'publish', `${await sha256(new TextEncoder().encode(key))}.jsonl`).fsPath) : undefined,
        // In a browser there is no other program that could be at it.
        lock: async (publication) => reach.lock?.(publication) ?? { release: async () => undefined },
        show: (report) => versions.show('publication report.md', report),
      });
    },
    completeMerge: () => mergeEditor.complete(),
    async setToken(token) {
      const connection = await active();
      return connection !== undefined && await enterToken(connection, credentials, ui, typeof token === 'string' ? token : undefined) !== undefined;
    },
    async forgetToken() {
      const connection = await active();
      return connection !== undefined && forgetToken(connection, credentials, ui);
    },
    forgetStored: () => forgetSecrets({ ui, kept, sessions, settings }),
    startCms: localCms.start,
    stopCms: async () => {
      const stopped = await localCms.stop();
      if (!stopped) ui.report({ severity: 'information', message: 'No local CMS runs in this window.' });
      return stopped;
    },
    desk: {
      signedIn: connections.signedIn,
      async signIn() {
        await connections.signIn();
        const connection = await active();
        const found = (await connections.signedIn()).find((each) => connection !== undefined && connectionLabel(each.connection) === connectionLabel(connection));
        if (found === undefined) throw new Error('Nobody is signed in');
        return found;
      },
      signOut: connections.signOutOf,
    },
    dispose() {
      void localCms.stop();
      for (const part of [cms, connectionItem, cmsItem, tokenChanges, mergeEditor, versions, marks]) part.dispose();
    },
  };
}

/** A path of the settings, as programs find it. */
function wholePath(path: string, base: string | undefined): string {
  return base === undefined || /^(?:[A-Za-z]:)?[\\/]/.test(path) ? path : Uri.joinPath(Uri.file(base), path).fsPath;
}

function withoutServerName({ serverName: _serverName, ...tls }: Connection['tls']): Connection['tls'] {
  return tls;
}

function chosenDocument(place: unknown): TextDocument | undefined {
  const document: TextDocument | undefined = place instanceof Uri
    ? workspace.textDocuments.find(({ uri }) => uri.toString() === place.toString())
    : window.activeTextEditor?.document;
  // What the CMS has, shown for comparison, and a merge that is not taken over yet are not the person's document.
  return document?.languageId === languageId && ![cmsVersionScheme, mergeScheme].includes(document.uri.scheme) ? document : undefined;
}

function profileDocument(document: TextDocument, server: LanguageServer): ProfileDocument {
  const { uri } = document;
  return {
    uri: uri.toString(),
    fileName: document.isUntitled ? undefined : uri.path.slice(uri.path.lastIndexOf('/') + 1),
    text: () => document.getText(),
    version: () => document.version,
    countErrors: (signal) => server.countErrors(document, signal),
  };
}
