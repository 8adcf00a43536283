import assert from 'node:assert/strict';
import type { Transport } from '../../xcap/src/wire';
import { readConnection } from '../../client/src/connection/readConnection';
import { timeText } from '../../client/src/connection/tokenClaims';
import { createKeptSecrets, type KeptSecrets, type SecretTable } from '../../client/src/signIn/keptSecrets';
import { loopbackRedirect } from '../../client/src/signIn/loopbackRedirect';
import { createSessions, signsIn, type SignInConnection, type Sessions } from '../../client/src/signIn/sessions';
import { nodeTransport } from '../../client/src/transport/nodeTransport';
import { createCredentials, type Credentials } from '../../client/src/vscode/credentials';
import { forgetSecrets } from '../../client/src/vscode/forgetSecrets';
import { Person } from './person';
import { browse } from './signIn/browser';
import { IdentityServer } from './signIn/identityServer';

const root = 'https://cms1.example.com/MCO';
const never = new AbortController().signal;
const hour = 3_600_000;
const begin = Date.UTC(2026, 0, 1, 12);

/** The editor's table of secrets; editors before 1.100 or so cannot list their keys. */
function editorTable(table: Map<string, string>, lists: boolean): SecretTable {
  return {
    get: async (key) => table.get(key), store: async (key, value) => { table.set(key, value); }, delete: async (key) => { table.delete(key); },
    ...(lists ? { keys: async () => [...table.keys()] } : {}),
  };
}

for (const lists of [true, false]) {
  suite(`what is kept for connections, in an editor that ${lists ? 'lists its secrets' : 'does not'}`, () => {
    let server: IdentityServer;
    let table: Map<string, string>;
    let now: number;
    let kept: KeptSecrets;
    let credentials: Credentials;
    let sessions: Sessions;
    let person: Person;
    let settings: Record<string, unknown>;
    let revoked: (string | null)[];
    setup(async () => {
      server = await IdentityServer.start();
      server.onTokens = ({ body }) => { if (body !== '') Object.assign(body, { access_token: 'access-token-1', refresh_token: 'refresh-token-1' }); };
      [table, now, person, settings, revoked] = [new Map<string, string>(), begin, new Person(), {}, []];
      const carry = nodeTransport();
      const transport: Transport = (request, signal) => {
        if (request.target === '/revoke') revoked.push(new URLSearchParams(new TextDecoder().decode(request.body)).get('token'));
        return carry(request, signal);
      };
      kept = createKeptSecrets(editorTable(table, lists), () => now);
      credentials = createCredentials(kept);
      sessions = createSessions({
        secrets: kept, transport: async () => transport, listen: () => loopbackRedirect(), openBrowser: async (address) => { void browse(address); return true; }, now: () => now, changed: () => undefined,
      });
    });
    teardown(() => server.stop());

    const forget = () => forgetSecrets({ ui: person.ui, kept, sessions, settings: () => ({ cms: { root: '', xui: '', mediaType: '' }, active: '', layers: [{ place: 'user', connections: settings }] }) });
    const lab = (): SignInConnection => {
      const read = readConnection('lab', { root, signIn: { issuer: server.issuer, clientId: 'editor' } }, { setting: 'x', mayRunPrograms: false });
      assert.ok(signsIn(read));
      return read;
    };

    test('nothing is kept', async () => {
      assert.equal(await forget(), 0);
      assert.deepEqual(person.saw(), ['information: No access token, sign-in or passphrase is kept for any CMS.']);
    });

    test('all of it is listed by connection and host, with its last use; the chosen is gone, the rest stays, no secret is shown', async () => {
      await credentials.keep({ name: '', root }, 'pasted-1');
      await credentials.keep({ name: 'gone', root: 'https://old.example.com/' }, 'pasted-2');
      await credentials.keepPassphrase({ name: 'Wache #1', root }, 'phrase-1');
      settings = { 'Wache #1': { root: `${root}/` } };
      now += 48 * hour;
      await credentials.tokenToSend({ name: '', root });
      const [first, later] = [timeText(begin), timeText(now)];
      person.answers(`gone (https://old.example.com): access token + Wache #1 (${root}): passphrase`);
      assert.equal(await forget(), 2);
      assert.deepEqual(person.saw(), [
        `pick: Forget Stored CMS Tokens [Wache #1 (${root}): passphrase (last used ${first})]`
          + ` [${root}: access token (last used ${later} · no such connection in the settings here)]`
          + ` [gone (https://old.example.com): access token (last used ${first} · no such connection in the settings here)]`,
        `information: Forgotten: passphrase for Wache #1 (${root}), access token for gone (https://old.example.com).`,
      ]);
      assert.deepEqual([await credentials.token({ name: '', root }), await credentials.token({ name: 'gone', root: 'https://old.example.com' }), await credentials.passphrase({ name: 'Wache #1', root })], ['pasted-1', undefined, undefined]);
      assert.deepEqual([...table.values()].filter((value) => /pasted-2|phrase/.test(value)), []);
    });

    test('dismissed, or nothing chosen: nothing is forgotten', async () => {
      await credentials.keep({ name: 'lab', root }, 'pasted-1');
      person.answers(undefined);
      assert.equal(await forget(), 0);
      assert.equal(person.saw().length, 1);
      assert.equal(await credentials.token({ name: 'lab', root }), 'pasted-1');
    });

    test('a sign-in of a connection that was removed ends at its server, too', async () => {
      await sessions.signIn(lab(), never);
      person.answers(`lab (${root}): sign-in`);
      assert.equal(await forget(), 1);
      assert.equal(person.saw().at(-1), `information: Forgotten: sign-in for lab (${root}).`);
      assert.deepEqual(revoked, ['refresh-token-1', 'access-token-1']);
      assert.equal(await sessions.stored(lab()), undefined);
      assert.equal([...table.values()].join().includes('token-1'), false);
    });

    test('a server that cannot be told is named, and the sign-in is forgotten all the same', async () => {
      await sessions.signIn(lab(), never);
      server.revocationStatus = 500;
      person.answers(`lab (${root}): sign-in`);
      assert.equal(await forget(), 1);
      assert.match(person.saw().at(-1) ?? '', /^warning: Forgotten: sign-in for lab \(.*\); the server of lab \(.*\) was not told, so its tokens end by themselves: .*[^.]\.$/);
      assert.equal(await sessions.stored(lab()), undefined);
    });

    test('a session that cannot be read any more is forgotten, and keys of others are left alone', async () => {
      await sessions.signIn(lab(), never);
      for (const key of table.keys()) if (key.startsWith('mcptt.session:')) table.set(key, 'older form');
      table.set('mcptt.session:[]', '{}').set('mcptt.token:no root', 'x').set('somebody.else', 'y');
      person.answers(`lab (${root}): sign-in`);
      assert.equal(await forget(), 1);
      assert.equal(person.saw()[0]?.match(/\] \[/g), null, 'one is listed');
      assert.deepEqual([...table.keys()].sort(), ['mcptt.kept', 'mcptt.session:[]', 'mcptt.token:no root', 'somebody.else']);
    });

    test('a use is written down once in an hour, and what is broken there is no harm', async () => {
      await credentials.keep({ name: 'lab', root }, 'pasted-1');
      const record = () => table.get('mcptt.kept');
      const [before] = [record(), now += hour - 1];
      await credentials.tokenToSend({ name: 'lab', root });
      assert.equal(record(), before);
      table.set('mcptt.kept', '{"a":1,');
      await credentials.tokenToSend({ name: 'lab', root });
      assert.deepEqual(await kept.all(), [{ key: `mcptt.token:${root}#lab`, lastUsed: now }]);
    });

    test('many at the same time are all in the record', async () => {
      await Promise.all(Array.from({ length: 20 }, (_, index) => credentials.keep({ name: `c${index}`, root }, 'pasted')));
      assert.equal((await kept.all()).length, 20);
    });
  });
}
