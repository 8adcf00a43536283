import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { answering } from './answering';
import { fileUri } from './editor';
import { setting } from './setting';

interface Report { readonly counts: Readonly<Record<string, number>>; readonly stopped?: { readonly kind: string } }

const COUNT = 300;

/** Stands before the CMS, in this very extension host: it shares its event loop with what is measured. */
class PassThrough {
  /** PUT requests that the CMS has answered with 201, by target. */
  readonly stored = new Map<string, number>();
  puts = 0;
  /** Done before a PUT goes on, by its number. */
  before: (put: number) => Promise<void> | void = () => undefined;
  /** Turns of the event loop, those before the first request, and the most requests in one of them. */
  turns = 0;
  turnsBefore: number | undefined;
  mostInOneTurn = 0;
  private inThisTurn = 0;
  private server: Server | undefined;
  private open = true;

  async start(): Promise<string> {
    this.server = createServer((incoming, response) => {
      this.turnsBefore ??= this.turns;
      this.mostInOneTurn = Math.max(this.mostInOneTurn, this.inThisTurn += 1);
      const go = (): void => {
        const onward = request(new URL(incoming.url ?? '', setting.cmsRoot), { method: incoming.method, headers: incoming.headers, agent: false }, (answer) => {
          const target = incoming.url ?? '';
          if (incoming.method === 'PUT' && answer.statusCode === 201) this.stored.set(target, (this.stored.get(target) ?? 0) + 1);
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        });
        onward.on('error', () => response.destroy());
        incoming.pipe(onward);
      };
      if (incoming.method !== 'PUT') return go();
      void Promise.resolve(this.before(this.puts += 1)).then(go);
    });
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    const turn = (): void => {
      this.turns += 1;
      this.inThisTurn = 0;
      if (this.open) setImmediate(turn);
    };
    turn();
    return `http://127.0.0.1:${(this.server?.address() as AddressInfo).port}${new URL(setting.cmsRoot).pathname}`;
  }

  stop(): void {
    this.open = false;
    this.server?.closeAllConnections();
    this.server?.close();
  }
}

suite('publishing many documents from the editor', function () {
  this.timeout(120_000);
  const folder = fileUri('shift c');
  const passThrough = new PassThrough();
  const configuration = () => vscode.workspace.getConfiguration('mcptt');
  let root: string;
  let texts: Map<string, Buffer>;

  suiteSetup(async () => {
    root = await passThrough.start();
    const sample = Buffer.from(await vscode.workspace.fs.readFile(fileUri('user-profile-0.xml'))).toString('utf8');
    texts = new Map(Array.from({ length: COUNT }, (_, index) => [`${index}.mcptt-user-profile.xml`, Buffer.from(sample.replace(/<Name([^>]*)>[^<]*</, `<Name$1>Shift ${index}<`))]));
    for (const [name, text] of texts) await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), text);
    await configuration().update('cms.root', root, vscode.ConfigurationTarget.Workspace);
    await vscode.commands.executeCommand('mcptt.setToken', setting.token);
  });
  suiteTeardown(async () => {
    await configuration().update('cms.root', setting.cmsRoot, vscode.ConfigurationTarget.Workspace);
    await vscode.workspace.fs.delete(folder, { recursive: true });
    passThrough.stop();
  });

  /** Publishes the folder; the cancel button of the progress is a token of ours. */
  async function publish(cancel = new vscode.CancellationTokenSource()): Promise<{ report: Report | undefined; shown: readonly string[]; steps: number }> {
    const person = answering('accept');
    const window = vscode.window as { withProgress: typeof vscode.window.withProgress };
    const original = window.withProgress;
    let steps = 0;
    window.withProgress = (options, task) => original(options, (progress) => task({ report: (step) => { steps += 1; progress.report(step); } }, cancel.token));
    try {
      return { report: await vscode.commands.executeCommand<Report>('mcptt.publishFolder', folder), shown: person.shown, steps };
    } finally {
      window.withProgress = original;
      person.leave();
    }
  }

  test('cancelled in the middle, the rest waits; the extension host was free all the time', async () => {
    const cancel = new vscode.CancellationTokenSource();
    passThrough.before = (put) => { if (put === COUNT / 2) cancel.cancel(); };
    const { report, shown, steps } = await publish(cancel);
    assert.equal(report?.stopped?.kind, 'cancelled', shown.join('\n'));
    assert.equal(report.counts['stored']! + report.counts['waiting']!, COUNT);
    assert.ok(report.counts['stored']! >= COUNT / 2 && report.counts['stored']! < COUNT / 2 + 4, JSON.stringify(report.counts));
    assert.equal(passThrough.stored.size, report.counts['stored']);
    assert.ok(steps <= 100, `the progress was drawn ${steps} times`);
    assert.ok(passThrough.turnsBefore! >= COUNT, `${COUNT} files were found and read in ${passThrough.turnsBefore} turns of the event loop`);
    assert.ok(passThrough.mostInOneTurn <= 4, `${passThrough.mostInOneTurn} requests in one turn of the event loop`);
    // At least a look, the PUT and the reading back of each document waited for a turn of its own.
    assert.ok(passThrough.turns - passThrough.turnsBefore! >= 3 * report.counts['stored']! / 4);
  });

  test('again, it goes on; a terminal that is asked for the same meanwhile says so and sends nothing; each is stored exactly once', async () => {
    const terminal: string[] = [];
    const begun = passThrough.puts;
    passThrough.before = async (put) => {
      if (put === begun + 20) terminal.push(...await publishInTerminal());
    };
    const { report, shown } = await publish();
    const [code, err] = terminal;
    assert.deepEqual([code, err], ['2', `These profiles are being published to ${root} already, by process ${process.pid}; wait for it or stop it. Nothing was sent.\n`]);
    assert.equal(report?.stopped, undefined, shown.join('\n'));
    assert.equal(report!.counts['stored']! + report!.counts['earlier']!, COUNT);
    assert.equal(passThrough.puts, COUNT);
    assert.deepEqual([passThrough.stored.size, [...passThrough.stored.values()].filter((times) => times !== 1)], [COUNT, []]);
    for (const target of passThrough.stored.keys()) {
      const served = await fetch(new URL(target, setting.cmsRoot), { headers: { Authorization: `Bearer ${setting.token}` } });
      const text = texts.get(decodeURIComponent(target.slice(target.lastIndexOf('/') + 1)));
      assert(text?.equals(Buffer.from(await served.arrayBuffer())), target);
    }
  });

  /** @returns exit code and what it said */
  function publishInTerminal(): Promise<[string, string]> {
    const args = [join(setting.repository, 'dist/cli.js'), 'publish', folder.fsPath, '--root', root, '--token-env', 'CMS_TOKEN'];
    return new Promise((resolve) => execFile(process.execPath, args, { env: { ...process.env, CMS_TOKEN: setting.token } }, (error, _, err) => resolve([String(error?.code ?? 0), err])));
  }
});
