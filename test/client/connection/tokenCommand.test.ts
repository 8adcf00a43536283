import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTokenCommand } from '../../../client/src/connection/tokenCommand';
import { openRoute, settingsSource } from '../../../client/src/connection/openRoute';
import { readConnection } from '../../../client/src/connection/readConnection';
import { Authority } from '../certificates';

const never = new AbortController().signal;
const program = (script: string, ...rest: string[]) => [process.execPath, '-e', script, ...rest];
const LIMITS = { milliseconds: 5000, outputBytes: 1024 };

async function problem(work: Promise<unknown>): Promise<string> {
  const error = await work.then(() => assert.fail('it worked'), (reason: unknown) => reason as Error);
  assert.ok(!error.message.includes('\n') && !error.message.includes('secret'), error.message);
  return error.message.replaceAll(process.execPath, 'node');
}

suite('a token from a command', () => {
  test('what it prints, without blanks around it, and no shell in between', async () => {
    assert.equal(await runTokenCommand(program('console.log("  " + process.argv[1] + " ")', 'abc.def-1'), never), 'abc.def-1');
    const written = join(tmpdir(), `mcptt-shell-${process.pid}`);
    assert.equal(await runTokenCommand(program('console.log(process.argv.length)', `; touch ${written}`, '$(id)'), never), '3');
  });

  test('every failure in one line, with nothing of what was printed', async () => {
    const run = (script: string, limits = LIMITS) => problem(runTokenCommand(program(script), never, limits));
    assert.equal(await run('console.log("secret 1"); process.exit(7)'), "The token command 'node' ended with exit code 7; run it in a terminal to see why.");
    assert.equal(await run('console.error("secret")'), "The token command 'node' printed something that is not an access token.");
    assert.equal(await run('console.log("secret\\nsecret")'), "The token command 'node' printed something that is not an access token.");
    assert.equal(await run('for (;;) console.log("secret".repeat(1000))'), "The token command 'node' printed more than 1 kB.");
    assert.equal(await run('setInterval(() => 0, 1000)', { ...LIMITS, milliseconds: 300 }), "The token command 'node' did not end within 0.3 s.");
    assert.equal(await problem(runTokenCommand(['/no/such/program'], never)), "The token command '/no/such/program' was not found; write its whole path.");
  });

  test('it gets no input to wait for, and can be cancelled', async () => {
    assert.equal(await runTokenCommand(program('process.stdin.on("end", () => console.log("abc")).resume()'), never), 'abc');
    const controller = new AbortController();
    const running = problem(runTokenCommand(program('setInterval(() => 0, 1000)'), controller.signal));
    setImmediate(() => controller.abort());
    assert.equal(await running, "The token command 'node' was cancelled.");
  });
});

suite('the files of a connection', () => {
  let folder: string;
  suiteSetup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mcptt-tls-'));
    const authority = await Authority.make();
    const [one, two] = [await authority.client('CN=one'), await authority.client('CN=two')];
    for (const [name, text] of Object.entries({ 'ca.pem': authority.ca, 'one.pem': one.cert, 'one.key': one.key, 'two.key': two.key, 'text.txt': 'no PEM' })) await writeFile(join(folder, name), text);
  });
  suiteTeardown(() => rm(folder, { recursive: true }));
  const open = (tls: object, base: string | undefined = folder, passphrase?: string) => {
    const connection = readConnection('lab', { root: 'https://cms.example.com', tls }, { setting: 'mcptt.connections', mayRunPrograms: true });
    return openRoute(connection, settingsSource(connection, base, passphrase));
  };

  test('read, relative to the folder', async () => {
    const { tls } = await open({ ca: 'ca.pem', cert: 'one.pem', key: join(folder, 'one.key'), serverName: 'x' }, folder, 'not needed');
    assert.match(tls?.ca ?? '', /BEGIN CERTIFICATE/);
    assert.deepEqual(Object.keys(tls ?? {}).sort(), ['ca', 'cert', 'key', 'passphrase', 'serverName']);
    assert.deepEqual(await open({}), {});
  });

  test('what cannot be used is told with its setting', async () => {
    const of = (tls: object, base?: string) => problem(open(tls, base));
    assert.equal(await of({ ca: 'none.pem' }), "Setting mcptt.connections, 'lab': tls.ca 'none.pem' cannot be read (ENOENT): check the path.");
    assert.match(await of({ ca: '.' }), /tls\.ca '\.' cannot be read \(EISDIR\)/);
    assert.match(await of({ ca: 'text.txt' }), /tls\.ca 'text\.txt' holds no certificate in PEM/);
    assert.match(await of({ cert: 'text.txt', key: 'one.key' }), /tls\.cert cannot be used/);
    assert.match(await of({ cert: 'one.pem', key: 'two.key' }), /tls\.key cannot be used: .*does not belong to the certificate/);
    assert.match(await of({ pfx: 'text.txt' }), /tls\.pfx cannot be used/);
    const connection = readConnection('lab', { root: 'https://cms.example.com', tls: { ca: 'ca.pem' } }, { setting: 'x', mayRunPrograms: true });
    assert.match(await problem(openRoute(connection, settingsSource(connection, undefined, undefined))), /'ca\.pem' is relative, and no folder is open/);
  });
});
