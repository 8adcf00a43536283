import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { SignIn } from '../../../client/src/connection/connection';
import { readConnection } from '../../../client/src/connection/readConnection';
import { IDENTITY_PEER } from '../../../client/src/signIn/authorizationServer';
import { signInByBrowser, type CodeFlowParts } from '../../../client/src/signIn/codeFlow';
import { loopbackRedirect } from '../../../client/src/signIn/loopbackRedirect';
import type { Session } from '../../../client/src/signIn/session';
import { SignInProblem } from '../../../client/src/signIn/signInProblem';
import { DEFAULT_LIMITS } from '../../../client/src/transport/limits';
import { nodeTransport } from '../../../client/src/transport/nodeTransport';
import { Authority } from '../certificates';
import { ForwardProxy } from '../forwardProxy';
import { browse } from './browser';
import { IdentityServer, answeringServer } from './identityServer';

const never = new AbortController().signal;

suite('sign-in in the browser', () => {
  let server: IdentityServer;
  const closing: (() => Promise<void>)[] = [];
  setup(async () => { server = await IdentityServer.start(); });
  teardown(async () => {
    for (const close of [...closing.splice(0), () => server.stop()]) await close();
  });

  const settings = (parts: object = {}): SignIn => {
    const { signIn } = readConnection('lab', { root: 'https://cms.example.com', signIn: { issuer: server.issuer, clientId: 'editor', ...parts } }, { setting: 'x', mayRunPrograms: true });
    assert.ok(signIn);
    return signIn;
  };
  let page: Promise<string> | undefined;
  const flow = (parts: Partial<CodeFlowParts> = {}): CodeFlowParts => ({
    transport: nodeTransport(DEFAULT_LIMITS, {}, IDENTITY_PEER), listen: loopbackRedirect, now: () => 1_000_000, patience: 5000,
    openBrowser: async (address) => { page = browse(address); return true; }, ...parts,
  });
  const signIn = (parts: object = {}, how: Partial<CodeFlowParts> = {}, signal = never): Promise<Session> => signInByBrowser(settings(parts), flow(how), signal);
  async function problem(work: Promise<unknown>, kind: SignInProblem['kind'] = 'failed'): Promise<string> {
    const error = await work.then(() => assert.fail('signed in'), (reason: unknown) => reason);
    assert.ok(error instanceof SignInProblem, String(error));
    assert.equal(error.kind, kind);
    assert.ok(!error.message.includes('\n'), error.message);
    return error.message.replaceAll(new URL(server.issuer).host, 'IDMS');
  }

  test('authorization code with PKCE, state, nonce and acr_values; the session is who, what and until when', async () => {
    const session = await signIn();
    assert.match(await page ?? '', /Go back to the editor: it goes on there/);
    const [query] = server.authorizations;
    const [body] = server.tokenRequests;
    assert.deepEqual(['response_type', 'client_id', 'scope', 'acr_values', 'code_challenge_method'].map((name) => query?.get(name)), ['code', 'editor', 'openid 3gpp:mc:ptt_config_management_service', '3gpp:acr:password', 'S256']);
    assert.match(query?.get('redirect_uri') ?? '', /^http:\/\/127\.0\.0\.1:\d+\/callback$/);
    assert.ok((query?.get('state') ?? '').length >= 20 && (query?.get('nonce') ?? '').length >= 20);
    assert.equal(createHash('sha256').update(String(body?.['code_verifier'])).digest('base64url'), query?.get('code_challenge'));
    assert.deepEqual([body?.['redirect_uri'], body?.['client_id'], body?.['client_secret']], [query?.get('redirect_uri'), 'editor', undefined]);
    assert.equal(session.account, 'sip:user1@example.com');
    assert.equal(session.expiresAt, 1_000_000 + 3600_000);
    assert.ok(session.refreshToken);
    assert.equal(session.accessToken.split('.').length, 3);
  });

  test('scopes and acr_values of one\'s own; without openid there is no nonce', async () => {
    await signIn({ scopes: ['3gpp:mcptt:config_management_server'], acrValues: '' });
    assert.deepEqual(['scope', 'nonce', 'acr_values'].map((name) => server.authorizations[0]?.get(name)), ['3gpp:mcptt:config_management_server', null, null]);
  });

  test('endpoints by hand: nothing is discovered', async () => {
    const asked: string[] = [];
    const carry = nodeTransport(DEFAULT_LIMITS, {}, IDENTITY_PEER);
    await signIn({ authorizationEndpoint: `${server.issuer}/authorize`, tokenEndpoint: `${server.issuer}/token` }, { transport: (request, signal) => { asked.push(`${request.method} ${request.target}`); return carry(request, signal); } });
    assert.deepEqual(asked, ['POST /token']);
  });

  test('a redirect address with a query is the same in both requests', async () => {
    const redirect = await loopbackRedirect();
    await signIn({}, { listen: async () => ({ ...redirect, uri: `${redirect.uri}?windowId=1` }) });
    assert.equal(server.tokenRequests[0]?.['redirect_uri'], `${redirect.uri}?windowId=1`);
  });

  test('over TLS with a private authority, through a proxy', async () => {
    const authority = await Authority.make();
    const secure = await IdentityServer.start(await authority.server('CN=idms', { type: 'dns', value: 'localhost' }));
    const proxy = await ForwardProxy.start();
    closing.push(() => secure.stop(), () => proxy.stop());
    const transport = nodeTransport(DEFAULT_LIMITS, { tls: { ca: authority.ca }, proxy: proxy.url }, IDENTITY_PEER);
    const how = { transport, openBrowser: async (address: string) => { page = browse(address, [], authority.ca); return true; } };
    assert.equal((await signIn({ issuer: secure.issuer }, how)).account, 'sip:user1@example.com');
    assert.deepEqual([...new Set(proxy.asked)], [`CONNECT ${new URL(secure.issuer).host}`]);
    assert.ok(!proxy.seen.join().includes('code_verifier'));
    assert.match(await problem(signIn({ issuer: secure.issuer })), /^The certificate of localhost:\d+ is not trusted .*tls\.ca/);
  });

  suite('servers that misbehave', () => {
    const cases: [what: string, misbehave: () => void, message: RegExp, page?: RegExp][] = [
      ['another state', () => { server.onRedirect = (url) => url.searchParams.set('state', 'x'); }, /^Sign-in at IDMS failed: the answer of the browser does not belong to this sign-in \(state\); sign in again\.$/],
      ['no state', () => { server.onRedirect = (url) => url.searchParams.delete('state'); }, /does not belong to this sign-in \(state\)/],
      ['another nonce', () => { server.onSigning = (claims) => { if (claims['nonce']) claims['nonce'] = 'x'; }; }, /^Sign-in at IDMS failed: the ID token does not belong to this sign-in \(nonce\)/],
      ['no nonce', () => { server.onSigning = (claims) => { delete claims['nonce']; }; }, /\(nonce\)/],
      ['access denied', () => { server.onRedirect = (url) => { url.searchParams.delete('code'); url.searchParams.set('error', 'access_denied'); url.searchParams.set('error_description', 'Not\nyou'); }; }, /^Sign-in at IDMS failed: access_denied, Not you\.$/, /You are not signed in/],
      ['another issuer in the ID token', () => { server.onSigning = (claims) => { claims.iss = 'https://evil.example.com'; }; }, /another issuer/],
      ['an ID token for another client', () => { server.onSigning = (claims) => { claims['aud'] = 'other'; }; }, /for another client/],
      ['an ID token that has expired', () => { server.onSigning = (claims) => { claims.exp = 1; }; }, /the ID token has expired; check the clocks/],
      ['no ID token', () => { server.onTokens = ({ body }) => { if (body !== '') delete body['id_token']; }; }, /sent no ID token/],
      ['an access token that is no text', () => { server.onTokens = ({ body }) => { if (body !== '') body['access_token'] = 7; }; }, /sent no access token/],
      ['an access token with a line end', () => { server.onTokens = ({ body }) => { if (body !== '') body['access_token'] = 'a\r\nX: y'; }; }, /an access token that cannot be sent on/],
      ['a code that it does not take', () => { server.onTokens = (response) => { response.statusCode = 400; response.body = { error: 'invalid_grant', error_description: 'code is used' }; }; }, /^Sign-in at IDMS failed: 400 invalid_grant, code is used\.$/],
      ['500', () => { server.onTokens = (response) => { response.statusCode = 500; response.body = { oops: 1 }; }; }, /it answers 500; check the issuer and endpoints/],
    ];
    for (const [what, misbehave, message, shown] of cases) {
      test(what, async () => {
        misbehave();
        assert.match(await problem(signIn(), what === 'a code that it does not take' ? 'ended' : 'failed'), message);
        if (shown) assert.match(await page ?? '', shown);
      });
    }

    test('a token endpoint that answers with a page, with a redirect, or with what it was sent', async () => {
      const stolen: string[] = [];
      const thief = await answeringServer((incoming, response) => { stolen.push(incoming.url ?? ''); response.end('{}'); });
      const odd = await answeringServer((incoming, response) => {
        if (incoming.url === '/page') return void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>Login</html>');
        if (incoming.url === '/away') return void response.writeHead(307, { Location: `${thief.url}/token` }).end();
        let body = '';
        incoming.on('data', (chunk: Buffer) => (body += chunk.toString())).on('end', () => response.writeHead(400, { 'Content-Type': 'application/json' }).end(JSON.stringify({ error: 'invalid_request', error_description: body })));
      });
      closing.push(() => thief.stop(), () => odd.stop());
      const at = (path: string) => problem(signIn({ authorizationEndpoint: `${server.issuer}/authorize`, tokenEndpoint: `${odd.url}${path}` }));
      assert.match(await at('/page'), /answers with something else than JSON/);
      assert.match(await at('/away'), /it answers 307/);
      const repeated = await at('/echo');
      assert.match(repeated, /400 invalid_request, .*code=•••/);
      assert.match(repeated, /code_verifier=•••/);
      assert.deepEqual(stolen, []);
    });

    test('metadata that names another issuer, endpoints without TLS, or nothing', async () => {
      let metadata: object = {};
      const odd = await answeringServer((_, response) => response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(metadata)));
      closing.push(() => odd.stop());
      const at = async (endpoints: object) => { metadata = { issuer: odd.url, ...endpoints }; return problem(signIn({ issuer: odd.url })); };
      assert.match(await at({ issuer: 'https://evil.example.com' }), /calls itself by another name/);
      assert.match(await at({ authorization_endpoint: 'http://evil.example.com/a', token_endpoint: `${odd.url}/t` }), /names the address http:\/\/evil\.example\.com\/a, which must begin with https:/);
      assert.match(await at({ authorization_endpoint: 'file:///etc/passwd', token_endpoint: `${odd.url}/t` }), /names the address file:/);
      assert.match(await at({ token_endpoint: `${odd.url}/t` }), /names no place to sign in at/);
      page = undefined;
      assert.match(await problem(signIn({ issuer: 'http://127.0.0.1:1' })), /^No identity management server listens at 127\.0\.0\.1:1; start it or check the issuer and endpoints of the connection\.$/);
      assert.equal(page, undefined, 'no browser was opened');
    });

    test('no refresh token, and no lifetime', async () => {
      server.onTokens = ({ body }) => { if (body !== '') { delete body['refresh_token']; delete body['expires_in']; body['access_token'] = 'opaque.token-1'; } };
      assert.deepEqual(await signIn(), { accessToken: 'opaque.token-1', account: 'sip:user1@example.com' });
    });
  });

  suite('browsers that do not come back', () => {
    test('sent elsewhere by the server: nothing is heard until the time is up', async () => {
      const elsewhere = await answeringServer((_, response) => response.end('elsewhere'));
      closing.push(() => elsewhere.stop());
      server.onRedirect = (url) => { url.port = new URL(elsewhere.url).port; };
      assert.equal(await problem(signIn({}, { patience: 200 })), 'The browser did not come back within 1 min; sign in again.');
      assert.deepEqual(server.tokenRequests, []);
    });

    test('cancelled; not opened at all', async () => {
      const controller = new AbortController();
      assert.equal(await problem(signIn({}, { openBrowser: async () => { controller.abort(); return true; } }, controller.signal), 'cancelled'), 'The sign-in was cancelled.');
      assert.equal(await problem(signIn({}, { openBrowser: async () => false }), 'cancelled'), 'The browser was not opened; nobody is signed in.');
    });

    test('the port of a redirect address is taken', async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => other.once('listening', resolve));
      closing.push(() => new Promise((resolve) => other.close(() => resolve())));
      const { port } = other.address() as AddressInfo;
      assert.match(await problem(signIn({}, { listen: () => loopbackRedirect(`http://127.0.0.1:${port}/cb`) })), new RegExp(`^Port ${port} of this machine is taken`));
    });

    test('what else is asked for at the redirect address is no answer, and it is closed afterwards', async () => {
      const redirect = await loopbackRedirect('http://127.0.0.1/deep/cb');
      const { answer } = redirect;
      for (const path of ['/', '/favicon.ico', '/deep/cb', '/deep/cb?x=1', '/callback?code=1']) assert.match(await browse(new URL(path, redirect.uri).href), /There is nothing here/);
      assert.match(await browse(`${redirect.uri}?code=a%2Bb&state=s`), /Go back/);
      assert.equal((await answer).get('code'), 'a+b');
      redirect.close();
      await assert.rejects(browse(`${redirect.uri}?code=1`), /ECONNREFUSED/);
    });
  });
});
