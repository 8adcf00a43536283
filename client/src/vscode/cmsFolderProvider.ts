import {
  EventEmitter, FileChangeType, FilePermission, FileSystemError, FileType, Uri, workspace,
  type Disposable, type FileChangeEvent, type FileStat, type FileSystemProvider,
} from 'vscode';
import { FolderProblem, type CmsAccess } from './cmsAccess';
import { knownUsers, listPlace, noUser, readVersion, statVersion, type FolderChange } from './cmsFolder';
import { deleteFromCms, renameOnCms } from './cmsFolderMove';
import { cmsFolderScheme, folderUri, readFolderUri, type DocumentPlace, type FolderPlace } from './cmsFolderPlace';
import { writeDocument, type SaveParts } from './cmsFolderSave';
import { placeUri } from './cmsFolderUri';
import type { OpenDocument } from './cmsFolderVersions';

/** The folder of a window, and what the commands do to it. */
export interface CmsFolder extends Disposable {
  readonly provider: FileSystemProvider;
  /** Looks at everything anew that an editor or the explorer shows. */
  refresh(): void;
}

/** What the editor has open at a URI of the folder. */
export function openDocument(uri: string): OpenDocument | undefined {
  const document = workspace.textDocuments.find((each) => each.uri.scheme === cmsFolderScheme && each.uri.toString() === uri);
  return document && { text: document.getText(), dirty: document.isDirty };
}

/** Saves what is open at a URI, as a click on Save does. */
export async function saveOpen(uri: string): Promise<void> {
  await workspace.textDocuments.find((each) => each.uri.toString() === uri)?.save();
}

/** Makes the folder; `parts.changed` is not used: the provider tells the editor itself. */
export function createCmsFolder(made: Omit<SaveParts, 'changed'>, told: (changes: readonly FolderChange[]) => void): CmsFolder {
  const changes = new EventEmitter<FileChangeEvent[]>();
  const parts: SaveParts = {
    ...made,
    changed(list) {
      changes.fire(list.map(({ kind, place }) => ({ type: CHANGES[kind], uri: placeUri(place) })));
      told(list);
    },
  };
  const { versions, access } = parts;
  const toldIncomplete = new Set<string>();
  const inFolder = <T extends { readonly uri: Uri; readonly isClosed: boolean }>(work: (document: T) => void) => (document: T) => { if (document.uri.scheme === cmsFolderScheme) work(document); };
  const listeners = [
    workspace.onDidOpenTextDocument(inFolder((document) => versions.opened(document.uri.toString(), { text: document.getText(), dirty: document.isDirty }))),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.scheme === cmsFolderScheme && !document.isDirty) versions.shown(document.uri.toString(), document.getText());
    }),
    // A change of the language comes as a close, too, but leaves the document open.
    workspace.onDidCloseTextDocument(inFolder((document) => { if (document.isClosed) versions.forget(document.uri.toString()); })),
  ];

  const provider: FileSystemProvider = {
    onDidChangeFile: changes.event,
    watch: () => ({ dispose: () => undefined }),
    stat: (uri) => inTerms(access, async () => statOf(placeOf(uri), parts)),
    readDirectory: (uri) => inTerms(access, async () => {
      const place = placeOf(uri);
      if (place.kind === 'connection') return knownUsers(place, parts).map((xui) => [nameIn({ kind: 'user', connection: place.connection, xui }), FileType.Directory] as [string, FileType]);
      if (place.kind === 'document') throw FileSystemError.FileNotADirectory(uri);
      const { documents, complete } = await listPlace(place, 'once', parts);
      if (!complete && !toldIncomplete.has(place.connection)) {
        toldIncomplete.add(place.connection);
        parts.ui.report({ severity: 'information', message: `This CMS keeps no list of documents: of ${place.xui} you see those that were published or opened from this workspace.` });
      }
      return documents.map(({ document }) => [nameIn({ kind: 'document', connection: place.connection, xui: place.xui, document }), FileType.File] as [string, FileType]);
    }),
    createDirectory: (uri) => inTerms(access, async () => {
      throw new FolderProblem('not allowed', `A CMS has no folders to create: the first document of a user makes the user's place (${uri.path}).`);
    }),
    readFile: (uri) => inTerms(access, async () => new TextEncoder().encode((await readVersion(documentOf(uri), parts)).text)),
    writeFile: (uri, content, options) => inTerms(access, () => writeDocument(documentOf(uri), content, options, parts)),
    delete: (uri) => inTerms(access, async () => {
      const place = placeOf(uri);
      if (place.kind !== 'document') throw new FolderProblem('not allowed', 'A CMS removes one document at a time: delete the documents of this folder.');
      await deleteFromCms(place, parts);
    }),
    rename: (from, to) => inTerms(access, async () => {
      if (placeOf(from).kind !== 'document') throw new FolderProblem('not allowed', 'A user of a CMS cannot be renamed; move the documents to the other user one by one.');
      await renameOnCms(documentOf(from), documentOf(to), parts);
    }),
  };
  return {
    provider,
    refresh() {
      access.askAgain();
      changes.fire(versions.uris().map((uri) => ({ type: FileChangeType.Changed, uri: Uri.parse(uri, true) })));
      changes.fire(access.names().map((connection) => ({ type: FileChangeType.Changed, uri: placeUri({ kind: 'connection', connection }) })));
    },
    dispose() {
      for (const listener of listeners) listener.dispose();
      changes.dispose();
    },
  };
}

const CHANGES = { created: FileChangeType.Created, changed: FileChangeType.Changed, deleted: FileChangeType.Deleted } as const;

async function statOf(place: FolderPlace, parts: SaveParts): Promise<FileStat> {
  if (place.kind === 'document') {
    const { size, seenAt } = await statVersion(place, parts);
    return { type: FileType.File, ctime: 0, mtime: seenAt, size };
  }
  const folder: FileStat = { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  try {
    if (place.kind === 'user' && !knownUsers(place, parts).includes(place.xui) && !place.xui.includes(':')) throw noUser(place);
    parts.access.connection(place.connection);
    return folder;
  } catch (error) {
    // It is there, and nothing can be written to it: the workspace is not trusted, or its connection cannot be used.
    if (error instanceof FolderProblem && error.kind === 'not allowed') return { ...folder, permissions: FilePermission.Readonly };
    throw error;
  }
}

function placeOf(uri: Uri): FolderPlace {
  const place = readFolderUri(uri);
  if (place === undefined) throw FileSystemError.FileNotFound(uri);
  return place;
}

function documentOf(uri: Uri): DocumentPlace {
  const place = placeOf(uri);
  if (place.kind !== 'document') throw FileSystemError.FileIsADirectory(uri);
  return place;
}

function nameIn(place: FolderPlace): string {
  const { path } = folderUri(place);
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Tells a problem in the editor's own terms, without a token that a server has repeated. */
async function inTerms<T>(access: CmsAccess, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FolderProblem)) throw error;
    const message = access.mask(error.message);
    if (error.kind === 'missing') throw FileSystemError.FileNotFound(message);
    if (error.kind === 'exists') throw FileSystemError.FileExists(message);
    throw error.kind === 'not allowed' ? FileSystemError.NoPermissions(message) : FileSystemError.Unavailable(message);
  }
}
