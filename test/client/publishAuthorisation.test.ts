import assert from 'node:assert/strict';
import { loopbackRedirect } from '../../client/src/signIn/loopbackRedirect';
import { nodeTransport } from '../../client/src/transport/nodeTransport';
import { PublishDesk, profile, root, secretTable, target } from './publishDesk';
import { browse } from './signIn/browser';
import { IdentityServer } from './signIn/identityServer';

const name = 'mcptt-user-profile-0.xml';
const jwt = (claims: object): string => ['{"alg":"ES256"}', JSON.stringify(claims), 'sig'].map((part) => Buffer.from(part).toString('base64url')).join('.');

/** A desk whose active connection is `lab`. */
function lab(parts: object, desk = new PublishDesk()): PublishDesk {
  desk.active = 'lab';
  desk.connections = { lab: { root, xui: 'sip:user2@example.com', ...parts } };
  return desk;
}

suite('publish: through a connection', () => {
  test('its headers go with each request and are shown in the preview', async () => {
    const desk = lab({ headers: { 'X-3GPP-Intended-Identity': '"sip:user1@example.com"' } });
    const identities: unknown[] = [];
    desk.cms.rather = ({ headers }) => { identities.push(headers['X-3GPP-Intended-Identity']); return undefined; };
    assert.equal((await desk.publish('Publish Without Token', 'Publish'))?.status, 201);
    assert.deepEqual(identities, Array(3).fill('"sip:user1@example.com"'));
    assert.match(desk.person.details[1] ?? '', /\nX-3GPP-Intended-Identity: "sip:user1@example\.com"\n/);
  });

  test('its application and media type count', async () => {
    const desk = lab({ auid: 'org.openmobilealliance.user-profile', mediaType: 'application/xml' });
    await desk.publish('Publish Without Token', 'Publish');
    assert.ok(desk.cms.documents.has(target.replace('org.3gpp.mcptt.user-profile', 'org.openmobilealliance.user-profile')));
    assert.match(desk.person.details[1] ?? '', /\nContent-Type: application\/xml\n/);
  });

  test('what is wrong with the settings is one line, and nothing is asked or sent', async () => {
    for (const [parts, active, message] of [
      [{ headers: { Host: 'x' } }, 'lab', /^error: Setting mcptt\.connections, 'lab': headers cannot be used: .* \[Open Settings\]$/],
      [{}, 'field', /^error: Setting mcptt\.connection names 'field'.* \[Choose Connection\] \[Open Settings\]$/],
    ] as const) {
      const desk = lab(parts);
      desk.active = active;
      assert.equal(await desk.publish(), undefined);
      const [line, ...more] = desk.person.saw();
      assert.match(line ?? '', message);
      assert.deepEqual([more, desk.cms.requests], [[], []]);
    }
  });

  test('production asks once for a document and its address', async () => {
    const desk = lab({ environment: 'production' });
    await desk.credentials.keep({ name: 'lab', root }, 'abcdefgh');
    assert.equal(await desk.publish('Publish', undefined), undefined);
    assert.deepEqual(desk.cms.requests, []);
    assert.equal(desk.person.saw().at(-1), `ask: lab is marked as production. Publish ${name} there? [Publish to Production]`);
    assert.equal(desk.person.details.at(-1), `Connection: lab (${root})\nHost: cms1.example.com\nAddress: https://cms1.example.com${target}`);
    assert.equal((await desk.publish('Publish', 'Publish to Production'))?.status, 201);
    desk.document.type(`${profile}\n`);
    assert.equal((await desk.publish())?.status, 200, 'not asked again');
    desk.document.uri = 'file:///profiles/other/mcptt-user-profile-0.xml';
    assert.equal(await desk.publish('Publish', undefined), undefined, 'another document is');
  });

  test('staging does not ask', async () => {
    assert.equal((await lab({ environment: 'staging' }).publish('Publish Without Token', 'Publish'))?.status, 201);
  });
});

suite('publish: a pasted token', () => {
  test('that has expired, or is about to, is told before anything is sent', async () => {
    for (const [left, words] of [[-60, 'expired at'], [20, 'ends at']] as const) {
      const desk = lab({});
      await desk.credentials.keep({ name: 'lab', root }, jwt({ exp: Math.floor(Date.now() / 1000) + left }));
      assert.equal(await desk.publish(undefined), undefined);
      assert.match(desk.person.saw()[0] ?? '', new RegExp(`^ask: The access token for lab .* ${words} .* Set another one\\? \\[Set Token\\] \\[Publish With It\\]$`));
      assert.equal((await desk.publish('Publish With It', undefined)), undefined);
      assert.equal((await desk.publish('Set Token', 'new-token-123', 'Publish'))?.status, 201);
    }
  });
});

suite('publish: a token from a command', () => {
  test('is got anew for each publication; after a 401 once more', async () => {
    const desk = lab({ tokenCommand: ['tell'] });
    desk.cms.token = 'second-token';
    desk.printed.push('first-token', 'second-token', 'second-token');
    assert.equal((await desk.publish('Publish'))?.status, 201);
    assert.equal((await desk.publish())?.status, 200);
    assert.deepEqual(desk.printed, []);
  });

  test('that prints the refused one again: told as 401, once', async () => {
    const desk = lab({ tokenCommand: ['tell'] });
    desk.cms.token = 'other-token';
    desk.printed.push('first-token', 'first-token');
    assert.equal((await desk.publish('Publish'))?.status, 401);
    assert.equal(desk.cms.requests.length, 1);
  });

  test('that fails: nothing is sent', async () => {
    const desk = lab({ tokenCommand: ['tell'] });
    assert.equal(await desk.publish(), undefined);
    assert.deepEqual([desk.person.saw(), desk.cms.requests], [["error: Nothing was published. The token command 'tell' ended with exit code 1."], []]);
  });
});

suite('publish: signed in', () => {
  let server: IdentityServer;
  let pages: Promise<string>[];
  let count: number;
  setup(async () => {
    server = await IdentityServer.start();
    pages = [];
    count = 0;
    server.onTokens = ({ body }) => { if (body !== '') Object.assign(body, { access_token: `access-token-${count += 1}`, refresh_token: `refresh-token-${count}` }); };
  });
  teardown(async () => {
    await Promise.all(pages);
    await server.stop();
  });

  const signedInDesk = (table = new Map<string, string>()): PublishDesk => {
    const desk = lab({ signIn: { issuer: server.issuer, clientId: 'editor' } });
    desk.sessionParts = {
      secrets: secretTable(table), transport: async () => nodeTransport(), listen: () => loopbackRedirect(), openBrowser: async (address) => { pages.push(browse(address)); return true; },
    };
    return desk;
  };

  test('not yet: the browser is opened, and the publication goes on with the token so gained', async () => {
    const desk = signedInDesk();
    desk.cms.token = 'access-token-1';
    assert.equal((await desk.publish('Sign In', 'Publish'))?.status, 201);
    const seen = desk.person.saw();
    assert.equal(seen[0], `ask: You are not signed in for lab (${root}). Sign in and go on publishing mcptt-user-profile-0.xml? [Sign In]`);
    assert.match(seen[1] ?? '', /^information: You are signed in for lab .* as sip:user1@example\.com, until .* and renewed by itself\.$/);
    assert.equal((await desk.publish())?.status, 200, 'and is not asked again');
    assert.equal(pages.length, 1);
  });

  test('dismissed, or refused by the server: nothing is sent', async () => {
    const desk = signedInDesk();
    assert.equal(await desk.publish(undefined), undefined);
    server.onRedirect = (url) => { url.searchParams.delete('code'); url.searchParams.set('error', 'access_denied'); };
    assert.equal(await desk.publish('Sign In'), undefined);
    assert.match(desk.person.saw().at(-1) ?? '', /^error: Sign-in at .* failed: access_denied\.$/);
    assert.deepEqual(desk.cms.requests, []);
  });

  test('a 401 renews the session once, without a question, and goes on', async () => {
    const desk = signedInDesk();
    desk.cms.token = 'access-token-2';
    assert.equal((await desk.publish('Sign In', 'Publish'))?.status, 201);
    assert.deepEqual(server.tokenRequests.map(({ grant_type: grant }) => grant), ['authorization_code', 'refresh_token']);
    assert.deepEqual(desk.cms.requests, [`GET ${target}`, `GET ${target}`, `PUT ${target} *`, `GET ${target}`]);
  });

  test('a 401 to the PUT itself: the same version is replaced with the new token', async () => {
    const desk = signedInDesk();
    desk.cms.token = 'access-token-1';
    await desk.publish('Sign In', 'Publish');
    desk.cms.requests.splice(0);
    desk.cms.token = 'access-token-2';
    assert.equal((await desk.publish())?.status, 200);
    assert.deepEqual(desk.cms.requests, [`PUT ${target} "v1"`, `PUT ${target} "v1"`, `GET ${target}`]);
  });

  test('a 401 and a session that cannot be renewed: sign in again, and it goes on', async () => {
    const desk = signedInDesk();
    desk.cms.token = 'access-token-1';
    await desk.publish('Sign In', 'Publish');
    desk.person.saw();
    desk.cms.token = 'access-token-2';
    const tokens = server.onTokens;
    server.onTokens = (response, request) => {
      if (request['grant_type'] === 'refresh_token') Object.assign(response, { statusCode: 400, body: { error: 'invalid_grant' } });
      else tokens(response, request);
    };
    desk.document.type(`${profile} `);
    assert.equal((await desk.publish('Sign In'))?.status, 200);
    assert.equal(desk.person.saw()[0], `ask: The CMS does not accept the sign-in for lab (${root}) any more. Sign in again and go on publishing mcptt-user-profile-0.xml? [Sign In]`);
  });

  test('a CMS that accepts no token at all is not asked for ever', async () => {
    const desk = signedInDesk();
    desk.cms.token = 'never';
    assert.equal((await desk.publish('Sign In', 'Publish'))?.status, 401);
    assert.match(desk.person.saw().at(-1) ?? '', /^error: .* was not published\. 401 .* \[Sign In\]$/);
    assert.equal(desk.cms.requests.length, 2);
    desk.cms.token = 'access-token-3';
    await desk.person.click('Sign In');
    assert.match(desk.person.saw().at(-1) ?? '', /201 Created/);
  });

  test('nothing that is shown, logged, asked or returned holds a token, a code or a verifier, and only the secret store keeps them', async () => {
    const secretsKept = new Map<string, string>();
    const desk = signedInDesk(secretsKept);
    desk.cms.token = 'access-token-2';
    const outcomes: unknown[] = [];
    desk.cms.rather = ({ headers }) => headers['Authorization'] === 'Bearer access-token-2' ? undefined
      : { status: 401, reason: 'Unauthorized', headers: { 'content-type': 'text/plain' }, body: new TextEncoder().encode(`no ${headers['Authorization']}`) };
    outcomes.push(await desk.publish('Sign In', 'Publish'));
    desk.cms.token = 'never';
    desk.cms.rather = ({ headers }) => ({ status: 401, reason: `no ${headers['Authorization']}`, headers: {}, body: new TextEncoder().encode(`${headers['Authorization']}`) });
    const tokens = server.onTokens;
    server.onTokens = (response, request) => {
      if (request['grant_type'] === 'refresh_token') Object.assign(response, { statusCode: 400, body: { error: 'invalid_grant', error_description: JSON.stringify(request) } });
      else tokens(response, request);
    };
    outcomes.push(await desk.publish('Sign In'));
    server.onTokens = (response, request) => { Object.assign(response, { statusCode: 400, body: { error: 'x', error_description: JSON.stringify(request) } }); };
    await desk.person.click('Sign In');
    const written = JSON.stringify([outcomes, desk.person.seen, desk.person.details, desk.person.log, await Promise.all(pages), desk.connections]);
    const secrets = server.tokenRequests.flatMap(({ code, code_verifier: verifier, refresh_token: token }) => [code, verifier, token]).filter((value) => typeof value === 'string');
    for (const secret of [...secrets, ...Array.from({ length: count }, (_, at) => [`access-token-${at + 1}`, `refresh-token-${at + 1}`]).flat()]) {
      assert.ok(!written.includes(secret), `${secret} in ${written}`);
    }
    assert.ok(secrets.length >= 6 && count >= 3 && [...secretsKept.values()].join().includes(`refresh-token-${count}`), 'there were secrets to find');
    assert.ok(![...secretsKept.keys()].join().includes('-token-'));
  });
});
