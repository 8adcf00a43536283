import { Uri, window, workspace, type Disposable, type ExtensionContext, type LogOutputChannel, type TextDocument } from 'vscode';
import type { Transport } from '../../../xcap/src/wire';
import { enterToken, forgetToken } from './accessToken';
import { createCmsStatus } from './cmsStatus';
import { cmsVersionScheme, createCmsVersions } from './cmsVersions';
import { createCredentials } from './credentials';
import { createEditorUi } from './editorUi';
import type { LanguageServer } from './languageClient';
import { languageId } from './languageSwitch';
import { createLocalCms, type CmsProgram } from './localCms';
import { createPublisher } from './publishFlow';
import { createPublishMemory } from './publishMemory';
import type { PublishOutcome } from './publishReports';
import { createRefusalMarks } from './refusalMarks';
import { checkSettings } from './publishTarget';
import type { ProfileDocument } from './publishUi';
import { readCmsSettings, writeCmsRoot } from './settings';

/** The commands around a CMS, as the editor calls them. */
export interface CmsCommands extends Disposable {
  /** @param place the document whose button was clicked; the active one where the command was chosen by name */
  publish(place?: unknown): Promise<PublishOutcome | undefined>;
  /** @param token asked for where it is left out. @returns whether one is set now */
  setToken(token?: unknown): Promise<boolean>;
  /** @returns whether there was one */
  forgetToken(): Promise<boolean>;
  /** @returns the XCAP root of the local CMS; undefined where it does not run */
  startCms(): Promise<string | undefined>;
  /** @returns whether there was one to stop */
  stopCms(): Promise<boolean>;
}

const LAST_PORT = 'mcptt.localCmsPort';

/** What the host gives to reach a CMS, and to run one. */
export interface CmsMeans {
  readonly transport: Transport;
  /** Absent in a browser. */
  readonly program?: CmsProgram;
}

/** Puts publishing together from the editor's parts. */
export function createCmsCommands(context: ExtensionContext, server: LanguageServer, { transport, program }: CmsMeans, output: LogOutputChannel): CmsCommands {
  const versions = createCmsVersions();
  const marks = createRefusalMarks();
  const ui = createEditorUi(output, versions, marks);
  const credentials = createCredentials(context.secrets);
  const publisher = createPublisher({
    ui,
    transport,
    credentials,
    memory: createPublishMemory(context.workspaceState),
    trusted: () => workspace.isTrusted,
    settings: (document) => readCmsSettings(Uri.parse(document.uri, true)),
  });
  const status = createCmsStatus();
  const localCms = createLocalCms({
    program,
    ui,
    credentials,
    data: Uri.joinPath(context.globalStorageUri, 'cms').fsPath,
    trusted: () => workspace.isTrusted,
    lastPort: { get: () => context.globalState.get(LAST_PORT, 0), set: async (port) => context.globalState.update(LAST_PORT, port) },
    target: { get: () => readCmsSettings(window.activeTextEditor?.document.uri).root, set: writeCmsRoot },
    proposedUser: () => readCmsSettings(window.activeTextEditor?.document.uri).xui || 'sip:user1@example.com',
    show: status.show,
  });
  const rootOfActive = (): string | undefined => {
    const settings = readCmsSettings(window.activeTextEditor?.document.uri);
    return checkSettings(settings, ui) ? settings.root : undefined;
  };
  return {
    publish(place) {
      const document = chosenDocument(place);
      return publisher.publish(document && profileDocument(document, server));
    },
    async setToken(token) {
      const root = rootOfActive();
      return root !== undefined && await enterToken(root, credentials, ui, typeof token === 'string' ? token : undefined) !== undefined;
    },
    async forgetToken() {
      const root = rootOfActive();
      return root !== undefined && forgetToken(root, credentials, ui);
    },
    startCms: localCms.start,
    stopCms: async () => {
      const stopped = await localCms.stop();
      if (!stopped) ui.report({ severity: 'information', message: 'No local CMS runs in this window.' });
      return stopped;
    },
    dispose() {
      void localCms.stop();
      status.dispose();
      versions.dispose();
      marks.dispose();
    },
  };
}

function chosenDocument(place: unknown): TextDocument | undefined {
  const document: TextDocument | undefined = place instanceof Uri
    ? workspace.textDocuments.find(({ uri }) => uri.toString() === place.toString())
    : window.activeTextEditor?.document;
  // What the CMS has, shown for comparison, is not the person's document.
  return document?.languageId === languageId && document.uri.scheme !== cmsVersionScheme ? document : undefined;
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
