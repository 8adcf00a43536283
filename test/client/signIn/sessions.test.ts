import assert from 'node:assert/strict';
import type { Transport } from '../../../xcap/src/wire';
import { readConnection } from '../../../client/src/connection/readConnection';
import { loopbackRedirect } from '../../../client/src/signIn/loopbackRedirect';
import { createSessions, signsIn, type SessionParts, type SignInConnection, type Sessions } from '../../../client/src/signIn/sessions';
import { SignInProblem } from '../../../client/src/signIn/signInProblem';
import { nodeTransport } from '../../../client/src/transport/nodeTransport';
import { secretTable } from '../publishDesk';
import { browse } from './browser';
import { IdentityServer } from './identityServer';

const never = new AbortController().signal;
const minute = 60_000;

suite('sessions', () => {
  let server: IdentityServer;
  let now: number;
  let table: Map<string, string>;
  let changes: string[];
  setup(async () => {
    server = await IdentityServer.start();
    now = 1_000_000;
    table = new Map();
    changes = [];
    let count = 0;
    server.onTokens = ({ body }) => { if (body !== '') Object.assign(body, { access_token: `access-token-${count += 1}`, refresh_token: `refresh-token-${count}`, expires_in: 600 }); };
  });
  teardown(() => server.stop());

  const connection = (parts: object = {}, name = 'lab'): SignInConnection => {
    const read = readConnection(name, { root: 'https://cms.example.com/r', signIn: { issuer: server.issuer, clientId: 'editor' }, ...parts }, { setting: 'x', mayRunPrograms: true });
    assert.ok(signsIn(read));
    return read;
  };
  const sessions = (parts: Partial<SessionParts> = {}): Sessions => createSessions({
    secrets: secretTable(table), transport: async () => nodeTransport(), listen: () => loopbackRedirect(), openBrowser: async (address) => { void browse(address); return true; },
    now: () => now, changed: (_, what, { accessToken }) => { changes.push(`${what} ${accessToken}`); }, ...parts,
  });
  const grants = () => server.tokenRequests.map(({ grant_type: grant, refresh_token: token }) => [grant, token].filter(Boolean).join(' '));

  test('signed in once, used until shortly before its end, then renewed without anybody', async () => {
    const own = sessions();
    assert.equal(await own.usable(connection(), never), undefined);
    assert.equal((await own.signIn(connection(), never)).accessToken, 'access-token-1');
    now += 8 * minute;
    assert.equal((await sessions().usable(connection(), never))?.accessToken, 'access-token-1', 'another window');
    now += 1.5 * minute;
    const renewed = await own.usable(connection(), never);
    assert.deepEqual([renewed?.accessToken, renewed?.refreshToken, renewed?.expiresAt], ['access-token-2', 'refresh-token-2', now + 10 * minute]);
    assert.deepEqual(grants(), ['authorization_code', 'refresh_token refresh-token-1']);
    assert.deepEqual(changes, ['added access-token-1', 'changed access-token-2']);
  });

  test('a server that does not change the refresh token goes on with the old one', async () => {
    const own = sessions();
    await own.signIn(connection(), never);
    server.onTokens = ({ body }) => { if (body !== '') { delete body['refresh_token']; delete body['id_token']; body['access_token'] = 'access-token-9'; } };
    now += 10 * minute;
    const renewed = await own.usable(connection(), never);
    assert.deepEqual([renewed?.accessToken, renewed?.refreshToken, renewed?.account], ['access-token-9', 'refresh-token-1', 'sip:user1@example.com']);
  });

  test('a token that the CMS refused is renewed before its time, once for all that ask', async () => {
    const own = sessions();
    await own.signIn(connection(), never);
    const both = await Promise.all([own.usable(connection(), never, 'access-token-1'), own.usable(connection(), never, 'access-token-1')]);
    assert.deepEqual(both.map((session) => session?.accessToken), ['access-token-2', 'access-token-2']);
    assert.equal((await own.usable(connection(), never, 'access-token-1'))?.accessToken, 'access-token-2', 'renewed by then');
    assert.equal(grants().length, 2);
  });

  test('a session that the server does not renew is forgotten; one that another window has renewed is not', async () => {
    const own = sessions();
    await own.signIn(connection(), never);
    server.onTokens = (response) => {
      response.statusCode = 400;
      response.body = { error: 'invalid_grant', error_description: 'refresh-token-1 was used' };
      const [key, value] = [...table][0] ?? [];
      if (key !== undefined && value?.includes('access-token-1')) table.set(key, value.replace('access-token-1', 'access-token-7').replace('refresh-token-1', 'refresh-token-7'));
    };
    now += 10 * minute;
    assert.equal((await own.usable(connection(), never))?.accessToken, 'access-token-7');
    assert.equal(await own.usable(connection(), never), undefined);
    assert.deepEqual([...table], []);
    assert.equal(changes.at(-1), 'removed access-token-7');
  });

  test('a server that fails ends no session', async () => {
    const own = sessions();
    await own.signIn(connection(), never);
    server.onTokens = (response) => { response.statusCode = 503; response.body = { a: 1 }; };
    now += 10 * minute;
    await assert.rejects(own.usable(connection(), never), (error: unknown) => error instanceof SignInProblem && /it answers 503/.test(error.message));
    assert.equal((await own.stored(connection()))?.accessToken, 'access-token-1');
  });

  test('without a refresh token a session ends with its token', async () => {
    const tokens = server.onTokens;
    server.onTokens = (response, request) => { tokens(response, request); if (response.body !== '') delete response.body['refresh_token']; };
    const own = sessions();
    await own.signIn(connection(), never);
    assert.equal((await own.usable(connection(), never))?.accessToken, 'access-token-1');
    now += 9.5 * minute;
    assert.equal(await own.usable(connection(), never), undefined);
  });

  test('a second click joins the first sign-in', async () => {
    let opened = 0;
    const own = sessions({ openBrowser: async (address) => { opened += 1; void browse(address); return true; } });
    const both = await Promise.all([own.signIn(connection(), never), own.signIn(connection(), never)]);
    assert.deepEqual([both[0], opened], [both[1], 1]);
    assert.equal((await own.signIn(connection(), never)).accessToken, 'access-token-2', 'and the next click is a new one');
  });

  test('what was gained for one root, issuer, client or scope serves no other', async () => {
    const own = sessions();
    await own.signIn(connection(), never);
    const signIn = { issuer: server.issuer, clientId: 'editor' };
    for (const other of [
      connection({ root: 'https://evil.example.com/r' }), connection({}, 'other'), connection({ signIn: { ...signIn, clientId: 'x' } }), connection({ signIn: { ...signIn, scopes: ['openid'] } }),
      connection({ signIn: { ...signIn, issuer: 'https://other.example.com' } }), connection({ signIn: { ...signIn, authorizationEndpoint: 'https://a.example.com', tokenEndpoint: 'https://b.example.com' } }),
    ]) assert.equal(await own.usable(other, never), undefined);
    assert.ok(await own.usable(connection({ root: 'https://CMS.example.com:443/r/' }), never));
  });

  test('signed out: both tokens ended at the server, and forgotten', async () => {
    const revoked: URLSearchParams[] = [];
    const transport: Transport = (request, signal) => {
      if (request.target === '/revoke') revoked.push(new URLSearchParams(new TextDecoder().decode(request.body)));
      return nodeTransport()(request, signal);
    };
    const own = sessions({ transport: async () => transport });
    await own.signIn(connection(), never);
    assert.deepEqual(await own.signOut(connection(), never), { kind: 'told' });
    assert.deepEqual(revoked.map((body) => ['token', 'token_type_hint', 'client_id'].map((field) => body.get(field))), [['refresh-token-1', 'refresh_token', 'editor'], ['access-token-1', 'access_token', 'editor']]);
    assert.deepEqual([[...table], changes.at(-1)], [[], 'removed access-token-1']);
    assert.deepEqual(await own.signOut(connection(), never), { kind: 'none' });
  });

  test('signed out where the server fails or cannot: forgotten all the same, and said', async () => {
    const own = sessions();
    await own.signIn(connection(), never);
    server.revocationStatus = 500;
    const failed = await own.signOut(connection(), never);
    assert.equal(failed.kind, 'problem');
    assert.deepEqual([...table], []);
    const byHand = connection({ signIn: { issuer: server.issuer, clientId: 'editor', authorizationEndpoint: `${server.issuer}/authorize`, tokenEndpoint: `${server.issuer}/token` } });
    await own.signIn(byHand, never);
    assert.deepEqual(await own.signOut(byHand, never), { kind: 'forgotten' });
  });

  test('what is no session in the secret store is none', async () => {
    const own = sessions();
    await own.signIn(connection(), never);
    const [key = ''] = [...table.keys()];
    for (const text of ['', 'null', '{}', '7', '{"accessToken":7}']) {
      table.set(key, text);
      assert.equal(await own.stored(connection()), undefined);
    }
  });
});
