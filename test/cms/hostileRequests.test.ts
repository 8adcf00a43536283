import assert from 'node:assert/strict';
import { boundedValidation } from '../../cms/src/boundedValidation';
import { parseTagCondition } from '../../cms/src/entityTags';
import { createLanguageService } from '../../server/src/service';
import { LocalCms, MEDIA_TYPE } from './localCms';
import { exchangeRaw, statusesOf, type Part } from './rawSocket';

const USER = 'sip:alice@example.com';
const FOLDER = `/r/org.3gpp.mcptt.user-profile/users/${USER}`;
const PROFILE = `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="${USER}" user-profile-index="0"/>`;

/** Small and short, so that every one of them is met. */
const LIMITS = {
  bodyBytes: 100_000, headerBytes: 8192, headerFields: 40, requestMilliseconds: 500, idleMilliseconds: 200, connections: 20, connectionsOfAddress: 20, requestsOfConnection: 4, closeMilliseconds: 500,
};

/** What a request is built from; `token` is good. */
interface Materials {
  readonly name: string;
  readonly auth: string;
  /** Request line and fields of a good PUT but for its length, without the empty line. */
  readonly put: string;
}

type Case = [what: string, statuses: readonly number[], make: (materials: Materials) => Part[]];

const length = PROFILE.length;
const chunked = 'Transfer-Encoding: chunked\r\n';
const sized = `Content-Length: ${length}\r\n`;
const chunk = `${length.toString(16)}\r\n${PROFILE}\r\n`;
const smuggled = ({ auth, name }: Materials): string => `PUT ${FOLDER}/smuggled-${name}.xml HTTP/1.1\r\nHost: x\r\n${auth}Content-Type: ${MEDIA_TYPE}\r\n${sized}\r\n${PROFILE}`;

/** Framings that two servers may read differently: the first answer is a refusal, and there is no second. */
const FRAMING: readonly Case[] = [
  ['length and transfer coding', [400], (m) => [`${m.put}${sized}${chunked}\r\n0\r\n\r\n${smuggled(m)}`]],
  ['transfer coding and length', [400], (m) => [`${m.put}${chunked}${sized}\r\n0\r\n\r\n${smuggled(m)}`]],
  ['two lengths', [400], (m) => [`${m.put}${sized}Content-Length: 0\r\n\r\n${PROFILE}`]],
  ['two lengths that agree', [400], (m) => [`${m.put}${sized}${sized}\r\n${PROFILE}`]],
  ['a list of lengths', [400], (m) => [`${m.put}Content-Length: ${length}, ${length}\r\n\r\n${PROFILE}`]],
  ['a length with a sign', [400], (m) => [`${m.put}Content-Length: +${length}\r\n\r\n${PROFILE}`]],
  ['a negative length', [400], (m) => [`${m.put}Content-Length: -1\r\n\r\n${PROFILE}`]],
  ['a length in hexadecimal', [400], (m) => [`${m.put}Content-Length: 0x10\r\n\r\n${PROFILE}`]],
  ['a length beyond every number', [400], (m) => [`${m.put}Content-Length: 99999999999999999999999\r\n\r\n${PROFILE}`]],
  ['a length that is empty', [400], (m) => [`${m.put}Content-Length: \r\n\r\n${PROFILE}`]],
  ['an unknown transfer coding', [400], (m) => [`${m.put}Transfer-Encoding: xchunked\r\n\r\n${chunk}0\r\n\r\n`]],
  ['a transfer coding below the chunks', [501], (m) => [`${m.put}Transfer-Encoding: gzip, chunked\r\n\r\n${chunk}0\r\n\r\n${smuggled(m)}`]],
  ['a transfer coding below the chunks, in two fields', [501], (m) => [`${m.put}Transfer-Encoding: gzip\r\n${chunked}\r\n${chunk}0\r\n\r\n${smuggled(m)}`]],
  ['chunked not last', [400], (m) => [`${m.put}Transfer-Encoding: chunked, identity\r\n\r\n${chunk}0\r\n\r\n`]],
  ['a transfer coding in disguise', [400], (m) => [`${m.put}${sized}Transfer-Encoding: \x0bchunked\r\n\r\n${PROFILE}`]],
  ['a transfer coding that is empty, beside a length', [400], (m) => [`${m.put}Transfer-Encoding: \r\n${sized}\r\n${PROFILE}${smuggled(m)}`]],
  ['a transfer coding that is empty, alone', [400], (m) => [`${m.put}Transfer-Encoding: \r\n\r\n${smuggled(m)}`]],
  ['a transfer coding in quotes', [400], (m) => [`${m.put}Transfer-Encoding: "chunked"\r\n\r\n${chunk}0\r\n\r\n`]],
  ['a transfer coding with a parameter', [400], (m) => [`${m.put}Transfer-Encoding: chunked;q=1\r\n\r\n${chunk}0\r\n\r\n`]],
  ['chunked twice', [400], (m) => [`${m.put}${chunked}${chunked}\r\n${chunk}0\r\n\r\n`]],
  ['a chunk size behind a space', [400], (m) => [`${m.put}${chunked}\r\n ${chunk}0\r\n\r\n`]],
  ['a chunk size before a space', [400], (m) => [`${m.put}${chunked}\r\n${chunk.replace('\r', ' \r')}0\r\n\r\n`]],
  ['a chunk without a size', [400], (m) => [`${m.put}${chunked}\r\n\r\n${PROFILE}\r\n0\r\n\r\n`]],
  ['a chunk extension with a bare LF', [400], (m) => [`${m.put}${chunked}\r\n${chunk.replace('\r', ';a=b')}0\r\n\r\n`]],
  ['a trailer that frames', [400], (m) => [`${m.put}${chunked}\r\n${chunk}0\r\nContent-Length: 3\r\n\r\n${smuggled(m)}`]],
  ['a trailer with a space before the colon', [400], (m) => [`${m.put}${chunked}\r\n${chunk}0\r\nX : y\r\n\r\n${smuggled(m)}`]],
  ['space before the colon', [400], (m) => [`${m.put}Transfer-Encoding : chunked\r\n${sized}\r\n${PROFILE}`]],
  ['a folded line', [400], (m) => [`${m.put}${sized}X: a\r\n b\r\n\r\n${PROFILE}`]],
  ['a field name with a tab', [400], (m) => [`${m.put}${sized}X\t: a\r\n\r\n${PROFILE}`]],
  ['NUL in a field', [400], (m) => [`${m.put}${sized}X: a\0b\r\n\r\n${PROFILE}`]],
  ['a bare CR in a field', [400], (m) => [`${m.put}${sized}X: a\rY: b\r\n\r\n${PROFILE}`]],
  ['a bare LF at the end of a field', [400], (m) => [`${m.put}X: a\n${sized}\r\n${PROFILE}`]],
  ['a chunk size that is no number', [400], (m) => [`${m.put}${chunked}\r\nzz\r\n${PROFILE}\r\n0\r\n\r\n`]],
  ['a chunk size with a sign', [400], (m) => [`${m.put}${chunked}\r\n-1\r\n${PROFILE}\r\n0\r\n\r\n`]],
  ['a chunk size with 0x', [400], (m) => [`${m.put}${chunked}\r\n0x10\r\n${PROFILE}\r\n0\r\n\r\n`]],
  ['a chunk size beyond every number', [400], (m) => [`${m.put}${chunked}\r\nfffffffffffffffff\r\n${PROFILE}\r\n0\r\n\r\n`]],
  ['a chunk that is longer than its size', [400], (m) => [`${m.put}${chunked}\r\n2\r\n${PROFILE}\r\n0\r\n\r\n`]],
  ['chunks that end in a bare LF', [400], (m) => [`${m.put}${chunked}\r\n${length.toString(16)}\n${PROFILE}\n0\n\n`]],
  ['endless chunk extensions', [413], (m) => [`${m.put}${chunked}\r\n5;${'x=y;'.repeat(20_000)}`]],
  ['a transfer coding over HTTP/1.0', [400], (m) => [`${m.put.replace('HTTP/1.1', 'HTTP/1.0')}${chunked}\r\n${chunk}0\r\n\r\n`]],
  ['two hosts', [400], (m) => [`${m.put}Host: y\r\n${sized}\r\n${PROFILE}`]],
  ['no host', [400], (m) => [`${m.put.replace('Host: x\r\n', '')}${sized}\r\n${PROFILE}`]],
  ...['a b', 'a/b', 'u@b', 'a, b', 'a:b', '<a>', 'a:123456', '[x', '\xfc'].map((host): Case => [`the host ${host}`, [400], (m) => [`${m.put.replace('Host: x', `Host: ${host}`)}${sized}\r\n${PROFILE}`]]),
  ['two tokens', [400], (m) => [`${m.put}Authorization: Bearer x\r\n${sized}\r\n${PROFILE}`]],
  ['two media types', [400], (m) => [`${m.put}Content-Type: text/plain\r\n${sized}\r\n${PROFILE}`]],
  ['spaces in the target', [400], (m) => [`${m.put.replace(' HTTP/1.1', ' x HTTP/1.1')}${sized}\r\n${PROFILE}`]],
  ['HTTP/2 without asking', [400], () => ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n']],
  ['a method in lower case', [400], (m) => [`${m.put.replace('PUT', 'put')}${sized}\r\n${PROFILE}`]],
  ['two expectations', [400], (m) => [`${m.put}Expect: 100-continue\r\nExpect: 100-continue\r\n${sized}\r\n${PROFILE}`]],
  ['an unknown expectation', [417], (m) => [`${m.put}Expect: miracles\r\n${sized}\r\n${PROFILE}`]],
  ['HTTP/0.9', [505], (m) => [`PUT ${FOLDER}/${m.name}.xml\r\n\r\n`]],
  ['a version that is none', [400], (m) => [`${m.put.replace('HTTP/1.1', 'HTTP/9.9')}${sized}\r\n${PROFILE}`]],
  ['a method that is none', [400], (m) => [`${m.put.replace('PUT', 'PÜT')}${sized}\r\n${PROFILE}`]],
  ['TLS on a port without', [400], () => ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03']],
];

const LARGE: readonly Case[] = [
  ['a huge field', [431], (m) => [`${m.put}X: ${'x'.repeat(10_000)}\r\n${sized}\r\n${PROFILE}`]],
  ['a huge token', [431], (m) => [`${m.put}X-Token: Bearer ${'x'.repeat(100_000)}\r\n\r\n`]],
  ['a huge target', [431], () => [`GET /${'x'.repeat(10_000)} HTTP/1.1\r\nHost: x\r\n\r\n`]],
  ['many fields', [431], (m) => [`${m.put}${Array.from({ length: 50 }, (_, index) => `X${index}: y\r\n`).join('')}${sized}\r\n${PROFILE}`]],
  ['a condition behind many fields', [431], (m) => [`${m.put}${Array.from({ length: 50 }, (_, index) => `X${index}: y\r\n`).join('')}If-None-Match: *\r\n${sized}\r\n${PROFILE}`]],
  ['endless trailers', [431], (m) => [`${m.put}${chunked}\r\n${chunk}0\r\n`, ...Array.from({ length: 100 }, (_, index) => `X${index}: ${'y'.repeat(200)}\r\n`)]],
  ['endless fields', [431], (m) => [m.put, ...Array.from({ length: 100 }, (_, index) => `X${index}: ${'y'.repeat(200)}\r\n`)]],
  ['a body that says it is too large', [413], (m) => [`${m.put}Content-Length: 1000000000\r\n\r\n${PROFILE}`]],
  ['an endless body', [413], (m) => [`${m.put}${chunked}\r\n`, ...Array.from({ length: 200 }, () => `1000\r\n${'x'.repeat(4096)}\r\n`)]],
];

const SLOW: readonly Case[] = [
  ['nothing at all', [408], () => []],
  ['a request line that does not end', [408], () => ['PUT /x HTTP/1.1\r\nHos']],
  ['a field now and then', [408], (m) => [m.put, ...Array.from({ length: 30 }, (_, index): Part[] => [200, `X${index}: y\r\n`]).flat()]],
  ['a body that does not come', [408], (m) => [`${m.put}${sized}\r\n<a`]],
  ['a body byte by byte', [408], (m) => [`${m.put}${sized}\r\n`, ...[...PROFILE].flatMap((character): Part[] => [100, character])]],
  ['a chunk now and then', [408], (m) => [`${m.put}${chunked}\r\n`, ...Array.from({ length: 50 }, (): Part[] => [150, '1\r\nx\r\n']).flat()]],
  ['leave to send that is never used', [100, 408], (m) => [`${m.put}Expect: 100-continue\r\n${sized}\r\n`]],
];

const put = (m: Materials, target: string): string[] => [`${m.put.replace(/^PUT \S+/, `PUT ${target}`)}${sized}Connection: close\r\n\r\n${PROFILE}`];
const document = (m: Materials, body: string): string[] => [`${m.put}Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${Buffer.from(body).toString('latin1')}`];

const ADDRESSES: readonly Case[] = [
  ['..', [400], (m) => put(m, `${FOLDER}/../${USER}/x.xml`)],
  ['.. encoded', [400], (m) => put(m, `${FOLDER}/%2e%2E/x.xml`)],
  ['.. as the document', [400], (m) => put(m, `${FOLDER}/..`)],
  ['an encoded slash in the document', [400], (m) => put(m, `${FOLDER}/..%2f..%2fetc%2fpasswd`)],
  ['an encoded backslash, as a plain character', [201], (m) => put(m, `${FOLDER}/..%5c${m.name}.xml`)],
  ['NUL', [400], (m) => put(m, `${FOLDER}/a%00.xml`)],
  ['a line end', [400], (m) => put(m, `${FOLDER}/a%0d%0aX:y.xml`)],
  ['half a character', [400], (m) => put(m, `${FOLDER}/%c3.xml`)],
  ['overlong UTF-8', [400], (m) => put(m, `${FOLDER}/%c0%ae%c0%ae/x`)],
  ['a percent sign alone', [400], (m) => put(m, `${FOLDER}/%zz`)],
  ['another user by an encoded address', [403], (m) => put(m, FOLDER.replace('alice', 'bob').replace('/users', '/%75sers') + '/x.xml')],
  ['another user in an absolute target', [403], (m) => put(m, `http://x${FOLDER.replace('alice', 'bob')}/x.xml`)],
  ['another user behind an empty segment', [400], (m) => put(m, `/${FOLDER.replace('alice', 'bob')}//x.xml`)],
  ['an authority with a user in it', [400], (m) => put(m, `http://a@b${FOLDER}/x.xml`)],
  ['no authority', [400], (m) => put(m, `http://${FOLDER}/x.xml`)],
  ['a port that is none', [400], (m) => put(m, `http://x:99999999${FOLDER}/x.xml`)],
  ['another scheme', [400], (m) => put(m, `ftp://x${FOLDER}/x.xml`)],
  ['a host alone', [400], (m) => put(m, 'http://x')],
  ['https over a connection without TLS', [421], (m) => put(m, `https://x${FOLDER}/x.xml`)],
  ['a fragment', [400], (m) => put(m, `${FOLDER}/x.xml#y`)],
  ['a fragment of a part', [400], (m) => put(m, `${FOLDER}/x.xml/~~/a#y`)],
  ['raw UTF-8', [400], (m) => put(m, `${FOLDER}/\xc3\xa4.xml`)],
  ['what asks for the CMS as a whole', [405], (m) => put(m, '*').map((text) => text.replace('PUT', 'OPTIONS'))],
  ['an asterisk', [400], (m) => put(m, '*')],
  ['a selector that is over-long', [431], (m) => put(m, `${FOLDER}/x.xml/~~/${'a%5b1%5d/'.repeat(1500)}b`)],
  ['a query', [400], (m) => put(m, `${FOLDER}/x.xml?a=b`)],
];

const DOCUMENTS: readonly Case[] = [
  ['an entity bomb', [409], (m) => document(m, `<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>${PROFILE.replace('/>', '>&c;</mcptt-user-profile>')}`)],
  ['an external entity', [409], (m) => document(m, `<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>${PROFILE.replace('/>', '>&a;</mcptt-user-profile>')}`)],
  ['an external document type', [409], (m) => document(m, `<!DOCTYPE a SYSTEM "http://127.0.0.1:1/evil.dtd">${PROFILE}`)],
  ['elements nested deep', [409], (m) => document(m, '<a>'.repeat(30_000))],
  ['elements nested deep and closed', [409], (m) => document(m, '<a>'.repeat(10_000) + '</a>'.repeat(10_000))],
  ['end tags', [409], (m) => document(m, '</a>'.repeat(20_000))],
  ['thousands of attributes', [409], (m) => document(m, `<a ${Array.from({ length: 8000 }, (_, index) => `b${index}="x"`).join(' ')}/>`)],
  ['nothing', [409], (m) => document(m, '')],
  ['NULs', [409], (m) => document(m, '\0'.repeat(1000))],
  ['UTF-16', [409], (m) => [`${m.put}Content-Length: 10\r\nConnection: close\r\n\r\n\xff\xfe<\0a\0/\0>\0`]],
  ['no UTF-8', [409], (m) => [`${m.put}Content-Length: 4\r\nConnection: close\r\n\r\n<\xe4/>`]],
  ['compressed', [415], (m) => [`${m.put}Content-Encoding: gzip\r\nContent-Length: 4\r\nConnection: close\r\n\r\n\x1f\x8b\x08\x00`]],
  ['a part of itself', [400], (m) => [`${m.put}Content-Range: bytes 0-3/10\r\nContent-Length: 4\r\nConnection: close\r\n\r\n<a/>`]],
];

suite('cms: hostile requests', function () {
  this.timeout(20_000);
  let cms: LocalCms;
  let count = 0;
  const validation = boundedValidation((text) => service.diagnose(service.parse(text)), () => assert.fail('nothing here is large'), { onTheSpot: 200_000 });
  const service = createLanguageService();
  suiteSetup(async () => (cms = await LocalCms.start({ validate: validation.validate, limits: LIMITS })));
  suiteTeardown(() => cms.stop());

  const materials = async (): Promise<Materials> => {
    const name = `d${count++}`;
    const auth = `Authorization: Bearer ${await cms.token(USER)}\r\n`;
    return { name, auth, put: `PUT ${FOLDER}/${name}.xml HTTP/1.1\r\nHost: x\r\n${auth}Content-Type: ${MEDIA_TYPE}\r\n` };
  };
  const listed = async (): Promise<string> => {
    const { status, text } = await cms.send('GET', `/r/org.openmobilealliance.xcap-directory/users/${USER}/directory.xml`, { Authorization: `Bearer ${await cms.token(USER)}` });
    assert.equal(status, 200);
    return text;
  };

  const groups = { 'shape of smuggling': FRAMING, 'too large': LARGE, 'too slow': SLOW, 'address': ADDRESSES, 'document': DOCUMENTS } as const;
  for (const [group, cases] of Object.entries(groups)) {
    for (const [what, statuses, make] of cases) {
      test(`${group}: ${what}: ${statuses.join(', ')}`, async () => {
        const before = await listed();
        const made = await materials();
        cms.audit.length = 0;
        const answer = await exchangeRaw(cms.port, make(made));
        assert.deepEqual(statusesOf(answer), statuses, answer);
        // RFC 9110 6.6.1; and what the audit says was answered is what was answered.
        assert.match(answer, /\r\nDate: /);
        for (const { status } of cms.audit) assert.equal(status, statuses.at(-1));
        assert.ok(cms.audit.length <= 1);
        // A person can read what is wrong.
        if (statuses.at(-1) !== 201) assert.match(answer, /\r\n\r\n[^]*\S/);
        if (statuses.at(-1) !== 201) assert.equal(await listed(), before, 'nothing was written');
        assert.equal((await cms.send('PUT', `${FOLDER}/after-${made.name}.xml`, { Authorization: made.auth.slice(15).trim(), 'Content-Type': MEDIA_TYPE }, PROFILE)).status, 201);
      });
    }
  }

  test('HTTP/1.0 is served, and its connection closed', async () => {
    const { put: head } = await materials();
    const answer = await exchangeRaw(cms.port, [`${head.replace('HTTP/1.1', 'HTTP/1.0')}${sized}\r\n${PROFILE}`]);
    assert.deepEqual(statusesOf(answer), [201]);
  });

  test('an absolute target means its path', async () => {
    const made = await materials();
    const target = `${FOLDER}/${made.name}.xml`;
    assert.deepEqual(statusesOf(await exchangeRaw(cms.port, put(made, `http://example.com:1${target}`))), [201]);
    assert.equal((await cms.send('GET', target, { Authorization: made.auth.slice(15).trim() })).text, PROFILE);
  });

  test('requests that are sent ahead are answered in their order, each on what the one before it left', async () => {
    const made = await materials();
    const get = `GET ${FOLDER}/${made.name}.xml HTTP/1.1\r\nHost: x\r\n${made.auth}`;
    const answer = await exchangeRaw(cms.port, [`${get}\r\n${made.put}${sized}\r\n${PROFILE}${get}\r\n${get.replace('GET', 'DELETE')}Connection: close\r\n\r\n`]);
    assert.deepEqual(statusesOf(answer), [404, 201, 200, 200]);
    assert(answer.includes(PROFILE));
  });

  test('bytes behind a good request that are none are answered after it', async () => {
    const made = await materials();
    const answer = await exchangeRaw(cms.port, [`${made.put}${sized}\r\n${PROFILE}no request\r\n\r\n`]);
    assert.deepEqual(statusesOf(answer), [201, 400]);
  });

  test('bytes behind a client\'s own "Connection: close" get no answer', async () => {
    const made = await materials();
    assert.deepEqual(statusesOf(await exchangeRaw(cms.port, [`${made.put}Connection: close\r\n${sized}\r\n${PROFILE}no request\r\n\r\n`])), [201]);
    const old = made.put.replace('HTTP/1.1', 'HTTP/1.0');
    assert.deepEqual(statusesOf(await exchangeRaw(cms.port, [`${old}${sized}\r\n${PROFILE}${old}${sized}\r\n${PROFILE}`])), [200]);
    assert.deepEqual(statusesOf(await exchangeRaw(cms.port, [`${old}Connection: keep-alive\r\n${sized}\r\n${PROFILE}${old}${sized}\r\n${PROFILE}`])), [200, 200]);
  });

  test('a body that breaks off behind another request is answered in its turn, once, and at once', async () => {
    const made = await materials();
    cms.audit.length = 0;
    const answer = await exchangeRaw(cms.port, [`${made.put}${sized}\r\n${PROFILE}${made.put}${chunked}\r\nzz\r\n${smuggled(made)}`]);
    assert.deepEqual(statusesOf(answer), [201, 400]);
    assert.deepEqual(cms.audit.map(({ status, outcome }) => [status, outcome]), [[201, 'done'], [400, 'refused']]);
  });

  test('a DELETE whose body breaks off or does not come removes nothing', async () => {
    const made = await materials();
    const remove = made.put.replace('PUT', 'DELETE');
    await exchangeRaw(cms.port, [`${made.put}Connection: close\r\n${sized}\r\n${PROFILE}`]);
    cms.audit.length = 0;
    assert.deepEqual(statusesOf(await exchangeRaw(cms.port, [`${remove}${chunked}\r\nzz\r\n`])), [400]);
    assert.deepEqual(statusesOf(await exchangeRaw(cms.port, [`${remove}${sized}\r\n`])), [408]);
    assert.deepEqual(cms.audit.map(({ status, outcome }) => [status, outcome]), [[400, 'refused'], [408, 'refused']]);
    const get = `GET ${FOLDER}/${made.name}.xml HTTP/1.1\r\nHost: x\r\n${made.auth}Connection: close\r\n\r\n`;
    assert.deepEqual(statusesOf(await exchangeRaw(cms.port, [get])), [200]);
    assert.deepEqual(statusesOf(await exchangeRaw(cms.port, [`${remove}Connection: close\r\n${sized}\r\n${PROFILE}`])), [200]);
  });

  test('much white space in a condition takes no time', () => {
    assert.equal(parseTagCondition(`"a",${' '.repeat(500_000)}x`), undefined);
  });

  test('what is sent behind a request that closes its connection is not done', async () => {
    const made = await materials();
    const before = await listed();
    for (const refused of [`${made.put}Authorization: Bearer x\r\n`, made.put.replace('Host: x\r\n', '')]) {
      assert.deepEqual(statusesOf(await exchangeRaw(cms.port, [`${refused}${sized}\r\n${PROFILE}${smuggled(made)}`])), [400]);
    }
    assert.equal(await listed(), before);
  });

  test('too much sent ahead is 503, and its connection closed', async () => {
    const { auth } = await materials();
    const answer = await exchangeRaw(cms.port, [`GET ${FOLDER}/x.xml HTTP/1.1\r\nHost: x\r\n${auth}\r\n`.repeat(50)]);
    assert.deepEqual(statusesOf(answer), [404, 404, 404, 404, 503]);
  });

  test('an expectation that cannot be met is 417', async () => {
    const { put: head } = await materials();
    assert.deepEqual(statusesOf(await exchangeRaw(cms.port, [`${head}Expect: miracles\r\nConnection: close\r\n${sized}\r\n${PROFILE}`])), [417]);
  });

  test('too many connections are closed, and when some are gone there is room again', async () => {
    const many = Array.from({ length: 40 }, () => exchangeRaw(cms.port, ['PUT /x HTTP/1.1\r\n']));
    const statuses = (await Promise.all(many)).map((text) => statusesOf(text)[0]);
    assert.deepEqual([statuses.filter((status) => status === 408).length, statuses.filter((status) => status === undefined).length], [20, 20]);
    // The server learns that a connection is gone a moment after its client does.
    let status: number | undefined;
    while (status === undefined) status = await cms.send('GET', `${FOLDER}/x.xml`).then((reply) => reply.status, () => undefined);
    assert.equal(status, 401);
  });

  test('an upgrade is not taken, and a tunnel neither', async () => {
    const { auth } = await materials();
    assert.deepEqual(statusesOf(await exchangeRaw(cms.port, [`GET ${FOLDER}/x.xml HTTP/1.1\r\nHost: x\r\n${auth}Connection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n`])), [404]);
    assert.deepEqual(statusesOf(await exchangeRaw(cms.port, ['CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n'])), [405]);
  });
});
