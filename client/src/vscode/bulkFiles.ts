import { FileSystemError, FileType, RelativePattern, Uri, workspace } from 'vscode';
import type { BulkFile } from '../bulk/documentPlan';
import { isProfileName } from '../bulk/profileNames';
import { cmsFolderScheme } from './cmsFolderPlace';
import { isProfileText } from './rootElement';
import type { Selection } from './bulkFlow';

/**
 * What a person has selected in the explorer: files as they are, folders as the profiles in them and below; without a
 * selection, the folders of the workspace. Undefined where there is nothing.
 */
export function selectionOf(clicked: unknown, selected: unknown): Selection | undefined {
  const chosen = Array.isArray(selected) && selected.length > 0 ? selected : clicked === undefined ? workspace.workspaceFolders?.map(({ uri }) => uri) ?? [] : [clicked];
  // What is on a CMS needs no publishing, also where its folder is one of the workspace.
  const places = chosen.filter((each): each is Uri => each instanceof Uri && each.scheme !== cmsFolderScheme);
  const [first] = places;
  if (first === undefined) return undefined;
  return {
    name: places.length === 1 ? nameOf(first) : `${nameOf(first)} and ${places.length - 1} more`,
    key: places.map(String).sort().join(' '),
    places: places.map(pathOf),
    files: (signal) => filesOf(places, signal),
  };
}

async function* filesOf(places: readonly Uri[], signal: AbortSignal): AsyncGenerator<BulkFile> {
  const seen = new Set<string>();
  for (const place of places) {
    const { type } = await workspace.fs.stat(place);
    const isFolder = (type & FileType.Directory) !== 0;
    const found = isFolder ? await workspace.findFiles(new RelativePattern(place, '**/*.[xX][mM][lL]'), '**/{node_modules,.*}/**') : [place];
    for (const uri of found.sort((one, other) => (one.path < other.path ? -1 : 1))) {
      if (signal.aborted) return;
      const key = uri.toString();
      if (seen.has(key)) continue;
      seen.add(key);
      if (!isFolder || isProfileName(nameOf(uri)) || await beginsAsProfile(uri)) yield fileAt(uri);
    }
  }
}

function fileAt(uri: Uri): BulkFile {
  return {
    path: pathOf(uri),
    name: nameOf(uri),
    async read() {
      // What the person sees is not what would be sent.
      const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
      if (open?.isDirty) throw new Error('it has changes that are not saved; save it first');
      try {
        return await workspace.fs.readFile(uri);
      } catch (error) {
        throw error instanceof FileSystemError && error.code === 'FileNotFound' ? new Error('it is not there any more') : error;
      }
    },
  };
}

function pathOf(uri: Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString();
}

/** The URI of a file that `selectionOf` found. */
export function uriOf({ path }: BulkFile): Uri {
  return /^[\w+.-]{2,}:/.test(path) ? Uri.parse(path, true) : Uri.file(path);
}

async function beginsAsProfile(uri: Uri): Promise<boolean> {
  try {
    return isProfileText(new TextDecoder().decode(await workspace.fs.readFile(uri)));
  } catch {
    // Whether it is a profile is not known; when its turn comes, the report tells that it cannot be read.
    return true;
  }
}

function nameOf(uri: Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}
