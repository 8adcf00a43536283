import assert from 'node:assert/strict';
import { PROFILE_AUID } from '../../xcap/src/address';
import { changePartRequest, deleteRequest, fetchPartRequest, fetchRequest, publishRequest, RequestError, requestPreview, type PartChange } from '../../xcap/src/requests';

const address = { root: 'http://cms1.example.com/MissionCriticalOrg/MCO-12345', auid: PROFILE_AUID, xui: 'sip:User2@example.com', document: 'user-profile-0.xml' };
const TARGET = '/MissionCriticalOrg/MCO-12345/org.3gpp.mcptt.user-profile/users/sip:User2@example.com/user-profile-0.xml';
const TOKEN = 'eyJhbGciOiJFUzI1NiJ9.e30.c2VjcmV0-_~+/==';

suite('xcap: requests', () => {
  test('create', () => {
    assert.deepEqual(publishRequest({ address, text: '<a>ü</a>', token: TOKEN, precondition: { kind: 'create' } }), {
      method: 'PUT',
      origin: 'http://cms1.example.com',
      target: TARGET,
      headers: { 'Content-Type': 'application/vnd.3gpp.mcptt-user-profile+xml', 'If-None-Match': '*', Authorization: `Bearer ${TOKEN}` },
      body: new TextEncoder().encode('<a>ü</a>'),
    });
  });

  test('replace, with the media type of the seed and no token', () => {
    const mediaType = 'application/org.3gpp.mcptt.user-profile+xml; charset="utf-8"';
    assert.deepEqual(publishRequest({ address, text: '', mediaType, precondition: { kind: 'replace', entityTag: '"v1"' } }), {
      method: 'PUT',
      origin: 'http://cms1.example.com',
      target: TARGET,
      headers: { 'Content-Type': mediaType, 'If-Match': '"v1"' },
      body: new Uint8Array(),
    });
  });

  test('read and remove', () => {
    const place = { origin: 'http://cms1.example.com', target: TARGET };
    assert.deepEqual(fetchRequest({ address }), { method: 'GET', ...place, headers: {} });
    assert.deepEqual(fetchRequest({ address, entityTag: '"v1"' }), { method: 'GET', ...place, headers: { 'If-None-Match': '"v1"' } });
    assert.deepEqual(deleteRequest({ address, entityTag: '"v1"' }), { method: 'DELETE', ...place, headers: { 'If-Match': '"v1"' } });
  });

  test('one element or attribute of a document, its types exact, in one version', () => {
    const part = { address, selector: 'mcptt-user-profile/Common%5B1%5D', query: 'xmlns(p=urn:x)', token: TOKEN };
    const place = { origin: 'http://cms1.example.com', target: `${TARGET}/~~/mcptt-user-profile/Common%5B1%5D?xmlns(p=urn:x)` };
    const guard = { 'If-Match': '"v1"', Authorization: `Bearer ${TOKEN}` };
    const change = (what: PartChange) => changePartRequest({ ...part, change: what, entityTag: '"v1"' });
    assert.deepEqual(fetchPartRequest(part), { method: 'GET', ...place, headers: { Authorization: `Bearer ${TOKEN}` } });
    assert.deepEqual(change({ kind: 'element', text: '<Common/>' }), { method: 'PUT', ...place, headers: { 'Content-Type': 'application/xcap-el+xml', ...guard }, body: new TextEncoder().encode('<Common/>') });
    assert.deepEqual(change({ kind: 'attribute', text: 'ü' }), { method: 'PUT', ...place, headers: { 'Content-Type': 'application/xcap-att+xml', ...guard }, body: new TextEncoder().encode('ü') });
    assert.deepEqual(change({ kind: 'remove' }), { method: 'DELETE', ...place, headers: guard });
    assert.equal(fetchPartRequest({ address, selector: 'a/@b' }).target, `${TARGET}/~~/a/@b`);
  });

  for (const [selector, query] of [['', undefined], ['/a', undefined], ['a[1]', undefined], ['a b', undefined], ['a?x', undefined], ['a%5', undefined], ['a\r\nX: y', undefined], ['ü', undefined], ['a', ''], ['a', 'x#y']] as const) {
    test(`a part whose address is not encoded is refused: ${JSON.stringify([selector, query])}`, () => {
      assert.throws(() => fetchPartRequest({ address, selector, ...(query === undefined ? {} : { query }) }), (error) => error instanceof RequestError && /not encoded as a node selector/.test(error.message) && !error.message.includes('\n'));
    });
  }

  test('a weak entity tag guards nothing, and is not sent as if it did; it can tell that nothing has changed', () => {
    for (const make of [() => deleteRequest({ address, entityTag: 'W/"v1"' }), () => publishRequest({ address, text: '', precondition: { kind: 'replace', entityTag: 'W/"v1"' } })]) {
      assert.throws(make, (error) => error instanceof RequestError && error.message === 'A weak entity tag (W/…) does not tell one version from another and cannot guard a change; fetch the document and compare.');
    }
    assert.equal(fetchRequest({ address, entityTag: 'W/"v1"' }).headers['If-None-Match'], 'W/"v1"');
  });

  test('a byte order mark is not sent; line ends stay as they are', () => {
    const { body } = publishRequest({ address, text: '\ufeff<a>\r\n</a>', precondition: { kind: 'create' } });
    assert.equal(new TextDecoder('utf-8', { ignoreBOM: true }).decode(body), '<a>\r\n</a>');
  });

  const refused: [what: string, parts: object, message: RegExp][] = [
    ['half a character', { text: '<a>\ud83d</a>' }, /half a character/],
    ['a token that breaks the header', { token: 'x\r\nX-Evil: 1' }, /^The access token holds characters/],
    ['an empty token', { token: '' }, /^The access token holds characters/],
    ['an entity tag that breaks the header', { precondition: { kind: 'replace', entityTag: '"a"\r\nX: y' } }, /^The entity tag is empty or holds/],
    ['an empty entity tag', { precondition: { kind: 'replace', entityTag: '' } }, /^The entity tag is empty or holds/],
    ['a media type that is none', { mediaType: 'xml' }, /'xml' is not a media type/],
    ['a media type that breaks the header', { mediaType: 'text/xml; a="b"\r\nX: y' }, /is not a media type/],
  ];
  for (const [what, parts, message] of refused) {
    test(`${what} is refused`, () => {
      assert.throws(
        () => publishRequest({ address, text: '<a/>', precondition: { kind: 'create' }, ...parts }),
        (error) => error instanceof RequestError && message.test(error.message) && !error.message.includes('Evil'),
      );
    });
  }

  test('the preview is the request line and the header, the token masked', () => {
    const request = publishRequest({ address, text: '<a>ü</a>', token: TOKEN, precondition: { kind: 'create' } });
    assert.equal(
      requestPreview(request),
      `PUT ${TARGET} HTTP/1.1
Host: cms1.example.com
Content-Type: application/vnd.3gpp.mcptt-user-profile+xml
If-None-Match: *
Authorization: Bearer ••••••
Content-Length: 9`,
    );
  });
});
