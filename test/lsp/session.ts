import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import {
  type CodeAction, CodeActionRequest, CodeActionResolveRequest, type CompletionItem, CompletionRequest, CompletionResolveRequest, ConfigurationRequest, createProtocolConnection, type Diagnostic,
  DidChangeTextDocumentNotification, DidCloseTextDocumentNotification, DidOpenTextDocumentNotification, DocumentDiagnosticRequest, ExitNotification, type Hover, HoverRequest, InitializedNotification,
  InitializeRequest, type InitializeResult, type Position, type ProtocolConnection, PublishDiagnosticsNotification, type PublishDiagnosticsParams, type Range, ShutdownRequest, StreamMessageReader,
  StreamMessageWriter, type TextDocumentClientCapabilities,
} from 'vscode-languageserver/node';
import { LineIndex } from '../../server/src/syntax/lineIndex';

export const SERVER = resolve(__dirname, '../../dist/server.js');

/** An editor that understands everything. */
const ABLE: TextDocumentClientCapabilities = {
  completion: {
    completionItem: {
      snippetSupport: true, labelDetailsSupport: true, preselectSupport: true, insertReplaceSupport: true,
      documentationFormat: ['markdown', 'plaintext'], resolveSupport: { properties: ['documentation'] }, insertTextModeSupport: { valueSet: [1, 2] },
    },
  },
  hover: { contentFormat: ['markdown', 'plaintext'] },
};

/** What an editor is like. */
export interface SessionOptions {
  readonly pull?: boolean;
  readonly textDocument?: TextDocumentClientCapabilities;
  readonly configuration?: boolean;
  /** URI of the workspace's folder. */
  readonly folder?: string;
  /** Language tag of the editor. */
  readonly locale?: string;
  readonly versioned?: boolean;
  readonly resolves?: boolean;
}

/** A real server process, spoken to as an editor does. */
export class Session {
  readonly process: ChildProcess;
  readonly connection: ProtocolConnection;
  /** What the server pushed, the newest last. */
  readonly pushed: PublishDiagnosticsParams[] = [];
  private pushListener: (() => void) | undefined;
  private readonly versions = new Map<string, number>();

  constructor(command: readonly string[] = [process.execPath, SERVER, '--stdio']) {
    this.process = spawn(command[0]!, command.slice(1), { stdio: ['pipe', 'pipe', 'inherit'] });
    this.connection = createProtocolConnection(new StreamMessageReader(this.process.stdout!), new StreamMessageWriter(this.process.stdin!));
    this.connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.pushed.push(params);
      this.pushListener?.();
    });
    this.connection.listen();
  }

  /** What the editor answers when it is asked for the settings `mcptt` of a document; a promise for an answer that comes later, or never. */
  answerSettings(answer: (uri: string | undefined) => unknown): void {
    this.connection.onRequest(ConfigurationRequest.type, ({ items }) => Promise.all(items.map(({ scopeUri, section }) => (section === 'mcptt' ? answer(scopeUri) : null))));
  }

  /**
   * @param textDocument what the client says of itself; an editor that understands everything where left out
   * @param configuration whether it can be asked for settings
   * @param versioned whether it takes edits that name the version they are for; @param resolves whether it asks for edits when they are wanted
   */
  async initialize({ pull = true, textDocument = ABLE, configuration = false, folder, locale, versioned = true, resolves = true }: SessionOptions = {}): Promise<InitializeResult> {
    const result = await this.connection.sendRequest(InitializeRequest.type, {
      processId: process.pid, rootUri: null, ...(locale !== undefined && { locale }), workspaceFolders: folder === undefined ? null : [{ uri: folder, name: 'folder' }],
      capabilities: {
        workspace: { workspaceEdit: { documentChanges: versioned }, ...(configuration && { configuration, diagnostics: { refreshSupport: true } }) },
        textDocument: { ...textDocument, ...(pull && { diagnostic: {} }), codeAction: { dataSupport: true, ...(resolves && { resolveSupport: { properties: ['edit'] } }) } },
      },
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
    return result;
  }

  async open(text: string, uri = 'file:///profiles/user-profile-0.xml'): Promise<string> {
    this.versions.set(uri, 1);
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId: 'mcptt-user-profile', version: 1, text } });
    return uri;
  }

  /** Replaces a range, or the whole text where none is given. */
  async change(uri: string, text: string, range?: Range): Promise<void> {
    const version = this.versions.get(uri)! + 1;
    this.versions.set(uri, version);
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges: [range ? { range, text } : { text }] });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    return report.kind === 'full' ? report.items : [];
  }

  async completion(uri: string, position: Position): Promise<CompletionItem[]> {
    const answer = await this.connection.sendRequest(CompletionRequest.type, { textDocument: { uri }, position });
    return Array.isArray(answer) ? answer : (answer?.items ?? []);
  }

  /** A completion with what was left out until it is shown. */
  async resolve(item: CompletionItem): Promise<CompletionItem> {
    return this.connection.sendRequest(CompletionResolveRequest.type, item);
  }

  async hover(uri: string, position: Position): Promise<Hover | null> {
    return this.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
  }

  /** The newest diagnostics that were pushed for a document, once they are as they should be. */
  async pushedFor(uri: string, isRight: (diagnostics: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]> {
    for (;;) {
      const newest = this.pushed.findLast((each) => each.uri === uri)?.diagnostics;
      if (newest && isRight(newest)) return newest;
      await this.nextPush();
    }
  }

  /** The actions for a range; of some kinds only where they are given. */
  async codeActions(uri: string, range: Range, only?: readonly string[]): Promise<CodeAction[]> {
    const answer = await this.connection.sendRequest(CodeActionRequest.type, { textDocument: { uri }, range, context: { diagnostics: [], ...(only && { only: [...only] }) } });
    return (answer ?? []) as CodeAction[];
  }

  /** An action with the edit that was left out until it is taken. */
  async resolveAction(action: CodeAction): Promise<CodeAction> {
    return this.connection.sendRequest(CodeActionResolveRequest.type, action);
  }

  /** The next diagnostics that are pushed. */
  nextPush(): Promise<PublishDiagnosticsParams> {
    return new Promise((done) => {
      this.pushListener = () => {
        this.pushListener = undefined;
        done(this.pushed[this.pushed.length - 1]!);
      };
    });
  }

  /** Shuts the server down as an editor does. @returns its exit code */
  async end(): Promise<number | null> {
    const exited = once(this.process, 'exit') as Promise<[number | null]>;
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    const [code] = await exited;
    this.connection.dispose();
    return code;
  }
}

/** Where a piece of text stands in a document, for the first time. */
export function positionOf(text: string, searched: string, plus = 0): Position {
  const offset = text.indexOf(searched);
  if (offset < 0) throw new Error(`'${searched}' is not in the text`);
  return new LineIndex(text).positionAt(offset + plus);
}

/** The characters of a range of a text. */
export function textOf(text: string, range: Range): string {
  const lines = text.split('\n');
  if (range.start.line === range.end.line) return lines[range.start.line]!.slice(range.start.character, range.end.character);
  return [lines[range.start.line]!.slice(range.start.character), ...lines.slice(range.start.line + 1, range.end.line), lines[range.end.line]!.slice(0, range.end.character)].join('\n');
}
