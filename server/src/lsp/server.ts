import { type CancellationToken, type ClientCapabilities, type Connection, type InitializeParams, type InitializeResult, LSPErrorCodes, ResponseError, TextDocumentSyncKind } from 'vscode-languageserver';
import { createLanguageService } from '../service';
import { CODE_ACTION_KINDS, codeActionClient, codeActions, resolveCodeAction } from './codeActions';
import { toCompletionItem, toProtocolHover } from './convert';
import { DiagnosticReports } from './diagnosticReports';
import { OpenDocuments, type Opened } from './openDocuments';

/** Serves a connection, whatever carries it, until it is closed. */
export function startServer(connection: Connection): void {
  const service = createLanguageService();
  const documents = new OpenDocuments(service);
  const reports = new WeakMap<Opened, DiagnosticReports>();
  let pulls = false;
  let client = codeActionClient({});

  const reportsOf = (opened: Opened): DiagnosticReports => {
    const known = reports.get(opened) ?? new DiagnosticReports(opened);
    reports.set(opened, known);
    return known;
  };
  const push = (opened: Opened | undefined): void => {
    if (opened && !pulls) void connection.sendDiagnostics({ uri: opened.uri, version: opened.version, diagnostics: reportsOf(opened).current() });
  };

  connection.onInitialize(({ capabilities }: InitializeParams): InitializeResult => {
    pulls = pullsDiagnostics(capabilities);
    client = codeActionClient(capabilities);
    return {
      serverInfo: { name: 'MCPTT user profile' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        completionProvider: { triggerCharacters: ['<', '/', ' ', '"', "'", ':'] },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS], resolveProvider: true },
        ...(pulls && { diagnosticProvider: { identifier: 'mcptt', interFileDependencies: false, workspaceDiagnostics: false } }),
      },
    };
  });

  connection.onDidOpenTextDocument(({ textDocument }) => push(documents.open(textDocument)));
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => push(documents.change(textDocument, contentChanges)));
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    if (!pulls) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });

  connection.onCompletion(({ textDocument, position }) => {
    const opened = documents.get(textDocument.uri);
    return opened ? service.complete(opened.known.tree, opened.offsetAt(position)).map((completion, index) => toCompletionItem(opened, completion, index)) : null;
  });

  connection.onHover(({ textDocument, position }) => {
    const opened = documents.get(textDocument.uri);
    const hover = opened && service.hover(opened.known.tree, opened.offsetAt(position));
    return hover ? toProtocolHover(opened, hover) : null;
  });

  connection.onCodeAction((params) => {
    const opened = documents.get(params.textDocument.uri);
    return opened ? codeActions(opened, params, service, client) : null;
  });
  connection.onCodeActionResolve((action) => resolveCodeAction(action, (uri) => documents.get(uri), service, client));

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
    await newerMessages(token);
    const opened = documents.get(textDocument.uri);
    return opened ? reportsOf(opened).report(previousResultId) : { kind: 'full', items: [] };
  });

  connection.listen();
}

/** After what waits already; a browser's worker has no setImmediate. */
const soon: (then: () => void) => unknown = typeof setImmediate === 'function' ? setImmediate : (then) => setTimeout(then, 0);

/** The connection hands on one message a turn; what an editor sends with one keystroke is fewer than this. */
const TURNS = 4;

/**
 * Lets the messages that have come already go first: an edit that makes the question obsolete, its cancellation, or the
 * request for a completion, which somebody waits for.
 */
async function newerMessages(token: CancellationToken): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise((done) => soon(() => done(undefined)));
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'the request was cancelled');
}

function pullsDiagnostics(capabilities: ClientCapabilities): boolean {
  return capabilities.textDocument?.diagnostic !== undefined;
}
