import assert from 'node:assert/strict';
import type { ConnectionSettings } from '../../client/src/connection/activeConnection';
import { connectionKey } from '../../client/src/connection/connection';
import { readConnection } from '../../client/src/connection/readConnection';
import { loopbackRedirect } from '../../client/src/signIn/loopbackRedirect';
import { createSessions } from '../../client/src/signIn/sessions';
import { nodeTransport } from '../../client/src/transport/nodeTransport';
import { createAccessTokens, type TokenOutlook } from '../../client/src/vscode/accessTokens';
import { createConnectionDesk, type ConnectionDeskParts } from '../../client/src/vscode/connectionDesk';
import { connectionStatus, problemStatus } from '../../client/src/vscode/connectionStatusText';
import { createCredentials } from '../../client/src/vscode/credentials';
import { Person } from './person';
import { secretTable } from './publishDesk';
import { browse } from './signIn/browser';
import { IdentityServer } from './signIn/identityServer';
import { answer } from './tableCms';

const root = 'https://cms1.example.com/MCO';

/** The commands with a person, settings that are a table, and a CMS that has nothing. */
function desk(settings: Partial<ConnectionSettings> = {}, parts: Partial<ConnectionDeskParts> = {}) {
  const person = new Person();
  const saved: unknown[] = [];
  const shown: string[] = [];
  const credentials = createCredentials(secretTable());
  const sessions = createSessions({
    secrets: secretTable(), transport: async () => nodeTransport(), listen: () => loopbackRedirect(), openBrowser: async (address) => { void browse(address); return true; },
    now: Date.now, changed: () => undefined,
  });
  const commands = createConnectionDesk({
    ui: person.ui, credentials, sessions, tokens: createAccessTokens({ credentials, sessions, now: Date.now }),
    settings: () => ({ cms: { root: '', xui: '', mediaType: '' }, active: '', layers: [], ...settings }),
    transport: async () => async () => answer(404, 'Not Found'), probe: async () => async () => ({ reached: true }),
    choose: async (...choice) => { saved.push(['choose', ...choice]); }, save: async (...entry) => { saved.push(['save', ...entry]); },
    workspaceOpen: () => true, show: async (report) => { shown.push(report); }, trusted: () => true, now: Date.now, ...parts,
  });
  return { person, saved, shown, credentials, commands };
}
const two: Partial<ConnectionSettings> = { active: 'lab', layers: [{ place: 'user', connections: { lab: { root, environment: 'test' }, field: { root: 'nonsense' } } }] };

suite('connections: the form', () => {
  test('filled in step by step, kept where the person wants it, and active then', async () => {
    const { person, saved, commands } = desk();
    person.answers('live', root, 'production', 'sip:user2@example.com', 'certs/ca.pem', 'Sign in', 'https://idms.example.com', 'editor', 'User settings');
    await commands.addConnection();
    assert.deepEqual(saved, [
      ['save', 'live', { root, environment: 'production', xui: 'sip:user2@example.com', tls: { ca: 'certs/ca.pem' }, signIn: { issuer: 'https://idms.example.com', clientId: 'editor' } }, 'user'],
      ['choose', 'live'],
    ]);
    const [, , value] = saved[0] as [string, string, unknown];
    assert.ok(readConnection('live', value, { setting: 'mcptt.connections', mayRunPrograms: true }));
    assert.equal(person.saw().at(-1), "information: The connection 'live' is in the user settings and is the active one now. Test it before you publish. [Test Connection]");
  });

  test('the least: no user, no file, no sign-in; without a workspace nobody is asked where', async () => {
    const { person, saved, commands } = desk({}, { workspaceOpen: () => false });
    person.answers('local', 'http://127.0.0.1:8080/mcptt', 'test', '', 'Paste a token');
    await commands.addConnection();
    assert.deepEqual(saved[0], ['save', 'local', { root: 'http://127.0.0.1:8080/mcptt', environment: 'test' }, 'user']);
    person.saw();
  });

  test('every step can be dismissed, and nothing is kept', async () => {
    const way = ['live', root, 'production', '', '', 'Sign in', 'https://idms.example.com', 'editor'];
    for (let length = 0; length <= way.length; length += 1) {
      const { person, saved, commands } = desk();
      person.answers(...way.slice(0, length), undefined);
      await commands.addConnection();
      person.saw();
      assert.deepEqual(saved, []);
    }
  });

  test('what cannot be is told while it is typed', async () => {
    const cases: [typed: string[], message: RegExp][] = [
      [[''], /Enter a name/], [['lab'], /There is a connection 'lab' already/], [['x', 'cms1'], /is not a URI with a host/], [['x', root, 'test', '..'], /would mean another folder/],
      [['x', root, 'test', '', '', 'Sign in', 'http://idms.example.com'], /The issuer must begin with https:/], [['x', root, 'test', '', '', 'Sign in', 'https://i.example.com', ' '], /Enter the client id/],
    ];
    for (const [typed, message] of cases) {
      const { person, saved, commands } = desk(two);
      await (person.answers(...typed), commands.addConnection());
      assert.match(person.saw().at(-1) ?? '', message);
      assert.deepEqual(saved, []);
    }
  });
});

suite('connections: choose and test', () => {
  test('all of them, the active one marked, one that cannot be used with the reason', async () => {
    const { person, saved, commands } = desk({ ...two, cms: { root, xui: '', mediaType: '' } });
    await (person.answers('field'), commands.selectConnection());
    const [line = ''] = person.saw();
    assert.match(line, /^pick: CMS Connection \[https:\/\/cms1\.example\.com\/MCO \(mcptt\.cms\.root\)\] \[lab \(active · test · https:\/\/cms1\.example\.com\/MCO\)\] \[field \(Setting mcptt\.connections, 'field': root cannot be used.*\)\] \[\$\(add\) Add Connection…\] \[\$\(plug\) Test the Active Connection\]$/);
    await (person.answers(root), commands.selectConnection());
    await (person.answers(undefined), commands.selectConnection());
    assert.deepEqual(saved, [['choose', 'field'], ['choose', '']]);
  });

  test('the test shows its report', async () => {
    const { person, shown, commands } = desk(two);
    const findings = await commands.testConnection();
    assert.equal(findings?.map(({ verdict }) => verdict).join(), 'good,good,note,note,note');
    assert.match(shown[0] ?? '', /^# Test of lab/);
    person.during = { title: 'Testing', act: (cancel) => cancel() };
    const cancelled = desk(two, { probe: async () => (_, signal) => nodeTransport()({ method: 'GET', origin: 'http://127.0.0.1:1', target: '/', headers: {} }, signal).then(() => ({ reached: true })) });
    cancelled.person.during = person.during;
    assert.equal(await cancelled.commands.testConnection(), undefined);
    assert.deepEqual(cancelled.person.saw(), ['information: The test was cancelled.']);
  });

  test('nothing of an untrusted workspace is used', async () => {
    const { person, commands } = desk(two, { trusted: () => false });
    assert.deepEqual([await commands.testConnection(), await commands.signIn(), await commands.signOut()], [undefined, false, false]);
    assert.deepEqual([...new Set(person.saw())], ['warning: Connections are off because this workspace is not trusted: trust it first. [Manage Trust]']);
  });

  test('a passphrase is kept and forgotten', async () => {
    const { person, credentials, commands } = desk(two);
    await (person.answers('secret'), commands.setPassphrase());
    assert.equal(await credentials.passphrase({ name: 'lab', root }), 'secret');
    await (person.answers(''), commands.setPassphrase());
    assert.equal(await credentials.passphrase({ name: 'lab', root }), undefined);
    assert.deepEqual(person.saw(), [
      'input: Set Certificate Passphrase (•)', `information: The passphrase for lab (${root}) is set.`, 'input: Set Certificate Passphrase (•)', `information: The passphrase for lab (${root}) is forgotten.`,
    ]);
  });
});

suite('connections: sign in and out', () => {
  test('signed in, in the list of accounts, and signed out at the server', async () => {
    const server = await IdentityServer.start();
    try {
      const lab = { root, signIn: { issuer: server.issuer, clientId: 'editor' } };
      const { person, credentials, commands } = desk({ active: 'lab', layers: [{ place: 'user', connections: { lab, other: { ...lab, root: 'nonsense' } } }] });
      await credentials.keep({ name: 'lab', root }, 'pasted-before');
      assert.equal(await commands.signIn(), true);
      assert.equal(await credentials.token({ name: 'lab', root }), undefined, 'what was pasted would have counted first');
      assert.deepEqual((await commands.signedIn()).map(({ connection, session }) => [connectionKey(connection), session.account]), [[`${root}#lab`, 'sip:user1@example.com']]);
      assert.deepEqual([await commands.signOut(), await commands.signOut(), await commands.signedIn()], [true, false, []]);
      assert.deepEqual(person.saw().slice(1), [`information: You are signed out of lab (${root}); its tokens are of no use any more.`, `information: Nobody was signed in for lab (${root}).`]);
      await commands.signIn();
      server.revocationStatus = 500;
      assert.equal(await commands.signOut(), true);
      assert.match(person.saw().at(-1) ?? '', /^warning: You are signed out of lab .* here, but the server was not told: Sign-in at .*500/);
    } finally {
      await server.stop();
    }
  });

  test('a connection without sign-in says so', async () => {
    const { person, commands } = desk(two);
    assert.equal(await commands.signIn(), false);
    assert.match(person.saw()[0] ?? '', /^warning: Nobody signs in for lab .* \[Open Settings\]$/);
  });
});

suite('connections: the status bar', () => {
  const now = Date.UTC(2026, 10, 22, 12);
  const none: TokenOutlook = { source: 'none', renewable: false };
  const connection = (parts: object, name = 'lab') => readConnection(name, { root, ...parts }, { setting: 'x', mayRunPrograms: true });
  const status = (parts: object, outlook: TokenOutlook = none, name = 'lab') => connectionStatus(connection(parts, name), outlook, now);

  test('name and environment as text; production has the colour of an error', () => {
    const shown = ['production', 'staging', 'Anything $(x)', ''].map((environment) => { const { text, colour } = status({ environment }); return `${text} | ${colour}`; });
    assert.deepEqual(shown, ['$(cloud) lab · production | error', '$(cloud) lab · staging | none', '$(cloud) lab · Anything $ (x) | none', '$(cloud) lab | none']);
    assert.equal(status({}, none, '').text, '$(cloud) cms1.example.com');
    assert.equal(problemStatus('x').text, '$(cloud) No CMS connection');
  });

  test('the end of a token is told before it comes, unless a new one comes by itself', () => {
    const at = (minutes: number, renewable = false) => status({}, { source: 'pasted', renewable, expiresAt: now + minutes * 60_000 });
    assert.deepEqual([at(6), at(4.5), at(0.2), at(-1), at(-1, true)].map(({ text, colour }) => `${text} | ${colour}`), [
      '$(cloud) lab | none', '$(cloud) lab · $(warning) token ends in 4 min | warning', '$(cloud) lab · $(warning) token ends in 1 min | warning', '$(cloud) lab · $(warning) token expired | warning', '$(cloud) lab | none',
    ]);
  });

  test('the tooltip says where, who and until when', () => {
    assert.match(status({ environment: 'test', xui: 'sip:u@x.org' }).tooltip, /^CMS connection: lab\nXCAP root: https:\/\/cms1\.example\.com\/MCO\nEnvironment: test\nUser: sip:u@x\.org\nToken: none set\nClick/);
    const session: TokenOutlook = { source: 'session', who: 'sip:a@x.org', expiresAt: now + 60_000, renewable: true };
    assert.match(status({ signIn: { issuer: 'https://i.example.com', clientId: 'c' } }, session).tooltip, /\nSigned in as sip:a@x\.org, renewed by itself\n/);
    assert.match(status({ signIn: { issuer: 'https://i.example.com', clientId: 'c' } }).tooltip, /\nNot signed in\n/);
    assert.match(status({}, { source: 'pasted', renewable: false, expiresAt: now - 1 }).tooltip, /\nToken: pasted, expired at /);
    assert.match(status({ tokenCommand: ['x'] }, { source: 'command', renewable: true }).tooltip, /\nToken: from a command\n/);
  });
});
