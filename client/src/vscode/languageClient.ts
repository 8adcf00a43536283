import { CancellationTokenSource, window, workspace, type LogOutputChannel, type TextDocument, type Uri } from 'vscode';
import {
  DiagnosticSeverity, DidCloseTextDocumentNotification, DidOpenTextDocumentNotification, DocumentDiagnosticReportKind, DocumentDiagnosticRequest, RevealOutputChannelOn,
  type BaseLanguageClient, type LanguageClientOptions,
} from 'vscode-languageclient';
import { languageId } from './languageSwitch';
import { schemaFileOptions, serveSchemaFiles, watchSchemaFiles } from './schemaFiles';

/** Id of the client: its trace setting is `mcptt.trace.server`. */
export const clientId = 'mcptt';
export const clientName = 'MCPTT user profile';

/** Makes the client of the host at hand: a server process under Node, a web worker in a browser. */
export type CreateClient = (options: LanguageClientOptions) => BaseLanguageClient;

/** The language server as the rest of the extension sees it. */
export interface LanguageServer {
  /** Starts it when the first profile is open, so that other XML files cost nothing. */
  startWhenNeeded(): { dispose(): void };
  restart(): Promise<void>;
  /** Errors in the document's present text; undefined where the server cannot say. Rejects when the signal fires. */
  countErrors(document: TextDocument, signal: AbortSignal): Promise<number | undefined>;
  /**
   * Errors in a text that is in no editor, by the settings of its place; starts the server where it does not run.
   * Undefined where it cannot say.
   */
  countErrorsIn(file: Uri, text: string, signal: AbortSignal): Promise<number | undefined>;
  stop(): Promise<void>;
}

/** Makes the language server's client; starts nothing yet. */
export function createLanguageServer(create: CreateClient, output: LogOutputChannel): LanguageServer {
  let client: BaseLanguageClient | undefined;
  const schemaFiles = watchSchemaFiles();

  const connect = (): BaseLanguageClient => {
    const connected = create({
      documentSelector: [{ language: languageId }],
      outputChannel: output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: schemaFileOptions,
      synchronize: { fileEvents: schemaFiles },
    });
    serveSchemaFiles(connected);
    return connected;
  };

  const start = async (): Promise<void> => {
    try {
      client ??= connect();
      await client.start();
    } catch (error) {
      output.error('The language server did not start.', error instanceof Error ? error.message : String(error));
      void offerRestart();
    }
  };

  const restart = async (): Promise<void> => {
    const previous = client;
    client = undefined;
    // A server that hangs or has died cannot confirm that it stops; the new one does not depend on it.
    await previous?.dispose().catch((error: unknown) => output.warn('The language server did not stop in order.', String(error)));
    await start();
  };

  const offerRestart = async (): Promise<void> => {
    const choice = await window.showErrorMessage(
      'The MCPTT language server did not start: profiles are not checked. Restart it; the MCPTT output says why it failed.', 'Restart', 'Show Output');
    if (choice === 'Restart') await restart();
    if (choice === 'Show Output') output.show();
  };

  const countErrorsOf = async (running: BaseLanguageClient, uri: string, signal: AbortSignal): Promise<number | undefined> => {
    signal.throwIfAborted();
    const cancellation = new CancellationTokenSource();
    let cancel = (): void => undefined;
    const aborted = new Promise<never>((_, reject) => {
      cancel = () => { cancellation.cancel(); reject(new Error('cancelled')); };
      signal.addEventListener('abort', cancel, { once: true });
    });
    // The request follows every change of the text on the same ordered connection: the answer is about this text.
    const answer = running.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } }, cancellation.token).then(
      (report) => report.kind === DocumentDiagnosticReportKind.Full
        ? report.items.filter((item) => item.severity === DiagnosticSeverity.Error).length
        : undefined,
      (error: unknown) => {
        output.warn('The language server could not check the document.', String(error));
        return undefined;
      },
    );
    // A server that hangs must not take the cancel button with it.
    return Promise.race([answer, aborted]).finally(() => {
      signal.removeEventListener('abort', cancel);
      cancellation.dispose();
    });
  };

  const startFor = (document: TextDocument): void => {
    if (document.languageId === languageId && client === undefined) void start();
  };

  return {
    startWhenNeeded() {
      workspace.textDocuments.forEach(startFor);
      return workspace.onDidOpenTextDocument(startFor);
    },
    restart,
    countErrors: async (document, signal) => client && countErrorsOf(client, client.code2ProtocolConverter.asTextDocumentIdentifier(document).uri, signal),
    async countErrorsIn(file, text, signal) {
      if (client === undefined) await start();
      if (client === undefined) return undefined;
      // Under an address of its own, so that the file may be opened and closed in an editor meanwhile.
      const uri = client.code2ProtocolConverter.asUri(file.with({ query: 'publishing' }));
      await client.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId, version: 1, text } });
      const closing = client;
      try {
        return await countErrorsOf(client, uri, signal);
      } finally {
        await closing.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
      }
    },
    async stop() {
      schemaFiles.dispose();
      await client?.dispose();
    },
  };
}
