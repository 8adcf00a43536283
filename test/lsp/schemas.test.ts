import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, FileChangeType, LogMessageNotification, ShowMessageNotification } from 'vscode-languageserver/node';
import { positionOf, Session, textOf } from './session';

const sample = readFileSync(resolve(__dirname, '../../samples/user-profile-0.xml'), 'utf8');
const RADIO = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:radio" elementFormDefault="qualified">
  <xs:element name="radio"><xs:complexType><xs:sequence><xs:element name="channel" type="xs:unsignedByte"/></xs:sequence></xs:complexType></xs:element>
</xs:schema>`;
const text = sample.replace('</Common>', '  <r:radio xmlns:r="urn:radio"><r:channel>three</r:channel></r:radio>\n  </Common>');

suite('schemas of the person, over stdio', () => {
  let session: Session;
  let folder: string;
  let schemas: Record<string, unknown>;
  const messages: string[] = [];
  const file = (name: string): string => join(folder, name);
  const uriOf = (name: string): string => pathToFileURL(file(name)).href;
  const told = async (uri: string): Promise<string[]> => (await session.diagnostics(uri)).map(({ code, range }) => `${code} '${textOf(text, range)}'`);

  setup(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mcptt schemas é-'));
    writeFileSync(file('radio.xsd'), RADIO);
    schemas = { 'urn:radio': 'radio.xsd' };
    messages.length = 0;
    session = new Session();
    session.connection.onNotification(ShowMessageNotification.type, ({ message }) => void messages.push(message));
    session.answerSettings(() => ({ schemas }));
    await session.initialize({ configuration: true, folder: pathToFileURL(folder).href, locale: 'de-AT' });
  });
  teardown(async () => {
    assert.equal(await session.end(), 0, 'the server ends cleanly');
    rmSync(folder, { recursive: true });
  });

  test('diagnostics, completion and hovers follow a vendor schema', async () => {
    const uri = await session.open(text, uriOf('sub/user-profile-0.xml'));
    assert.deepEqual(await told(uri), ["invalid-value 'three'"]);
    const typed = text.replace('<r:channel>three</r:channel>', '<');
    await session.change(uri, typed);
    assert.deepEqual((await session.completion(uri, positionOf(typed, '<</r:radio>', 1))).map(({ label }) => label), ['r:channel']);
    assert.match(JSON.stringify(await session.hover(uri, positionOf(typed, 'r:radio'))), /Holds:\*\* `channel`/);
    assert.deepEqual(messages, []);
  });

  test('completion and hovers that are asked for right after opening wait for the schema', async () => {
    const typed = text.replace('<r:channel>three</r:channel>', '<');
    const uri = await session.open(typed, uriOf('user-profile-0.xml'));
    const [items, hover] = await Promise.all([session.completion(uri, positionOf(typed, '<</r:radio>', 1)), session.hover(uri, positionOf(typed, 'r:radio'))]);
    assert.deepEqual(items.map(({ label }) => label), ['r:channel']);
    assert.match(JSON.stringify(hover), /Holds:\*\* `channel`/);
  });

  test('what a schema says of its elements is shown in the language of the editor', async () => {
    const notes = ['en', 'de'].map((language) => `<xs:documentation xml:lang="${language}">*${language}* \`1\`</xs:documentation>`).join('');
    writeFileSync(file('radio.xsd'), RADIO.replace('type="xs:unsignedByte"/>', `type="xs:unsignedByte"><xs:annotation>${notes}</xs:annotation></xs:element>`));
    const typed = text.replace('<r:channel>three</r:channel>', '<');
    const uri = await session.open(typed, uriOf('user-profile-0.xml'));
    await session.diagnostics(uri);
    const [channel] = await session.completion(uri, positionOf(typed, '<</r:radio>', 1));
    assert.equal(channel!.documentation, undefined);
    assert.deepEqual((await session.resolve(channel!)).documentation, { kind: 'markdown', value: '\\*de\\* \\`1\\`\n\n**Type:** whole number, 0 to 255' });
  });

  test('a change of the schema file, and of the setting, is followed', async () => {
    const uri = await session.open(text, uriOf('user-profile-0.xml'));
    assert.deepEqual(await told(uri), ["invalid-value 'three'"]);
    writeFileSync(file('radio.xsd'), RADIO.replace('xs:unsignedByte', 'xs:token'));
    await session.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri: uriOf('radio.xsd'), type: FileChangeType.Changed }] });
    assert.deepEqual(await told(uri), []);
    schemas = {};
    writeFileSync(file('radio.xsd'), RADIO);
    await session.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    assert.deepEqual(await told(uri), []);
    schemas = { 'urn:radio': 'radio.xsd' };
    await session.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
    assert.deepEqual(await told(uri), ["invalid-value 'three'"]);
  });

  test('a broken schema shows its errors in its own file, the profile is checked with the bundled one, and mending is seen', async () => {
    writeFileSync(file('radio.xsd'), RADIO.replace('xs:unsignedByte', 'xs:unsignedBite'));
    const uri = await session.open(text.replace('<Status>true', '<Status>maybe'), uriOf('user-profile-0.xml'));
    assert.deepEqual((await session.diagnostics(uri)).map(({ code }) => code), ['invalid-value']);
    const [problem] = await session.pushedFor(uriOf('radio.xsd'), (list) => list.length > 0);
    assert.equal(textOf(RADIO.replace('xs:unsignedByte', 'xs:unsignedBite'), problem!.range), 'xs:unsignedBite');
    assert.deepEqual(messages, ['radio.xsd: a schema that the setting mcptt.schemas names has errors; the bundled schema is used until they are mended.']);
    writeFileSync(file('radio.xsd'), RADIO);
    const cleared = session.pushedFor(uriOf('radio.xsd'), (list) => list.length === 0);
    await session.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes: [{ uri: uriOf('radio.xsd'), type: FileChangeType.Changed }] });
    await cleared;
    assert.equal((await session.diagnostics(uri)).length, 2);
  });

  test('a file that is not there is told once', async () => {
    schemas = { 'urn:radio': 'nowhere.xsd' };
    const uri = await session.open(text, uriOf('user-profile-0.xml'));
    const other = await session.open(text, uriOf('user-profile-1.xml'));
    assert.deepEqual(await told(uri), []);
    assert.deepEqual(await told(other), ["file-name-index '0'"]);
    assert.deepEqual(messages, ["The schema 'nowhere.xsd' that the setting mcptt.schemas names was not found; the bundled schema is used for its namespace, if there is one."]);
  });

  test('what is no path is told once in the log, and the rest is used', async () => {
    const logged: string[] = [];
    session.connection.onNotification(LogMessageNotification.type, ({ message }) => void logged.push(message));
    schemas = { 'urn:radio': 'radio.xsd', 'urn:number': 7, 'urn:empty': ' ', 'urn:list': ['a.xsd'] };
    const uri = await session.open(text, uriOf('user-profile-0.xml'));
    const other = await session.open(text, uriOf('0/user-profile-0.xml'));
    assert.deepEqual([await told(uri), await told(other)], [["invalid-value 'three'"], ["invalid-value 'three'"]]);
    assert.deepEqual(logged, [`'7' is no file for 'urn:number'`, `' ' is no file for 'urn:empty'`, `'["a.xsd"]' is no file for 'urn:list'`].map((what) => `mcptt.schemas: ${what}; name the path of an XSD in quotes`));
  });
});
