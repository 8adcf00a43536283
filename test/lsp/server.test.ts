import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { positionOf, Session, textOf } from './session';

const sample = readFileSync(resolve(__dirname, '../../samples/user-profile-0.xml'), 'utf8');
const printed = readFileSync(resolve(__dirname, '../../samples/as-printed/user-profile-0.xml'), 'utf8');

suite('language server over stdio', () => {
  let session: Session;
  setup(async () => {
    session = new Session();
    await session.initialize();
  });
  teardown(async () => {
    assert.equal(await session.end(), 0, 'the server ends cleanly');
  });

  const told = async (uri: string, text: string): Promise<string[]> =>
    (await session.diagnostics(uri)).map(({ code, severity, source, range }) => `${source} ${severity} ${code} '${textOf(text, range)}'`);

  test('a valid profile has nothing to tell', async () => {
    assert.deepEqual(await told(await session.open(sample), sample), []);
  });

  test('the printed example: its three misprints and nothing else', async () => {
    assert.deepEqual(await told(await session.open(printed), printed), [
      "mcptt 1 malformed-tag 'alias-entryindex'",
      "mcptt 1 malformed-attribute 'index=0'",
      "mcptt 2 rule-condition-namespace 'one'",
    ]);
  });

  test('a diagnostic says where its requirement is written', async () => {
    const uri = await session.open(printed);
    for (const { codeDescription, message } of await session.diagnostics(uri)) assert.ok(codeDescription?.href !== undefined || /(?:TS|RFC) \d/.test(JSON.stringify(message)), JSON.stringify(message));
  });

  test('an edit changes the diagnostics, taking it back brings the old ones', async () => {
    const uri = await session.open(sample);
    const start = positionOf(sample, '<Priority>', '<Priority>'.length);
    await session.change(uri, 'x', { start, end: start });
    const edited = sample.replace('<Priority>', '<Priority>x');
    assert.deepEqual(await told(uri, edited), [`mcptt 1 invalid-value '${/<Priority>([^<]*)/.exec(edited)![1]!}'`]);
    await session.change(uri, '', { start, end: { ...start, character: start.character + 1 } });
    assert.deepEqual(await told(uri, sample), []);
  });

  test('the same version is not sent twice', async () => {
    const uri = await session.open(sample);
    const first = await session.connection.sendRequest<{ resultId: string }>('textDocument/diagnostic', { textDocument: { uri } });
    assert.deepEqual(await session.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri }, previousResultId: first.resultId }), { kind: 'unchanged', resultId: first.resultId });
  });

  test('completion and hover', async () => {
    const text = sample.replace(/<Common[\s\S]*<\/Common>/, '<Common index="0"><</Common>');
    const uri = await session.open(text);
    const items = await session.completion(uri, positionOf(text, '<Common index="0"><', '<Common index="0"><'.length));
    assert.deepEqual(items.map(({ label, labelDetails }) => `${label} ${labelDetails?.description ?? ''}`.trim()), [
      'UserAlias required', 'MCPTTUserID required', 'PrivateCall required', 'MCPTT-group-call required', 'MissionCriticalOrganization required', 'ParticipantType', 'anyExt',
    ]);
    const hover = await session.hover(uri, positionOf(text, 'MaxAffiliationsN2', 3));
    assert.match(JSON.stringify(hover?.contents), /affiliat/i);
    assert.equal(textOf(text, hover!.range!), 'MaxAffiliationsN2');
  });

  test('a file whose number is not the profile\'s index', async () => {
    assert.deepEqual(await told(await session.open(sample, 'file:///a/user-profile-7.xml'), sample), ["mcptt 2 file-name-index '0'"]);
  });

  test('unknown documents and closed ones answer with nothing', async () => {
    const uri = await session.open(printed);
    await session.close(uri);
    assert.deepEqual(await session.diagnostics(uri), []);
    assert.deepEqual(await session.completion(uri, { line: 0, character: 0 }), []);
    assert.equal(await session.hover('file:///nowhere.xml', { line: 0, character: 0 }), null);
  });
});

suite('a client that cannot pull', () => {
  test('gets diagnostics pushed at open, change and close', async () => {
    const session = new Session();
    await session.initialize({ pull: false });
    const codes = async (next: Promise<{ diagnostics: { code?: string | number }[] }>): Promise<unknown[]> => (await next).diagnostics.map(({ code }) => code);
    let push = session.nextPush();
    const uri = await session.open(printed);
    assert.deepEqual(await codes(push), ['malformed-tag', 'malformed-attribute', 'rule-condition-namespace']);
    push = session.nextPush();
    await session.change(uri, sample);
    assert.deepEqual(await codes(push), []);
    push = session.nextPush();
    await session.change(uri, printed);
    await push;
    push = session.nextPush();
    await session.close(uri);
    assert.deepEqual(await codes(push), []);
    assert.equal(await session.end(), 0);
  });
});
