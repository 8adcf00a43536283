import assert from 'node:assert/strict';
import type { Diagnostic } from '../../server/src/diagnostic';
import { LocalCms, MEDIA_TYPE, type Reply } from './localCms';

const USER = 'sip:User2@example.com';
const TREE = `/MissionCriticalOrg/MCO-12345/org.3gpp.mcptt.user-profile/users/${USER}`;

/** Finds fault with what a text says of itself, at the place where it says so. */
function validate(text: string): Diagnostic[] {
  return [...text.matchAll(/(error|warning):([\w-]+)/g)].map((match) => ({
    code: match[2] ?? '',
    severity: match[1] as 'error' | 'warning',
    message: `'${match[2]}' & more\nsecond line`,
    start: match.index,
    end: match.index + match[0].length,
  }));
}

suite('cms: documents over HTTP', () => {
  let cms: LocalCms;
  let authorization: { Authorization: string };
  suiteSetup(async () => {
    cms = await LocalCms.start({ validate, limits: { bodyBytes: 100_000 } });
    authorization = { Authorization: `Bearer ${await cms.token('sip:user1@example.com', true)}` };
  });
  suiteTeardown(() => cms.stop());

  let count = 0;
  const fresh = () => `${TREE}/user-profile-${count++}.xml`;
  const put = (target: string, body: string | Uint8Array, headers: Record<string, string> = {}) => cms.send('PUT', target, { ...authorization, 'Content-Type': MEDIA_TYPE, ...headers }, body);
  const get = (target: string, headers: Record<string, string> = {}) => cms.send('GET', target, { ...authorization, ...headers });
  const tagOf = (reply: Reply) => reply.headers['etag'] ?? assert.fail('no entity tag');

  test('the flow of the seed: PUT 201, GET the same bytes with the registered type', async () => {
    const target = fresh();
    const body = '\ufeff<?xml version="1.0"?>\r\n<a>ü 👮</a>\n\n';
    const created = await put(target, body, { 'Content-Type': `${MEDIA_TYPE}; charset="UTF-8"` });
    assert.deepEqual([created.status, created.text, created.headers['content-length']], [201, '', '0']);
    const served = await get(target);
    assert.deepEqual([served.status, served.text, served.headers['content-type'], tagOf(served)], [200, body, MEDIA_TYPE, tagOf(created)]);
    const head = await cms.send('HEAD', target, authorization);
    assert.deepEqual([head.status, head.text, head.headers['content-length'], tagOf(head)], [200, '', String(Buffer.byteLength(body)), tagOf(created)]);
  });

  test('a replaced, an equal and a re-created document each have a tag of their own', async () => {
    const target = fresh();
    const replies = [await put(target, '<a/>'), await put(target, '<b/>'), await put(target, '<b/>')];
    assert.deepEqual(replies.map(({ status }) => status), [201, 200, 200]);
    const removed = await cms.send('DELETE', target, authorization);
    assert.equal(removed.status, 200);
    assert.equal((await get(target)).status, 404);
    const again = await put(target, '<b/>');
    assert.equal(again.status, 201);
    const tags = [...replies, again].map(tagOf);
    assert.equal(new Set(tags).size, 4);
    for (const tag of tags) assert.match(tag, /^"[\w-]+"$/);
  });

  test('a root, an XUI in another case, another name: each its own document', async () => {
    const name = `${count++}.xml`;
    const places = ['', '/a', '/a/b'].map((root) => `${root}/org.3gpp.mcptt.user-profile/users/${USER}/${name}`);
    places.push(`/a/org.3gpp.mcptt.user-profile/users/${USER.toLowerCase()}/${name}`, `/a/org.3gpp.mcptt.user-profile/users/${USER}/x${name}`);
    for (const [index, place] of places.entries()) assert.equal((await put(place, `<n>${index}</n>`)).status, 201);
    for (const [index, place] of places.entries()) assert.equal((await get(place)).text, `<n>${index}</n>`);
  });

  test('one document whichever way its address is encoded', async () => {
    const target = fresh();
    await put(target, '<a/>');
    assert.equal((await get(target.replace('sip:', 'sip%3a').replace('MissionCritical', '%4dissionCritical'))).text, '<a/>');
    assert.equal((await get(`http://127.0.0.1:${cms.port}${target}`)).text, '<a/>');
  });

  test('HEAD of everything is its GET without the body', async () => {
    const target = fresh();
    await put(target, '<a xmlns="urn:3gpp:mcptt:user-profile:1.0" b="1"/>');
    const root = TREE.slice(0, TREE.indexOf('/org.3gpp'));
    const parts = ['', '/~~/a', '/~~/a/@b', '/~~/a/namespace::*', '/~~/c', '/~~/', '.not'].map((part) => `${target}${part}`);
    for (const each of [...parts, `${root}/xcap-caps/global/index`, `${root}/org.openmobilealliance.xcap-directory/users/${USER}/directory.xml`, `${TREE}/..`, '/']) {
      const [got, headed] = [await get(each), await cms.send('HEAD', each, authorization)];
      const fields = ({ headers }: Reply) => ({ ...headers, date: undefined });
      assert.deepEqual([headed.status, headed.text, fields(headed)], [got.status, '', fields(got)], each);
    }
  });

  suite('preconditions', () => {
    const cases: [what: string, method: string, header: string, condition: (tag: string) => string, status: number][] = [
      ['create only', 'PUT', 'If-None-Match', () => '*', 412],
      ['replace what was seen', 'PUT', 'If-Match', (tag) => tag, 200],
      ['replace one of a list', 'PUT', 'If-Match', (tag) => `"x", ,${tag} ,"y"`, 200],
      ['replace whatever is there', 'PUT', 'If-Match', () => '*', 200],
      ['replace another version', 'PUT', 'If-Match', () => '"x"', 412],
      ['a weak tag never matches strongly', 'PUT', 'If-Match', (tag) => `W/${tag}`, 412],
      ['a tag without its quotes names nothing', 'PUT', 'If-Match', (tag) => tag.slice(1, -1), 412],
      ['unless it is this version', 'PUT', 'If-None-Match', (tag) => `"x", ${tag}`, 412],
      ['unless it is another version', 'PUT', 'If-None-Match', () => '"x"', 200],
      ['not a list of tags', 'PUT', 'If-None-Match', () => 'x', 400],
      ['read unless unchanged', 'GET', 'If-None-Match', (tag) => tag, 304],
      ['weak comparison for reading', 'GET', 'If-None-Match', (tag) => `W/${tag}`, 304],
      ['read what has changed', 'GET', 'If-None-Match', () => '"x"', 200],
      ['read only another version', 'GET', 'If-Match', () => '"x"', 412],
      ['remove another version', 'DELETE', 'If-Match', () => '"x"', 412],
      ['remove what was seen', 'DELETE', 'If-Match', (tag) => tag, 200],
    ];
    for (const [what, method, header, condition, status] of cases) {
      test(`${what}: ${method} with ${header} is ${status}`, async () => {
        const target = fresh();
        const tag = tagOf(await put(target, '<a/>'));
        const headers = { [header]: condition(tag) };
        const reply = method === 'PUT' ? await put(target, '<b/>', headers) : await cms.send(method, target, { ...authorization, ...headers });
        assert.equal(reply.status, status, reply.text);
        const expected = status === 200 && method === 'PUT' ? '<b/>' : status === 200 && method === 'DELETE' ? 'There is no such document.\n' : '<a/>';
        assert.equal((await get(target)).text, expected);
        if (status === 304) assert.deepEqual([reply.text, tagOf(reply)], ['', tag]);
      });
    }

    test('where there is no document', async () => {
      const target = fresh();
      assert.equal((await put(target, '<a/>', { 'If-Match': '*' })).status, 412);
      assert.equal((await put(target, '<a/>', { 'If-Match': '"x"' })).status, 412);
      assert.equal((await cms.send('DELETE', target, { ...authorization, 'If-Match': '"x"' })).status, 404);
      assert.equal((await get(target)).status, 404);
      assert.equal((await put(target, '<a/>', { 'If-None-Match': '*' })).status, 201);
    });

    test('of creates at the same time, exactly one is 201', async () => {
      const target = fresh();
      const replies = await Promise.all(Array.from({ length: 32 }, (_, index) => put(target, `<n>${index}</n>`, { 'If-None-Match': '*' })));
      const winners = replies.flatMap(({ status }, index) => (status === 201 ? [index] : []));
      assert.equal(winners.length, 1);
      assert.ok(replies.every(({ status }) => status === 201 || status === 412));
      assert.equal((await get(target)).text, `<n>${winners[0]}</n>`);
    });

    test('of replacements of one version at the same time, exactly one is 200; without a condition, all are', async () => {
      const target = fresh();
      const tag = tagOf(await put(target, '<a/>'));
      const conditional = await Promise.all(Array.from({ length: 16 }, () => put(target, '<b/>', { 'If-Match': tag })));
      assert.deepEqual(conditional.map(({ status }) => status).sort(), [200, ...Array.from({ length: 15 }, () => 412)]);
      const free = await Promise.all(Array.from({ length: 16 }, (_, index) => put(target, `<n>${index}</n>`)));
      assert.ok(free.every(({ status }) => status === 200));
      const last = await get(target);
      assert.equal(tagOf(free[Number(/\d+/.exec(last.text)?.[0])] ?? assert.fail(last.text)), tagOf(last));
    });
  });

  suite('what is refused', () => {
    const refused = async (reply: Promise<Reply>, status: number, text: string) => {
      const { status: answered, text: said, headers } = await reply;
      assert.deepEqual([answered, said], [status, text]);
      return headers;
    };
    const conflict = (reason: string) => `<?xml version="1.0" encoding="UTF-8"?>\n<xcap-error xmlns="urn:ietf:params:xml:ns:xcap-error">${reason}</xcap-error>\n`;

    test('409: the first error, with its place; warnings do not refuse', async () => {
      const target = fresh();
      const headers = await refused(put(target, '<a>\r\n warning:x\n  error:unexpected-element error:other</a>'), 409, conflict('<schema-validation-error phrase="line 3, column 3: \'unexpected-element\' &amp; more (unexpected-element)"/>'));
      assert.equal(headers['content-type'], 'application/xcap-error+xml');
      assert.equal((await get(target)).status, 404);
      assert.equal((await put(target, '<a>warning:x</a>')).status, 201);
    });

    test('409: a document that is not well-formed has no verdict of the schema', async () => {
      await refused(put(fresh(), 'error:unexpected-element error:missing-end-tag'), 409, conflict('<not-well-formed phrase="line 1, column 26: \'missing-end-tag\' &amp; more (missing-end-tag)"/>'));
      await refused(put(fresh(), 'error:doctype'), 409, conflict('<constraint-failure phrase="line 1, column 1: \'doctype\' &amp; more (doctype)"/>'));
    });

    test('409: not UTF-8', async () => {
      for (const bytes of [[0xff, 0xfe, 0x3c, 0x00], [0x3c, 0xe4, 0x2f, 0x3e], [0xed, 0xa0, 0x80]]) {
        await refused(put(fresh(), new Uint8Array(bytes)), 409, conflict('<not-utf-8 phrase="the document is not encoded in UTF-8"/>'));
      }
      await refused(put(fresh(), 'error:encoding'), 409, conflict('<not-utf-8 phrase="line 1, column 1: \'encoding\' &amp; more (encoding)"/>'));
    });

    test('412 goes before 409, and what was there stays', async () => {
      const target = fresh();
      await put(target, '<a/>');
      await refused(put(target, 'error:x', { 'If-None-Match': '*' }), 412, 'The document is there already.\n');
      await refused(put(target, 'error:x'), 409, conflict('<schema-validation-error phrase="line 1, column 1: \'x\' &amp; more (x)"/>'));
      assert.equal((await get(target)).text, '<a/>');
    });

    const wrongTypes = ['application/xml', 'text/plain', 'application/org.3gpp.mcptt.user-profile+xml; charset="utf-8"', `${MEDIA_TYPE}; charset=iso-8859-1`, ''];
    for (const type of wrongTypes) {
      test(`415: Content-Type ${type || 'missing'}`, async () => {
        const reply = await cms.send('PUT', fresh(), { ...authorization, ...(type ? { 'Content-Type': type } : {}) }, '<a/>');
        assert.equal(reply.status, 415);
      });
    }

    test('415 for a content coding, 400 for a part sent as the whole', async () => {
      assert.equal((await put(fresh(), '<a/>', { 'Content-Encoding': 'gzip' })).status, 415);
      assert.equal((await put(fresh(), '<a/>', { 'Content-Range': 'bytes 0-3/10' })).status, 400);
    });

    test('413: too large, announced or not', async () => {
      const target = fresh();
      const large = 'x'.repeat(100_001);
      await refused(put(target, large), 413, 'A document may have 100000 bytes at most.\n');
      await refused(put(target, large, { 'Transfer-Encoding': 'chunked' }), 413, 'A document may have 100000 bytes at most.\n');
      assert.equal((await put(target, 'x'.repeat(100_000))).status, 201);
    });

    test('405 says what is allowed', async () => {
      const target = fresh();
      for (const method of ['POST', 'PATCH', 'OPTIONS']) {
        assert.equal((await refused(cms.send(method, target, authorization), 405, `${method} is not possible here.\n`))['allow'], 'GET, HEAD, PUT, DELETE');
      }
      const directory = `/org.openmobilealliance.xcap-directory/users/${USER}/directory.xml`;
      assert.equal((await refused(put(directory, '<a/>'), 405, 'PUT is not possible here.\n'))['allow'], 'GET, HEAD');
      assert.equal((await refused(cms.send('POST', `${target}/~~/a`, authorization), 405, 'POST is not possible here.\n'))['allow'], 'GET, HEAD, PUT, DELETE');
    });

    const addresses: [target: string, status: number][] = [
      ['/', 400],
      ['/org.3gpp.mcptt.user-profile', 404],
      [`/r/org.3gpp.mcptt.ue-config/users/${USER}/x.xml`, 404],
      ['/r/org.3gpp.mcptt.user-profile/global/x.xml', 404],
      [`/r/org.openmobilealliance.xcap-directory/users/${USER}/other.xml`, 404],
      [`${TREE}/`, 400],
      [`${TREE}/x.xml?y=z`, 400],
      [`${TREE}/%`, 400],
      [`${TREE}/%00`, 400],
      [`${TREE}/../x.xml`, 400],
      [`${TREE}/%2e%2e`, 400],
      [`${TREE}/..%2f..%2fsigning-key.json`, 400],
      [`/%2e%2e/%2e%2e${TREE}/x.xml`, 400],
      [`/${TREE}/x.xml`, 400],
      [`${TREE}/%252e%252e`, 201],
      [`${TREE}/%5c..%5c..`, 201],
    ];
    for (const [target, status] of addresses) {
      test(`${status}: PUT ${target}`, async () => assert.equal((await put(target, '<a/>')).status, status));
    }
  });

  test('the directory lists the documents of one user below one root', async () => {
    const tree = (user: string, root = '/dir') => `${root}/org.3gpp.mcptt.user-profile/users/${user}`;
    const directory = `/dir/org.openmobilealliance.xcap-directory/users/sip:Lister@h/directory.xml`;
    const b = tagOf(await put(`${tree('sip:Lister@h')}/b%20&.xml`, '<a/>'));
    const a = tagOf(await put(`${tree('sip:Lister@h')}/a.xml`, '<a/>'));
    await put(`${tree('sip:lister@h')}/other.xml`, '<a/>');
    await put(`${tree('sip:Lister@h', '/elsewhere')}/other.xml`, '<a/>');
    const entry = (name: string, tag: string) => `    <entry uri="${tree('sip:Lister@h')}/${name}" etag="${tag.replaceAll('"', '&quot;')}"/>\n`;
    const listed = await get(directory);
    assert.equal(
      listed.text,
      `<?xml version="1.0" encoding="UTF-8"?>\n<xcap-directory xmlns="urn:oma:xml:xdm:xcap-directory">\n  <folder auid="org.3gpp.mcptt.user-profile">\n${entry('a.xml', a)}${entry('b%20&amp;.xml', b)}  </folder>\n</xcap-directory>\n`,
    );
    assert.equal(listed.headers['content-type'], 'application/vnd.oma.xcap-directory+xml');
  });

  test('every write leaves an audit entry without the token', async () => {
    const target = fresh();
    const from = cms.audit.length;
    const first = tagOf(await put(target, '<a/>'));
    await put(target, 'error:x');
    await cms.send('DELETE', target);
    await get(target);
    const entries = cms.audit.slice(from).map(({ time, ...rest }) => {
      assert.match(time, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      return rest;
    });
    assert.deepEqual(entries, [
      { from: '127.0.0.1', who: 'sip:user1@example.com', method: 'PUT', target, status: 201, outcome: 'done', entityTagAfter: first },
      { from: '127.0.0.1', who: 'sip:user1@example.com', method: 'PUT', target, status: 409, outcome: 'refused', entityTagBefore: first },
      { from: '127.0.0.1', method: 'DELETE', target, status: 401, outcome: 'refused' },
    ]);
  });
});
