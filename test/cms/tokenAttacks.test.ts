import assert from 'node:assert/strict';
import { createHmac, createPublicKey, createSecretKey, X509Certificate } from 'node:crypto';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type CryptoKey, type GenerateKeyPairResult, type JWK } from 'jose';
import { makeAuthority } from '../../cms/src/certificateAuthority';
import { remoteKeySet } from '../../cms/src/keySets';
import { KeyServer } from './keyServer';
import { LocalCms, MEDIA_TYPE, type Reply } from './localCms';

const ALICE = 'sip:alice@example.com';
const SCOPE = '3gpp:mc:ptt_config_management_service';
const ISSUER = 'https://idms.example.com';
const AUDIENCE = 'cms1.example.com';
const path = (name: string): string => `/r/org.3gpp.mcptt.user-profile/users/${ALICE}/${name}.xml`;

const now = (): number => Math.floor(Date.now() / 1000);
const base64 = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** What an attacker knows and has. */
interface Attack {
  readonly ec: GenerateKeyPairResult;
  readonly rsa: GenerateKeyPairResult;
  /** A key pair of the attacker's own, and a server that offers it. */
  readonly own: GenerateKeyPairResult;
  readonly ownJwk: JWK;
  readonly ownServer: KeyServer;
  readonly publicKeys: readonly JWK[];
}

interface Made {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly key?: CryptoKey;
}

/** A good token but for what is given; undefined takes a claim away. */
async function token({ ec }: Attack, { claims = {}, header = {}, key = ec.privateKey }: Made = {}): Promise<string> {
  return new SignJWT({ mcptt_id: ALICE, scope: SCOPE, iss: ISSUER, aud: AUDIENCE, exp: now() + 300, ...claims }).setProtectedHeader({ alg: 'ES256', kid: 'ec', ...header }).sign(key);
}

/** The same claims under a header and a signature that no library would make. */
async function forged(attack: Attack, header: Record<string, unknown>, sign: (input: string) => string): Promise<string> {
  const [, payload = ''] = (await token(attack)).split('.');
  const input = `${base64(header)}.${payload}`;
  return `${input}.${sign(input)}`;
}

const hs256 = (secret: string | Buffer) => (input: string): string => createHmac('sha256', createSecretKey(Buffer.from(secret))).update(input).digest('base64url');

type Case = [what: string, status: number, make: (attack: Attack) => Promise<string>];

const CASES: readonly Case[] = [
  ['expired', 401, (attack) => token(attack, { claims: { exp: now() - 60 } })],
  ['without an expiry', 401, (attack) => token(attack, { claims: { exp: undefined } })],
  ['with an expiry that is no number', 401, (attack) => token(attack, { claims: { exp: String(now() + 300) } })],
  ['not valid yet', 401, (attack) => token(attack, { claims: { nbf: now() + 60 } })],
  ['of another issuer', 401, (attack) => token(attack, { claims: { iss: 'https://evil.example' } })],
  ['of an issuer that only begins like ours', 401, (attack) => token(attack, { claims: { iss: `${ISSUER}.evil.example` } })],
  ['for another audience', 401, (attack) => token(attack, { claims: { aud: ['cms2.example.com', `${AUDIENCE}.evil.example`] } })],
  ['without an audience', 401, (attack) => token(attack, { claims: { aud: undefined } })],
  ['without a scope', 403, (attack) => token(attack, { claims: { scope: undefined } })],
  ['of another scope', 403, (attack) => token(attack, { claims: { scope: `openid x${SCOPE}` } })],
  ['without an MCPTT ID', 401, (attack) => token(attack, { claims: { mcptt_id: undefined } })],
  ['of somebody else', 403, (attack) => token(attack, { claims: { mcptt_id: 'sip:bob@example.com' } })],
  ['of an administrator by a claim that is no boolean', 403, (attack) => token(attack, { claims: { mcptt_id: 'sip:bob@example.com', mcptt_administrator: 1 } })],
  ['alg none', 401, (attack) => forged(attack, { alg: 'none', kid: 'ec' }, () => '')],
  ['alg None', 401, (attack) => forged(attack, { alg: 'None', kid: 'ec' }, () => '')],
  ['without alg', 401, (attack) => forged(attack, { kid: 'ec' }, () => 'AAAA')],
  ['HS256 with the public key in PEM', 401, async (attack) => forged(attack, { alg: 'HS256', kid: 'rsa' }, hs256(await exportSPKI(attack.rsa.publicKey)))],
  ['HS256 with the public key in DER', 401, async (attack) => forged(attack, { alg: 'HS256', kid: 'rsa' }, hs256(createPublicKey(await exportSPKI(attack.rsa.publicKey)).export({ type: 'spki', format: 'der' })))],
  ['HS256 with the public key as JWK', 401, (attack) => forged(attack, { alg: 'HS256', kid: 'rsa' }, hs256(JSON.stringify(attack.publicKeys[1])))],
  ['HS256 with an empty secret', 401, (attack) => forged(attack, { alg: 'HS256', kid: 'ec' }, hs256(''))],
  ['the payload changed', 401, async (attack) => {
    const [header = '', , signature = ''] = (await token(attack)).split('.');
    return `${header}.${base64({ mcptt_id: ALICE, scope: SCOPE, iss: ISSUER, aud: AUDIENCE, exp: now() + 9999, mcptt_administrator: true })}.${signature}`;
  }],
  ['the header changed', 401, async (attack) => `${base64({ alg: 'ES256', kid: 'ec', x: 1 })}.${(await token(attack)).split('.').slice(1).join('.')}`],
  ['the signature cut off', 401, async (attack) => (await token(attack)).replace(/[^.]*$/, '')],
  ['a signature of zeroes', 401, (attack) => forged(attack, { alg: 'ES256', kid: 'ec' }, () => Buffer.alloc(64).toString('base64url'))],
  ['an unknown key identifier', 401, (attack) => token(attack, { header: { kid: 'other' }, key: attack.own.privateKey })],
  ["another's key under a known identifier", 401, (attack) => token(attack, { key: attack.own.privateKey })],
  ['the identifier of a key of another kind', 401, (attack) => token(attack, { header: { kid: 'rsa' } })],
  ['no key identifier', 401, (attack) => token(attack, { header: { kid: undefined }, key: attack.own.privateKey })],
  ['its key in the header (jwk)', 401, (attack) => token(attack, { header: { jwk: attack.ownJwk, kid: undefined }, key: attack.own.privateKey })],
  ['its key behind an address (jku)', 401, (attack) => token(attack, { header: { jku: attack.ownServer.url.href, kid: 'own' }, key: attack.own.privateKey })],
  ['its key behind an address (x5u)', 401, (attack) => token(attack, { header: { x5u: attack.ownServer.url.href, kid: 'own' }, key: attack.own.privateKey })],
  ['its key in a certificate (x5c)', 401, async (attack) => {
    const { cert } = await makeAuthority('evil', { notBefore: new Date(Date.now() - 1000), notAfter: new Date(Date.now() + 100_000) });
    return token(attack, { header: { x5c: [new X509Certificate(cert).raw.toString('base64')] }, key: attack.own.privateKey });
  }],
  ['an extension that must be understood (crit)', 401, (attack) => forged(attack, { alg: 'ES256', kid: 'ec', crit: ['x'], x: 1 }, () => 'AAAA')],
  ['an unencoded payload (b64)', 401, (attack) => forged(attack, { alg: 'ES256', kid: 'ec', crit: ['b64'], b64: false }, () => 'AAAA')],
  ['compressed and encrypted (five parts)', 401, () => Promise.resolve([base64({ alg: 'dir', enc: 'A256GCM', zip: 'DEF' }), '', 'AAAA', 'AAAA', 'AAAA'].join('.'))],
  ['a header that is no JSON', 401, () => Promise.resolve(`${base64('{')}.e30.AAAA`)],
  ['a header nested deep', 401, () => Promise.resolve(`${base64('['.repeat(3000))}.e30.AAAA`)],
  ['a key identifier that is a path', 401, (attack) => token(attack, { header: { kid: '../../etc/passwd' } })],
  ['a key identifier that is a part of every object', 401, (attack) => forged(attack, { alg: 'ES256', kid: '__proto__' }, () => 'AAAA')],
  ['just too many characters', 401, () => Promise.resolve('a'.repeat(12_000))],
  ['far too many characters', 431, () => Promise.resolve('a'.repeat(100_000))],
];

suite('cms: tokens that must never write', () => {
  let cms: LocalCms;
  let attack: Attack;
  const servers: KeyServer[] = [];
  const keyServer = async (...keys: JWK[]): Promise<KeyServer> => {
    const server = await KeyServer.start();
    server.answer = keys;
    servers.push(server);
    return server;
  };

  suiteSetup(async () => {
    const [ec, rsa, own] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('RS256'), generateKeyPair('ES256', { extractable: true })]);
    const publicKeys = [{ ...(await exportJWK(ec.publicKey)), kid: 'ec', alg: 'ES256' }, { ...(await exportJWK(rsa.publicKey)), kid: 'rsa' }];
    const ownJwk = { ...(await exportJWK(own.publicKey)), kid: 'own' };
    attack = { ec, rsa, own, ownJwk, ownServer: await keyServer(ownJwk), publicKeys };
    const keys = remoteKeySet((await keyServer(...publicKeys)).url);
    cms = await LocalCms.start({ trust: { key: keys, issuer: ISSUER, audience: AUDIENCE } });
  });
  suiteTeardown(async () => {
    await cms.stop();
    for (const server of servers) await server.stop();
  });

  const send = (method: string, name: string, authorization: string | undefined, more: Record<string, string> = {}): Promise<Reply> =>
    cms.send(method, path(name), { 'Content-Type': MEDIA_TYPE, ...(authorization === undefined ? {} : { Authorization: authorization }), ...more }, method === 'PUT' ? '<a/>' : undefined);

  /** Nothing is there for who may look, and a good token still writes. */
  const nothingWasWritten = async (name: string): Promise<void> => {
    const good = `Bearer ${await token(attack)}`;
    assert.equal((await send('GET', name, good)).status, 404);
    assert.equal((await send('PUT', name, good)).status, 201);
  };

  CASES.forEach(([what, status, make], index) => {
    test(`${status}: ${what}`, async () => {
      const name = `case-${index}`;
      const { status: answered, headers, text } = await send('PUT', name, `Bearer ${await make(attack)}`);
      assert.equal(answered, status, text);
      if (answered === 401) assert.match(headers['www-authenticate'] ?? '', /^Bearer realm="[^"]*", error="invalid_token", error_description="[^"]+"$/);
      await nothingWasWritten(name);
    });
  });

  test('a token anywhere but in the header is none', async () => {
    const good = await token(attack);
    const inQuery = await cms.send('PUT', `${path('query')}?access_token=${good}`, { 'Content-Type': MEDIA_TYPE }, '<a/>');
    const inForm = await cms.send('PUT', path('query'), { 'Content-Type': 'application/x-www-form-urlencoded' }, `access_token=${good}`);
    const inCookie = await send('PUT', 'query', undefined, { Cookie: `access_token=${good}`, 'X-Authorization': `Bearer ${good}`, 'Proxy-Authorization': `Bearer ${good}` });
    assert.deepEqual([inQuery.status, inForm.status, inCookie.status], [401, 401, 401]);
    assert(!JSON.stringify(cms.audit).includes(good), 'nothing of the token is audited');
    await nothingWasWritten('query');
  });

  test('every refused write is audited, without its token', async () => {
    const from = cms.audit.length;
    const bad = await token(attack, { key: attack.own.privateKey });
    await send('PUT', 'audited', `Bearer ${bad}`);
    const [entry] = cms.audit.slice(from);
    assert.deepEqual([entry?.method, entry?.status, entry?.outcome, entry?.who], ['PUT', 401, 'refused', undefined]);
    assert(!JSON.stringify(entry).includes(bad.split('.')[2]!));
  });

  test("the attacker's server was never asked", () => assert.equal(attack.ownServer.asked, 0));
});
