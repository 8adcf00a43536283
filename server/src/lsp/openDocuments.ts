import type { Position, Range, TextDocumentContentChangeEvent, TextDocumentItem, VersionedTextDocumentIdentifier } from 'vscode-languageserver';
import type { Diagnostic } from '../diagnostic';
import type { Completion, DiagnoseOptions, Hover, LanguageService, OpenDocument, RuleSeverities, TextEdit } from '../service';
import { Positions } from './positions';

/** A document of the editor: what is known of it, and its places in the protocol's terms. */
export class Opened {
  private readonly positions = new Positions();
  known: OpenDocument;
  private severities: RuleSeverities | undefined;
  /** Settles when the document is checked as its settings say, or when nobody wants to wait for these any longer. */
  ready: Promise<void> = Promise.resolve();

  constructor(readonly uri: string, public version: number, text: string, private checkedBy: LanguageService, private readonly filesBeside: ReturnType<FilesBeside>) {
    this.known = this.openWith(text);
  }

  get service(): LanguageService {
    return this.checkedBy;
  }

  /** What is known beside the text, and how the rules are told. */
  get options(): DiagnoseOptions {
    const fileName = fileNameOf(this.uri);
    return { ...(fileName !== undefined && { fileName }), ...(this.filesBeside && { fileExists: this.filesBeside }), ...(this.severities && { severities: this.severities }) };
  }

  /** Checks the document with a schema, and tells the rules as the settings want them. */
  use(service: LanguageService, severities: RuleSeverities): void {
    this.severities = severities;
    if (service === this.checkedBy) return;
    this.checkedBy = service;
    this.known = this.openWith(this.known.text.toString());
  }

  /** What was made of the text so far is dropped, and the text is read anew. */
  readAnew(): void {
    this.known = this.openWith(this.known.text.toString());
  }

  diagnose(): Diagnostic[] {
    return this.known.diagnose(this.severities);
  }

  /** Edits that mend all there is of some codes. */
  fixAll(codes: readonly string[] | 'safe'): TextEdit[] {
    return this.known.fixAll(codes, this.severities);
  }

  complete(position: Position): Completion[] {
    return this.checkedBy.complete(this.known.tree, this.offsetAt(position));
  }

  hover(position: Position): Hover | undefined {
    return this.checkedBy.hover(this.known.tree, this.offsetAt(position));
  }

  private openWith(text: string): OpenDocument {
    return this.checkedBy.open(text, this.options);
  }

  offsetAt(position: Position): number {
    return this.positions.offsetAt(this.known.text, position);
  }

  rangeOf(start: number, end: number): Range {
    const { text } = this.known;
    return { start: this.positions.positionAt(text, start), end: this.positions.positionAt(text, end) };
  }
}

/** Tells whether there is a file, by its path from the document's folder; undefined for a document that has no folder at hand. */
export type FilesBeside = (uri: string) => ((relativePath: string) => boolean) | undefined;

/** The documents that the editor holds. Each change is applied as it comes, one after the other, as the protocol counts them. */
export class OpenDocuments {
  private readonly documents = new Map<string, Opened>();

  /**
   * @param service that a document is first opened with
   * @param filesBeside tells which files there are beside a document, where that can be told
   * @param failed told of an edit that could not be made in place
   */
  constructor(private readonly service: LanguageService, private readonly filesBeside: FilesBeside, private readonly failed: (error: unknown) => void) {}

  get all(): Iterable<Opened> {
    return this.documents.values();
  }

  get(uri: string): Opened | undefined {
    return this.documents.get(uri);
  }

  open({ uri, version, text }: TextDocumentItem): Opened {
    const opened = new Opened(uri, version, text, this.service, this.filesBeside(uri));
    this.documents.set(uri, opened);
    return opened;
  }

  change({ uri, version }: VersionedTextDocumentIdentifier, changes: readonly TextDocumentContentChangeEvent[]): Opened | undefined {
    const opened = this.documents.get(uri);
    if (!opened) return undefined;
    for (const change of changes) {
      const [one, other] = 'range' in change ? [opened.offsetAt(change.range.start), opened.offsetAt(change.range.end)] : [0, opened.known.text.length];
      // A range that is given backwards is taken as it is meant.
      try {
        opened.known.edit(Math.min(one, other), Math.max(one, other), change.text);
      } catch (error) {
        // A mistake of ours must not leave the editor with the diagnostics of another text: the text itself has been changed already.
        opened.readAnew();
        this.failed(error);
      }
    }
    opened.version = version;
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
