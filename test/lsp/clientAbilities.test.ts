import assert from 'node:assert/strict';
import type { CompletionItem, MarkupContent } from 'vscode-languageserver/node';
import { toMarkup } from '../../server/src/lsp/convert';
import { positionOf, Session } from './session';

const text = '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="sip:a@b" user-profile-index="0">\n<OnNetwork index="0">\n<</OnNetwork>\n<Stat>true</Stat></mcptt-user-profile>';
const INSIDE = positionOf(text, '<</', 1);
const RETYPED = positionOf(text, '<Stat>', 3);

suite('a client that understands everything', () => {
  const session = new Session();
  let uri: string;
  suiteSetup(async () => {
    const { capabilities } = await session.initialize();
    assert.equal(capabilities.completionProvider?.resolveProvider, true);
    uri = await session.open(text);
  });
  suiteTeardown(() => session.end());

  test('gets snippets, and documentation when it shows one', async () => {
    const [first] = await session.completion(uri, INSIDE);
    assert.deepEqual({ ...first, data: undefined }, {
      label: 'MCPTTGroupInfo', kind: 5, labelDetails: { description: 'required' }, preselect: true, sortText: '00000', filterText: 'MCPTTGroupInfo', insertTextFormat: 2, insertTextMode: 2,
      textEdit: { newText: 'MCPTTGroupInfo>\n\t${1}\n</MCPTTGroupInfo>$0', range: { start: INSIDE, end: INSIDE } }, data: undefined,
    });
    const { documentation } = await session.resolve(first!);
    assert.match((documentation as MarkupContent).value, /affiliate to on the network[^]*\*\*Source:\*\* TS 24\.484/);
  });

  test('resolves nothing that is not of this server', async () => {
    const item: CompletionItem = { label: 'x' };
    for (const data of [undefined, null, 'x', {}, { path: 'Common' }, { path: [1] }, { path: ['nothing'] }, { path: [], value: {} }, { path: ['nothing'], declared: 0, uri: 'file:///nowhere.xml' }, { path: ['nothing'], declared: 'x', uri: 7 }]) assert.equal((await session.resolve({ ...item, data })).documentation, undefined);
    assert.match(JSON.stringify((await session.resolve({ ...item, data: { path: ['Status'], value: 'true', attribute: 7, type: null } })).documentation), /enabled/);
  });

  test('inserts or replaces a name, and the end tag follows', async () => {
    const items = await session.completion(uri, RETYPED);
    const start = positionOf(text, '<Stat>', 1);
    const status = items.find(({ label }) => label === 'Status')!;
    assert.deepEqual(status.textEdit, { newText: 'Status', insert: { start, end: RETYPED }, replace: { start, end: { line: 3, character: 5 } } });
    assert.deepEqual(status.additionalTextEdits, [{ range: { start: positionOf(text, '</Stat>', 2), end: positionOf(text, '</Stat>', 6) }, newText: 'Status' }]);
  });
});

suite('a client that understands nothing', () => {
  const session = new Session();
  let uri: string;
  suiteSetup(async () => {
    const { capabilities } = await session.initialize({ textDocument: {} });
    assert.equal(capabilities.completionProvider?.resolveProvider, undefined);
    uri = await session.open(text);
  });
  suiteTeardown(() => session.end());

  test('gets plain text, documentation at once', async () => {
    const [, second] = await session.completion(uri, INSIDE);
    const { documentation, ...item } = second!;
    assert.deepEqual(item, {
      label: 'PrivateEmergencyAlert', kind: 5, detail: 'required', sortText: '00001', filterText: 'PrivateEmergencyAlert', insertTextFormat: 1,
      textEdit: {
        newText: 'PrivateEmergencyAlert>\n\t<entry entry-info="UsePreConfigured" index="0">\n\t\t<uri-entry>sip:user@example.com</uri-entry>\n\t</entry>\n</PrivateEmergencyAlert>',
        range: { start: INSIDE, end: INSIDE },
      },
    });
    assert.equal((documentation as MarkupContent).kind, 'plaintext');
    assert.match((documentation as MarkupContent).value, /\nAbsent: OnNetwork shall have one\.\nSource: TS 24\.484 8\.3\.2\.1 · Rel-13$/);
  });

  test('replaces a name as a whole, and gets hovers without marks', async () => {
    const status = (await session.completion(uri, RETYPED)).find(({ label }) => label === 'Status')!;
    assert.deepEqual(status.textEdit, { newText: 'Status', range: { start: positionOf(text, '<Stat>', 1), end: { line: 3, character: 5 } } });
    assert.deepEqual((await session.hover(uri, positionOf(text, 'OnNetwork', 2)))?.contents, {
      kind: 'plaintext',
      value: 'OnNetwork\n\nWhat holds while the terminal reaches the MCPTT server: groups, affiliations, transmissions and the alert to a user.\n\nAbsent: The profile gives the user nothing to use on the network.\nSource: TS 24.484 8.3.2.1 · Rel-13',
    });
  });

  test('gets the characters of a text that mean something in Markdown as they are', () => {
    assert.equal(toMarkup('\\*a\\* \\`b\\` \\\\  \n**c:** `d`', false).value, '*a* `b` \\\nc: d');
  });
});
