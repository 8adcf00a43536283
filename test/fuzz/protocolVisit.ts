import assert from 'node:assert/strict';
import { CancellationTokenSource, type CodeAction, CodeActionRequest, CodeActionResolveRequest, CompletionRequest, type Diagnostic, DidChangeTextDocumentNotification, DocumentDiagnosticRequest, HoverRequest, type Range, ResponseError, type TextDocumentContentChangeEvent, type TextEdit, type WorkspaceEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { Session } from '../lsp/session';
import type { Place, Step } from './protocolSteps';

const URI = 'file:///fuzz/user-profile-0.xml';
const FRESH = 'file:///fresh/user-profile-0.xml';
const UNKNOWN = 'file:///nowhere/user-profile-0.xml';
/** An answer may take this long, and as much longer as a busy machine makes the simplest answer wait. */
const LONGEST = 1_000;
const PINGS = 50;
/** What is not answered by then never will be. */
const NEVER = 60_000;
/** RequestCancelled and ContentModified: what a request may end with that its asker has given up. */
const GIVEN_UP = [-32_800, -32_801];

/** One visit after the other to a real server, with a text of our own beside it that goes the same way. */
export class ProtocolVisits {
  /** What was done so far. */
  readonly counts = { visits: 0, changes: 0, questions: 0, comparisons: 0, fixes: 0 };
  private session: Session | undefined;
  private ended: Promise<never> | undefined;
  private text = TextDocument.create(URI, 'mcptt-user-profile', 0, '');
  private before: string[] = [];
  /** The diagnostics that the server knows us to have. */
  private known: { readonly resultId: string; readonly items: readonly Diagnostic[] } | undefined;
  private pending: Promise<unknown>[] = [];

  /** Opens a text, goes through the steps, and closes it. Rejects with what went wrong; the next visit begins with a new server then. */
  async visit(text: string, steps: readonly Step[]): Promise<void> {
    try {
      await this.open(text);
      for (const step of steps) await this.take(step);
      await this.settle();
      await this.session!.close(URI);
      this.counts.visits++;
    } catch (error) {
      this.session?.process.kill('SIGKILL');
      this.session = undefined;
      this.pending = [];
      throw error;
    }
  }

  /** Ends the server. @returns its exit code */
  async end(): Promise<number | null> {
    const code = await this.session?.end() ?? 0;
    this.session = undefined;
    return code;
  }

  private async open(text: string): Promise<void> {
    if (!this.session) await this.start();
    this.text = TextDocument.create(URI, 'mcptt-user-profile', 1, text);
    this.before = [];
    this.known = undefined;
    await this.session!.open(text, URI);
  }

  private async start(): Promise<void> {
    const session = new Session();
    this.session = session;
    this.ended = new Promise((_, failed) => session.process.once('exit', (code, signal) => failed(new Error(`the server ended with ${String(code ?? signal)}`))));
    // Nobody waits for it between two questions.
    this.ended.catch(() => undefined);
    await this.inTime(session.initialize());
  }

  private async take(step: Step): Promise<void> {
    switch (step.kind) {
      case 'change': return this.change(step.changes.map(({ at, taken, given }) => (text) => {
        const start = offsetOf(text, at);
        return { range: { start: positionOf(text, at), end: text.positionAt(start + taken) }, text: given };
      }));
      case 'whole': return this.change([() => ({ text: step.text })]);
      case 'element': return this.change([(text) => elementChange(text, step.which, step.action)]);
      case 'undo': {
        const before = this.before.pop();
        return before === undefined ? undefined : this.change([(text) => ({ range: { start: text.positionAt(0), end: text.positionAt(text.getText().length) }, text: before })]);
      }
      case 'ask': return void this.ask(step);
      case 'fix': return this.fix(step.which);
      case 'reopen':
        await this.session!.close(URI);
        return this.open(this.text.getText());
      case 'wait': return this.settle();
    }
  }

  /** Changes of one notification, each told of the text that the ones before it leave. */
  private async change(makers: readonly ((text: TextDocument) => TextDocumentContentChangeEvent)[]): Promise<void> {
    this.before.push(this.text.getText());
    const version = this.text.version + 1;
    const contentChanges = makers.map((make) => {
      const change = make(this.text);
      this.text = TextDocument.update(this.text, [change], version);
      return change;
    });
    await this.session!.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri: URI, version }, contentChanges });
    this.counts.changes += contentChanges.length;
  }

  /** Asks without waiting for the answer. */
  private ask({ question, at, cancelled, unknown }: Extract<Step, { kind: 'ask' }>): void {
    const { connection } = this.session!;
    const snapshot = TextDocument.create(URI, '', 0, this.text.getText());
    const textDocument = { uri: unknown ? UNKNOWN : URI };
    const position = positionOf(snapshot, at);
    const cancellation = new CancellationTokenSource();
    const answer = question === 'diagnostics' ? connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument }, cancellation.token)
      : question === 'codeActions' || question === 'fixAll' ? connection.sendRequest(CodeActionRequest.type, {
        textDocument, range: { start: position, end: position }, context: { diagnostics: [], ...(question === 'fixAll' && { only: ['source.fixAll'] }) },
      }, cancellation.token).then((actions) => {
        for (const { edit } of codeActionsOf(actions)) checkEdits(snapshot, editsOf(edit));
      })
      : question === 'hover' ? connection.sendRequest(HoverRequest.type, { textDocument, position }, cancellation.token).then((hover) => {
        if (hover?.range) checkRange(snapshot, hover.range);
      })
      : connection.sendRequest(CompletionRequest.type, { textDocument, position }, cancellation.token).then((list) => {
        for (const { textEdit } of Array.isArray(list) ? list : (list?.items ?? [])) if (textEdit && 'range' in textEdit) checkReplaced(snapshot, textEdit.range, offsetOf(snapshot, at));
      });
    if (cancelled) cancellation.cancel();
    this.counts.questions++;
    this.pending.push(answer.catch((error: unknown) => {
      if (!(cancelled && error instanceof ResponseError && GIVEN_UP.includes(error.code))) throw error;
    }));
    // It is looked at when the visit waits the next time.
    this.pending[this.pending.length - 1]!.catch(() => undefined);
  }

  /** Takes one of the fixes that are offered somewhere, as a person would who waits for the light bulb. What it leaves is compared when the visit waits. */
  private async fix(which: number): Promise<void> {
    const { connection } = this.session!;
    const told = await this.inTime(this.diagnostics(this.session!));
    const wrong = told[which % Math.max(1, told.length)];
    if (!wrong) return;
    const offered = codeActionsOf(await this.inTime(connection.sendRequest(CodeActionRequest.type, { textDocument: { uri: URI }, range: wrong.range, context: { diagnostics: [wrong] } })));
    const chosen = offered[which % Math.max(1, offered.length)];
    if (!chosen) return;
    const { edit } = chosen.edit ? chosen : await this.inTime(connection.sendRequest(CodeActionResolveRequest.type, chosen));
    const edits = editsOf(edit);
    assert.ok(edits.length > 0, `'${chosen.title}' does nothing`);
    checkEdits(this.text, edits);
    // From the end on, so that each is told of the text that is there.
    await this.change([...edits].reverse().map(({ range, newText }) => () => ({ range, text: newText })));
    this.counts.fixes++;
  }

  /** Waits for every answer, and compares what is told of the text with what is told of the same text when it is opened. */
  private async settle(): Promise<void> {
    const session = this.session!;
    const text = TextDocument.create(URI, '', 0, this.text.getText());
    const pending = this.pending.splice(0);
    const ping = await this.time(session.hover(UNKNOWN, { line: 0, character: 0 }));
    const took = await this.time(Promise.all([...pending, this.compare(session, text)]));
    const again = await this.time(session.hover(UNKNOWN, { line: 0, character: 0 }));
    const most = LONGEST + PINGS * Math.max(ping, again);
    assert.ok(took <= most, `the server is silent for ${took.toFixed(0)} ms`);
  }

  private async compare(session: Session, text: TextDocument): Promise<void> {
    const told = await this.diagnostics(session);
    const fresh = (await session.diagnostics(await session.open(text.getText(), FRESH))).map(asOf(URI));
    await session.close(FRESH);
    for (const { range, relatedInformation = [] } of told) for (const each of [range, ...relatedInformation.map(({ location }) => location.range)]) checkRange(text, each);
    assert.deepEqual(told, JSON.parse(JSON.stringify(fresh).replaceAll(FRESH, URI)), 'the diagnostics are those of another text');
    this.counts.comparisons++;
  }

  /** As an editor asks that keeps what it was told and lets the server say that it is still so. */
  private async diagnostics(session: Session): Promise<readonly Diagnostic[]> {
    const report = await session.connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: URI }, ...(this.known && { previousResultId: this.known.resultId }) });
    if (report.kind === 'full') this.known = report.resultId === undefined ? undefined : { resultId: report.resultId, items: report.items };
    else assert.equal(report.resultId, this.known?.resultId, 'a report that was never given is said to be unchanged');
    return report.kind === 'full' ? report.items : this.known!.items;
  }

  private async time(answer: Promise<unknown>): Promise<number> {
    const begun = performance.now();
    await this.inTime(answer);
    return performance.now() - begun;
  }

  private async inTime<T>(answer: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const never = new Promise<never>((_, failed) => (timer = setTimeout(() => failed(new Error('a question stays without an answer')), NEVER)));
    try {
      return await Promise.race([answer, this.ended!, never]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function positionOf(text: TextDocument, at: Place): { line: number; character: number } {
  return 'share' in at ? text.positionAt(Math.floor(at.share * (text.getText().length + 1))) : at;
}

function offsetOf(text: TextDocument, at: Place): number {
  return text.offsetAt(positionOf(text, at));
}

/** A change of whole elements that hold no others: the grammar's words rather than its letters. */
function elementChange(text: TextDocument, which: number, action: Extract<Step, { kind: 'element' }>['action']): TextDocumentContentChangeEvent {
  const elements = [...text.getText().matchAll(/<([\w:.-]+)(?:\s[^<>]*)?>([^<>]*)<\/\1>|<([\w:.-]+)(?:\s[^<>]*)?\/>/g)];
  const found = elements[which % Math.max(1, elements.length)];
  const whole = found?.[0] ?? '';
  const name = found?.[1] ?? found?.[3] ?? '';
  const start = found?.index ?? 0;
  const results: Readonly<Record<typeof action, () => string>> = {
    delete: () => '', duplicate: () => whole + whole, wrap: () => `<anyExt>${whole}</anyExt>`, unwrap: () => found?.[2] ?? '', rename: () => whole.replaceAll(name, 'uri-entry'),
  };
  return { range: { start: text.positionAt(start), end: text.positionAt(start + whole.length) }, text: results[action]() };
}

/** The actions among what is offered: a server may offer commands as well, and ours does not. */
function codeActionsOf(offered: readonly (CodeAction | { readonly command: string })[] | null): readonly CodeAction[] {
  return (offered ?? []).map((each) => {
    assert.ok('kind' in each, 'an action has a kind');
    return each;
  });
}

function editsOf(edit: WorkspaceEdit | undefined): readonly TextEdit[] {
  return (edit?.documentChanges ?? []).flatMap((change) => ('edits' in change ? change.edits : []) as TextEdit[]);
}

/** Edits of real places, in the text's order, none in another. */
function checkEdits(text: TextDocument, edits: readonly TextEdit[]): void {
  let at = 0;
  for (const { range } of edits) {
    checkRange(text, range);
    assert.ok(text.offsetAt(range.start) >= at, 'edits run into each other');
    at = text.offsetAt(range.end);
  }
}

/** A range of real places, the first before the last. */
function checkRange(text: TextDocument, { start, end }: Range): void {
  for (const position of [start, end]) assert.deepEqual(text.positionAt(text.offsetAt(position)), position, 'a range lies outside the text');
  assert.ok(text.offsetAt(start) <= text.offsetAt(end), 'a range runs backwards');
}

/** What a completion replaces: it holds the cursor (LSP 3.17, CompletionItem.textEdit). */
function checkReplaced(text: TextDocument, range: Range, cursor: number): void {
  checkRange(text, range);
  assert.ok(text.offsetAt(range.start) <= cursor && cursor <= text.offsetAt(range.end), 'a completion replaces what is not at the cursor');
}

/** A diagnostic as it would be of another document with the same text: related places are told with the document that they are in. */
function asOf(uri: string): (diagnostic: Diagnostic) => Diagnostic {
  return ({ relatedInformation, ...own }) => ({ ...own, ...(relatedInformation && { relatedInformation: relatedInformation.map(({ location, message }) => ({ location: { ...location, uri }, message })) }) });
}
