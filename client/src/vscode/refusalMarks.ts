import { Diagnostic, DiagnosticSeverity, Range, languages, workspace, type Disposable } from 'vscode';
import type { ConflictPlace } from '../../../xcap/src/conflictPlaces';

/** What CMS have refused, marked in the documents that were published. */
export interface RefusalMarks extends Disposable {
  /** Replaces the marks of a document; none where its text is no longer the one that the places are of. */
  show(document: string, text: string, places: readonly ConflictPlace[]): void;
}

/** Makes the marks of a window. An edit takes those of its document away: they are a verdict on what was sent. */
export function createRefusalMarks(): RefusalMarks {
  const marks = languages.createDiagnosticCollection('mcptt-cms');
  const editing = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0) marks.delete(document.uri);
  });
  const closing = workspace.onDidCloseTextDocument(({ uri }) => marks.delete(uri));
  return {
    show(uri, text, places) {
      const document = workspace.textDocuments.find((each) => each.uri.toString() === uri);
      if (!document) return;
      marks.set(document.uri, document.getText() === text ? places.map(({ start, end, message }) => {
        const mark = new Diagnostic(new Range(document.positionAt(start), document.positionAt(end)), message, DiagnosticSeverity.Error);
        mark.source = 'CMS';
        return mark;
      }) : []);
    },
    dispose() {
      editing.dispose();
      closing.dispose();
      marks.dispose();
    },
  };
}
