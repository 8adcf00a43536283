import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey } from 'jose';
import { LocalCms, MEDIA_TYPE } from './localCms';

const ALICE = 'sip:alice@example.com';
const TARGET = `/r/org.3gpp.mcptt.user-profile/users/${ALICE}/p.xml`;
const SCOPE = '3gpp:mc:ptt_config_management_service';
const REALM = 'Bearer realm="MCPTT configuration management"';

suite('cms: who may do what', () => {
  let cms: LocalCms;
  suiteSetup(async () => (cms = await LocalCms.start()));
  suiteTeardown(() => cms.stop());

  const now = () => Math.floor(Date.now() / 1000);
  /** A good token but for what is given; undefined takes a claim away. */
  const tokenOf = (claims: Record<string, unknown>, key: CryptoKey = cms.key.signing, alg = 'ES256') => {
    const { issuer, audience } = cms.key.trust;
    return new SignJWT({ mcptt_id: ALICE, scope: SCOPE, iss: issuer, aud: audience, exp: now() + 60, ...claims }).setProtectedHeader({ alg }).sign(key);
  };
  const put = (authorization: string | undefined) => cms.send('PUT', TARGET, { 'Content-Type': MEDIA_TYPE, ...(authorization === undefined ? {} : { Authorization: authorization }) }, '<a/>');
  const isInvalid = async (authorization: string, description: string) => {
    const { status, headers } = await put(authorization);
    assert.deepEqual([status, headers['www-authenticate']], [401, `${REALM}, error="invalid_token", error_description="${description}"`]);
  };

  test('401 without a token names the scheme and no error', async () => {
    for (const authorization of [undefined, '', 'Basic dTpw', 'Bearer', 'Bearer a b']) {
      const { status, headers } = await put(authorization);
      assert.deepEqual([status, headers['www-authenticate']], [401, REALM]);
    }
  });

  const invalid: [what: string, claims: Record<string, unknown>, description: string][] = [
    ['expired', { exp: 1453506121 }, 'the token has expired'],
    ['without an expiry', { exp: undefined }, 'the token does not say until when it is valid'],
    ['not valid yet', { nbf: 32503680000 }, 'the token is not valid yet'],
    ['of another issuer', { iss: 'https://evil.example' }, 'the token comes from another issuer'],
    ['without an issuer', { iss: undefined }, 'the token comes from another issuer'],
    ['for another service', { aud: 'urn:other' }, 'the token is for another service'],
    ['without mcptt_id', { mcptt_id: undefined }, 'the token carries no mcptt_id'],
    ['with an mcptt_id that is no name', { mcptt_id: [ALICE] }, 'the token carries no mcptt_id'],
  ];
  for (const [what, claims, description] of invalid) {
    test(`401: a token ${what}`, async () => isInvalid(`Bearer ${await tokenOf(claims)}`, description));
  }

  test('401: tampered, unsigned, signed by another key, with a secret, or no token at all', async () => {
    const [header = '', payload = '', signature = ''] = (await tokenOf({})).split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const forged = Buffer.from(JSON.stringify({ ...claims, mcptt_administrator: true })).toString('base64url');
    await isInvalid(`Bearer ${header}.${forged}.${signature}`, 'the signature of the token is not valid');
    await isInvalid(`Bearer ${await tokenOf({}, (await generateKeyPair('ES256')).privateKey)}`, 'the signature of the token is not valid');
    const { issuer, audience } = cms.key.trust;
    const unsigned = new UnsecuredJWT({ mcptt_id: ALICE, scope: SCOPE, iss: issuer, aud: audience, exp: now() + 60 }).encode();
    await isInvalid(`Bearer ${unsigned}`, 'the token is not signed with one of ES256, ES384, ES512, RS256, PS256, EdDSA, Ed25519');
    const secret = createSecretKey(Buffer.from('the public key as a shared secret, as an attacker would'));
    const confused = await new SignJWT({ ...claims }).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    await isInvalid(`Bearer ${confused}`, 'the token is not signed with one of ES256, ES384, ES512, RS256, PS256, EdDSA, Ed25519');
    for (const garbage of ['abc', 'a.b.c', 'e30.e30.', `${header}.${payload}`]) await isInvalid(`Bearer ${garbage}`, 'this is not a token of the issuer that this CMS trusts');
  });

  test('no refused token has written anything, whatever the address', async () => {
    const good = { Authorization: `Bearer ${await cms.token(ALICE)}` };
    assert.equal((await cms.send('GET', TARGET, good)).status, 404);
    for (const target of ['/', '/nowhere', `${TARGET}/~~/a`, '/%']) assert.equal((await cms.send('GET', target)).status, 401);
  });

  const scopes: [scope: unknown, allowed: boolean][] = [
    [SCOPE, true],
    ['openid 3gpp:mcptt:config_management_server', true],
    [['openid', SCOPE], true],
    [['3gpp:mcptt:config_management_server'], true],
    [undefined, false],
    ['openid', false],
    [`${SCOPE}x`, false],
    [['openid', '3gpp:mcptt:ptt_server'], false],
    [[[SCOPE]], false],
  ];
  for (const [scope, allowed] of scopes) {
    test(`scope ${JSON.stringify(scope)} is ${allowed ? 'enough' : '403 insufficient_scope'}`, async () => {
      const { status, headers } = await put(`Bearer ${await tokenOf({ scope })}`);
      assert.equal(status < 300, allowed);
      if (!allowed) assert.deepEqual([status, headers['www-authenticate']], [403, `${REALM}, error="insufficient_scope", error_description="the token is not for configuration management", scope="${SCOPE}"`]);
    });
  }

  test('403 on the documents of somebody else, byte by byte; an administrator may', async () => {
    const as = async (mcpttId: string, administrator = false) => ({ Authorization: `bearer ${await cms.token(mcpttId, administrator)}` });
    const directory = `/r/org.openmobilealliance.xcap-directory/users/${ALICE}/directory.xml`;
    for (const target of [TARGET, directory]) {
      assert.equal((await cms.send('GET', target, await as('sip:Alice@example.com'))).status, 403);
      assert.equal((await cms.send('GET', target, await as('sip:bob@example.com'))).status, 403);
      assert.notEqual((await cms.send('GET', target, await as(ALICE))).status, 403);
      assert.notEqual((await cms.send('GET', target, await as('sip:user1@example.com', true))).status, 403);
    }
    assert.equal((await cms.send('DELETE', TARGET, await as('sip:bob@example.com'))).text, 'Not allowed: "sip:bob@example.com" is neither "sip:alice@example.com" nor an administrator.\n');
    const claimed = await tokenOf({ mcptt_id: 'sip:bob@example.com', mcptt_administrator: 'true' });
    assert.equal((await cms.send('GET', TARGET, { Authorization: `Bearer ${claimed}` })).status, 403);
  });
});
