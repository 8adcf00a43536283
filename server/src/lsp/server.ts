import { type CancellationToken, type ClientCapabilities, type Connection, type InitializeParams, type InitializeResult, LSPErrorCodes, ResponseError, TextDocumentSyncKind } from 'vscode-languageserver';
import { createLanguageService } from '../service';
import { CODE_ACTION_KINDS, codeActionClient, type CodeActionDesk, codeActions, documentOf, resolveCodeAction } from './codeActions';
import { toCompletionItem, toProtocolHover } from './convert';
import { DiagnosticReports } from './diagnosticReports';
import { type FilesBeside, OpenDocuments, type Opened } from './openDocuments';
import { RuleSettings } from './ruleSettings';

/** Serves a connection, whatever carries it, until it is closed. @param filesBeside a server without files knows of none */
export function startServer(connection: Connection, filesBeside: FilesBeside = () => undefined): void {
  const service = createLanguageService();
  const documents = new OpenDocuments(service, filesBeside);
  const settings = new RuleSettings(connection);
  const reports = new WeakMap<Opened, DiagnosticReports>();
  let pulls = false;
  let client = codeActionClient({});
  let refreshes = false;

  const reportsOf = (opened: Opened): DiagnosticReports => {
    const known = reports.get(opened) ?? new DiagnosticReports(opened);
    reports.set(opened, known);
    return known;
  };
  const push = async (opened: Opened | undefined): Promise<void> => {
    if (!opened || pulls) return;
    const severities = await settings.of(opened.uri);
    // It may be closed by now, and its diagnostics taken back.
    if (documents.get(opened.uri) === opened) await connection.sendDiagnostics({ uri: opened.uri, version: opened.version, diagnostics: reportsOf(opened).current(severities) });
  };

  connection.onInitialize(({ capabilities }: InitializeParams): InitializeResult => {
    pulls = pullsDiagnostics(capabilities);
    client = codeActionClient(capabilities);
    refreshes = capabilities.workspace?.diagnostics?.refreshSupport === true;
    settings.initialize(capabilities);
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

  connection.onInitialized(() => settings.initialized());
  connection.onDidChangeConfiguration(({ settings: sent }) => {
    settings.changed(sent);
    for (const opened of documents.all) void push(opened);
    if (pulls && refreshes) void connection.languages.diagnostics.refresh();
  });

  connection.onDidOpenTextDocument(({ textDocument }) => push(documents.open(textDocument)));
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => push(documents.change(textDocument, contentChanges)));
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    settings.forget(uri);
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

  const desk = async (uri: string): Promise<CodeActionDesk> => ({ service, client, severities: await settings.of(uri) });
  connection.onCodeAction(async (params) => {
    const behind = await desk(params.textDocument.uri);
    const opened = documents.get(params.textDocument.uri);
    return opened ? codeActions(opened, params, behind) : null;
  });
  connection.onCodeActionResolve(async (action) => {
    const uri = documentOf(action);
    if (uri === undefined) return action;
    const behind = await desk(uri);
    const opened = documents.get(uri);
    return opened ? resolveCodeAction(action, opened, behind) : action;
  });

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
    await newerMessages(token);
    const severities = await settings.of(textDocument.uri);
    const opened = documents.get(textDocument.uri);
    return opened ? reportsOf(opened).report(previousResultId, severities) : { kind: 'full', items: [] };
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
