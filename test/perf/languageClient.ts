import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Position } from '../../server/src/syntax/lineIndex';

/** A message of the protocol, as far as a benchmark looks into it. */
interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: { readonly uri?: string; readonly version?: number; readonly diagnostics?: readonly unknown[]; readonly items?: readonly unknown[] };
  readonly result?: { readonly items?: readonly unknown[]; readonly capabilities?: { readonly diagnosticProvider?: unknown } } | null;
  readonly error?: { readonly message: string };
}

/** An answer and the moment at which its last byte was here, in milliseconds of `performance.now`. */
interface Arrival {
  readonly message: Message;
  readonly at: number;
}

/** How long a server may take for one thing before it counts as one that does not answer. */
const PATIENCE = 120_000;
const URI = 'file:///bench/user-profile-0.xml';
const HEADER_END = Buffer.from('\r\n\r\n');

/**
 * A client of a language server that costs next to nothing itself: messages are encoded before the clock runs, one write
 * carries an edit and the question that follows it, and an answer's time is taken before it is decoded. It holds one
 * document, whose diagnostics it pulls where the server offers that, and else waits to be sent.
 */
export class LanguageClient {
  readonly process: ChildProcess;
  private pulls = false;
  private version = 0;
  private lastId = 0;
  private received: Buffer[] = [];
  private length = 0;
  private readonly waiting = new Set<{ readonly wanted: (message: Message) => boolean; readonly done: (arrival: Arrival) => void; readonly failed: (error: Error) => void }>();

  constructor(command: readonly string[]) {
    this.process = spawn(command[0]!, command.slice(1), { stdio: ['pipe', 'pipe', 'ignore'] });
    this.process.stdout!.on('data', (chunk: Buffer) => this.receive(chunk, performance.now()));
    const ended = (why: string): void => this.waiting.forEach(({ failed }) => failed(new Error(`${command.join(' ')}: ${why}`)));
    this.process.on('error', ({ message }) => ended(message));
    this.process.on('exit', (code, signal) => ended(`ended with ${String(code ?? signal)}`));
    this.process.stdin!.on('error', () => undefined);
  }

  async initialize(): Promise<void> {
    const capabilities = { textDocument: { diagnostic: {}, publishDiagnostics: { versionSupport: true }, synchronization: {}, completion: { completionItem: { snippetSupport: true } } } };
    const { message } = await this.request('initialize', { processId: process.pid, rootUri: null, capabilities });
    this.pulls = message.result?.capabilities?.diagnosticProvider !== undefined;
    this.process.stdin!.write(encode({ method: 'initialized', params: {} }));
  }

  /** Opens a document. @returns when its diagnostics were here */
  async open(didOpen: Buffer): Promise<number> {
    this.version = 1;
    return (await this.diagnosticsAfter(didOpen)).at;
  }

  /** An edit and its diagnostics: how long, and how many. */
  async keystroke(start: Position, end: Position, text: string): Promise<{ readonly took: number; readonly told: number }> {
    const change = this.change(start, end, text);
    const begun = performance.now();
    const { message, at } = await this.diagnosticsAfter(change);
    return { took: at - begun, told: (message.params?.diagnostics ?? message.result?.items ?? []).length };
  }

  /** An edit and the completion behind it, asked for after the diagnostics: how long. */
  async completion(start: Position, text: string, cursor: Position): Promise<number> {
    const id = ++this.lastId;
    const pull = this.pulls ? [this.pull().message] : [];
    const messages = Buffer.concat([this.change(start, start, text), ...pull, encode({ id, method: 'textDocument/completion', params: { textDocument: { uri: URI }, position: cursor } })]);
    const begun = performance.now();
    const { at } = await this.send(messages, (message) => message.id === id && message.method === undefined);
    return at - begun;
  }

  async end(): Promise<void> {
    const exited = once(this.process, 'exit');
    await this.request('shutdown', null);
    this.process.stdin!.end(encode({ method: 'exit' }));
    await exited;
  }

  private change(start: Position, end: Position, text: string): Buffer {
    return encode({ method: 'textDocument/didChange', params: { textDocument: { uri: URI, version: ++this.version }, contentChanges: [{ range: { start, end }, text }] } });
  }

  private async diagnosticsAfter(message: Buffer): Promise<Arrival> {
    const { version } = this;
    if (!this.pulls) return this.send(message, ({ method, params }) => method === 'textDocument/publishDiagnostics' && params?.uri === URI && (params.version ?? version) >= version);
    const pull = this.pull();
    return this.send(Buffer.concat([message, pull.message]), ({ id, method }) => id === pull.id && method === undefined);
  }

  private pull(): { readonly id: number; readonly message: Buffer } {
    const id = ++this.lastId;
    return { id, message: encode({ id, method: 'textDocument/diagnostic', params: { textDocument: { uri: URI } } }) };
  }

  private request(method: string, params: unknown): Promise<Arrival> {
    const id = ++this.lastId;
    return this.send(encode({ id, method, params }), (message) => message.id === id && message.method === undefined);
  }

  private send(message: Buffer, wanted: (message: Message) => boolean): Promise<Arrival> {
    return new Promise((done, failed) => {
      const timer = setTimeout(() => waiter.failed(new Error(`the server did not answer within ${PATIENCE / 1_000} s`)), PATIENCE);
      const settle = (): void => {
        clearTimeout(timer);
        this.waiting.delete(waiter);
      };
      const waiter = {
        wanted,
        done: (arrival: Arrival) => {
          settle();
          if (arrival.message.error) failed(new Error(arrival.message.error.message));
          else done(arrival);
        },
        failed: (error: Error) => {
          settle();
          failed(error);
        },
      };
      this.waiting.add(waiter);
      this.process.stdin!.write(message);
    });
  }

  private receive(chunk: Buffer, at: number): void {
    this.received.push(chunk);
    this.length += chunk.length;
    for (let body = this.takeBody(); body; body = this.takeBody()) this.take(JSON.parse(body.toString('utf8')) as Message, at);
  }

  /** The content of the next message, where all of it is here. */
  private takeBody(): Buffer | undefined {
    if (this.length === 0) return undefined;
    const all = this.received.length === 1 ? this.received[0]! : Buffer.concat(this.received);
    this.received = [all];
    const headerEnd = all.indexOf(HEADER_END);
    const length = headerEnd < 0 ? NaN : Number(/content-length: *(\d+)/i.exec(all.toString('latin1', 0, headerEnd))?.[1]);
    const end = headerEnd + HEADER_END.length + length;
    if (!(end <= all.length)) return undefined;
    this.received = [all.subarray(end)];
    this.length = all.length - end;
    return all.subarray(headerEnd + HEADER_END.length, end);
  }

  private take(message: Message, at: number): void {
    // What a server asks its client (settings, registrations, progress) is answered with nothing.
    if (message.id !== undefined && message.method !== undefined) this.process.stdin!.write(encode({ id: message.id, result: message.method === 'workspace/configuration' ? (message.params?.items ?? []).map(() => null) : null }));
    for (const waiter of this.waiting) if (waiter.wanted(message)) waiter.done({ message, at });
  }
}

/** The notification that opens a text, ready to be sent. @param languageId what the server knows such documents as */
export function didOpen(text: string, languageId: string): Buffer {
  return encode({ method: 'textDocument/didOpen', params: { textDocument: { uri: URI, languageId, version: 1, text } } });
}

function encode(message: object): Buffer {
  const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }), 'utf8');
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`, 'latin1'), body]);
}
