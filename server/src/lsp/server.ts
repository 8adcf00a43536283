import { type CancellationToken, type ClientCapabilities, type Connection, type InitializeParams, type InitializeResult, LSPErrorCodes, ResponseError, TextDocumentSyncKind } from 'vscode-languageserver';
import type { ReadText } from '../service';
import { clientAbilities } from './clientAbilities';
import { CODE_ACTION_KINDS, codeActionClient, codeActions, documentOf, resolveCodeAction } from './codeActions';
import { toCompletionItem, toMarkup, toProtocolHover } from './convert';
import { DiagnosticReports } from './diagnosticReports';
import { Folders } from './folders';
import { type FilesBeside, OpenDocuments, type Opened } from './openDocuments';
import { patiently } from './patience';
import { SchemaChoice } from './schemaChoice';
import { Settings } from './settings';
import { topicOf } from './topic';

/** What a server may look at beside the documents that the editor holds. A server without files knows of none. */
export interface Surroundings {
  /** Reads the schemas that settings name, where the editor does not offer to read them. */
  readonly readText?: ReadText;
  readonly filesBeside?: FilesBeside;
}

/** Serves a connection, whatever carries it, until it is closed. */
export function startServer(connection: Connection, { readText = () => Promise.resolve(undefined), filesBeside = () => undefined }: Surroundings = {}): void {
  const settings = new Settings(connection);
  const folders = new Folders(connection);
  let read = readText;
  const schemas = new SchemaChoice(connection, (uri) => read(uri));
  const documents = new OpenDocuments(schemas.bundled, filesBeside, (error) => connection.console.error(`A document was read anew: ${error instanceof Error ? error.stack : String(error)}`));
  const reports = new WeakMap<Opened, DiagnosticReports>();
  let pulls = false;
  let client = codeActionClient({});
  let refreshes = false;
  let can = clientAbilities({});

  const reportsOf = (opened: Opened): DiagnosticReports => {
    const known = reports.get(opened) ?? new DiagnosticReports(opened);
    reports.set(opened, known);
    return known;
  };
  const push = (opened: Opened | undefined): void => {
    if (opened && !pulls) void connection.sendDiagnostics({ uri: opened.uri, version: opened.version, diagnostics: reportsOf(opened).current() });
  };

  /** Checks a document as its settings say; with the bundled schema and the rules as they are until they are known. */
  const follow = async (opened: Opened, isNewest: () => boolean): Promise<void> => {
    const { schemas: files, rules } = await settings.of(opened.uri);
    const service = await schemas.serviceFor(files, folders.baseFor(opened.uri));
    // Settings that came later have the last word.
    if (isNewest()) opened.use(service, rules);
  };
  const prepare = (opened: Opened): void => {
    const followed = follow(opened, () => opened.ready === ready).catch((error: unknown) => connection.console.error(String(error)));
    const pushNow = (): void => push(documents.get(opened.uri) === opened ? opened : undefined);
    const ready: Promise<void> = patiently(followed).then((isDone) => {
      pushNow();
      // The diagnostics are those without settings: an editor that answers at last gets others.
      if (!isDone) void followed.then(pushNow).then(renew);
    });
    opened.ready = ready;
  };
  /** Has the editor ask for diagnostics again. */
  const renew = async (): Promise<void> => {
    if (pulls && refreshes) await connection.languages.diagnostics.refresh().catch((error: unknown) => connection.console.warn(String(error)));
  };
  const prepareAll = async (): Promise<void> => {
    for (const opened of documents.all) prepare(opened);
    await Promise.all([...documents.all].map(({ ready }) => ready));
    // Neither waits for the other: each may wait for an editor.
    await Promise.all([schemas.settle(), renew()]);
  };

  connection.onInitialize(({ capabilities, initializationOptions, locale, workspaceFolders }: InitializeParams): InitializeResult => {
    pulls = pullsDiagnostics(capabilities);
    client = codeActionClient(capabilities);
    refreshes = capabilities.workspace?.diagnostics?.refreshSupport === true;
    schemas.speak(locale);
    folders.start(capabilities, workspaceFolders ?? []);
    settings.start(capabilities, () => {
      schemas.forget();
      void prepareAll();
    });
    const { readFile } = (initializationOptions ?? {}) as { readonly readFile?: unknown };
    // What an editor fails to read is not there.
    if (typeof readFile === 'string') read = (uri) => connection.sendRequest<string | null>(readFile, uri).then((text) => text ?? undefined, () => undefined);
    can = clientAbilities(capabilities);
    return {
      serverInfo: { name: 'MCPTT user profile' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        completionProvider: { triggerCharacters: ['<', '/', ' ', '"', "'", ':', '!', '?'], ...(can.resolvesDocumentation && { resolveProvider: true }) },
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS], resolveProvider: true },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        ...(pulls && { diagnosticProvider: { identifier: 'mcptt', interFileDependencies: false, workspaceDiagnostics: false } }),
      },
    };
  });

  connection.onInitialized(() => {
    settings.watch();
    folders.watch();
  });

  connection.onDidOpenTextDocument(({ textDocument }) => {
    // The editor answers while the document is read.
    void settings.of(textDocument.uri);
    prepare(documents.open(textDocument));
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => push(documents.change(textDocument, contentChanges)));
  connection.onDidChangeWatchedFiles(() => {
    schemas.forget();
    void prepareAll();
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    settings.forget(uri);
    if (!pulls) void connection.sendDiagnostics({ uri, diagnostics: [] });
  });

  connection.onCompletion(async ({ textDocument, position }) => {
    const opened = await unchanged(documents.get(textDocument.uri));
    return opened ? opened.complete(position).map((completion, index) => (
      toCompletionItem(opened, completion, index, can, can.resolvesDocumentation ? undefined : completion.topic && opened.service.describe(completion.topic)))) : null;
  });

  connection.onCompletionResolve((item) => {
    const topic = topicOf(item.data);
    const documentation = topic && (documents.get(topic.uri)?.service ?? schemas.bundled).describe(topic);
    return documentation === undefined ? item : { ...item, documentation: toMarkup(documentation, can.markdownItems) };
  });

  connection.onHover(async ({ textDocument, position }) => {
    const opened = await unchanged(documents.get(textDocument.uri));
    const hover = opened?.hover(position);
    return hover ? toProtocolHover(opened!, hover, can) : null;
  });

  connection.onCodeAction(async (params) => {
    const opened = documents.get(params.textDocument.uri);
    await opened?.ready;
    return opened ? codeActions(opened, params, client) : null;
  });
  connection.onCodeActionResolve(async (action) => {
    const opened = documents.get(documentOf(action) ?? '');
    await opened?.ready;
    return opened ? resolveCodeAction(action, opened, client) : action;
  });

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
    await Promise.all([newerMessages(token), documents.get(textDocument.uri)?.ready]);
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'the request was cancelled');
    const opened = documents.get(textDocument.uri);
    return opened ? reportsOf(opened).report(previousResultId) : { kind: 'full', items: [] };
  });

  connection.listen();
}

/** A document once its schema is there; undefined where it was edited meanwhile: the place that was asked about is gone, and the editor asks again. */
async function unchanged(opened: Opened | undefined): Promise<Opened | undefined> {
  const version = opened?.version;
  await opened?.ready;
  return opened?.version === version ? opened : undefined;
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
