import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Authority } from '../client/certificates';
import { ForwardProxy } from '../client/forwardProxy';
import { CommandLine } from './commandLine';

const profile = '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0"/>';

suite('cli: the connection to a CMS', function () {
  this.timeout(60_000);
  let cli: CommandLine;
  let proxy: ForwardProxy;
  let root: string;
  const requests: string[] = [];
  let server: ReturnType<typeof createServer>;

  suiteSetup(async () => {
    cli = await CommandLine.make();
    proxy = await ForwardProxy.start();
    const authority = await Authority.make();
    const [certified, client] = [await authority.server('CN=cms1'), await authority.client('CN=pipeline')];
    for (const [name, text] of Object.entries({ 'ca.pem': authority.ca, 'me.pem': client.cert, 'me.key': client.key })) await writeFile(join(cli.folder, name), text);
    server = createServer({ ...certified, requestCert: true, rejectUnauthorized: true, ca: authority.ca }, ({ method, url, headers }, response) => {
      requests.push([method, url, headers['x-3gpp-intended-identity'], headers.authorization].join(' '));
      if (url?.endsWith('/xcap-caps/global/index')) return void response.end('<xcap-caps xmlns="urn:ietf:params:xml:ns:xcap-caps"><auids><auid>org.3gpp.mcptt.user-profile</auid><auid>of[a]vendor</auid></auids></xcap-caps>');
      if (url?.endsWith('/a.xml')) return void response.setHeader('ETag', '"1"').end(profile);
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    root = `https://127.0.0.1:${(server.address() as AddressInfo).port}/mcptt`;
  });
  suiteTeardown(async () => {
    await cli.dispose();
    await proxy.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  setup(() => { requests.length = 0; });

  const way = () => ['--root', root, '--xui', 'sip:user2@example.com', '--token-env', 'CMS_TOKEN', '--ca', 'ca.pem', '--cert', 'me.pem', '--key', 'me.key', '--header', 'X-3GPP-Intended-Identity: "sip:user1@example.com"'];
  const run = (...args: string[]) => cli.run(args, { CMS_TOKEN: 'token-of-the-pipeline' });

  test('fetch, list and the others go over TLS of their own, through a proxy, with their headers', async () => {
    const { code, out, err } = await run('fetch', ...way(), '--name', 'a.xml', '--proxy', proxy.url);
    assert.deepEqual([code, out, err], [0, profile, 'ETag: "1"\n']);
    assert.deepEqual(requests, ['GET /mcptt/org.3gpp.mcptt.user-profile/users/sip:user2@example.com/a.xml "sip:user1@example.com" Bearer token-of-the-pipeline']);
    assert.deepEqual(proxy.asked, [`CONNECT ${new URL(root).host}`]);
    for (const command of [['list'], ['delete', '--name', 'b.xml'], ['publish', 'ca.pem', '--name', 'b.xml', '--create']]) assert.equal((await run(...command, ...way())).code, 1, command.join(' '));
    // A publication looks first, also one that is to create.
    assert.equal(requests.length, 5);
  });

  test('connection test tells what it has found, and writes nothing', async () => {
    const { code, out, err } = await run('connection', 'test', ...way());
    assert.deepEqual([code, err], [0, '']);
    assert.deepEqual(out.split('\n').filter((line) => line.startsWith('#')), [
      `# Test of ${root}`, '## ✔ Connection', '## ✔ TLS', '## ✔ Token', '## ✔ Capabilities', '## – Documents',
    ]);
    assert.match(out, /Certificate of CN=cms1, issued by CN=Test authority, valid until /);
    assert.match(out, /- Applications: org\.3gpp\.mcptt\.user-profile, of\[a\]vendor\.\n/);
    assert.ok(requests.every((line) => line.startsWith('GET ')) && !out.includes('token-of-the-pipeline'));
  });

  test('a certificate that is not trusted: exit code 1, which one it is, and no request', async () => {
    const { code, out } = await run('connection', 'test', '--root', root);
    assert.equal(code, 1);
    assert.match(out, /## ✘ TLS\n- The certificate of .* is not trusted .*tls\.ca.*\n- Certificate of CN=cms1/);
    assert.deepEqual(requests, []);
  });

  test('what cannot be used is said in one line, and nothing is sent', async () => {
    const cases: [args: string[], message: RegExp][] = [
      [['--ca', 'none.pem'], /^--ca 'none\.pem' cannot be read \(ENOENT\): check the path\.$/],
      [['--cert', 'me.pem'], /^--cert and --key go together; give both\.$/],
      [['--pfx', 'ca.pem'], /^--pfx cannot be used/],
      [['--passphrase-env', 'NOT_SET', '--ca', 'ca.pem'], /^The environment variable NOT_SET, named by --passphrase-env/],
      [['--proxy', 'socks://x:1'], /^--proxy is not the address of an HTTP proxy/],
      [['--header', 'Host: x'], /^--header cannot be used: 'Host' is not for settings/],
      [['--header', 'X: a\nb'], /^--header cannot be used: the value of 'X'/],
      [['--header', 'X'], /^--header takes 'NAME: value'\.$/],
      // What a person copies with the root; of two, the last counts.
      [['--root', `${root}/org.3gpp.mcptt.user-profile`], /^The XCAP root ends before '\/org\.3gpp\.mcptt\.user-profile': leave that off, and what follows it\.$/],
    ];
    for (const [args, message] of cases) {
      const { code, err } = await cli.run(['list', '--root', root, '--xui', 'a', ...args]);
      assert.equal(code, 2, err);
      assert.match(err.trimEnd(), message);
    }
    assert.equal((await cli.run(['connection', 'forget'])).err, "A connection has no 'forget'; the only command is: connection test.\n");
    assert.deepEqual(requests, []);
  });
});
