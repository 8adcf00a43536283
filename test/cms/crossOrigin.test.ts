import assert from 'node:assert/strict';
import { LocalCms, MEDIA_TYPE } from './localCms';

const USER = 'sip:alice@example.com';
const TARGET = `/r/org.3gpp.mcptt.user-profile/users/${USER}/p.xml`;
const EDITOR = 'https://editor.example.com';
const ASKED = { 'Access-Control-Request-Method': 'PUT', 'Access-Control-Request-Headers': 'authorization,content-type,if-none-match,x-3gpp-intended-identity' };

suite('cms: pages of other origins', () => {
  let cms: LocalCms;
  teardown(() => cms.stop());

  /** The fields of an answer that a browser decides by. */
  const fieldsOf = (headers: Readonly<Record<string, string | undefined>>) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('access-control-') || name === 'vary'));

  test('an allowed origin is told before it sends what it may send, without a token; nothing is audited', async () => {
    cms = await LocalCms.start({ allowedOrigins: new Set([EDITOR]) });
    const { status, headers, text } = await cms.send('OPTIONS', TARGET, { Origin: EDITOR, ...ASKED });
    assert.deepEqual([status, text, headers['content-length']], [204, '', undefined]);
    assert.deepEqual(fieldsOf(headers), {
      'access-control-allow-origin': EDITOR, vary: 'Origin',
      'access-control-allow-methods': 'GET, HEAD, PUT, DELETE',
      'access-control-allow-headers': ASKED['Access-Control-Request-Headers'],
      'access-control-expose-headers': 'ETag, Allow, Location, Retry-After, WWW-Authenticate',
      'access-control-max-age': '600',
    });
    assert.deepEqual(cms.audit, []);
  });

  test('its answers may be read, entity tag and refusals too; credentials of the browser are never allowed', async () => {
    cms = await LocalCms.start({ allowedOrigins: new Set([EDITOR]) });
    const authorization = { Origin: EDITOR, Authorization: `Bearer ${await cms.token(USER)}` };
    const replies = [
      await cms.send('PUT', TARGET, { ...authorization, 'Content-Type': MEDIA_TYPE }, '<a/>'),
      await cms.send('GET', TARGET, authorization),
      await cms.send('GET', TARGET, { Origin: EDITOR }),
      await cms.send('GET', TARGET, { ...authorization, 'Transfer-Encoding': 'gzip, chunked' }),
    ];
    assert.deepEqual(replies.map(({ status }) => status), [201, 200, 401, 501]);
    for (const { headers } of replies) {
      assert.deepEqual(fieldsOf(headers), { 'access-control-allow-origin': EDITOR, 'access-control-expose-headers': 'ETag, Allow, Location, Retry-After, WWW-Authenticate', vary: 'Origin' });
    }
  });

  for (const origin of ['https://editor.example.com.evil.example', 'http://editor.example.com', 'https://EDITOR.example.com', `${EDITOR}, ${EDITOR}`, 'null', '*']) {
    test(`another origin gets what everybody gets, and no leave to read it: ${origin}`, async () => {
      cms = await LocalCms.start({ allowedOrigins: new Set([EDITOR]) });
      const asked = await cms.send('OPTIONS', TARGET, { Origin: origin, ...ASKED });
      assert.deepEqual([asked.status, fieldsOf(asked.headers)], [401, { vary: 'Origin' }]);
      const read = await cms.send('GET', TARGET, { Origin: origin, Authorization: `Bearer ${await cms.token(USER)}` });
      assert.deepEqual([read.status, fieldsOf(read.headers)], [404, { vary: 'Origin' }]);
    });
  }

  test('without an allowed origin nothing of it is there', async () => {
    cms = await LocalCms.start();
    const { status, headers } = await cms.send('OPTIONS', TARGET, { Origin: EDITOR, ...ASKED });
    assert.deepEqual([status, fieldsOf(headers)], [401, {}]);
  });

  test('names of fields that are none are not repeated', async () => {
    cms = await LocalCms.start({ allowedOrigins: new Set([EDITOR]) });
    const { status, headers } = await cms.send('OPTIONS', TARGET, { Origin: EDITOR, ...ASKED, 'Access-Control-Request-Headers': 'a b, <c>' });
    assert.deepEqual([status, headers['access-control-allow-headers']], [204, undefined]);
  });

  test('OPTIONS that asks for no leave is refused like any other method', async () => {
    cms = await LocalCms.start({ allowedOrigins: new Set([EDITOR]) });
    assert.equal((await cms.send('OPTIONS', TARGET, { Origin: EDITOR, Authorization: `Bearer ${await cms.token(USER)}` })).status, 405);
  });
});
