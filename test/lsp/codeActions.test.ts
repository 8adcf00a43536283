import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type CodeAction, CodeActionKind, type Range, TextDocumentEdit, type TextEdit } from 'vscode-languageserver/node';
import { positionOf, Session } from './session';

const printed = readFileSync(resolve(__dirname, '../../samples/as-printed/user-profile-0.xml'), 'utf8');
const FIX_ALL = 'source.fixAll.mcptt';

/** The text after an action, and the version that its edit is for. */
function taken(text: string, action: CodeAction): { text: string; version: number | null | undefined } {
  const [change] = action.edit?.documentChanges ?? [];
  assert.ok(change && TextDocumentEdit.is(change), 'there is an edit of the document');
  return { text: TextDocument.applyEdits(TextDocument.create('', '', 0, text), change.edits as TextEdit[]), version: change.textDocument.version };
}

function rangeOf(text: string, searched: string): Range {
  return { start: positionOf(text, searched), end: positionOf(text, searched, searched.length) };
}

const whole = (text: string): Range => ({ start: { line: 0, character: 0 }, end: TextDocument.create('', '', 0, text).positionAt(text.length) });

suite('code actions over stdio', () => {
  let session: Session;
  setup(() => { session = new Session(); });
  teardown(async () => { assert.equal(await session.end(), 0); });

  test('the server says what kinds there are', async () => {
    const { capabilities } = await session.initialize();
    assert.deepEqual(capabilities.codeActionProvider, { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL], resolveProvider: true });
  });

  test('the misprints of the printed example, each by its own fix, on any line end', async () => {
    await session.initialize();
    for (const text of [printed, printed.replaceAll('\n', '\r\n')]) {
      const uri = await session.open(text);
      for (const [at, title, mended] of [['alias-entryindex', "Insert space: 'alias-entry index'", 'alias-entry index'], ['index=0', `Quote the value: 'index="0"'`, 'index="0"'], ['<one id', "Rename to 'cp:one'", '<cp:one id']] as const) {
        const [first] = await session.codeActions(uri, rangeOf(text, at));
        assert.equal(first?.title, title);
        assert.equal(first.kind, CodeActionKind.QuickFix);
        assert.equal(first.isPreferred, true);
        assert.equal(first.diagnostics?.length, 1);
        assert.deepEqual(taken(text, first), { text: text.replace(at, mended), version: 1 });
      }
      assert.deepEqual(await session.codeActions(uri, rangeOf(text, '<Status>')), []);
      await session.close(uri);
    }
  });

  test('an edit that the client has not seen diagnostics of is looked at as it is now', async () => {
    await session.initialize();
    const uri = await session.open(printed);
    const text = `\n${printed}`;
    await session.change(uri, text);
    const [first] = await session.codeActions(uri, rangeOf(text, 'index=0'));
    assert.deepEqual(taken(text, first!), { text: text.replace('index=0', 'index="0"'), version: 2 });
  });

  test('everything safe at once, only for one who asks', async () => {
    await session.initialize();
    const uri = await session.open(printed);
    assert.ok((await session.codeActions(uri, whole(printed))).every(({ kind }) => kind === CodeActionKind.QuickFix));
    for (const only of [FIX_ALL, CodeActionKind.SourceFixAll, CodeActionKind.Source]) {
      const [action, ...more] = await session.codeActions(uri, whole(printed), [only]);
      assert.deepEqual(more, []);
      assert.equal(action?.kind, FIX_ALL);
      const { text } = taken(printed, action);
      assert.equal(text, printed.replace('alias-entryindex', 'alias-entry index').replace('index=0', 'index="0"'));
      await session.change(uri, text);
      assert.deepEqual(await session.codeActions(uri, whole(text), [only]), [], 'a second time there is nothing to do');
      await session.change(uri, printed);
    }
  });

  test('all of one code, found when the action is taken', async () => {
    await session.initialize();
    const text = printed.replace('index="0"', 'index=0');
    const uri = await session.open(text);
    const action = (await session.codeActions(uri, rangeOf(text, 'index=0'))).find(({ title }) => title.startsWith('Fix all'));
    assert.equal(action?.title, "Fix all 'malformed-attribute' in this document");
    assert.equal(action.edit, undefined);
    assert.equal(taken(text, await session.resolveAction(action)).text, text.replaceAll('index=0', 'index="0"'));
    await session.close(uri);
    assert.equal((await session.resolveAction(action)).edit, undefined, 'a closed document has no edit');
  });

  test('an edit of a hundred places and more is found when it is taken', async () => {
    await session.initialize();
    const list = (numbers: readonly number[]): string => `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="a" user-profile-index="0"><OnNetwork><MCPTTGroupInfo>${numbers.map((index) => `<entry index="${index}"><uri-entry>a</uri-entry></entry>`).join('\n')}</MCPTTGroupInfo></OnNetwork></mcptt-user-profile>`;
    const numbers = Array.from({ length: 200 }, (_, index) => index);
    const text = list(numbers.map((index) => Math.max(0, index - 1)));
    const uri = await session.open(text);
    const action = (await session.codeActions(uri, rangeOf(text, '0"><uri-entry>a</uri-entry></entry>\n<entry index="0"'))).find(({ title }) => title.startsWith('Renumber'));
    assert.equal(action?.edit, undefined);
    assert.equal(taken(text, await session.resolveAction(action!)).text, list(numbers));
    await session.change(uri, ` ${text}`);
    assert.deepEqual(taken(text, await session.resolveAction(action!)).text, text, 'its place has moved');
  });

  test('a client that takes neither versions nor later edits gets plain ones, and nothing that would need one', async () => {
    await session.initialize({ versioned: false, resolves: false });
    const text = printed.replace('index="0"', 'index=0');
    const uri = await session.open(text);
    const actions = await session.codeActions(uri, rangeOf(text, 'index=0'));
    assert.deepEqual(actions.map(({ title }) => title), [`Quote the value: 'user-profile-index="0"'`]);
    assert.deepEqual(Object.keys(actions[0]!.edit!), ['changes']);
  });

  test('documents that are not open, and actions of others', async () => {
    await session.initialize();
    assert.deepEqual(await session.codeActions('file:///nowhere.xml', whole('')), []);
    assert.deepEqual(await session.resolveAction({ title: 'x', data: { uri: 'file:///nowhere.xml', code: 'y' } }), { title: 'x', data: { uri: 'file:///nowhere.xml', code: 'y' } });
    assert.deepEqual(await session.resolveAction({ title: 'x', data: 7 }), { title: 'x', data: 7 });
  });
});
