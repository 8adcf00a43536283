import { Disposable, EventEmitter, FileSystemError, FileType, Uri, commands, workspace, type FileChangeEvent, type FileStat, type FileSystemProvider } from 'vscode';
import type { CmsVersions } from './cmsVersions';
import type { Merge } from './publishUi';

/** Scheme of the files that hold the results of merges. */
export const mergeScheme = 'mcptt-merge';

/** The editor's command for a merge editor: part of no promised interface, but the one that its own Git extension uses. */
const OPEN_MERGE_EDITOR = '_open.mergeEditor';

/** What the editor itself calls when a merge is completed. The button for it in the merge editor is open to its own extensions only. */
const COMPLETE_MERGE = 'mergeEditor.acceptMerge';

/** The merge editor of a window. */
export interface MergeEditor extends Disposable {
  /** Opens three versions in it. @returns false where this editor has none */
  open(merge: Merge): Promise<boolean>;
  /** Saves the result of the one in front and closes it; the editor asks first where something is left to merge. */
  complete(): Promise<void>;
}

interface MergeFile {
  content: Uint8Array;
  written: number;
  saved(text: string): void;
}

/**
 * Makes the merge editor of a window. A merge has a file of its own in memory, so that the document stays as it is until
 * the person takes the result over; completing a merge, or saving it, writes that file.
 */
export function createMergeEditor(versions: CmsVersions): MergeEditor {
  const files = new Map<string, MergeFile>();
  const changes = new EventEmitter<FileChangeEvent[]>();
  const fileAt = (uri: Uri): MergeFile => {
    const file = files.get(uri.toString());
    if (file === undefined) throw FileSystemError.FileNotFound(uri);
    return file;
  };
  const refuse = (uri: Uri): never => {
    throw FileSystemError.NoPermissions(uri);
  };
  const provider: FileSystemProvider = {
    onDidChangeFile: changes.event,
    watch: () => new Disposable(() => undefined),
    stat: (uri): FileStat => {
      const { content, written } = fileAt(uri);
      return { type: FileType.File, ctime: 0, mtime: written, size: content.length };
    },
    readFile: (uri) => fileAt(uri).content,
    writeFile: (uri, content) => {
      const file = fileAt(uri);
      file.content = content;
      file.written += 1;
      file.saved(new TextDecoder().decode(content));
    },
    readDirectory: refuse, createDirectory: refuse, delete: refuse, rename: refuse,
  };
  const registration = workspace.registerFileSystemProvider(mergeScheme, provider, { isCaseSensitive: true });
  const closing = workspace.onDidCloseTextDocument((document) => {
    if (document.isClosed) files.delete(document.uri.toString());
  });
  let count = 0;
  return {
    async open({ name, base, ours, theirs, saved }) {
      if (!(await commands.getCommands()).includes(OPEN_MERGE_EDITOR)) return false;
      count += 1;
      const output = Uri.from({ scheme: mergeScheme, path: `/${count}/${name}` });
      files.set(output.toString(), { content: new TextEncoder().encode(conflicted(ours, theirs)), written: 0, saved });
      await commands.executeCommand(OPEN_MERGE_EDITOR, {
        base: versions.keep(name, base),
        input1: { uri: versions.keep(name, theirs), title: 'CMS' },
        input2: { uri: versions.keep(name, ours), title: 'Yours' },
        output,
      });
      return true;
    },
    complete: async () => { await commands.executeCommand(COMPLETE_MERGE); },
    dispose() {
      for (const part of [registration, closing, changes]) part.dispose();
    },
  };
}

/** A result that is not begun: at these marks the editor merges by itself what does not conflict. */
function conflicted(ours: string, theirs: string): string {
  return `<<<<<<< CMS\n${theirs}\n=======\n${ours}\n>>>>>>> Yours\n`;
}
