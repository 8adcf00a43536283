import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { lstat, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Socket } from 'node:net';
import { withServer } from '../client/transport/wireServer';
import { CommandLine, type Ended } from './commandLine';

const TOKEN = 'header.secret-payload.signature';
const PROFILE = '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="sip:user1@example.com" user-profile-index="0"><Name>Ü</Name></mcptt-user-profile>';
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/vnd.3gpp.mcptt-user-profile+xml\r\nETag: "1"\r\n';

suite('cli: a CMS, an environment and files that mean no good', function () {
  this.timeout(60_000);
  let cli: CommandLine;
  suiteSetup(async () => {
    cli = await CommandLine.make();
    await writeFile(join(cli.folder, 'profile.xml'), PROFILE);
    await writeFile(join(cli.folder, 'empty.xml'), '\uFEFF\r\n');
  });
  suiteTeardown(() => cli.dispose());

  const way = (origin: string): string[] => ['--root', `${origin}/r`, '--xui', 'sip:u@h', '--token-env', 'CMS_TOKEN'];
  const named = (origin: string): string[] => [...way(origin), '--name', 'a.xml'];
  const COMMANDS: readonly ((origin: string) => string[])[] = [
    (origin) => ['publish', 'profile.xml', ...named(origin)], (origin) => ['publish', 'profile.xml', ...named(origin), '--parts'], (origin) => ['fetch', ...named(origin)],
    (origin) => ['delete', ...named(origin)], (origin) => ['list', ...way(origin)], (origin) => ['connection', 'test', ...way(origin)],
    (origin) => ['publish', 'profile.xml', 'profile.xml', ...way(origin), '--with-errors'],
  ];
  const environment = (token = TOKEN): Record<string, string> => ({ CMS_TOKEN: token, XDG_STATE_HOME: join(cli.folder, 'state') });

  /** Runs each command against a server; all that it says. */
  async function eachCommand(serve: (socket: Socket, header: string) => void, judge: (ended: Ended, command: string) => void, token = TOKEN): Promise<void> {
    await withServer(serve, async (origin) => {
      for (const command of COMMANDS) {
        const args = command(origin);
        judge(await cli.run(args, environment(token)), args.slice(0, 2).join(' '));
      }
    });
  }

  for (const [where, answer] of [
    ['its text', `HTTP/1.1 403 No\r\nContent-Type: text/plain\r\n\r\nyour token ${TOKEN}`],
    ['its reason', `HTTP/1.1 403 No ${TOKEN}\r\nContent-Length: 0\r\n\r\n`],
    ['a redirect', `HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example.com/?${TOKEN}\r\nContent-Length: 0\r\n\r\n`],
    ['its challenge', `HTTP/1.1 401 No\r\nWWW-Authenticate: Bearer error="invalid_token", error_description="${TOKEN}"\r\nContent-Length: 0\r\n\r\n`],
    ['another document', `${HEAD}\r\n<${TOKEN}/>`],
  ] as const) {
    test(`a CMS that repeats the access token in ${where} does not get it printed`, () => eachCommand((socket) => void socket.end(answer), ({ code, out, err }, command) => {
      assert.notEqual(code, 2, `${command}: ${err}`);
      assert.ok(!`${out}${err}`.includes(TOKEN), `${command}: ${out}${err}`);
    }));
  }

  test('a proxy that repeats it in its refusal neither', () => withServer((socket) => void socket.end(`HTTP/1.1 403 ${TOKEN}\r\n\r\n`), async (origin) => {
    const { code, err } = await cli.run(['fetch', ...named('https://cms1.example.com'), '--proxy', origin], environment());
    assert.equal(code, 2);
    assert.match(err, /^The proxy 127\.0\.0\.1:\d+ does not lead to cms1\.example\.com:443 \(403 •••\); check the proxy of the connection\.\n$/);
  }));

  test('a token that no header can carry: one line and no request, whatever the command', async () => {
    const requests: string[] = [];
    await eachCommand((socket, header) => (requests.push(header), void socket.end()), (ended, command) => assert.deepEqual(ended, {
      code: 2, out: '', err: 'The environment variable CMS_TOKEN, named by --token-env, holds characters that an access token cannot have; put the token there and nothing else.\n',
    }, command), `${TOKEN}\r\nX-Evil: 1`);
    assert.deepEqual(requests, []);
  });

  for (const [what, body, line] of [
    ['has no end', `${HEAD}\r\n${PROFILE.slice(0, 80)}`, '200 OK: what came for a.xml has no end and no length to tell whether that is all; nothing was read, try again.\n'],
    ['is not UTF-8', Buffer.from(`${HEAD}\r\n${PROFILE}`, 'latin1'), '200 OK: what came for a.xml is not encoded in UTF-8, as XCAP documents are (RFC 4825 5); nothing was read.\n'],
    ['is a part', `HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-79/200\r\n\r\n${PROFILE.slice(0, 80)}`, '206 Partial Content: only a part of a.xml came, which was not asked for; nothing was read.\n'],
  ] as const) {
    test(`fetch: a document that ${what} takes the place of no file`, () => withServer((socket) => void socket.end(body), async (origin) => {
      await writeFile(join(cli.folder, 'kept.xml'), 'before');
      assert.deepEqual(await cli.run(['fetch', ...named(origin), '--output', 'kept.xml'], environment()), { code: 1, out: '', err: line });
      assert.equal(await readFile(join(cli.folder, 'kept.xml'), 'utf8'), 'before');
    }));
  }

  test('fetch: with its length, a broken document is what the CMS has, for somebody to mend', () => withServer((socket) => void socket.end(`${HEAD}Content-Length: 20\r\n\r\n<mcptt-user-profile>`), async (origin) => {
    assert.deepEqual(await cli.run(['fetch', ...named(origin)], environment()), { code: 0, out: '<mcptt-user-profile>', err: 'ETag: "1"\n' });
  }));

  if (process.platform !== 'win32') {
    test('fetch --output: a link stays one, a file stays as private as it was, and a pipe stays a pipe', () => withServer((socket) => void socket.end(`${HEAD}\r\n${PROFILE}`), async (origin) => {
      const at = (name: string): string => join(cli.folder, name);
      const into = async (name: string): Promise<Ended> => cli.run(['fetch', ...named(origin), '--output', name], environment());
      await writeFile(at('private.xml'), 'before', { mode: 0o600 });
      await symlink('private.xml', at('link.xml'));
      assert.equal((await into('link.xml')).code, 0);
      assert.deepEqual([(await lstat(at('link.xml'))).isSymbolicLink(), (await stat(at('private.xml'))).mode & 0o777, await readFile(at('private.xml'), 'utf8')], [true, 0o600, PROFILE]);
      execFileSync('mkfifo', [at('pipe')]);
      const [{ code }, read] = await Promise.all([into('pipe'), readFile(at('pipe'), 'utf8')]);
      assert.deepEqual([code, read, (await lstat(at('pipe'))).isFIFO()], [0, PROFILE, true]);
    }));
  }

  test('what cannot be sent is said in one line, and nothing is sent', async () => {
    const requests: string[] = [];
    await withServer((socket, header) => (requests.push(header), void socket.end()), async (origin) => {
      const cases: [args: string[], err: string][] = [
        [['publish', 'empty.xml', ...named(origin)], 'empty.xml is empty; nothing was sent.\n'],
        [['publish', '-', ...named(origin)], 'The standard input is empty; nothing was sent.\n'],
        [['publish', 'profile.xml', ...named(origin), '--if-match', ''], '--if-match is empty; give the entity tag that was printed when the document was published or fetched.\n'],
        [['delete', ...named(origin), '--if-match', ' '], '--if-match is empty; give the entity tag that was printed when the document was published or fetched.\n'],
        [['publish', 'profile.xml', ...named(origin), '--media-type', 'a\nb'], "'a b' is not a media type; write it like application/vnd.3gpp.mcptt-user-profile+xml.\n"],
        [['publish', '', ...named(origin)], "'': there is no such file or folder.\n"],
      ];
      for (const [args, err] of cases) assert.deepEqual(await cli.run(args, environment()), { code: 2, out: '', err });
      const endless = await cli.run(['publish', '-', ...named(origin)], environment(), Buffer.alloc(65 * 1024 * 1024, 'x'));
      assert.deepEqual(endless, { code: 2, out: '', err: 'The standard input is larger than 64 MB; nothing was sent.\n' });
    });
    assert.deepEqual(requests, []);
  });

  test('what was asked for and could not be written out is no success', () => withServer((socket, header) => void socket.end(header.includes('xcap-directory')
    ? 'HTTP/1.1 200 OK\r\nContent-Type: application/vnd.oma.xcap-directory+xml\r\n\r\n<xcap-directory xmlns="urn:oma:xml:xdm:xcap-directory"><folder auid="org.3gpp.mcptt.user-profile"><entry uri="/a.xml" etag="1"/></folder></xcap-directory>'
    : `${HEAD}\r\n${PROFILE}`), async (origin) => {
    for (const command of [['list', ...way(origin)], ['connection', 'test', ...way(origin)], ['publish', 'profile.xml', 'empty.xml', ...way(origin), '--with-errors', '--format', 'json']]) {
      const child = cli.start(command, environment());
      // Nobody reads: the pipe is closed before anything is written.
      child.stdout.destroy();
      const { code, err } = await cli.ended(child);
      assert.equal(code, 2, `${command[0] ?? ''}: ${err}`);
      assert.match(err, /The operation: nobody reads the output any more\.\n$/);
    }
  }));
});
