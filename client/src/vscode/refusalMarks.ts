import { Diagnostic, DiagnosticSeverity, Range, languages, workspace, type Disposable, type FileSystemWatcher, type Uri } from 'vscode';
import { sha256 } from '../bulk/digest';
import type { TextPlace } from '../bulk/textPlaces';
import type { ConflictPlace } from '../../../xcap/src/conflictPlaces';

/** What CMS have refused, marked in the documents that were published. */
export interface RefusalMarks extends Disposable {
  /** Replaces the marks of a document in an editor; none where its text is no longer the one that the places are of. */
  show(document: string, text: string, places: readonly ConflictPlace[]): void;
  /** Replaces the marks of a file, in an editor or not; none where an editor has another text than the one that the places are of. */
  showIn(file: Uri, text: string, places: readonly TextPlace[]): void;
}

/** A folder of ten thousand documents that are all refused for one reason needs no ten thousand marks: the report has them all. */
const MOST_FILES = 500;

/** Makes the marks of a window. An edit takes those of its document away, and a change of its file those of the file: they are a verdict on what was sent. */
export function createRefusalMarks(): RefusalMarks {
  const marks = languages.createDiagnosticCollection('mcptt-cms');
  /** Files that were sent as they are saved, with the digest of what was sent: their marks stay when an editor on them closes. */
  const files = new Map<string, Promise<string>>();
  let watcher: FileSystemWatcher | undefined;
  const clear = (uri: Uri): void => {
    files.delete(uri.toString());
    marks.delete(uri);
  };
  const editing = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) clear(document.uri);
  });
  const closing = workspace.onDidCloseTextDocument(({ uri }) => {
    if (!files.has(uri.toString())) marks.delete(uri);
  });
  /** By a generator, or another editor: what is saved now may be something else than was sent. News of the change that was sent may come late. */
  const saved = async (uri: Uri): Promise<void> => {
    const sent = files.get(uri.toString());
    if (sent === undefined) return;
    const now = await workspace.fs.readFile(uri).then(sha256, () => '');
    if (files.get(uri.toString()) === sent && now !== await sent) clear(uri);
  };
  const watch = (): FileSystemWatcher => {
    const made = workspace.createFileSystemWatcher('**/*.[xX][mM][lL]', true);
    made.onDidChange((uri) => void saved(uri));
    made.onDidDelete(clear);
    return made;
  };
  const openOne = (uri: string) => workspace.textDocuments.find((each) => each.uri.toString() === uri);
  return {
    show(uri, text, places) {
      const document = openOne(uri);
      if (!document) return;
      files.delete(uri);
      marks.set(document.uri, document.getText() === text ? places.map(({ start, end, message }) => markOf(new Range(document.positionAt(start), document.positionAt(end)), message)) : []);
    },
    showIn(file, text, places) {
      const key = file.toString();
      const open = openOne(key);
      const stale = open !== undefined && open.getText() !== text.replace(/^\uFEFF/, '');
      if (places.length === 0 || stale || (!files.has(key) && files.size >= MOST_FILES)) return clear(file);
      watcher ??= watch();
      files.set(key, sha256(new TextEncoder().encode(text)));
      marks.set(file, places.map(({ start, end, message }) => markOf(new Range(start.line, start.character, end.line, end.character), message)));
    },
    dispose() {
      editing.dispose();
      closing.dispose();
      watcher?.dispose();
      marks.dispose();
    },
  };
}

function markOf(range: Range, message: string): Diagnostic {
  const mark = new Diagnostic(range, message, DiagnosticSeverity.Error);
  mark.source = 'CMS';
  return mark;
}
