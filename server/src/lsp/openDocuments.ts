import type { TextDocumentContentChangeEvent, TextDocumentItem, VersionedTextDocumentIdentifier } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { LanguageService, OpenDocument } from '../service';

/** A document of the editor: its text, its place, and what is known of it. */
export interface Opened {
  readonly text: TextDocument;
  readonly known: OpenDocument;
}

/** The documents that the editor holds. Each change is applied as it comes, one after the other, as the protocol counts them. */
export class OpenDocuments {
  private readonly documents = new Map<string, Opened>();

  constructor(private readonly service: Pick<LanguageService, 'open'>) {}

  get(uri: string): Opened | undefined {
    return this.documents.get(uri);
  }

  open({ uri, languageId, version, text }: TextDocumentItem): Opened {
    const fileName = fileNameOf(uri);
    const opened = { text: TextDocument.create(uri, languageId, version, text), known: this.service.open(text, fileName === undefined ? {} : { fileName }) };
    this.documents.set(uri, opened);
    return opened;
  }

  change({ uri, version }: VersionedTextDocumentIdentifier, changes: readonly TextDocumentContentChangeEvent[]): Opened | undefined {
    const opened = this.documents.get(uri);
    if (!opened) return undefined;
    const { text, known } = opened;
    for (const change of changes) {
      const whole = !('range' in change);
      const start = whole ? 0 : text.offsetAt(change.range.start);
      const end = whole ? text.getText().length : text.offsetAt(change.range.end);
      TextDocument.update(text, [change], version);
      // A range that is given backwards is taken as it is meant, as the text's own library does.
      known.edit(text.getText(), { start: Math.min(start, end), end: Math.max(start, end), inserted: change.text.length });
    }
    return opened;
  }

  close(uri: string): void {
    this.documents.delete(uri);
  }
}

/** Last segment of a document's path, decoded; undefined for a document that has none yet. */
function fileNameOf(uri: string): string | undefined {
  if (uri.startsWith('untitled:')) return undefined;
  const segment = uri.replace(/[?#].*$/, '').split('/').pop();
  if (!segment) return undefined;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
