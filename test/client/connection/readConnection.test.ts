import assert from 'node:assert/strict';
import { activeConnection, connectionNames, type ConnectionSettings } from '../../../client/src/connection/activeConnection';
import { connectionKey, connectionLabel, isProduction, type Connection } from '../../../client/src/connection/connection';
import { headerProblem } from '../../../client/src/connection/headers';
import { ConnectionProblem, readConnection } from '../../../client/src/connection/readConnection';

const root = 'https://cms1.example.com/MissionCriticalOrg/MCO-12345';
const signIn = { issuer: 'https://idms.example.com', clientId: 'editor' };
const read = (value: unknown, mayRunPrograms = true): Connection => readConnection('lab', value, { setting: 'mcptt.connections', mayRunPrograms });

function problem(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof ConnectionProblem, String(error));
    assert.ok(!error.message.includes('\n'));
    return error.message;
  }
  return assert.fail('nothing was wrong');
}

suite('a connection in the settings', () => {
  test('the least: a root; everything else has its default', () => {
    assert.deepEqual(read({ root }), {
      name: 'lab', root, xui: '', auid: 'org.3gpp.mcptt.user-profile', mediaType: 'application/vnd.3gpp.mcptt-user-profile+xml', headers: {}, environment: '', tls: {},
    });
    assert.deepEqual(read({ root, signIn }).signIn, { ...signIn, scopes: ['openid', '3gpp:mc:ptt_config_management_service'], acrValues: '3gpp:acr:password' });
  });

  test('the most', () => {
    const value = {
      root, xui: 'sip:user2@example.com', auid: 'org.3gpp.mcptt.user-profile', mediaType: 'application/xml', environment: 'production',
      headers: { 'X-3GPP-Intended-Identity': '"sip:user1@example.com"' }, tls: { ca: 'ca.pem', cert: 'me.pem', key: 'me.key', serverName: 'cms' }, proxy: 'http://proxy.example.com:3128',
      signIn: {
        ...signIn, authorizationEndpoint: 'https://idms.example.com/idms/authreq', tokenEndpoint: 'https://idms.example.com/idms/tokenreq', revocationEndpoint: 'https://idms.example.com/idms/revoke',
        scopes: ['openid', '3gpp:mcptt:config_management_server'], acrValues: '', redirect: 'http://127.0.0.1:7777/callback',
      },
    };
    assert.deepEqual(read(value), { name: 'lab', ...value });
  });

  const wrong: [what: string, value: unknown, message: RegExp][] = [
    ['no object', 'https://x', /^Setting mcptt\.connections, 'lab' is not an object/],
    ['no root', {}, /'lab': root is missing/],
    ['a root that is none', { root: 'cms1' }, /'lab': root cannot be used\. The XCAP root 'cms1' is not a URI/],
    ['a root with a password', { root: 'https://a:b@c.example.com' }, /root cannot be used\. .*user name or password/],
    ['a root with the application', { root: `${root}/org.3gpp.mcptt.user-profile/` }, /root cannot be used\. The XCAP root ends before '\/org\.3gpp\.mcptt\.user-profile': leave that off/],
    ['the address of a document for a root', { root: `${root}/org.3gpp.mcptt.user-profile/users/sip:user2@example.com/user-profile-0.xml` }, /The XCAP root ends before/],
    ['a user that cannot stand in an address', { root, xui: '..' }, /xui cannot be used/],
    ['an application that cannot', { root, auid: '~~' }, /auid cannot be used/],
    ['a media type that is none', { root, mediaType: 'xml' }, /mediaType is not a media type/],
    ['a number for a text', { root, environment: 7 }, /environment is not a text/],
    ['a name that nobody knows', { root, tsl: {} }, /'lab': tsl is not known; what is known here is root, /],
    ['a name with a line end', { root, 'no\nname': 1 }, /'lab': no name is not known; what is known here is root, [^\n]*$/],
    ['half a client certificate', { root, tls: { cert: 'a.pem' } }, /tls\.key is missing/],
    ['two client certificates', { root, tls: { cert: 'a.pem', key: 'a.key', pfx: 'a.p12' } }, /tls\.pfx and cert exclude/],
    ['a proxy with a password', { root, proxy: 'http://me:secret@proxy:1' }, /proxy may not hold a user name or password/],
    ['a proxy that is none', { root, proxy: 'socks5://proxy:1' }, /proxy is not the address of an HTTP proxy/],
    ['an injected header', { root, headers: { 'X-A': 'b\r\nAuthorization: c' } }, /headers cannot be used: the value of 'X-A'/],
    ['a header of ours', { root, headers: { authorization: 'Bearer x' } }, /headers cannot be used: 'authorization' is not for settings/],
    ['the same header twice', { root, headers: { 'X-A': '1', 'x-a': '2' } }, /'x-a' is there twice/],
    ['no issuer', { root, signIn: { clientId: 'c' } }, /signIn\.issuer is missing/],
    ['no client', { root, signIn: { issuer: 'https://i.example.com' } }, /signIn\.clientId is missing/],
    ['an issuer without TLS', { root, signIn: { ...signIn, issuer: 'http://idms.example.com' } }, /signIn\.issuer must begin with https:/],
    ['half the endpoints', { root, signIn: { ...signIn, tokenEndpoint: 'https://i.example.com/t' } }, /signIn\.authorizationEndpoint is missing/],
    ['an endpoint without TLS', { root, signIn: { ...signIn, tokenEndpoint: 'http://i.example.com/t', authorizationEndpoint: 'https://i.example.com/a' } }, /signIn\.tokenEndpoint must begin with https:/],
    ['a scope with a blank', { root, signIn: { ...signIn, scopes: ['openid profile'] } }, /signIn\.scopes holds something that is no scope/],
    ['a redirect to elsewhere', { root, signIn: { ...signIn, redirect: 'https://evil.example.com/' } }, /signIn\.redirect is neither/],
    ['a redirect to a name', { root, signIn: { ...signIn, redirect: 'http://localhost:1/' } }, /signIn\.redirect is neither/],
    ['no command', { root, tokenCommand: [] }, /tokenCommand is empty/],
    ['a command line', { root, tokenCommand: 'sh -c x' }, /tokenCommand is not a list/],
    ['two ways to a token', { root, tokenCommand: ['x'], signIn }, /tokenCommand and signIn exclude/],
  ];
  for (const [what, value, message] of wrong) test(what, () => assert.match(problem(() => read(value)), message));

  test('an issuer on this machine may do without TLS', () => {
    for (const issuer of ['http://127.0.0.1:8080', 'http://localhost:8080/a', 'http://[::1]:1']) assert.equal(read({ root, signIn: { ...signIn, issuer } }).signIn?.issuer, issuer);
    assert.match(problem(() => read({ root, signIn: { ...signIn, issuer: 'http://127.0.0.1.evil.example.com' } })), /https/);
  });

  test('a workspace names no program', () => {
    assert.deepEqual(read({ root, tokenCommand: ['tell', 'token'] }).tokenCommand, ['tell', 'token']);
    assert.match(problem(() => read({ root, tokenCommand: ['tell'] }, false)), /tokenCommand counts only in the user settings/);
  });

  test('how it is called, and what its secrets are kept by', () => {
    const connection = read({ root: `${root}/`, environment: ' Production ' });
    assert.deepEqual([connectionLabel(connection), connectionKey(connection), isProduction(connection)], [`lab (${root})`, `${root}#lab`, true]);
    assert.equal(isProduction(read({ root, environment: 'pre-production' })), false);
  });
});

suite('header fields of a connection', () => {
  test('what is another field, another request, or decided elsewhere is refused', () => {
    for (const name of [
      'Authorization', 'HOST', 'content-length', 'Content-Type', 'If-Match', 'if-none-match', 'Proxy-Authorization', 'Cookie', 'Connection', 'Transfer-Encoding', 'TE', 'Upgrade', 'Expect',
      'Accept-Encoding', 'X-HTTP-Method-Override', 'a b', 'a:b', '', 'ü', 'a\r\nb',
    ]) assert.ok(headerProblem(name, 'x'), name);
    for (const value of ['', ' x', 'x ', 'a\nb', 'a\rb', 'a\0b', 'ü', '\u2028']) assert.ok(headerProblem('X-A', value), JSON.stringify(value));
  });

  test('the intended identity, quotes and all, goes', () => {
    assert.equal(headerProblem('X-3GPP-Intended-Identity', '"sip:user1@example.com"'), undefined);
  });
});

suite('the active connection', () => {
  const settings = (parts: Partial<ConnectionSettings> = {}): ConnectionSettings => ({ cms: { root: '', xui: '', mediaType: '' }, active: '', layers: [], ...parts });
  const user = (connections: unknown) => ({ place: 'user', connections }) as const;
  const workspace = (connections: unknown) => ({ place: 'workspace', connections }) as const;

  test('none at all, one without a name, one by its name', () => {
    assert.match(problem(() => activeConnection(settings())), /^No CMS is set up/);
    assert.deepEqual(activeConnection(settings({ cms: { root, xui: 'sip:a@b.org', mediaType: 'a/b' } })), { ...readConnection('', { root, xui: 'sip:a@b.org', mediaType: 'a/b' }, { setting: 'x', mayRunPrograms: false }) });
    assert.equal(activeConnection(settings({ active: 'lab', layers: [user({ lab: { root } })] })).name, 'lab');
  });

  test('none chosen of several, and one that is not there', () => {
    const layers = [user({ lab: { root } }), workspace({ field: { root } })];
    assert.match(problem(() => activeConnection(settings({ layers }))), /^No connection is chosen/);
    assert.equal(problem(() => activeConnection(settings({ layers, active: 'toString' }))), "Setting mcptt.connection names 'toString', and there is no such connection in mcptt.connections; there is 'lab', 'field'.");
    assert.deepEqual(connectionNames(settings({ layers: [...layers, workspace({ lab: 1 }), workspace('nonsense')] })), ['lab', 'field']);
  });

  test('the nearest definition counts as a whole: a workspace cannot send what the user set up to another host', () => {
    const mine = { root, tokenCommand: ['tell'], tls: { ca: 'a.pem' } };
    const theirs = { root: 'https://evil.example.com' };
    const { name: _, ...found } = activeConnection(settings({ active: 'lab', layers: [user({ lab: mine }), workspace({ lab: theirs })] }));
    assert.deepEqual([found.root, found.tokenCommand, found.tls], [theirs.root, undefined, {}]);
    assert.match(problem(() => activeConnection(settings({ active: 'lab', layers: [user({ lab: mine }), workspace({ lab: { ...theirs, tokenCommand: ['tell'] } })] }))), /tokenCommand counts only/);
  });

  test('what is wrong with mcptt.cms.* is told as the setting it is', () => {
    try {
      activeConnection(settings({ cms: { root, xui: '..', mediaType: '' } }));
      assert.fail();
    } catch (error) {
      assert.ok(error instanceof ConnectionProblem);
      assert.equal(error.setting, 'mcptt.cms.xui');
      assert.match(error.message, /^Setting mcptt\.cms\.xui cannot be used/);
    }
  });
});
