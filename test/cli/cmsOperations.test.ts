import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TLSSocket } from 'node:tls';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { AuditEntry } from '../../cms/src/server';
import { makeAuthority, makeServerCertificate } from '../../cms/src/certificateAuthority';
import { CommandLine } from './commandLine';

const USER = 'sip:user1@example.com';
const MEDIA_TYPE = 'application/vnd.3gpp.mcptt-user-profile+xml';
const PROFILE = `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="${USER}" user-profile-index="0"/>`;
const target = (root: string, name: string): string => `${root}/org.3gpp.mcptt.user-profile/users/${USER}/${name}.xml`;

suite('cli: running a CMS for a team', function () {
  this.timeout(60_000);
  let cli: CommandLine;
  suiteSetup(async () => (cli = await CommandLine.make()));
  suiteTeardown(() => cli.dispose());

  const put = async (root: string, name: string, token: string, body = PROFILE): Promise<number> =>
    (await fetch(target(root, name), { method: 'PUT', headers: { Authorization: `Bearer ${token}`, 'Content-Type': MEDIA_TYPE }, body })).status;
  const tokenFor = async (data: string): Promise<string> => (await cli.run(['token', '--data', data, '--user', USER])).out.trim();

  /** Status over TLS that trusts one authority, and the certificate that was shown. */
  const secure = (root: string, ca: string): Promise<{ status?: number; fingerprint: string; code?: string }> => new Promise((resolve) => {
    const sent = request(root, { ca, agent: false }, (incoming) => {
      incoming.resume();
      resolve({ status: incoming.statusCode, fingerprint: (incoming.socket as TLSSocket).getPeerCertificate().fingerprint256 });
    });
    sent.on('error', (error: NodeJS.ErrnoException) => resolve({ fingerprint: '', code: error.code })).end();
  });

  test('--allow-origin: a page of that origin may use it; what no browser sends as an origin is refused at once', async () => {
    const { ready: { root } } = await cli.cms('--data', 'origins', '--allow-origin', 'https://Editor.example.com:443/', '--allow-origin', 'http://127.0.0.1:8080');
    const allowed = async (origin: string) => (await fetch(root, { headers: { Origin: origin } })).headers.get('access-control-allow-origin');
    assert.deepEqual(await Promise.all(['https://editor.example.com', 'http://127.0.0.1:8080', 'http://127.0.0.1:8081'].map(allowed)), ['https://editor.example.com', 'http://127.0.0.1:8080', null]);
    for (const wrong of ['*', 'null', 'editor.example.com', 'https://*.example.com', 'https://editor.example.com/path', 'https://user@editor.example.com', 'file:///', '']) {
      const { code, err } = await cli.run(['cms', '--data', 'never', '--allow-origin', wrong]);
      assert.deepEqual([code, err], [2, `--allow-origin takes scheme, host and port, as in https://editor.example.com:8443, not '${wrong}'.\n`]);
    }
  });

  test('--tls: who trusts its authority is served, nobody else; kept between starts, its keys for the owner alone', async () => {
    const first = await cli.cms('--data', 'tls', '--tls');
    const ready = first.ready as { root: string; data: string; ca: string };
    assert.match(ready.root, /^https:\/\/127\.0\.0\.1:\d+\/mcptt$/);
    assert.equal(ready.ca, join(cli.folder, 'tls', 'tls-ca.pem'));
    const ca = await readFile(ready.ca, 'utf8');
    assert.equal((await secure(ready.root, ca)).status, 401);
    const { cert: stranger } = await makeAuthority('stranger', { notBefore: new Date(), notAfter: new Date(Date.now() + 1e8) });
    assert.match((await secure(ready.root, stranger)).code ?? '', /UNABLE_TO_VERIFY|SELF_SIGNED/);
    assert.equal(await fetch(ready.root.replace('https:', 'http:')).then(({ status }) => status, () => undefined), undefined, 'without TLS nobody answers');
    const { fingerprint } = await secure(ready.root.replace('127.0.0.1', 'localhost'), ca);
    if (process.platform !== 'win32') assert.equal((await stat(join(ready.data, 'tls.json'))).mode & 0o077, 0);
    await cli.stop(first.child, 'SIGTERM');

    const second = await cli.cms('--data', 'tls', '--tls');
    assert.equal((await secure(second.ready.root, ca)).fingerprint, fingerprint);
    // The commands of a client reach it once they are told to trust it.
    const token = await tokenFor('tls');
    await writeFile(join(cli.folder, 'profile.xml'), PROFILE);
    const publish = ['publish', 'profile.xml', '--root', second.ready.root, '--xui', USER, '--name', 'a.xml', '--token-env', 'T'];
    assert.match((await cli.run(publish, { T: token })).err, /^The certificate of 127\.0\.0\.1:\d+ is not trusted/);
    const trusted = await cli.run(publish, { T: token, NODE_EXTRA_CA_CERTS: ready.ca });
    assert.equal(trusted.code, 0, trusted.err);
    await cli.stop(second.child, 'SIGTERM');
  });

  test('--tls: of several that start together on a new folder, those that run show certificates of one authority', async () => {
    for (const round of [1, 2, 3]) {
      const started = await Promise.allSettled([1, 2, 3, 4].map(() => cli.cms('--data', `together-${round}`, '--tls')));
      const running = started.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      const statuses = await Promise.all(running.map(async ({ ready }) => (await secure(ready.root, await readFile((ready as { ca?: string }).ca!, 'utf8'))).status));
      await Promise.all(running.map(({ child }) => cli.stop(child, 'SIGTERM')));
      assert.ok(statuses.every((status) => status === 401), statuses.join(' '));
      const later = await cli.cms('--data', `together-${round}`, '--tls');
      assert.equal((await secure(later.ready.root, await readFile(join(cli.folder, `together-${round}`, 'tls-ca.pem'), 'utf8'))).status, 401);
      await cli.stop(later.child, 'SIGTERM');
      const refused = started.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
      assert.deepEqual(refused.filter((reason) => !reason.includes('is in use by process')), []);
      assert.deepEqual((await readdir(join(cli.folder, `together-${round}`))).filter((name) => name.endsWith('.new')), []);
    }
  });

  if (process.platform !== 'win32') {
    test('--tls-cert and --tls-key, read again at SIGHUP', async () => {
      const validity = { notBefore: new Date(Date.now() - 1000), notAfter: new Date(Date.now() + 1e8) };
      const authority = await makeAuthority('company', validity);
      const write = async (names: readonly string[]): Promise<void> => {
        const { key, cert } = await makeServerCertificate(authority, names, validity);
        await Promise.all([writeFile(join(cli.folder, 'key.pem'), key), writeFile(join(cli.folder, 'cert.pem'), cert)]);
      };
      await write(['127.0.0.1']);
      const { child, ready } = await cli.cms('--data', 'given', '--tls-cert', 'cert.pem', '--tls-key', 'key.pem');
      assert.deepEqual(Object.keys(ready), ['root', 'data']);
      const { fingerprint } = await secure(ready.root, authority.cert);
      await write(['127.0.0.1', 'cms1.example.com']);
      child.kill('SIGHUP');
      // Nothing tells when a signal has had its effect.
      let now = fingerprint;
      while (now === fingerprint) now = (await secure(ready.root, authority.cert)).fingerprint;
      assert.notEqual(now, '');
      // What does not fit leaves the one in use.
      await writeFile(join(cli.folder, 'key.pem'), authority.key);
      const complaint = once(createInterface(child.stderr), 'line') as Promise<[string]>;
      child.kill('SIGHUP');
      assert.match((await complaint)[0], /key\.pem is not the key of the certificate/);
      assert.equal((await secure(ready.root, authority.cert)).fingerprint, now);
      assert.equal(await cli.stop(child, 'SIGTERM'), 0);
    });

    test('--audit: a line for each write, refused ones too, in a file that can be rotated', async () => {
      const { child, ready } = await cli.cms('--data', 'audited', '--audit', 'audit.log');
      const token = await tokenFor('audited');
      const log = join(cli.folder, 'audit.log');
      const entries = async (path: string): Promise<AuditEntry[]> => (await readFile(path, 'utf8')).split('\n').slice(0, -1).map((line) => JSON.parse(line) as AuditEntry);
      assert.equal(await put(ready.root, 'a', token), 201);
      assert.equal(await put(ready.root, 'a', `${token.slice(0, -8)}AAAAAAAA`), 401);
      assert.equal(await put(ready.root, 'a', token, PROFILE.replace('XUI-URI', 'XUI')), 409);
      assert.equal((await fetch(target(ready.root, 'a'), { headers: { Authorization: `Bearer ${token}` } })).status, 200);
      const [created, ...refused] = await entries(log);
      const { time, ...rest } = created!;
      assert.match(time, /^\d{4}-/);
      const path = new URL(target(ready.root, 'a')).pathname;
      assert.deepEqual(rest, { from: '127.0.0.1', who: USER, method: 'PUT', target: path, status: 201, outcome: 'done', entityTagAfter: rest.entityTagAfter });
      assert.deepEqual(refused.map(({ who, status, outcome, entityTagBefore }) => [who, status, outcome, entityTagBefore]), [[undefined, 401, 'refused', undefined], [USER, 409, 'refused', rest.entityTagAfter]]);
      assert(!(await readFile(log, 'utf8')).includes(token.split('.')[1]!), 'no token');
      assert.equal((await stat(log)).mode & 0o077, 0);

      await rename(log, `${log}.1`);
      child.kill('SIGHUP');
      let between = 0;
      for (; !(await readdir(cli.folder)).includes('audit.log'); between++) await put(ready.root, 'b', token);
      assert.equal(await put(ready.root, 'c', token), 201);
      assert.deepEqual((await entries(log)).map(({ target: written }) => written.slice(-5)).slice(-1), ['c.xml']);
      assert.equal(await cli.stop(child, 'SIGTERM'), 0);
      assert.equal((await entries(`${log}.1`)).length + (await entries(log)).length, 3 + between + 1, 'no line is lost');
    });
  }

  test('tokens of an issuer; the CMS makes no key of its own, and the token command says so', async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    await writeFile(join(cli.folder, 'keys.json'), JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: '1' }] }));
    const issue = (mcpttId: string): Promise<string> => new SignJWT({ mcptt_id: mcpttId, scope: ['openid', '3gpp:mcptt:config_management_server'] })
      .setProtectedHeader({ alg: 'ES256', kid: '1' }).setIssuer('https://i').setAudience('a').setExpirationTime('1m').sign(privateKey);
    const { child, ready } = await cli.cms('--data', 'issued', '--issuer', 'https://i', '--audience', 'a', '--jwks', 'keys.json', '--administrator', 'sip:admin@example.com', '--administrator', 'sip:other@example.com');
    assert.equal(await put(ready.root, 'a', await issue(USER)), 201);
    assert.equal(await put(ready.root, 'a', await issue('sip:admin@example.com')), 200);
    assert.equal(await put(ready.root, 'a', await issue('sip:bob@example.com')), 403);
    assert.equal((await cli.run(['token', '--data', 'issued', '--user', USER])).code, 2);
    assert.deepEqual((await readdir(ready.data)).filter((name) => name.includes('key')), []);
    await cli.stop(child, 'SIGTERM');
  });

  test('a large document is checked in a thread, and others are answered in the meantime', async () => {
    const { child, ready } = await cli.cms('--data', 'large');
    const token = await tokenFor('large');
    assert.equal(await put(ready.root, 'small', token), 201);
    const order: string[] = [];
    // Before this had a thread, it held every other request for seconds.
    const large = put(ready.root, 'large', token, '</a>'.repeat(400_000)).then((status) => order.push(`large ${status}`));
    for (let count = 0; count < 20; count++) assert.equal(await put(ready.root, `${count}`, token), 201);
    order.push('small');
    await large;
    assert.deepEqual(order, ['small', 'large 409']);
    assert.equal(await put(ready.root, 'valid', token, PROFILE.replace('/>', `><Name>${'x'.repeat(200_000)}</Name></mcptt-user-profile>`)), 201);
    assert.equal(await cli.stop(child, 'SIGTERM'), 0);
  });

  test('--until-eof: it ends when who started it is gone, however that went', async () => {
    const script = `
      const child = require('node:child_process').spawn(process.execPath, ['cli.js', 'cms', '--data', 'orphan', '--until-eof'], { stdio: ['pipe', 'pipe', 'inherit'] });
      child.stdout.pipe(process.stdout);`;
    const parent = spawn(process.execPath, ['-e', script], { cwd: cli.folder, stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface(parent.stdout), 'line')) as [string];
    const { root, data } = JSON.parse(line) as { root: string; data: string };
    parent.kill('SIGKILL');
    const answers = (): Promise<boolean> => fetch(root).then(() => true, () => false);
    while (await answers());
    // It gives its folder up last.
    while ((await readdir(data)).some((name) => name.endsWith('.lock')));
  });
});
