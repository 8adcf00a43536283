import assert from 'node:assert/strict';
import { PROFILE_AUID } from '../../xcap/src/address';
import { interpret } from '../../xcap/src/answer';
import { parseChallenges } from '../../xcap/src/challenge';
import { deleteRequest, fetchRequest, publishRequest } from '../../xcap/src/requests';
import type { WireResponse } from '../../xcap/src/wire';

const address = { root: 'http://h', auid: PROFILE_AUID, xui: 'sip:u@h', document: 'p.xml' };
const token = 'abc';
const REQUESTS = {
  create: publishRequest({ address, text: '<a/>', token, precondition: { kind: 'create' } }),
  replace: publishRequest({ address, text: '<a/>', token, precondition: { kind: 'replace', entityTag: '"1"' } }),
  read: fetchRequest({ address, token, entityTag: '"1"' }),
  remove: deleteRequest({ address, token }),
  anonymous: fetchRequest({ address }),
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
    ['create', response(503, 'Service Unavailable', { 'retry-after': '5' }), 'refused', '503 Service Unavailable: the CMS cannot do this now, try again after 5'],
    ['create', response(400, 'Bad Request', { 'content-type': 'application/json' }, '{"error":\n"no"}'), 'refused', '400 Bad Request: the CMS cannot read the request or its address; nothing was stored. The CMS says: {"error": "no"}'],
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
