import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { curlForPosix, curlForPowerShell, type CurlParts } from '../../client/src/vscode/curlCommand';
import type { DocumentAddress } from '../../xcap/src/address';
import { PROFILE_AUID } from '../../xcap/src/address';
import { PROFILE_MEDIA_TYPE } from '../../xcap/src/mediaTypes';
import { fetchRequest, publishRequest } from '../../xcap/src/requests';
import { LocalCms } from '../cms/localCms';
import { startSecureCms, type SecureCms } from '../e2e/harness/secureCms';

const text = '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="sip:user1@example.com" user-profile-index="0"><Name>Ärztin</Name></mcptt-user-profile>';

interface Ended { readonly code: number; readonly output: string }

/** Runs a program with a token in its environment. */
function run(program: string, args: string[], input: string, token: string): Promise<Ended> {
  return new Promise((done) => {
    const child = execFile(program, args, { env: { ...process.env, MCPTT_TOKEN: token } }, (error, output) => done({ code: error === null ? 0 : Number(error.code), output }));
    child.stdin?.end(input);
  });
}

/** What PowerShell hands on of a here-string: its variables replaced, its escapes read. */
function hereString(command: string, token: string): string {
  const [, inside = ''] = /^@"\n([^]*)\n"@ \| curl\.exe --config -$/.exec(command) ?? assert.fail(command);
  return inside.replace(/`(.)|\$env:(\w+)/g, (_, escaped: string | undefined, variable: string) => escaped ?? (variable === 'MCPTT_TOKEN' ? token : assert.fail(variable)));
}

suite('Copy as curl, run by the real curl', function () {
  this.timeout(30_000);
  const folder = mkdtempSync(join(tmpdir(), "mcptt-curl-o'b-"));
  let cms: LocalCms;
  let secure: SecureCms;
  let token: string;
  let files: ReturnType<SecureCms['writeFiles']>;

  suiteSetup(async function () {
    if (spawnSync('curl', ['--version']).status !== 0) {
      console.log('SKIPPED: there is no curl here; what "Copy as curl" gives was not run.');
      this.skip();
    }
    cms = await LocalCms.start();
    token = await cms.token('sip:user1@example.com', true);
    secure = await startSecureCms();
    secure.leadTo(`http://127.0.0.1:${cms.port}`);
    files = secure.writeFiles((name) => join(folder, name));
    writeFileSync(join(folder, 'profile ä.xml'), text);
  });
  suiteTeardown(async () => {
    await secure?.close();
    await cms?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const shells: [string, (parts: CurlParts) => Promise<Ended>][] = [
    ['POSIX', (parts) => run('sh', ['-c', curlForPosix(parts)], '', token)],
    ['PowerShell', (parts) => run('curl', ['--config', '-'], hereString(curlForPowerShell(parts), token), token)],
  ];
  for (const [shell, perform] of shells) {
    test(`${shell}: a document of a user with signs that shells and curl know is stored and read; a refusal fails and says why`, async () => {
      const address: DocumentAddress = { root: `http://127.0.0.1:${cms.port}/mcptt`, auid: PROFILE_AUID, xui: `sip:$HOME'\`{1-3}[a]/..%2e@${shell}.example.com`, document: "it's 100% {a,b} \"ä\".xml" };
      const plain = { connection: { headers: { 'X-3GPP-Intended-Identity': '"sip:$user`1\'@example.com"' }, tls: {} }, token: true, passphrase: false, resolve };
      const put: CurlParts = { ...plain, request: publishRequest({ address, text, precondition: { kind: 'create' }, token: 'never-shown' }), bodyFile: join(folder, 'profile ä.xml') };
      assert.doesNotMatch(curlForPosix(put) + curlForPowerShell(put), /never-shown/);
      const created = await perform(put);
      assert.match(created.output, /^HTTP\/1\.1 201 /);
      const tag = /^etag: (.*)\r$/im.exec(created.output)?.[1] ?? assert.fail(created.output);
      const read = await perform({ ...plain, request: fetchRequest({ address }) });
      assert.ok(read.output.endsWith(`\r\n\r\n${text}`), read.output);
      const replaced = await perform({ ...put, request: publishRequest({ address, text, precondition: { kind: 'replace', entityTag: tag } }) });
      assert.match(replaced.output, /^HTTP\/1\.1 200 /);
      const again = await perform(put);
      assert.deepEqual([again.code, again.output.slice(0, 12)], [22, 'HTTP/1.1 412']);
    });

    test(`${shell}: the files of a connection, relative to its settings`, async () => {
      const address: DocumentAddress = { root: secure.root(`http://127.0.0.1:${cms.port}/mcptt`), auid: PROFILE_AUID, xui: 'sip:user1@example.com', document: `${shell}.xml` };
      const connection = { headers: {}, tls: { ca: 'ca.pem', cert: 'editor.pem', key: 'editor.key' } };
      const request = publishRequest({ address, text, mediaType: PROFILE_MEDIA_TYPE, precondition: { kind: 'create' } });
      const parts: CurlParts = { request, connection, token: true, passphrase: false, bodyFile: join(folder, 'profile ä.xml'), resolve: (path) => join(folder, path) };
      assert.match((await perform(parts)).output, /^HTTP\/1\.1 201 /, files.ca);
      assert.notEqual((await perform({ ...parts, connection: { headers: {}, tls: {} } })).code, 0, 'nobody else trusts that authority');
    });
  }

  test('proxy, PKCS #12, passphrase and another name in the certificate', () => {
    const command = curlForPosix({
      request: fetchRequest({ address: { root: 'https://10.0.0.1:8443/x', auid: PROFILE_AUID, xui: 'sip:a@b', document: 'c.xml' } }),
      connection: { headers: {}, tls: { pfx: 'me.p12', serverName: 'cms1.example.com' }, proxy: 'http://proxy.example.com:3128' }, token: false, passphrase: true, resolve: (path) => `/certs/${path}`,
    });
    assert.equal(command, [
      'curl', '--fail-with-body', '--path-as-is', '--globoff', '--silent', '--show-error', '--include', "--request 'GET'",
      "--cert '/certs/me.p12'", "--cert-type 'P12'", '--pass "$MCPTT_PASSPHRASE"', "--proxy 'http://proxy.example.com:3128'",
      "--connect-to 'cms1.example.com:8443:10.0.0.1:8443'", "--header 'Host: 10.0.0.1:8443'", "--url 'https://cms1.example.com:8443/x/org.3gpp.mcptt.user-profile/users/sip:a@b/c.xml'",
    ].join(' \\\n  '));
  });
});
