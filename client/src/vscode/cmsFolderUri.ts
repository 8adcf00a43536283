import { EventEmitter, Uri, workspace, type Disposable, type FileChangeEvent, type FileSystemProvider } from 'vscode';
import { cmsFolderScheme, folderUri, type FolderPlace } from './cmsFolderPlace';

/** URI of a place. */
export function placeUri(place: FolderPlace): Uri {
  return Uri.from({ scheme: cmsFolderScheme, ...folderUri(place) });
}

/** Registers the folder's scheme; what does the work is made at the first use, because the XML parser comes with it. */
export function registerCmsFolder(make: () => Promise<FileSystemProvider>): Disposable {
  const changes = new EventEmitter<FileChangeEvent[]>();
  let made: Promise<FileSystemProvider> | undefined;
  const get = (): Promise<FileSystemProvider> => made ??= make().then((provider) => {
    provider.onDidChangeFile((events) => changes.fire(events));
    return provider;
  });
  return workspace.registerFileSystemProvider(cmsFolderScheme, {
    onDidChangeFile: changes.event,
    // Nobody is asked again and again whether something has changed: "MCPTT: Refresh CMS" does it once.
    watch: () => ({ dispose: () => undefined }),
    stat: async (uri) => (await get()).stat(uri),
    readDirectory: async (uri) => (await get()).readDirectory(uri),
    createDirectory: async (uri) => (await get()).createDirectory(uri),
    readFile: async (uri) => (await get()).readFile(uri),
    writeFile: async (uri, content, options) => (await get()).writeFile(uri, content, options),
    delete: async (uri, options) => (await get()).delete(uri, options),
    rename: async (from, to, options) => (await get()).rename(from, to, options),
  }, { isCaseSensitive: true });
}
