import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DidChangeConfigurationNotification, DiagnosticRefreshRequest } from 'vscode-languageserver/node';
import { Session } from './session';

const text = '<MCPTTGroupInfo xmlns="urn:3gpp:mcptt:user-profile:1.0">\n<entry/></MCPTTGroupInfo>';
type Settings = Record<string, unknown>;

suite('the setting mcptt.rules', () => {
  let session: Session;
  setup(() => { session = new Session(); });
  teardown(async () => assert.equal(await session.end(), 0));

  const told = (found: readonly { code?: string | number; severity?: number }[]): string[] => found.map(({ code, severity }) => `${severity} ${code}`).filter((each) => each.endsWith('-index'));

  test('is asked for by document, and again when it changes', async () => {
    let settings: Settings = { 'missing-index': 'hint' };
    session.answerSettings((uri) => ({ rules: uri?.includes('other') ? { 'missing-index': 'off' } : settings }));
    await session.initialize({ configuration: true });
    const [uri, other] = [await session.open(text), await session.open(text, 'file:///other/user-profile-0.xml')];
    assert.deepEqual(told(await session.diagnostics(uri)), ['4 missing-index']);
    assert.deepEqual(told(await session.diagnostics(other)), []);
    const refreshed = new Promise<void>((done) => session.connection.onRequest(DiagnosticRefreshRequest.type, () => done()));
    settings = { 'missing-index': 'error' };
    await session.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    await refreshed;
    assert.deepEqual(told(await session.diagnostics(uri)), ['1 missing-index']);
  });

  test('whatever stands there, the rest is used', async () => {
    session.answerSettings(() => ({ rules: { 'missing-index': 'fatal', 'no-such-rule': 'off', x: null } }));
    await session.initialize({ configuration: true });
    assert.deepEqual(told(await session.diagnostics(await session.open(text))), ['2 missing-index']);
  });

  test('an editor that fails to answer leaves the defaults', async () => {
    session.answerSettings(() => { throw new Error('no'); });
    await session.initialize({ configuration: true });
    assert.deepEqual(told(await session.diagnostics(await session.open(text))), ['2 missing-index']);
  });

  test('an editor that answers late, or never, has diagnostics with the defaults until then', async () => {
    let answer = (_settings: unknown): void => undefined;
    const answered = new Promise((done) => { answer = done; });
    session.answerSettings((uri) => (uri?.includes('other') ? new Promise(() => undefined) : answered));
    await session.initialize({ configuration: true });
    const [uri, never] = [await session.open(text), await session.open(text, 'file:///other/user-profile-0.xml')];
    assert.deepEqual(told(await session.diagnostics(uri)), ['2 missing-index']);
    assert.deepEqual(told(await session.diagnostics(never)), ['2 missing-index']);
    const refreshed = new Promise<void>((done) => session.connection.onRequest(DiagnosticRefreshRequest.type, () => done()));
    answer({ rules: { 'missing-index': 'error' } });
    await refreshed;
    assert.deepEqual(told(await session.diagnostics(uri)), ['1 missing-index']);
  });

  test('the same where diagnostics are pushed', async () => {
    let answer = (_settings: unknown): void => undefined;
    const answered = new Promise((done) => { answer = done; });
    session.answerSettings(() => answered);
    await session.initialize({ configuration: true, pull: false });
    const uri = await session.open(text);
    await session.pushedFor(uri, (list) => told(list).join() === '2 missing-index');
    answer({ rules: { 'missing-index': 'error' } });
    await session.pushedFor(uri, (list) => told(list).join() === '1 missing-index');
  });

  test('an editor that cannot be asked sends it; where it cannot pull, the diagnostics are pushed anew', async () => {
    await session.initialize({ pull: false });
    let push = session.nextPush();
    await session.open(text);
    assert.deepEqual(told((await push).diagnostics), ['2 missing-index']);
    push = session.nextPush();
    await session.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: { mcptt: { rules: { 'missing-index': 'error' } } } });
    assert.deepEqual(told((await push).diagnostics), ['1 missing-index']);
    push = session.nextPush();
    await session.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    assert.deepEqual(told((await push).diagnostics), ['2 missing-index']);
  });

  test('schema-location: a file beside the document is looked for', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mcptt-schema-'));
    try {
      writeFileSync(join(folder, 'there.xsd'), '');
      await session.initialize();
      const located = (name: string): string => `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:a ${name}"/>`;
      const codes = async (name: string, uri: string): Promise<unknown[]> => (await session.diagnostics(await session.open(located(name), uri))).map(({ code }) => code).filter((code) => code === 'schema-location');
      assert.deepEqual(await codes('there.xsd', pathToFileURL(join(folder, 'a.xml')).href), []);
      assert.deepEqual(await codes('gone.xsd', pathToFileURL(join(folder, 'b.xml')).href), ['schema-location']);
      assert.deepEqual(await codes('gone.xsd', 'untitled:c.xml'), []);
      assert.deepEqual(await codes('gone.xsd', 'file://host/share/d.xml'), []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
