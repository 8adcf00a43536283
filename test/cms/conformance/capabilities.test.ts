import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ApplicationUsage } from '../../../cms/src/applicationUsages';
import { compileSchemaSet, createLanguageService, readSchemaTexts } from '../../../server/src/service';
import { LocalCms } from '../localCms';
import { STORES } from '../stores';
import { Bench, shift, USER } from './conformance';

const SHIFT_TYPE = 'application/vnd.example.shift+xml';
const CAPABILITIES = `<?xml version="1.0" encoding="UTF-8"?>
<xcap-caps xmlns="urn:ietf:params:xml:ns:xcap-caps">
  <auids>
    <auid>xcap-caps</auid>
    <auid>org.openmobilealliance.xcap-directory</auid>
    <auid>org.3gpp.mcptt.user-profile</auid>
    <auid>org.example.shift</auid>
  </auids>
  <extensions/>
  <namespaces>
    <namespace>urn:ietf:params:xml:ns:xcap-caps</namespace>
    <namespace>urn:oma:xml:xdm:xcap-directory</namespace>
    <namespace>urn:3gpp:mcptt:user-profile:1.0</namespace>
    <namespace>urn:example:shift</namespace>
    <namespace>urn:ietf:params:xml:ns:xcap-error</namespace>
    <namespace>urn:ietf:params:xml:ns:common-policy</namespace>
  </namespaces>
</xcap-caps>
`;

for (const store of STORES) {
  suite(`conformance: capabilities, directory and roots (${store.name})`, () => {
    let bench: Bench;
    suiteSetup(async () => (bench = await Bench.open(store)));
    suiteTeardown(() => bench.close());
    const put = (target: string, body: string, type = SHIFT_TYPE) => bench.send('PUT', target, { 'Content-Type': type }, body);

    test('12: the capabilities, below every root', async () => {
      for (const root of ['', '/root', '/MissionCriticalOrg/MCO-12345']) {
        const { status, text, headers } = await bench.send('GET', `${root}/xcap-caps/global/index`);
        assert.deepEqual([status, text, headers['content-type']], [200, CAPABILITIES, 'application/xcap-caps+xml']);
      }
    });

    test('12: their parts are read as those of any document', async () => {
      const parts: [part: string, status: number, text: string][] = [
        ['xcap-caps/auids/auid%5B1%5D', 200, '<auid>xcap-caps</auid>'],
        ['xcap-caps/extensions', 200, '<extensions/>'],
        ['xcap-caps/namespace::*', 200, '<xcap-caps xmlns="urn:ietf:params:xml:ns:xcap-caps"/>'],
        ['xcap-caps/auids/auid', 404, 'The document has no such part, or more than one.\n'],
      ];
      for (const [part, status, text] of parts) {
        const reply = await bench.send('GET', `/xcap-caps/global/index/~~/${part}`);
        assert.deepEqual([reply.status, reply.text], [status, text]);
      }
    });

    test('12: they have an entity tag that stays', async () => {
      const { headers: { etag = '' } } = await bench.send('GET', '/xcap-caps/global/index');
      assert.match(etag, /^"[\w-]+"$/);
      assert.equal((await bench.send('GET', '/r/xcap-caps/global/index', { 'If-None-Match': etag })).status, 304);
      assert.equal((await bench.send('GET', '/r/xcap-caps/global/index', { 'If-None-Match': '"x"' })).status, 200);
      assert.equal((await bench.send('GET', '/r/xcap-caps/global/index', { 'If-Match': '"x"' })).status, 412);
      assert.deepEqual([(await bench.send('HEAD', '/xcap-caps/global/index')).headers['etag']], [etag]);
    });

    test('12: nobody writes them', async () => {
      for (const [method, target] of [['PUT', '/xcap-caps/global/index'], ['DELETE', '/xcap-caps/global/index'], ['POST', '/xcap-caps/global/index'], ['PUT', '/xcap-caps/global/index/~~/xcap-caps/extensions']] as const) {
        const { status, headers } = await bench.send(method, target, {}, method === 'DELETE' ? undefined : '<a/>');
        assert.deepEqual([status, headers['allow']], [405, 'GET, HEAD'], `${method} ${target}`);
      }
    });

    test('12: no other document is there, and none of a user', async () => {
      for (const target of ['/xcap-caps/global/other', `/xcap-caps/users/${USER}/index`, '/xcap-caps/index']) {
        assert.equal((await bench.send('GET', target)).status, 404, target);
      }
    });

    test('OMA XDM Core: the directory lists what one user has below one root, with the tags of now', async () => {
      const [one, two] = [`/list/org.example.shift/users/${USER}/b.xml`, `/list/org.example.shift/users/${USER}/a%20%26.xml`];
      await put(one, shift(''));
      const second = await put(two, shift(''));
      await put(`/elsewhere/org.example.shift/users/${USER}/c.xml`, shift(''));
      const first = await bench.send('PUT', `${one}/~~/shift/car`, { 'Content-Type': 'application/xcap-el+xml' }, '<car/>');
      const entry = (uri: string, tag = '') => `    <entry uri="${uri}" etag="${tag.replaceAll('"', '&quot;')}"/>\n`;
      const directory = `/list/org.openmobilealliance.xcap-directory/users/${USER}/directory.xml`;
      const { text, headers } = await bench.send('GET', directory);
      assert.equal(text, `<?xml version="1.0" encoding="UTF-8"?>\n<xcap-directory xmlns="urn:oma:xml:xdm:xcap-directory">\n  <folder auid="org.example.shift">\n${entry(two.replace('%26', '&amp;'), second.headers['etag'])}${entry(one, first.headers['etag'])}  </folder>\n</xcap-directory>\n`);
      assert.equal((await bench.send('GET', directory, { 'If-None-Match': headers['etag'] ?? '' })).status, 304);
      await bench.send('DELETE', one);
      assert.equal((await bench.send('GET', directory, { 'If-None-Match': headers['etag'] ?? '' })).status, 200);
      assert.equal((await bench.send('GET', `${directory}/~~/xcap-directory/folder/entry/@uri`)).text, two.replace('%26', '&amp;'));
    });

    test('OMA XDM Core: a user with nothing has an empty directory, which nobody writes', async () => {
      const directory = `/empty/org.openmobilealliance.xcap-directory/users/${USER}/directory.xml`;
      assert.equal((await bench.send('GET', directory)).text, '<?xml version="1.0" encoding="UTF-8"?>\n<xcap-directory xmlns="urn:oma:xml:xdm:xcap-directory">\n</xcap-directory>\n');
      const { status, headers } = await put(directory, '<a/>');
      assert.deepEqual([status, headers['allow']], [405, 'GET, HEAD']);
      assert.equal((await bench.send('GET', directory.replace(USER, 'sip:other@example.com'))).status, 403);
    });

    test('6.1: documents of different roots are apart, their parts as well', async () => {
      const places = ['', '/a', '/a/b', '/a/global/c', '/users'].map((root) => `${root}/org.example.shift/users/${USER}/same.xml`);
      for (const [index, place] of places.entries()) assert.equal((await put(place, shift(`<n>${index}</n>`))).status, 201);
      for (const [index, place] of places.entries()) assert.equal((await bench.send('GET', `${place}/~~/shift/n`)).text, `<n>${index}</n>`);
    });

    test('6.2: everyone reads the global tree, administrators write it', async () => {
      const target = '/r/org.example.shift/global/plan.xml';
      const administrator = { Authorization: `Bearer ${await bench.cms.token('sip:chief@example.com', true)}`, 'Content-Type': SHIFT_TYPE };
      assert.equal((await put(target, shift(''))).status, 403);
      assert.equal((await bench.cms.send('PUT', target, administrator, shift('<crew/>'))).status, 201);
      assert.equal((await bench.send('GET', target)).text, shift('<crew/>'));
      assert.equal((await bench.send('GET', `${target}/~~/shift/crew`)).text, '<crew/>');
      assert.equal((await bench.send('DELETE', `${target}/~~/shift/crew`)).status, 403);
      assert.equal((await bench.cms.send('DELETE', `${target}/~~/shift/crew`, administrator)).status, 200);
      assert.equal((await put('/r/org.3gpp.mcptt.user-profile/global/p.xml', '<a/>')).status, 404);
    });

    test('8.2: of many changes of parts at the same time, none is lost', async () => {
      const target = `/race/org.example.shift/users/${USER}/p.xml`;
      await put(target, shift('<crew/>'));
      const names = Array.from({ length: 24 }, (_, index) => `n${index}`);
      const replies = await Promise.all(names.map((name) => bench.send('PUT', `${target}/~~/shift/crew/@${name}`, { 'Content-Type': 'application/xcap-att+xml' }, '1')));
      assert.deepEqual(replies.map(({ status }) => status), names.map(() => 201));
      const { text } = await bench.send('GET', target);
      assert.deepEqual([...text.matchAll(/ (n\d+)="1"/g)].map(([, name]) => name).sort(), names.sort());
    });
  });
}

suite('conformance: a second application is one row', () => {
  const folder = join(import.meta.dirname, '../../schema/schemas/ue-configuration');
  let cms: LocalCms;
  let state: string;
  suiteSetup(async () => {
    const { grammar } = compileSchemaSet(await readSchemaTexts({ 'urn:example:mcx:ue-configuration': 'main.xsd' }, `${pathToFileURL(folder).href}/`, (uri) => Promise.resolve(readFileSync(fileURLToPath(uri), 'utf8'))));
    const service = createLanguageService({ grammar: grammar! });
    const row: ApplicationUsage = {
      auid: 'org.3gpp.mcptt.ue-config',
      mediaType: 'application/vnd.3gpp.mcptt-ue-config+xml',
      defaultNamespace: 'urn:example:mcx:ue-configuration',
      otherNamespaces: [],
      trees: ['users'],
      validate: (text) => service.diagnose(service.parse(text)),
      placeFor: service.placeForChild,
    };
    state = await mkdtemp(join(tmpdir(), 'mcptt-usage-'));
    cms = await LocalCms.start({ database: await STORES[0]!.open(state), usages: [row] });
  });
  suiteTeardown(async () => {
    await cms.stop();
    await rm(state, { recursive: true, force: true });
  });

  test('its documents, its type, its schema, its parts', async () => {
    const authorization = { Authorization: `Bearer ${await cms.token(USER)}` };
    const target = `/r/org.3gpp.mcptt.ue-config/users/${USER}/ue.xml`;
    const document = readFileSync(join(folder, 'on-network.xml'), 'utf8');
    const name = '<name>Handheld, depôt 3</name>';
    const send = (method: string, part: string, type: string, body?: string) => cms.send(method, target + part, { ...authorization, 'Content-Type': type }, body);
    assert.equal((await send('PUT', '', 'application/vnd.3gpp.mcptt-ue-config+xml', document)).status, 201);
    assert.equal((await send('PUT', '', 'application/vnd.3gpp.mcptt-user-profile+xml', document)).status, 415);
    assert.equal((await send('GET', '/~~/ue-configuration/organization', '')).text, '<organization>County rescue</organization>');
    assert.equal((await send('PUT', '/~~/ue-configuration/organization', 'application/xcap-el+xml', '<organization>County</organization>')).status, 200);
    assert.match((await send('PUT', '/~~/ue-configuration/@revision', 'application/xcap-att+xml', 'x')).text, /<schema-validation-error phrase="line 1, column 99: /);
    // Its schema wants the name first.
    assert.equal((await send('DELETE', '/~~/ue-configuration/name', '')).status, 200);
    assert.equal((await send('PUT', '/~~/ue-configuration/name', 'application/xcap-el+xml', name)).status, 201);
    assert.equal((await send('GET', '', '')).text, document.replace('County rescue', 'County'));
    assert.equal((await cms.send('GET', `/r/org.3gpp.mcptt.user-profile/users/${USER}/p.xml`, authorization)).status, 404);
  });
});
