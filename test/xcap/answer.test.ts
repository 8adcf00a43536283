import assert from 'node:assert/strict';
import { PROFILE_AUID } from '../../xcap/src/address';
import { interpret } from '../../xcap/src/answer';
import { parseChallenges } from '../../xcap/src/challenge';
import { changePartRequest, deleteRequest, fetchRequest, publishRequest } from '../../xcap/src/requests';
import type { WireResponse } from '../../xcap/src/wire';

const address = { root: 'http://h', auid: PROFILE_AUID, xui: 'sip:u@h', document: 'p.xml' };
const token = 'abc';
const REQUESTS = {
  create: publishRequest({ address, text: '<a/>', token, precondition: { kind: 'create' } }),
  replace: publishRequest({ address, text: '<a/>', token, precondition: { kind: 'replace', entityTag: '"1"' } }),
  read: fetchRequest({ address, token, entityTag: '"1"' }),
  remove: deleteRequest({ address, token }),
  anonymous: fetchRequest({ address }),
  anyVersion: publishRequest({ address, text: '<a/>', token, precondition: { kind: 'replace', entityTag: '*' } }),
  broken: publishRequest({ address, text: '<a><b></a>', token, precondition: { kind: 'replace', entityTag: '"1"' } }),
  element: changePartRequest({ address, selector: 'a/b%5B1%5D', change: { kind: 'element', text: '<b/>' }, entityTag: '"1"' }),
  removal: changePartRequest({ address, selector: 'a/@c', change: { kind: 'remove' }, entityTag: '"1"' }),
};

function response(status: number, reason: string, headers: Record<string, string> = {}, body = ''): WireResponse {
  return { status, reason, headers, body: new TextEncoder().encode(body) };
}

const HTML = { 'content-type': 'text/html' };
const XCAP_ERROR = { 'content-type': 'application/xcap-error+xml' };

suite('xcap: answers', () => {
  const table: [request: keyof typeof REQUESTS, response: WireResponse, outcome: string, summary: string][] = [
    ['create', response(201, 'Created', { etag: '"2"' }), 'created', '201 Created: the CMS has stored p.xml as a new document'],
    ['create', response(200, 'OK'), 'done', '200 OK: the CMS has stored p.xml and does not say whether it was new'],
    ['replace', response(200, 'OK', { etag: '"2"' }), 'replaced', '200 OK: the CMS has replaced p.xml'],
    ['replace', response(204, ''), 'replaced', '204 No Content: the CMS has replaced p.xml'],
    ['replace', response(202, 'Accepted'), 'done', '202 Accepted: the CMS has taken the request for p.xml and does not say yet what came of it'],
    ['replace', response(299, 'Odd'), 'replaced', '299 Odd: the CMS has replaced p.xml'],
    ['read', response(200, 'OK', {}, '<a/>'), 'found', '200 OK: the CMS has sent p.xml'],
    ['read', response(304, 'Not Modified'), 'unchanged', '304 Not Modified: p.xml on the CMS is still the version already seen'],
    ['read', response(204, 'No Content'), 'refused', '204 No Content: the CMS sent no document for p.xml'],
    ['read', response(200, 'OK', { 'content-encoding': 'gzip' }, 'x'), 'refused', '200 OK: the CMS sent p.xml compressed (gzip) although this was not asked for, so it cannot be read'],
    ['anonymous', response(304, 'Not Modified'), 'refused', '304 Not Modified: the CMS answers as if it had been asked for changes, which it was not; nothing was read'],
    ['create', response(304, 'Not Modified'), 'refused', '304 Not Modified: the CMS answers as if it had been asked for changes, which it was not; nothing was stored'],
    ['read', response(206, 'Partial Content', {}, '<a/>'), 'refused', '206 Partial Content: only a part of p.xml came, which was not asked for; nothing was read'],
    ['read', response(200, 'OK', {}, '<a><b/>'), 'refused', '200 OK: what came for p.xml has no end and no length to tell whether that is all; nothing was read, try again'],
    ['read', response(200, 'OK', {}, '<a><b/'), 'refused', '200 OK: what came for p.xml has no end and no length to tell whether that is all; nothing was read, try again'],
    ['read', response(200, 'OK', { 'content-length': '7' }, '<a><b/>'), 'found', '200 OK: the CMS has sent p.xml'],
    ['read', response(200, 'OK', { 'transfer-encoding': 'chunked' }, '<a><b/>'), 'found', '200 OK: the CMS has sent p.xml'],
    ['read', response(200, 'OK', {}, '<a></a> '), 'found', '200 OK: the CMS has sent p.xml'],
    ['read', { ...response(200, 'OK'), body: Buffer.from('<a>\xdc</a>', 'latin1') }, 'refused', '200 OK: what came for p.xml is not encoded in UTF-8, as XCAP documents are (RFC 4825 5); nothing was read'],
    ['create', response(414, 'URI Too Long'), 'refused', '414 URI Too Long: the address of p.xml is too long for the CMS; nothing was stored'],
    ['create', response(407, 'Proxy Authentication Required'), 'refused', '407 Proxy Authentication Required: a proxy on the way wants a user name and password, which cannot be given; nothing was stored'],
    ['remove', response(428, 'Precondition Required'), 'refused', '428 Precondition Required: the CMS takes a change of p.xml on a condition only, which was not sent; nothing was removed'],
    ['replace', response(423, 'Locked'), 'refused', '423 Locked: p.xml is locked on the CMS; nothing was stored'],
    ['read', response(410, 'Gone'), 'refused', '410 Gone: the CMS has removed p.xml and keeps its address closed; nothing was read'],
    ['remove', response(200, 'OK'), 'done', '200 OK: the CMS has removed p.xml'],
    ['remove', response(204, ''), 'done', '204 No Content: the CMS has removed p.xml'],
    ['create', response(412, 'Precondition Failed'), 'refused', '412 Precondition Failed: p.xml exists on the CMS already; nothing was stored'],
    ['replace', response(412, 'Precondition Failed'), 'refused', '412 Precondition Failed: p.xml on the CMS has changed since it was last read, or is gone; nothing was stored'],
    ['remove', response(404, 'Not Found'), 'refused', '404 Not Found: the CMS has no document or no place at the address of p.xml; nothing was removed'],
    [
      'create',
      response(401, 'Unauthorized', { 'www-authenticate': 'Bearer realm="x", error="invalid_token", error_description="the token has expired"' }),
      'refused',
      '401 Unauthorized: the CMS does not accept the access token (invalid_token, the token has expired); nothing was stored',
    ],
    ['anonymous', response(401, 'Unauthorized', { 'www-authenticate': 'Bearer realm="x"' }), 'refused', '401 Unauthorized: the CMS asks for an access token, and none was sent; nothing was read'],
    ['create', response(401, 'Unauthorized', { 'www-authenticate': 'Digest realm="x", nonce="a,b=c"' }), 'refused', '401 Unauthorized: the CMS does not accept the access token (it asks for digest sign-in); nothing was stored'],
    [
      'create',
      response(403, 'Forbidden', { 'www-authenticate': 'Bearer error="insufficient_scope", scope="3gpp:mc:ptt_config_management_service"' }),
      'refused',
      '403 Forbidden: this is not allowed (insufficient_scope, needed: 3gpp:mc:ptt_config_management_service); nothing was stored',
    ],
    ['create', response(403, 'Forbidden', {}, 'not yours'), 'refused', '403 Forbidden: this is not allowed; nothing was stored. The CMS says: not yours'],
    ['create', response(405, 'Method Not Allowed', { allow: 'GET' }), 'refused', '405 Method Not Allowed: the CMS does not allow PUT here (it allows GET); nothing was stored'],
    [
      'create',
      response(409, 'Conflict', XCAP_ERROR, '<xcap-error xmlns="urn:ietf:params:xml:ns:xcap-error"><not-well-formed phrase="line 1"/></xcap-error>'),
      'refused',
      '409 Conflict: the CMS does not accept the document; nothing was stored. The CMS says: not-well-formed, the document is not well-formed XML; line 1',
    ],
    ['create', response(409, 'Conflict', XCAP_ERROR, 'oops <'), 'refused', '409 Conflict: the CMS does not accept the document; nothing was stored. The CMS says: oops <'],
    ['create', response(415, 'Unsupported Media Type'), 'refused', '415 Unsupported Media Type: the CMS does not take the media type application/vnd.3gpp.mcptt-user-profile+xml; nothing was stored'],
    ['create', response(302, 'Found', { location: 'http://evil/' }), 'refused', '302 Found: the CMS points to another address (http://evil/), which is not followed; check the XCAP root'],
    ['create', response(500, ''), 'refused', '500 Internal Server Error: the CMS failed; whether it has done something is not known, fetch the document to see'],
    ['read', response(502, 'Bad Gateway', HTML, '<html><head><style>a{}</style></head><body><h1>Bad\r\n\tgateway</h1><script>x<y</script></body>'), 'refused', '502 Bad Gateway: the CMS failed. The CMS says: Bad gateway'],
    ['create', response(503, 'Service Unavailable', { 'retry-after': '5' }), 'refused', '503 Service Unavailable: the CMS cannot do this now; try again in 5 s'],
    ['create', response(400, 'Bad Request', { 'content-type': 'application/json' }, '{"error":\n"no"}'), 'refused', '400 Bad Request: the CMS cannot read the request or its address; nothing was stored. The CMS says: {"error": "no"}'],
    ['read', response(200, 'OK', HTML, '<p>Sign in'), 'refused', '200 OK: a web page came instead of p.xml, as from a proxy that asks to sign in; sign in there, or check the XCAP root'],
    ['read', response(200, 'OK', {}, ' <!-- x --><!DOCTYPE html><p>Sign in'), 'refused', '200 OK: a web page came instead of p.xml, as from a proxy that asks to sign in; sign in there, or check the XCAP root'],
    ['read', response(200, 'OK', { 'content-type': 'text/xml' }, '<HTML lang="en"></HTML>'), 'refused', '200 OK: a web page came instead of p.xml, as from a proxy that asks to sign in; sign in there, or check the XCAP root'],
    ['read', response(200, 'OK', {}, '{"a": 1}'), 'refused', '200 OK: what came instead of p.xml is not XML; check the XCAP root'],
    ['read', response(200, 'OK', {}, '<?xml version="1.0"?>\r\n<!-- a -->\n<!DOCTYPE a>\n<a/>'), 'found', '200 OK: the CMS has sent p.xml'],
    ['read', response(200, 'OK', {}, '\ufeff<htmlish/>'), 'found', '200 OK: the CMS has sent p.xml'],
    ['read', response(200, 'OK', {}, `<!--${'x'.repeat(100_000)}--><a/>`), 'found', '200 OK: the CMS has sent p.xml'],
    ['read', response(200, 'OK', {}, ' \n'), 'refused', '200 OK: the CMS sent nothing for p.xml, not even an empty element'],
    ['create', response(200, 'OK', HTML, '<p>Sign in'), 'refused', '200 OK: a web page came instead of the answer of a CMS, as from a proxy that asks to sign in; it is not known whether p.xml was stored'],
    ['remove', response(200, 'OK', HTML, '<p>Sign in'), 'refused', '200 OK: a web page came instead of the answer of a CMS, as from a proxy that asks to sign in; it is not known whether p.xml was removed'],
    ['anyVersion', response(412, 'Precondition Failed'), 'refused', '412 Precondition Failed: p.xml is not on the CMS, or the CMS does not know If-Match: *, then give it the entity tag; nothing was stored'],
    ['broken', response(500, 'Server error'), 'refused', '500 Server error: the CMS failed, perhaps because what was sent is not well-formed XML; whether it has done something is not known, fetch the document to see'],
    ['element', response(201, 'Created', { etag: '"2"' }), 'created', '201 Created: the CMS has added a/b[1] in p.xml'],
    ['element', response(200, 'OK', { etag: '"2"' }), 'done', '200 OK: the CMS has stored a/b[1] in p.xml'],
    ['element', response(409, 'Conflict'), 'refused', '409 Conflict: the CMS does not accept the change; nothing was stored'],
    ['removal', response(200, 'OK'), 'done', '200 OK: the CMS has removed a/@c in p.xml'],
    ['create', response(503, 'Service Unavailable', { 'retry-after': '3155760000' }), 'refused', '503 Service Unavailable: the CMS cannot do this now; try again later; it asks to wait for more than a day'],
    ['create', response(503, 'Service Unavailable', { 'retry-after': 'Fri, 22 Nov 2126 10:00:00 GMT' }), 'refused', '503 Service Unavailable: the CMS cannot do this now; try again after Fri, 22 Nov 2126 10:00:00 GMT'],
    ['create', response(503, 'Service Unavailable', { 'retry-after': 'soon\u202e' }), 'refused', '503 Service Unavailable: the CMS failed; whether it has done something is not known, fetch the document to see'],
    ['create', response(429, 'Too Many Requests', { 'retry-after': '7' }), 'refused', '429 Too Many Requests: the CMS asks to send fewer requests; try again in 7 s; nothing was stored'],
    ['create', response(429, ''), 'refused', '429 Too Many Requests: the CMS asks to send fewer requests; try again later; nothing was stored'],
    ['create', response(418, "I'm a teapot"), 'refused', "418 I'm a teapot: the CMS refused; nothing was stored"],
    ['create', response(799, ''), 'refused', '799: the CMS failed; whether it has done something is not known, fetch the document to see'],
  ];
  for (const [name, answered, outcome, summary] of table) {
    test(`${name}: ${summary}`, () => {
      const answer = interpret(REQUESTS[name], answered);
      assert.deepEqual([answer.outcome, answer.summary, answer.status, answer.entityTag], [outcome, summary, answered.status, answered.headers['etag']]);
    });
  }

  test('a 409 keeps its reason as data', () => {
    const body = '<xcap-error xmlns="urn:ietf:params:xml:ns:xcap-error"><schema-validation-error phrase="line 3, column 1: no"/></xcap-error>';
    assert.deepEqual(interpret(REQUESTS.create, response(409, 'Conflict', XCAP_ERROR, body)).conflict, { kind: 'schema-validation-error', phrase: 'line 3, column 1: no' });
  });

  test('a refusal that leaves open what was done is told from one that does not', () => {
    const unclear = (name: keyof typeof REQUESTS, answered: WireResponse) => interpret(REQUESTS[name], answered).unclear;
    assert.equal(unclear('create', response(500, '')), true);
    assert.equal(unclear('create', response(200, 'OK', HTML, '<p>')), true);
    assert.equal(unclear('create', response(503, '', { 'retry-after': '5' })), undefined);
    assert.equal(unclear('create', response(409, 'Conflict')), undefined);
    assert.equal(unclear('read', response(500, '')), undefined);
  });

  test('how long to wait is told as a number, a day at most', () => {
    const wait = (field: string) => interpret(REQUESTS.create, response(503, '', { 'retry-after': field })).retryAfterSeconds;
    assert.deepEqual([wait('5'), wait(' 0 '), wait('9'.repeat(400)), wait('-1'), wait('Fri, 22 Nov 2126 10:00:00 GMT'), wait('')], [5, 0, 86_400, undefined, undefined, undefined]);
  });

  const tags: [field: string, entityTag: string | undefined, unusable: string | undefined][] = [
    ['"a"', '"a"', undefined],
    ['""', '""', undefined],
    ['"ü"', '"ü"', undefined],
    ['bare-1', 'bare-1', undefined],
    ['W/"a"', undefined, 'weak'],
    ['w/"a"', undefined, 'weak'],
    ['', undefined, 'malformed'],
    ['*', undefined, 'malformed'],
    ['"a", "b"', undefined, 'malformed'],
    ['"a"b"', undefined, 'malformed'],
    ['"a', undefined, 'malformed'],
    ['a b', undefined, 'malformed'],
    ['"a\u0001"', undefined, 'malformed'],
    ['"a\u202e"', undefined, 'malformed'],
    [`"${'x'.repeat(65_536)}"`, undefined, 'malformed'],
  ];
  for (const [field, entityTag, unusable] of tags) {
    test(`entity tag ${JSON.stringify(field).slice(0, 20)}: ${unusable ?? 'good'}`, () => {
      const answer = interpret(REQUESTS.replace, response(200, 'OK', { etag: field }));
      assert.deepEqual([answer.entityTag, answer.unusableTag], [entityTag, unusable]);
    });
  }

  test('a refusal of 10 MB, with entity bombs, is read to its first part and no further', () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>';
    const body = `${bomb}<xcap-error xmlns="urn:ietf:params:xml:ns:xcap-error"><schema-validation-error phrase="&b;"><!--${'line 1: x\n'.repeat(1_000_000)}`;
    const { conflict, summary } = interpret(REQUESTS.create, response(409, 'Conflict', XCAP_ERROR, body));
    assert.equal(conflict?.phrase, '&b;');
    assert.equal(conflict.remarks?.length, 200);
    assert.ok(summary.length <= 501);
  });

  test('long, binary and hostile text becomes one short line', () => {
    const { summary, detail } = interpret(REQUESTS.create, response(500, 'No\u001b[31m', {}, `\u0000\u202e${'x'.repeat(10_000)}`));
    assert.equal(detail, `${'x'.repeat(500)}…`);
    assert.match(summary, /^500 No \[31m: the CMS failed/);
    assert.ok(summary.length <= 501);
    const bytes = interpret(REQUESTS.create, { status: 500, reason: '', headers: {}, body: new Uint8Array([0xff, 0xfe, 0x41]) });
    assert.equal(bytes.detail, '\ufffd\ufffdA');
  });
});

suite('xcap: challenges', () => {
  const table: [field: string | undefined, challenges: object][] = [
    [undefined, []],
    ['', []],
    ['Bearer', [{ scheme: 'bearer', parameters: {} }]],
    ['Bearer realm="a \\"b\\", c", Error=invalid_token', [{ scheme: 'bearer', parameters: { realm: 'a "b", c', error: 'invalid_token' } }]],
    [
      'Digest realm="x", nonce="n", Bearer error="invalid_token"',
      [
        { scheme: 'digest', parameters: { realm: 'x', nonce: 'n' } },
        { scheme: 'bearer', parameters: { error: 'invalid_token' } },
      ],
    ],
    ['Bearer realm="never ends', [{ scheme: 'bearer', parameters: { realm: '' } }]],
  ];
  for (const [field, challenges] of table) test(String(field), () => assert.deepEqual(parseChallenges(field), challenges));
});
