import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { authenticate, type TokenTrust } from '../../cms/src/authorise';
import { fileKeySet, remoteKeySet } from '../../cms/src/keySets';
import { createVerifiedTokens } from '../../cms/src/verifiedTokens';
import { KeyServer } from './keyServer';

const USER = 'sip:user1@example.com';
const NOW = new Date('2026-01-01T00:00:00Z');
const at = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const SECONDS = NOW.getTime() / 1000;

interface Key {
  readonly signing: CryptoKey;
  readonly jwk: JWK;
  readonly alg: string;
}

async function makeKey(kid: string | undefined, alg = 'ES256'): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  return { signing: privateKey, jwk: { ...(await exportJWK(publicKey)), ...(kid !== undefined && { kid }) }, alg };
}

function tokenOf({ signing, jwk, alg }: Key, claims: JWTPayload = {}): Promise<string> {
  return new SignJWT({ mcptt_id: USER, scope: '3gpp:mcptt:config_management_server', iss: 'i', aud: 'a', exp: SECONDS + 100, ...claims })
    .setProtectedHeader({ alg, ...(jwk.kid !== undefined && { kid: jwk.kid }) }).sign(signing);
}

/** Who it is, or the status that is due and when to come again. */
async function verdict(token: string, trust: Partial<TokenTrust> & Pick<TokenTrust, 'key'>, now = NOW): Promise<string> {
  const found = await authenticate(`Bearer ${token}`, { issuer: 'i', audience: 'a', ...trust }, now);
  if (!('status' in found)) return `${found.mcpttId}${found.administrator ? ' administrator' : ''}`;
  return `${found.status}${found.headers['Retry-After'] === undefined ? '' : ` after ${found.headers['Retry-After']} s`}`;
}

suite('cms: whose tokens are taken', () => {
  let server: KeyServer;
  let folder: string;
  setup(async () => {
    server = await KeyServer.start();
    folder = await mkdtemp(join(tmpdir(), 'mcptt-keys-'));
  });
  teardown(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });
  const remote = (times: Parameters<typeof remoteKeySet>[1] = {}): JWTVerifyGetKey => remoteKeySet(server.url, times);

  for (const alg of ['ES256', 'ES384', 'ES512', 'RS256', 'PS256', 'EdDSA', 'Ed25519']) {
    test(`${alg} is taken`, async () => {
      const key = await makeKey('k', alg);
      server.answer = [key.jwk];
      assert.equal(await verdict(await tokenOf(key), { key: remote() }), USER);
    });
  }

  for (const alg of ['RS384', 'PS512']) {
    test(`${alg} is not in the list`, async () => {
      const key = await makeKey('k', alg);
      server.answer = [key.jwk];
      assert.equal(await verdict(await tokenOf(key), { key: remote() }), '401');
    });
  }

  test('keys change without a restart, and are fetched for a new one only after the cool-down', async () => {
    const [first, second] = await Promise.all([makeKey('1'), makeKey('2')]);
    server.answer = [first.jwk];
    const patient = remote();
    const eager = remote({ coolDown: 0 });
    for (const key of [patient, eager]) assert.equal(await verdict(await tokenOf(first), { key }), USER);
    server.answer = [second.jwk];
    assert.equal(await verdict(await tokenOf(second), { key: patient }), '401');
    assert.equal(server.asked, 2);
    assert.equal(await verdict(await tokenOf(second), { key: eager }), USER);
    assert.equal(await verdict(await tokenOf(first), { key: eager }), '401');
  });

  test('a flood of tokens with unknown keys is one fetch', async () => {
    server.answer = [(await makeKey('1')).jwk];
    const key = remote();
    const stranger = await makeKey('2');
    for (let count = 0; count < 20; count++) assert.equal(await verdict(await tokenOf(stranger), { key }), '401');
    assert.equal(server.asked, 1);
  });

  test('keys that cannot be had are 503 and not 401, asked for again later', async () => {
    const key = await makeKey('1');
    for (const answer of [500, 404, 302]) {
      server.answer = answer;
      const keys = remote({ afterFailure: 0 });
      assert.equal(await verdict(await tokenOf(key), { key: keys }), '503 after 5 s');
      server.answer = [key.jwk];
      assert.equal(await verdict(await tokenOf(key), { key: keys }), USER);
    }
    const asked = server.asked;
    server.answer = 500;
    const keys = remote();
    for (let count = 0; count < 5; count++) assert.equal(await verdict(await tokenOf(key), { key: keys }), '503 after 5 s');
    assert.equal(server.asked, asked + 1);
    assert.equal(await verdict(await tokenOf(key), { key: remoteKeySet(new URL('http://127.0.0.1:1/')) }), '503 after 5 s');
  });

  test('a token without a key identifier is tried with each key that fits', async () => {
    const [first, second, third] = await Promise.all([makeKey(undefined), makeKey(undefined), makeKey(undefined)]);
    server.answer = [first.jwk, second.jwk];
    const key = remote();
    for (const one of [first, second]) assert.equal(await verdict(await tokenOf(one), { key }), USER);
    assert.equal(await verdict(await tokenOf(third), { key }), '401');
    assert.equal(await verdict(await tokenOf(second, { exp: SECONDS - 100 }), { key }), '401');
  });

  test('a file is read again when it changes; 503 while it is none', async () => {
    const path = join(folder, 'keys.json');
    const [first, second] = await Promise.all([makeKey('1'), makeKey('2')]);
    await assert.rejects(fileKeySet(path), { code: 'ENOENT' });
    await writeFile(path, '{"keys": 1}');
    await assert.rejects(fileKeySet(path), /keys\.json is not a JSON Web Key Set/);
    await writeFile(path, JSON.stringify({ keys: [first.jwk] }));
    const key = await fileKeySet(path);
    assert.equal(await verdict(await tokenOf(first), { key }), USER);
    await writeFile(path, JSON.stringify({ keys: [second.jwk, second.jwk, first.jwk] }));
    assert.equal(await verdict(await tokenOf(first), { key }), USER);
    await writeFile(path, '{');
    assert.equal(await verdict(await tokenOf(first), { key }), '503 after 5 s');
    await writeFile(path, JSON.stringify({ keys: [second.jwk] }));
    assert.equal(await verdict(await tokenOf(first), { key }), '401');
    assert.equal(await verdict(await tokenOf(second), { key }), USER);
  });

  test('clocks may differ by half a minute', async () => {
    const key = await makeKey('1');
    server.answer = [key.jwk];
    const keys = remote();
    const token = await tokenOf(key, { nbf: SECONDS, exp: SECONDS + 100 });
    const verdicts = await Promise.all([-31, -30, 129, 131].map((seconds) => verdict(token, { key: keys }, at(seconds))));
    assert.deepEqual(verdicts, ['401', USER, USER, '401']);
  });

  test('administrators: by the claim or by the list', async () => {
    const key = await makeKey('1');
    server.answer = [key.jwk];
    const administrators = new Set([USER]);
    const keys = remote();
    assert.equal(await verdict(await tokenOf(key), { key: keys, administrators }), `${USER} administrator`);
    assert.equal(await verdict(await tokenOf(key, { mcptt_id: `${USER}x` }), { key: keys, administrators }), `${USER}x`);
    assert.equal(await verdict(await tokenOf(key, { mcptt_administrator: true }), { key: keys }), `${USER} administrator`);
  });

  test('a token that held is not verified again for a minute, but its times and its scope count each time', async () => {
    const key = await makeKey('1');
    let verified = 0;
    const counted: JWTVerifyGetKey = async (header, token) => {
      verified += 1;
      return (await fileKeySet(join(folder, 'k.json')))(header, token);
    };
    await writeFile(join(folder, 'k.json'), JSON.stringify({ keys: [key.jwk] }));
    const trust = { key: counted, verified: createVerifiedTokens() };
    const short = await tokenOf(key, { exp: SECONDS + 10 });
    const long = await tokenOf(key, { exp: SECONDS + 1000 });
    assert.deepEqual([await verdict(short, trust), await verdict(short, trust), verified], [USER, USER, 1]);
    assert.deepEqual([await verdict(short, trust, at(39)), await verdict(short, trust, at(41))], [USER, '401']);
    assert.equal(verified, 2);
    assert.deepEqual([await verdict(long, trust), await verdict(long, trust, at(59)), verified], [USER, USER, 3]);
    assert.deepEqual([await verdict(long, trust, at(61)), verified], [USER, 4]);
    assert.deepEqual([await verdict(await tokenOf(key, { scope: 'openid' }), trust), verified], ['403', 5]);
  });

  test('no more tokens are remembered than there is room for', () => {
    const tokens = createVerifiedTokens(2);
    for (const token of ['a', 'b', 'c']) tokens.keep(token, { sub: token }, NOW);
    assert.deepEqual(['a', 'b', 'c'].map((token) => tokens.claims(token, NOW)?.sub), [undefined, 'b', 'c']);
  });
});
