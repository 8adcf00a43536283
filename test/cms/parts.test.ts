import assert from 'node:assert/strict';
import { LocalCms, MEDIA_TYPE } from './localCms';

const USER = 'sip:User2@example.com';
const TARGET = `/r/org.3gpp.mcptt.user-profile/users/${USER}/p.xml`;
const ELEMENT = { 'Content-Type': 'application/xcap-el+xml' };

suite('cms: parts of documents', () => {
  let cms: LocalCms;
  let authorization: { Authorization: string };
  suiteSetup(async () => {
    cms = await LocalCms.start({ limits: { bodyBytes: 1000 } });
    authorization = { Authorization: `Bearer ${await cms.token(USER)}` };
  });
  suiteTeardown(() => cms.stop());
  const send = (method: string, target: string, headers: Record<string, string> = {}, body?: string) => cms.send(method, target, { ...authorization, ...headers }, body);
  const documentOf = (content: string) => `<a xmlns="urn:3gpp:mcptt:user-profile:1.0">${content}</a>`;

  test('a document does not grow beyond the limit part by part', async () => {
    const document = documentOf('é'.repeat(440));
    await send('PUT', TARGET, { 'Content-Type': MEDIA_TYPE }, document);
    const { status, text } = await send('PUT', `${TARGET}/~~/a/b`, ELEMENT, `<b>${'é'.repeat(40)}</b>`);
    assert.deepEqual([status, /phrase="([^"]*)"/.exec(text)?.[1]], [409, 'the document would have 1014 bytes; it may have 1000 at most']);
    assert.equal((await send('PUT', `${TARGET}/~~/a/b`, ELEMENT, `<b>${'é'.repeat(30)}</b>`)).status, 201);
    assert.equal((await send('PUT', `${TARGET}/~~/a/b`, ELEMENT, `<b>${'é'.repeat(600)}</b>`)).status, 413);
  });

  test('parts of large documents, and large parts, are refused before anybody has to wait for them', async () => {
    const roomy = await LocalCms.start({ limits: { bodyBytes: 1_000_000 } });
    try {
      const own = { Authorization: `Bearer ${await roomy.token(USER)}` };
      const phrase = (text: string) => /<([\w-]+) phrase="([^"]*)"/.exec(text)?.slice(1);
      assert.equal((await roomy.send('PUT', TARGET, { ...own, 'Content-Type': MEDIA_TYPE }, documentOf('<b/>'))).status, 201);
      const part = await roomy.send('PUT', `${TARGET}/~~/a/c`, { ...own, ...ELEMENT }, `<c>${'x'.repeat(65_536)}</c>`);
      assert.deepEqual([part.status, phrase(part.text)], [409, ['constraint-failure', 'a part may have 65536 bytes; send the whole document instead']]);
      const large = documentOf(`<b/>${'<c/>'.repeat(150_000)}`);
      assert.equal((await roomy.send('PUT', TARGET, { ...own, 'Content-Type': MEDIA_TYPE }, large)).status, 200);
      for (const [method, body] of [['GET'], ['PUT', '<b/>'], ['DELETE']] as const) {
        const { status, text } = await roomy.send(method, `${TARGET}/~~/a/b`, { ...own, ...ELEMENT }, body);
        assert.deepEqual([status, phrase(text)], [409, ['constraint-failure', `the document has ${large.length} bytes; parts are served and changed of documents up to 524288 bytes, so send or fetch the whole`]], method);
      }
      assert.equal((await roomy.send('GET', TARGET, own)).text, large);
    } finally {
      await roomy.stop();
    }
  });

  test('a part belongs to the user of its document, whoever asks', async () => {
    await send('PUT', TARGET, { 'Content-Type': MEDIA_TYPE }, documentOf('<b/>'));
    const other = { Authorization: `Bearer ${await cms.token('sip:other@example.com')}` };
    for (const [method, part] of [['GET', 'a/b'], ['PUT', 'a/b'], ['DELETE', 'a/b'], ['GET', 'a/namespace::*'], ['GET', 'none']] as const) {
      assert.equal((await cms.send(method, `${TARGET}/~~/${part}`, { ...other, ...ELEMENT }, method === 'PUT' ? '<b/>' : undefined)).status, 403, `${method} ${part}`);
      assert.equal((await cms.send(method, `${TARGET}/~~/${part}`, ELEMENT, method === 'PUT' ? '<b/>' : undefined)).status, 401, `${method} ${part}`);
    }
  });

  test('a change of a part leaves an audit entry with the tags of the document', async () => {
    const { headers: { etag: before } } = await send('PUT', TARGET, { 'Content-Type': MEDIA_TYPE }, documentOf(''));
    const from = cms.audit.length;
    const { headers: { etag: after } } = await send('PUT', `${TARGET}/~~/a/b`, ELEMENT, '<b/>');
    await send('PUT', `${TARGET}/~~/a/c/d`, ELEMENT, '<d/>');
    await send('DELETE', `${TARGET}/~~/a/c`);
    assert.deepEqual(cms.audit.slice(from).map(({ method, target, status, entityTagBefore, entityTagAfter }) => ({ method, target, status, entityTagBefore, entityTagAfter })), [
      { method: 'PUT', target: `${TARGET}/~~/a/b`, status: 201, entityTagBefore: before, entityTagAfter: after },
      { method: 'PUT', target: `${TARGET}/~~/a/c/d`, status: 409, entityTagBefore: after, entityTagAfter: undefined },
      { method: 'DELETE', target: `${TARGET}/~~/a/c`, status: 404, entityTagBefore: after, entityTagAfter: undefined },
    ]);
  });

  test('the ancestor of no-parent is told as the client asked for it', async () => {
    await send('PUT', TARGET, { 'Content-Type': MEDIA_TYPE }, documentOf(''));
    const { text } = await send('PUT', `${TARGET.replace('sip:', 'sip%3A')}/~~/a/b/c`, { ...ELEMENT, Host: 'cms.example.com:8443' }, '<c/>');
    assert.equal(/<ancestor>(.*)<\/ancestor>/.exec(text)?.[1], `http://cms.example.com:8443${TARGET.replace('sip:', 'sip%3A')}/~~/a`);
  });
});
