import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileSchemaSet, readSchemaTexts, type SchemaFiles, type SchemaTexts } from '../../server/src/profile/schemaSet';
import { createLanguageService } from '../../server/src/service';

const PROFILE = 'urn:3gpp:mcptt:user-profile:1.0';
const BASE = 'file:///work%20space/';

/** The texts of a setting, from a folder that is nothing but a table. */
async function gather(files: SchemaFiles, folder: Readonly<Record<string, string>>): Promise<SchemaTexts & { asked: string[] }> {
  const asked: string[] = [];
  const texts = await readSchemaTexts(files, BASE, (uri) => {
    asked.push(uri);
    return Promise.resolve(uri.startsWith(BASE) ? folder[decodeURI(uri.slice(BASE.length))] : undefined);
  });
  return { ...texts, asked };
}

const vendor = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:up="${PROFILE}" xmlns="urn:vendor" targetNamespace="urn:vendor" elementFormDefault="qualified">
  <xs:import namespace="${PROFILE}"/>
  <xs:include schemaLocation="sub/types.xsd"/>
  <xs:element name="radio"><xs:complexType><xs:sequence><xs:element name="channel" type="channel"/><xs:element name="home" type="up:Entry" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>
</xs:schema>`;
const types = '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:simpleType name="channel"><xs:restriction base="xs:unsignedByte"><xs:maxInclusive value="99"/></xs:restriction></xs:simpleType></xs:schema>';

function profile(inside: string): string {
  return readFileSync(resolve(__dirname, '../../samples/user-profile-0.xml'), 'utf8').replace('</Common>', `<anyExt>${inside}</anyExt></Common>`);
}

suite('schemas of a person', () => {
  test('a vendor schema checks its elements in a profile; the bundled schema goes on checking the rest', async () => {
    const texts = await gather({ 'urn:vendor': 'vendor.xsd' }, { 'vendor.xsd': vendor, 'sub/types.xsd': types });
    assert.deepEqual(texts.asked, ['file:///work%20space/vendor.xsd', 'file:///work%20space/sub/types.xsd']);
    const { grammar, problems } = compileSchemaSet(texts);
    assert.deepEqual([...problems], [['file:///work%20space/vendor.xsd', []], ['file:///work%20space/sub/types.xsd', []]]);
    const service = createLanguageService({ grammar: grammar! });
    const told = (text: string): string[] => service.diagnose(service.parse(text)).map(({ code, start, end }) => `${code} ${text.slice(start, end)}`);
    assert.deepEqual(told(profile('<v:radio xmlns:v="urn:vendor"><v:channel>7</v:channel></v:radio>')), []);
    assert.deepEqual(told(profile('<v:radio xmlns:v="urn:vendor"><v:channel>100</v:channel><v:chanel/></v:radio>')), ['invalid-value 100', 'unexpected-element v:chanel']);
    assert.deepEqual(told(profile('').replace('user-profile-index="0"', 'user-profile-index="256"')), ['invalid-value 256']);
  });

  test('a schema for the profile itself takes the place of the bundled one', async () => {
    const own = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${PROFILE}"><xs:element name="mcptt-user-profile" type="xs:token"/></xs:schema>`;
    const { grammar } = compileSchemaSet(await gather({ [PROFILE]: 'own.xsd' }, { 'own.xsd': own }));
    const service = createLanguageService({ grammar: grammar! });
    assert.deepEqual(service.diagnose(service.parse(`<mcptt-user-profile xmlns="${PROFILE}">x</mcptt-user-profile>`)).filter(({ severity }) => severity === 'error'), []);
  });

  test('nothing is fetched, whatever a setting or a schema says', async () => {
    const texts = await gather({ a: 'https://example.com/a.xsd', b: 'b.xsd', c: '//example.com/c.xsd' }, { 'b.xsd': '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="b"><xs:import namespace="d" schemaLocation="http://example.com/d.xsd"/><xs:import namespace="e" schemaLocation="//example.com/e.xsd"/></xs:schema>' });
    assert.deepEqual(texts.asked, ['file:///work%20space/b.xsd', 'file://example.com/c.xsd']);
    assert.deepEqual(texts.missing, ['https://example.com/a.xsd', '//example.com/c.xsd']);
  });

  test('paths as they are written on every system', async () => {
    const { asked } = await gather({ a: 'in folder/ä#1.xsd', b: String.raw`up\..\b.xsd`, c: String.raw`C:\schemas\c.xsd`, d: '/d.xsd', e: 'file:///e.xsd', f: ' ' }, {});
    assert.deepEqual(asked, ['file:///work%20space/in%20folder/%C3%A4%231.xsd', 'file:///work%20space/b.xsd', 'file:///C:/schemas/c.xsd', 'file:///d.xsd', 'file:///e.xsd']);
  });

  test('documents in a circle are read once', async () => {
    const include = (file: string): string => `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:c"><xs:include schemaLocation="${file}"/></xs:schema>`;
    const texts = await gather({ 'urn:c': 'a.xsd' }, { 'a.xsd': include('b.xsd'), 'b.xsd': include('a.xsd') });
    assert.equal(texts.asked.length, 2);
    assert.ok(compileSchemaSet(texts).grammar);
  });

  test('a broken schema shows its errors in its own document', async () => {
    const texts = await gather({ 'urn:vendor': 'vendor.xsd' }, { 'vendor.xsd': vendor.replace('type="channel"', 'type="chanel"'), 'sub/types.xsd': types });
    const { grammar, problems } = compileSchemaSet(texts);
    assert.equal(grammar, undefined);
    const told = [...problems].flatMap(([uri, list]) => list.map(({ code, start, end }) => `${uri} ${code} ${texts.texts.get(uri)!.slice(start, end)}`));
    assert.deepEqual(told, ['file:///work%20space/vendor.xsd undeclared-name chanel']);
  });

  test('a schema without what a bundled one needs of its namespace is told so', async () => {
    const XML = 'http://www.w3.org/XML/1998/namespace';
    const text = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="${XML}"><xs:attribute name="base" type="xs:anyURI"/></xs:schema>`;
    const { grammar, problems } = compileSchemaSet(await gather({ [XML]: 'xml.xsd' }, { 'xml.xsd': text }));
    assert.equal(grammar, undefined);
    assert.deepEqual([...problems].flatMap(([, list]) => list.map(({ message, start, end }) => `${text.slice(start, end)}: ${message}`)),
      [`xs:schema: a bundled schema that is used beside this one needs more than it has: 'lang' is not declared: there is no such attribute in the schema`]);
  });

  test('a file for another namespace than its own is told in the file', async () => {
    const { grammar, problems } = compileSchemaSet(await gather({ 'urn:other': 'vendor.xsd' }, { 'vendor.xsd': vendor, 'sub/types.xsd': types }));
    assert.equal(grammar, undefined);
    assert.deepEqual(problems.get('file:///work%20space/vendor.xsd')?.map(({ message, start, end }) => `${vendor.slice(start, end)}: ${message}`),
      [`xs:schema: the setting gives this file for the namespace 'urn:other', but it declares the namespace 'urn:vendor'; change one of them`]);
  });

  test('hostile texts for a schema give problems, never an exception', async () => {
    for (const text of ['', '<', 'x'.repeat(1_000), '<a/>', '<xs:schema/>', '<!DOCTYPE x [<!ENTITY y "z">]><x/>', '<x>'.repeat(10_000)]) {
      const { grammar, problems } = compileSchemaSet(await gather({ 'urn:x': 'x.xsd' }, { 'x.xsd': text }));
      assert.equal(grammar, undefined, text.slice(0, 20));
      assert.ok([...problems.values()].some((list) => list.length > 0), text.slice(0, 20));
    }
  });

  test('the reference schema takes the place of the bundled one', async function () {
    const folder = resolve(__dirname, '../../../shared/reference/rel13');
    if (!existsSync(folder)) {
      console.log('      SKIPPED: ../shared/reference/rel13 is not here');
      this.skip();
    }
    const read = (uri: string): Promise<string | undefined> => Promise.resolve(existsSync(fileURLToPath(uri)) ? readFileSync(fileURLToPath(uri), 'utf8') : undefined);
    const { grammar, problems } = compileSchemaSet(await readSchemaTexts({ [PROFILE]: 'mcptt-user-profile.xsd' }, `${pathToFileURL(folder).href}/`, read));
    assert.deepEqual([...problems.values()].flat(), []);
    const service = createLanguageService({ grammar: grammar! });
    const text = profile('<allow-regroup>yes</allow-regroup>');
    assert.deepEqual(service.diagnose(service.parse(profile(''))).filter(({ severity }) => severity === 'error'), []);
    assert.ok(service.diagnose(service.parse(text)).some(({ code }) => code === 'invalid-value'), 'its global elements are known');
  });
});
