import assert from 'node:assert/strict';
import { connectionReport, allGood } from '../../../client/src/connection/connectionReport';
import { readConnection } from '../../../client/src/connection/readConnection';
import { testConnection, type Finding, type TestParts } from '../../../client/src/connection/testConnection';
import { TransportError, type WireRequest, type WireResponse } from '../../../xcap/src/wire';
import { answer } from '../tableCms';

const root = 'https://cms1.example.com/MCO';
const connection = readConnection('lab', { root, xui: 'sip:user2@example.com', environment: 'test', tls: { ca: 'ca.pem' } }, { setting: 'mcptt.connections', mayRunPrograms: true });
const caps = (...auids: string[]) => answer(200, 'OK', { 'content-type': 'application/xcap-caps+xml' }, `<xcap-caps xmlns="urn:ietf:params:xml:ns:xcap-caps"><auids>${auids.map((auid) => `<auid> ${auid} </auid>`).join('')}</auids><namespaces/></xcap-caps>`);
const directory = answer(200, 'OK', {}, '<xcap-directory><folder auid="org.3gpp.mcptt.user-profile"><entry uri="/MCO/a.xml" etag="&quot;1&quot;"/></folder><folder auid="other"><entry uri="b"/></folder></xcap-directory>');
const certificate = { subject: 'CN=cms1', issuer: 'CN=authority', validTo: 'Nov 23 2026' };
const now = Date.UTC(2026, 10, 22);
const jwt = (claims: object): string => ['{"alg":"ES256"}', JSON.stringify(claims)].map((part) => Buffer.from(part).toString('base64url')).join('.').concat('.c2lnbmF0dXJl');
const token = jwt({ mcptt_id: 'sip:jörg@example.com', exp: now / 1000 + 3600, scope: ['openid', 'x'] });

interface Tried { readonly findings: Finding[]; readonly requests: WireRequest[] }
async function tried(answers: Record<string, WireResponse | TransportError>, parts: Partial<TestParts> = {}, at = connection): Promise<Tried> {
  const requests: WireRequest[] = [];
  const findings = await testConnection(at, {
    probe: async () => ({ addresses: ['10.0.0.1'], reached: true, tls: { protocol: 'TLSv1.3', certificate } }),
    transport: async (request) => {
      requests.push(request);
      const found = answers[request.target.includes('xcap-caps') ? 'caps' : 'directory'] ?? answer(404, 'Not Found');
      if (found instanceof TransportError) throw found;
      return found;
    },
    token: { kind: 'token', token }, now, ...parts,
  }, new AbortController().signal);
  return { findings, requests };
}
const verdicts = (findings: readonly Finding[]) => findings.map(({ topic, verdict }) => `${topic} ${verdict}`).join(', ');
const lines = (findings: readonly Finding[], topic: string) => findings.find((finding) => finding.topic === topic)?.lines.join('\n') ?? '';

suite('test of a connection', () => {
  test('all good, and only read', async () => {
    const { findings, requests } = await tried({ caps: caps('org.3gpp.mcptt.user-profile', 'x'), directory });
    assert.equal(verdicts(findings), 'Connection good, TLS good, Token good, Capabilities good, Documents good');
    assert.deepEqual(requests.map(({ method, target, headers }) => `${method} ${target} ${headers['Authorization'] === `Bearer ${token}`}`), [
      'GET /MCO/xcap-caps/global/index true', 'GET /MCO/org.openmobilealliance.xcap-directory/users/sip:user2@example.com/directory.xml true',
    ]);
    assert.match(lines(findings, 'Token'), /It names sip:jörg@example\.com; valid until .*not verified.*\nScopes: openid, x\./);
    assert.match(lines(findings, 'TLS'), /TLSv1\.3, vouched for by an authority in ca\.pem\.\nCertificate of CN=cms1, issued by CN=authority, valid until Nov 23 2026\./);
    assert.match(lines(findings, 'Documents'), /has 2 documents, 1 of them of org\.3gpp\.mcptt\.user-profile\.\n\/MCO\/a\.xml "1"/);
    const report = connectionReport(connection, findings);
    assert.match(report, /^# Test of lab \(https:\/\/cms1\.example\.com\/MCO\), environment test\n\n## ✔ Connection\n/);
    assert.match(report, /Nothing was written to the CMS\.\n$/);
    assert.ok(!report.includes(token));
  });

  test('a CMS that tells neither is fine, and it is said', async () => {
    const { findings } = await tried({});
    assert.equal(verdicts(findings), 'Connection good, TLS good, Token good, Capabilities note, Documents note');
    assert.ok(allGood(findings));
    assert.match(lines(findings, 'Capabilities'), /xcap-caps.* \(404 Not Found\)/);
  });

  test('the application is missing; the token is not taken; an answer that is something else', async () => {
    const { findings } = await tried({ caps: caps('x'), directory: answer(401, 'Unauthorized', { 'www-authenticate': 'Bearer error="invalid_token"' }, `no ${token}`) });
    assert.equal(verdicts(findings), 'Connection good, TLS good, Token good, Capabilities bad, Documents bad');
    assert.match(lines(findings, 'Documents'), /401 .*does not accept the access token.*no •••/);
    const { findings: odd } = await tried({ caps: answer(200, 'OK', {}, '<html/>'), directory: new TransportError('uncertain', 'The CMS was silent.') });
    assert.equal(verdicts(odd), 'Connection good, TLS good, Token good, Capabilities bad, Documents bad');
  });

  test('a certificate that does not hold, or nobody there: no request follows', async () => {
    const bad = await tried({}, { probe: async () => ({ reached: true, problem: 'The certificate is not trusted; name it in tls.ca.', tls: { protocol: 'TLSv1.3', certificate } }) });
    assert.equal(verdicts(bad.findings), 'Connection good, TLS bad, Token good');
    assert.match(lines(bad.findings, 'TLS'), /tls\.ca\.\nCertificate of CN=cms1/);
    assert.ok(!allGood(bad.findings) && bad.requests.length === 0);
    const none = await tried({}, { probe: async () => ({ reached: false, problem: 'No CMS listens there.' }) });
    assert.equal(verdicts(none.findings), 'Connection bad, Token good');
  });

  test('tokens: none, one that cannot be had, one that says nothing, one that has expired', async () => {
    const of = async (state: TestParts['token']) => (await tried({}, { token: state })).findings.find(({ topic }) => topic === 'Token');
    assert.equal((await of({ kind: 'none' }))?.verdict, 'note');
    assert.deepEqual(await of({ kind: 'problem', message: 'The token command failed.' }), { topic: 'Token', verdict: 'bad', lines: ['The token command failed.'] });
    assert.match((await of({ kind: 'token', token: 'opaque-token' }))?.lines[0] ?? '', /does not say whose/);
    const expired = await of({ kind: 'token', token: jwt({ sub: 'a\nb', exp: now / 1000 - 1 }) });
    assert.equal(expired?.verdict, 'bad');
    assert.match(expired.lines[0] ?? '', /It names a b; it expired at/);
    for (const odd of [jwt([]), jwt({ exp: 'x', scope: 7 }), jwt({ exp: 1e300 }), 'a.b.c', 'a.%.c']) assert.ok(await of({ kind: 'token', token: odd }));
  });

  test('no user: no list is asked for; without TLS that is said; in a browser nobody looks', async () => {
    const plain = readConnection('', { root: 'http://127.0.0.1:1/r' }, { setting: 'mcptt.cms', mayRunPrograms: false });
    const { findings, requests } = await tried({}, { probe: async () => ({ reached: true }) }, plain);
    assert.equal(verdicts(findings), 'Connection good, TLS note, Token good, Capabilities note, Documents note');
    assert.equal(requests.length, 1);
    const browser = await testConnection(connection, { transport: async () => answer(404, 'Not Found'), token: { kind: 'none' }, now }, new AbortController().signal);
    assert.equal(verdicts(browser), 'Token note, Capabilities note, Documents note');
    assert.equal(lines(browser, 'Token'), 'There is no access token; requests go out without one.');
  });

  test('nobody is signed in: it is said how', async () => {
    const signIn = readConnection('', { root: 'https://127.0.0.1:1/r', signIn: { issuer: 'https://idms.example.com', clientId: 'editor' } }, { setting: 'mcptt.cms', mayRunPrograms: false });
    const findings = await testConnection(signIn, { transport: async () => answer(404, 'Not Found'), token: { kind: 'none' }, now }, new AbortController().signal);
    assert.equal(lines(findings, 'Token'), 'There is no access token; requests go out without one. "MCPTT: Sign In to CMS" gets one.');
  });

  test('what a server says becomes no markup', () => {
    const report = connectionReport(connection, [{ topic: 'Documents', verdict: 'bad', lines: ['[click](http://evil.example.com) <img src=x> `code`'] }]);
    assert.ok(report.includes('- \\[click\\](http://evil.example.com) \\<img src=x> \\`code\\`'), report);
    assert.ok(connectionReport(connection, [{ topic: 'Documents', verdict: 'bad', lines: ['Bearer <token>'] }], (text) => text).includes('- Bearer <token>'));
  });
});
