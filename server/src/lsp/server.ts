import { type ClientCapabilities, type Connection, DocumentDiagnosticReportKind, type InitializeParams, type InitializeResult, TextDocuments, TextDocumentSyncKind } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createLanguageService } from '../service';
import { toCompletionItem, toProtocolDiagnostic, toProtocolHover } from './convert';
import { TreeCache } from './treeCache';

/** Serves a connection, whatever carries it, until it is closed. */
export function startServer(connection: Connection): void {
  const service = createLanguageService();
  const documents = new TextDocuments(TextDocument);
  const trees = new TreeCache(service);
  let pulls = false;

  const diagnose = (document: TextDocument): ReturnType<typeof toProtocolDiagnostic>[] =>
    service.diagnose(trees.of(document), { fileName: fileNameOf(document.uri) }).map((diagnostic) => toProtocolDiagnostic(document, diagnostic));

  connection.onInitialize(({ capabilities }: InitializeParams): InitializeResult => {
    pulls = pullsDiagnostics(capabilities);
    return {
      serverInfo: { name: 'MCPTT user profile' },
      capabilities: {
        textDocumentSync: TextDocumentSyncKind.Incremental,
        completionProvider: { triggerCharacters: ['<', '/', ' ', '"', "'", ':'] },
        hoverProvider: true,
        ...(pulls && { diagnosticProvider: { identifier: 'mcptt', interFileDependencies: false, workspaceDiagnostics: false } }),
      },
    };
  });

  connection.onCompletion(({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    if (!document) return null;
    return service.complete(trees.of(document), document.offsetAt(position)).map((completion, index) => toCompletionItem(document, completion, index));
  });

  connection.onHover(({ textDocument, position }) => {
    const document = documents.get(textDocument.uri);
    const hover = document && service.hover(trees.of(document), document.offsetAt(position));
    return hover ? toProtocolHover(document, hover) : null;
  });

  connection.languages.diagnostics.on(({ textDocument, previousResultId }) => {
    const document = documents.get(textDocument.uri);
    if (!document) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const resultId = String(document.version);
    // The same version of the same open document has the same diagnostics: nothing is sent again.
    return previousResultId === resultId ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId } : { kind: DocumentDiagnosticReportKind.Full, resultId, items: diagnose(document) };
  });

  documents.onDidChangeContent(({ document }) => {
    if (!pulls) void connection.sendDiagnostics({ uri: document.uri, version: document.version, diagnostics: diagnose(document) });
  });
  documents.onDidClose(({ document }) => {
    trees.forget(document.uri);
    if (!pulls) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });

  documents.listen(connection);
  connection.listen();
}

function pullsDiagnostics(capabilities: ClientCapabilities): boolean {
  return capabilities.textDocument?.diagnostic !== undefined;
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
