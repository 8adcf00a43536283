import { Uri, window, workspace, type Disposable, type ExtensionContext, type LogOutputChannel, type TextDocument } from 'vscode';
import type { Transport } from '../../../xcap/src/wire';
import { enterToken, forgetToken } from './accessToken';
import { cmsVersionScheme, createCmsVersions } from './cmsVersions';
import { createCredentials } from './credentials';
import { createEditorUi } from './editorUi';
import type { LanguageServer } from './languageClient';
import { languageId } from './languageSwitch';
import { createPublisher } from './publishFlow';
import { createPublishMemory } from './publishMemory';
import type { PublishOutcome } from './publishReports';
import { createRefusalMarks } from './refusalMarks';
import { checkSettings } from './publishTarget';
import type { ProfileDocument } from './publishUi';
import { readCmsSettings } from './settings';

/** The commands around a CMS, as the editor calls them. */
export interface CmsCommands extends Disposable {
  /** @param place the document whose button was clicked; the active one where the command was chosen by name */
  publish(place?: unknown): Promise<PublishOutcome | undefined>;
  /** @param token asked for where it is left out. @returns whether one is set now */
  setToken(token?: unknown): Promise<boolean>;
  /** @returns whether there was one */
  forgetToken(): Promise<boolean>;
}

/** Puts publishing together from the editor's parts. */
export function createCmsCommands(context: ExtensionContext, server: LanguageServer, transport: Transport, output: LogOutputChannel): CmsCommands {
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
    dispose() {
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
