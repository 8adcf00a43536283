import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CommandLine, type Ended } from './commandLine';

const PROFILE = `<?xml version="1.0" encoding="UTF-8"?>
<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="sip:User1@example.com" user-profile-index="0">\r
  <Name>Ü</Name>
</mcptt-user-profile>
`;
const XUI = 'sip:User2@example.com';
const PATH = `/mcptt/org.3gpp.mcptt.user-profile/users/${XUI}`;

suite('cli: publish, fetch, delete and list against the local CMS', function () {
  this.timeout(60_000);
  let cli: CommandLine;
  let root: string;
  let token: string;
  suiteSetup(async () => {
    cli = await CommandLine.make();
    root = (await cli.cms('--data', 'data')).ready.root;
    token = (await cli.run(['token', '--data', 'data', '--user', 'sip:user1@example.com', '--admin'])).out.trim();
    await writeFile(join(cli.folder, 'profile.xml'), PROFILE);
    await writeFile(join(cli.folder, 'other.xml'), PROFILE.replace('Ü', 'Ö'));
  });
  suiteTeardown(() => cli.dispose());

  const at = (name: string) => ['--root', root, '--xui', XUI, '--name', name, '--token-env', 'CMS_TOKEN'];
  const run = (args: string[], input?: string | Uint8Array) => cli.run(args, { CMS_TOKEN: `${token}\n` }, input);
  const check = ({ code, err }: Ended, expected: number, text: string) => assert.deepEqual([code, err], [expected, text]);

  test('publish creates, replaces what it has just seen, and says what is served', async () => {
    const created = await run(['publish', 'profile.xml', ...at('a.xml')]);
    check(created, 0, '201 Created: the CMS has stored a.xml as a new document. It is served exactly as it was sent.\n');
    assert.match(created.out, /^"[\w-]+"\n$/);
    const replaced = await run(['publish', '-', ...at('a.xml')], PROFILE.replace('Ü', 'Ö'));
    check(replaced, 0, '200 OK: the CMS has replaced a.xml. It is served exactly as it was sent.\n');
    const fetched = await run(['fetch', ...at('a.xml')]);
    check(fetched, 0, `ETag: ${replaced.out}`);
    assert.equal(fetched.out, PROFILE.replace('Ü', 'Ö'));
  });

  test('--create and --if-match keep their promise', async () => {
    const { out } = await run(['publish', 'profile.xml', ...at('b.xml'), '--create']);
    const exists = await run(['publish', 'other.xml', ...at('b.xml'), '--create']);
    check(exists, 1, 'b.xml exists on the CMS already. Nothing was sent.\n');
    const changed = await run(['publish', 'other.xml', ...at('b.xml'), '--if-match', 'abc']);
    check(changed, 1, '412 Precondition Failed: b.xml on the CMS has changed since it was last read, or is gone; nothing was stored. The CMS says: The document is another version than the one expected.\n');
    assert.equal((await run(['fetch', ...at('b.xml')])).out, PROFILE);
    // A shell takes the quotes of a tag off; both spellings mean the same.
    assert.equal((await run(['publish', 'other.xml', ...at('b.xml'), '--if-match', out.trim().slice(1, -1)])).code, 0);
  });

  test('--parts sends the changed elements only, and the whole document where that is not possible', async () => {
    const first = await run(['publish', 'profile.xml', ...at('parts.xml')]);
    const changed = await run(['publish', '-', ...at('parts.xml'), '--parts'], PROFILE.replace('Ü', 'Ö'));
    check(changed, 0, '200 OK: the CMS has stored 1 change of parts.xml. It is served exactly as it was sent.\n');
    assert.notEqual(changed.out, first.out);
    assert.equal((await run(['fetch', ...at('parts.xml')])).out, PROFILE.replace('Ü', 'Ö'));
    const commented = await run(['publish', '-', ...at('parts.xml'), '--parts'], `${PROFILE.replace('Ü', 'Ö')}<!-- more -->`);
    check(commented, 0, '200 OK: the CMS has replaced parts.xml. It is served exactly as it was sent.\n');
    const kept = await run(['publish', '-', ...at('parts.xml'), '--parts'], PROFILE.replace('Ü', 'Ä'));
    check(kept, 0, '200 OK: the CMS has stored 1 change of parts.xml. It is served in another form with the same meaning.\n');
    const stale = await run(['publish', 'other.xml', ...at('parts.xml'), '--parts', '--if-match', first.out.trim()]);
    assert.equal(stale.code, 1);
    assert.match(stale.err, /^412 /);
    check(await run(['publish', 'other.xml', ...at('parts.xml'), '--parts', '--create']), 2, '--create and --parts exclude each other: what is new is sent whole; give one of them.\n');
  });

  test('fetch --output replaces the file at the end, or leaves it alone', async () => {
    await run(['publish', 'profile.xml', ...at('c.xml')]);
    const output = join(cli.folder, 'got.xml');
    await writeFile(output, 'before');
    assert.equal((await run(['fetch', ...at('absent.xml'), '--output', 'got.xml'])).code, 1);
    assert.equal(await readFile(output, 'utf8'), 'before');
    const { code, out } = await run(['fetch', ...at('c.xml'), '--output', 'got.xml']);
    assert.deepEqual([code, out, await readFile(output, 'utf8')], [0, '', PROFILE]);
    assert.deepEqual((await readdir(cli.folder)).filter((name) => name.includes('.part')), []);
    check(await run(['fetch', ...at('c.xml'), '--output', 'no/such/x.xml']), 2, 'no/such/x.xml: there is no such file or folder.\n');
  });

  for (const [what, type, body, line] of [
    ['a web page', 'text/html', '<!DOCTYPE html><html><title>Sign in</title></html>', "200 OK: a web page came instead of c.xml, as from a proxy that asks to sign in; sign in there, or check the XCAP root."],
    ['a web page that says it is a profile', 'application/vnd.3gpp.mcptt-user-profile+xml', ' <html><body>Sign in', "200 OK: a web page came instead of c.xml, as from a proxy that asks to sign in; sign in there, or check the XCAP root."],
    ['JSON', 'application/json', '{"error":"expired"}', '200 OK: what came instead of c.xml is not XML; check the XCAP root.'],
    ['nothing', 'application/vnd.3gpp.mcptt-user-profile+xml', '', '200 OK: the CMS sent nothing for c.xml, not even an empty element.'],
    ['the error of a gateway', 'application/xml', '<Envelope><Fault/></Envelope>', "What came instead of c.xml is another document, whose root element is 'Envelope'. Nothing was written; check the XCAP root."],
  ] as const) {
    test(`fetch: ${what} with 200 is written nowhere, and is exit code 1`, async () => {
      const server = createServer((_, response) => response.writeHead(200, { 'Content-Type': type, ETag: '"1"' }).end(body));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      try {
        const there = ['fetch', '--root', `http://127.0.0.1:${(server.address() as AddressInfo).port}/r`, '--xui', XUI, '--name', 'c.xml'];
        await writeFile(join(cli.folder, 'kept.xml'), 'before');
        assert.deepEqual(await cli.run([...there, '--output', 'kept.xml']), { code: 1, out: '', err: `${line}\n` });
        assert.equal(await readFile(join(cli.folder, 'kept.xml'), 'utf8'), 'before');
        assert.deepEqual(await cli.run(there), { code: 1, out: '', err: `${line}\n` });
      } finally {
        server.close();
      }
    });
  }

  test('list and delete', async () => {
    await run(['publish', 'profile.xml', ...at('d 1.xml')]);
    const listed = async () => (await run(['list', '--root', root, '--xui', XUI, '--token-env', 'CMS_TOKEN'])).out.split('\n').filter((line) => line.includes('/d'));
    const [line = ''] = await listed();
    assert.match(line, /^\/mcptt\/org\.3gpp\.mcptt\.user-profile\/users\/sip:User2@example\.com\/d%201\.xml\t"[\w-]+"$/);
    assert.equal((await run(['delete', ...at('d 1.xml'), '--if-match', 'x'])).code, 1);
    check(await run(['delete', ...at('d 1.xml')]), 0, '200 OK: the CMS has removed d 1.xml.\n');
    assert.deepEqual(await listed(), []);
    assert.equal((await run(['delete', ...at('d 1.xml')])).code, 1);
  });

  test('exit code 1: what the server says is told', async () => {
    check(await cli.run(['fetch', ...at('a.xml').slice(0, -2)]), 1, '401 Unauthorized: the CMS asks for an access token, and none was sent; nothing was read. The CMS says: This CMS needs an access token: Authorization: Bearer <token>.\n');
    const forged = `${token.slice(0, -8)}AAAAAAAA`;
    check(await cli.run(['fetch', ...at('a.xml')], { CMS_TOKEN: forged }), 1, '401 Unauthorized: the CMS does not accept the access token (invalid_token, the signature of the token is not valid); nothing was read.\n');
    const bob = (await cli.run(['token', '--data', 'data', '--user', 'sip:bob@example.com'])).out.trim();
    check(await cli.run(['fetch', ...at('a.xml')], { CMS_TOKEN: bob }), 1, '403 Forbidden: this is not allowed; nothing was read. The CMS says: Not allowed: "sip:bob@example.com" is neither "sip:User2@example.com" nor an administrator.\n');
    const wrong = await run(['publish', '-', ...at('e.xml')], '<mcptt-user-profile>\n<');
    assert.equal(wrong.code, 1);
    assert.match(wrong.err, /^409 Conflict: the CMS does not accept the document; nothing was stored\. The CMS says: not-well-formed, the document is not well-formed XML; line \d+, column \d+: .*\n$/);
    const invalid = await run(['publish', '-', ...at('e.xml')], PROFILE.replace('Name>', 'Nam>').replace('/Name>', '/Nam>'));
    assert.equal(invalid.code, 1);
    assert.match(invalid.err, /schema-validation-error, the document does not follow the schema; line 3, column \d+: .*\n$/);
    const type = await run(['publish', 'profile.xml', ...at('e.xml'), '--media-type', 'application/xml']);
    assert.match(type.err, /^415 Unsupported Media Type: the CMS does not take the media type application\/xml; nothing was stored/);
  });

  const cannot: [what: string, args: () => string[], text: RegExp][] = [
    ['no command', () => [], /^No command\. Commands: check, publish, fetch, delete, list, connection, cms, token; --help explains them\.\n$/],
    ['an unknown command', () => ['toString'], /^There is no command 'toString'\./],
    ['an unknown option', () => ['publish', 'x', '--bogus'], /^Unknown option '--bogus'\.\n$/],
    ['an option without its value', () => ['fetch', '--root'], /^Option '--root <value>' argument missing\.\n$/],
    ['no file', () => ['publish', ...at('x')], /^FILE \(or - for the standard input\) is missing\.\n$/],
    ['one file too many', () => ['publish', 'profile.xml', 'other.xml', ...at('x')], /^'other\.xml' is one argument too many\.\n$/],
    ['a file that is not there', () => ['publish', 'absent.xml', ...at('x')], /^absent\.xml: there is no such file or folder\.\n$/],
    ['a folder', () => ['publish', 'data', ...at('x')], /^data: it is a folder\.\n$/],
    ['no root', () => ['list', '--xui', XUI], /^--root is missing\.\n$/],
    ['a wrong root', () => ['list', '--xui', XUI, '--root', 'cms'], /^The XCAP root 'cms' is not a URI with a host; write it like/],
    ['a name that is none', () => ['fetch', ...at('..')], /^The document name '\.\.' would mean another folder; enter another\.\n$/],
    ['a token variable that is not set', () => ['list', '--root', root, '--xui', XUI, '--token-env', 'NO_SUCH'], /^The environment variable NO_SUCH, named by --token-env, is empty or not set\.\n$/],
    ['both conditions', () => ['publish', 'profile.xml', ...at('x'), '--create', '--if-match', 'a'], /^--create and --if-match exclude each other/],
    ['nobody listening', () => ['fetch', ...at('x'), '--root', 'http://127.0.0.1:1/x'], /^No CMS listens at 127\.0\.0\.1:1; start it or check the XCAP root\.\n$/],
    ['a port that is none', () => ['cms', '--port', '65536'], /^--port takes a whole number from 0 to 65535, not '65536'\.\n$/],
    ['a port in use', () => ['cms', '--data', 'elsewhere', '--port', new URL(root).port], /^Port \d+ is in use; choose another with --port\.\n$/],
    ['a data folder in use', () => ['cms', '--data', 'data'], /^The data folder .* is in use by process \d+; stop that CMS or choose another folder with --data\.\n$/],
    ['a data folder that is a file', () => ['cms', '--data', 'profile.xml'], /^.*profile\.xml is a file; name a folder with --data\.\n$/],
    ['a folder without a CMS', () => ['token', '--data', 'nowhere', '--user', XUI], /^nowhere has no CMS data with a key in it; .* start one there first: cms --data nowhere\n$/],
    ['another machine without TLS', () => ['cms', '--data', 'elsewhere', '--host', '0.0.0.0'], /^Other machines are served over TLS only: to listen on 0\.0\.0\.0, give --tls or --tls-cert and --tls-key\.\n$/],
    ['an address of another machine', () => ['cms', '--data', 'elsewhere', '--tls', '--host', '192.0.2.1'], /^192\.0\.2\.1 is no address of this machine; choose another with --host\.\n$/],
    ['half a certificate', () => ['cms', '--data', 'elsewhere', '--tls-cert', 'x'], /^--tls-cert and --tls-key belong together; give both\.\n$/],
    ['two certificates', () => ['cms', '--data', 'elsewhere', '--tls', '--tls-cert', 'x', '--tls-key', 'x'], /^--tls and --tls-cert exclude each other; give one of them\.\n$/],
    ['a certificate that is none', () => ['cms', '--data', 'elsewhere', '--tls-cert', 'profile.xml', '--tls-key', 'profile.xml'], /^profile\.xml holds no certificate in PEM\.\n$/],
    ['an issuer without keys', () => ['cms', '--data', 'elsewhere', '--issuer', 'https://i', '--audience', 'a'], /^--issuer, --audience and --jwks belong together; .*\n$/],
    ['keys over an open line', () => ['cms', '--data', 'elsewhere', '--issuer', 'i', '--audience', 'a', '--jwks', 'http://keys.example/'], /^--jwks: keys from another machine are fetched over https: only, not from 'http:\/\/keys\.example\/'\.\n$/],
    ['keys that are not there', () => ['cms', '--data', 'elsewhere', '--issuer', 'i', '--audience', 'a', '--jwks', 'absent.json'], /absent\.json: there is no such file or folder\.\n$/],
    ['keys that are none', () => ['cms', '--data', 'elsewhere', '--issuer', 'i', '--audience', 'a', '--jwks', 'profile.xml'], /profile\.xml is not a JSON Web Key Set: .*\n$/],
    ['an audit in no folder', () => ['cms', '--data', 'elsewhere', '--audit', 'no/such.log'], /no\/such\.log: there is no such file or folder\.\n$/],
    ['no user', () => ['token', '--data', 'data'], /^--user is missing\.\n$/],
  ];
  for (const [what, args, text] of cannot) {
    test(`exit code 2 in one line: ${what}`, async () => {
      const { code, out, err } = await run(args());
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, text);
      assert.equal(err.split('\n').length, 2);
    });
  }

  test('exit code 2: bytes that are not UTF-8', async () => {
    check(await run(['publish', '-', ...at('x.xml')], new Uint8Array([0x3c, 0xff])), 2, 'The standard input is not encoded in UTF-8; save it as UTF-8 first.\n');
  });

  test('help, for all and for one', async () => {
    const all = await cli.run(['--help']);
    assert.deepEqual([all.code, all.err], [0, '']);
    for (const command of ['check', 'publish', 'fetch', 'delete', 'list', 'cms', 'token']) {
      const one = await cli.run([command, '--help']);
      assert.equal(one.code, 0);
      assert.ok(one.out.startsWith(command) && all.out.includes(one.out.trim()));
    }
  });

  test('a sign-in page of a proxy is neither a document nor a removal', async () => {
    const server = createServer((_, response) => response.writeHead(200, { 'Content-Type': 'text/html', ETag: 'W/"1"' }).end('<!doctype html><p>Sign in</p>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const proxied = (command: string) => run([command, ...at('a.xml'), '--root', `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcptt`]);
    const [fetched, removed] = [await proxied('fetch'), await proxied('delete')];
    await new Promise((resolve) => server.close(resolve));
    assert.equal(fetched.out, '');
    check(fetched, 1, '200 OK: a web page came instead of a.xml, as from a proxy that asks to sign in; sign in there, or check the XCAP root.\n');
    check(removed, 1, '200 OK: a web page came instead of the answer of a CMS, as from a proxy that asks to sign in; it is not known whether a.xml was removed.\n');
  });

  test('a token is never sent where a redirect points, and never printed', async () => {
    const asked: string[] = [];
    const server = createServer((incoming, response) => {
      asked.push(incoming.url ?? '');
      response.writeHead(307, { Location: `http://127.0.0.1:${(server.address() as AddressInfo).port}/elsewhere` }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const port = (server.address() as AddressInfo).port;
    const { code, out, err } = await run(['publish', 'profile.xml', ...at('a.xml'), '--root', `http://127.0.0.1:${port}/mcptt`]);
    await new Promise((resolve) => server.close(resolve));
    assert.deepEqual([code, asked], [1, [`${PATH}/a.xml`]]);
    assert.equal(err, `307 Temporary Redirect: the CMS points to another address (http://127.0.0.1:${port}/elsewhere), which is not followed; check the XCAP root. Nothing was sent.\n`);
    assert.ok(!`${out}${err}`.includes(token));
  });
});

suite('cli: cms', function () {
  this.timeout(60_000);
  let cli: CommandLine;
  suiteSetup(async () => (cli = await CommandLine.make()));
  suiteTeardown(() => cli.dispose());

  /** Has a CMS make its folder and its key, and gives a token by that. */
  const firstToken = async (data: string): Promise<string> => {
    const { child } = await cli.cms('--data', data);
    await cli.stop(child, 'SIGTERM');
    return (await cli.run(['token', '--data', data, '--user', XUI])).out.trim();
  };

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    test(`prints one line when it is ready, and ends well at ${signal}`, async () => {
      const { child, ready, out } = await cli.cms('--data', signal);
      assert.match(ready.root, /^http:\/\/127\.0\.0\.1:\d+\/mcptt$/);
      assert.equal(ready.data, join(cli.folder, signal));
      assert.equal(await cli.stop(child, signal), 0);
      assert.equal(out(), `${JSON.stringify(ready)}\n`);
      assert.deepEqual((await readdir(ready.data)).sort(), ['.gitignore', 'signing-key.json', 'user-database.log']);
    });
  }

  test('its folder, by default, is its own and kept out of version control', async () => {
    const { child, ready } = await cli.cms();
    assert.equal(ready.data, join(cli.folder, '.mcptt-cms'));
    assert.equal(await readFile(join(ready.data, '.gitignore'), 'utf8'), '*\n');
    await cli.stop(child, 'SIGTERM');
  });

  test('a data folder that is there already is left as it is', async () => {
    await mkdir(join(cli.folder, 'there'));
    const { child, ready } = await cli.cms('--data', 'there');
    assert.deepEqual((await readdir(ready.data)).filter((name) => name === '.gitignore'), []);
    await cli.stop(child, 'SIGTERM');
  });

  if (process.platform !== 'win32') {
    test('on a full disk it refuses with 503, keeps what it acknowledged and goes on when there is room', async () => {
      const token = await firstToken('full');
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/vnd.3gpp.mcptt-user-profile+xml' };
      const put = (root: string, name: string, size: number) => fetch(`${root.replace('/mcptt', PATH)}/${name}`, { method: 'PUT', headers, body: PROFILE.replace('Ü', 'x'.repeat(size)) });
      const sizeAt = async (root: string, name: string) => /<Name>(x*)</.exec(await (await fetch(`${root.replace('/mcptt', PATH)}/${name}`, { headers })).text())?.[1]?.length;

      // A shell counts blocks of 512 bytes or of 1024: room for some documents of 10 kB, not for 20.
      const small = await cli.cmsOnSmallDisk(128, '--data', 'full');
      const statuses: number[] = [];
      while (statuses.length < 20 && !statuses.includes(503)) statuses.push((await put(small.ready.root, `${statuses.length}.xml`, 10_000)).status);
      const stored = statuses.length - 1;
      assert.deepEqual(statuses, [...Array.from({ length: stored }, () => 201), 503]);
      const refused = await put(small.ready.root, 'large.xml', 150_000);
      assert.deepEqual([refused.status, refused.headers.get('retry-after')], [503, '5']);
      assert.equal((await put(small.ready.root, 'tiny.xml', 1)).status, 201);
      assert.equal(await sizeAt(small.ready.root, '0.xml'), 10_000);
      assert.equal(await sizeAt(small.ready.root, `${stored}.xml`), undefined);
      await cli.stop(small.child, 'SIGKILL');

      const large = await cli.cms('--data', 'full');
      for (let index = 0; index < stored; index++) assert.equal(await sizeAt(large.ready.root, `${index}.xml`), 10_000);
      assert.equal(await sizeAt(large.ready.root, 'tiny.xml'), 1);
      assert.equal((await put(large.ready.root, `${stored}.xml`, 10_000)).status, 201);
      await cli.stop(large.child, 'SIGTERM');
    });
  }

  test('killed in the middle of its work, it has kept every write that it acknowledged', async () => {
    const token = await firstToken('killed');
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/vnd.3gpp.mcptt-user-profile+xml' };
    /** Last version sent of each document, acknowledged or not. */
    const attempted = new Map<string, number>();
    const acknowledged = new Map<string, { version: number; etag: string | null }>();
    const body = (name: string, version: number) => PROFILE.replace('Ü', `${name} ${version} ${createHash('sha512').update(`${name}${version}`).digest('hex').repeat(20)}`);
    let version = 0;
    for (let round = 0; round < 5; round++) {
      const { child, ready } = await cli.cms('--data', 'killed');
      const enough = 20 + round * 30;
      let count = 0;
      let killed: Promise<unknown> | undefined;
      const writer = async (name: string) => {
        while (!killed) {
          const mine = ++version;
          attempted.set(name, mine);
          const response = await fetch(`${ready.root.replace('/mcptt', PATH)}/${name}`, { method: 'PUT', headers, body: body(name, mine) }).catch(() => undefined);
          if (!response) return;
          assert.ok(response.ok, String(response.status));
          acknowledged.set(name, { version: mine, etag: response.headers.get('etag') });
          count += 1;
          if (count >= enough) killed ??= cli.stop(child, 'SIGKILL');
        }
      };
      await Promise.all(Array.from({ length: 8 }, (_, index) => writer(`${round}-${index}.xml`)));
      await killed;

      const again = await cli.cms('--data', 'killed');
      for (const [name, { version: last, etag }] of acknowledged) {
        const response = await fetch(`${again.ready.root.replace('/mcptt', PATH)}/${name}`, { headers });
        const text = await response.text();
        // The write under way at the kill may have been kept or not; anything older than the acknowledged one may not be there.
        const possible = [last, attempted.get(name) ?? last].map((each) => body(name, each));
        assert.ok(possible.includes(text), `${name} is ${response.status} ${text.slice(0, 300)}, acknowledged ${last}`);
        if (text === possible[0] && possible[0] !== possible[1]) assert.equal(response.headers.get('etag'), etag);
      }
      await cli.stop(again.child, 'SIGTERM');
    }
    assert.ok(acknowledged.size > 8);
  });
});
