import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { CommandLine, type Ended } from './commandLine';

/** A profile without errors, of one user. */
const profile = (user: string, name = 'Ü'): string => `<?xml version="1.0" encoding="UTF-8"?>
<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="${user}" user-profile-index="0">\r
  <Name>${name}</Name>
</mcptt-user-profile>
`;

interface Counts { readonly [state: string]: number }
interface Json { readonly counts: Counts; readonly documents: readonly { readonly file: string; readonly state: string; readonly message: string }[]; readonly stopped?: { readonly kind: string } }

suite('cli: publish a folder', function () {
  this.timeout(120_000);
  let cli: CommandLine;
  let root: string;
  let token: string;
  let count = 0;
  let folder: string;
  const closing: Server[] = [];
  suiteSetup(async () => {
    cli = await CommandLine.make();
    root = (await cli.cms('--data', 'data', '--audit', 'audit.log')).ready.root;
    token = (await cli.run(['token', '--data', 'data', '--user', 'sip:admin@example.com', '--admin'])).out.trim();
  });
  setup(async () => {
    folder = `folder ${count += 1}`;
    await mkdir(join(cli.folder, folder));
  });
  teardown(() => closing.splice(0).forEach((server) => {
    server.closeAllConnections();
    server.close();
  }));
  suiteTeardown(() => cli.dispose());

  const put = (name: string, text: string | Uint8Array) => writeFile(join(cli.folder, folder, name), text);
  const args = (...more: string[]) => ['publish', folder, '--root', root, '--token-env', 'CMS_TOKEN', '--format', 'json', ...more];
  const environment = () => ({ CMS_TOKEN: token, XDG_STATE_HOME: join(cli.folder, 'state') });
  const run = (...more: string[]): Promise<Ended> => cli.run(args(...more), environment());
  const json = ({ out }: Ended): Json => JSON.parse(out) as Json;
  const counted = (ended: Ended): Counts => Object.fromEntries(Object.entries(json(ended).counts).filter(([, number]) => number > 0));
  const journals = async () => (await readdir(join(cli.folder, 'state/mcptt/publish')).catch(() => [])).filter((name) => name.endsWith('.jsonl'));

  /** Changes that the CMS made to documents of a user, by its own audit: target to how often. */
  async function stores(user: string): Promise<Map<string, number>> {
    const stored = new Map<string, number>();
    for (const line of (await readFile(join(cli.folder, 'audit.log'), 'utf8')).split('\n').slice(0, -1)) {
      const { method, target } = JSON.parse(line) as { method: string; target: string };
      if (method === 'PUT' && target.includes(user)) stored.set(target, (stored.get(target) ?? 0) + 1);
    }
    return stored;
  }

  /** Stands before the CMS, and may answer in its place. */
  async function before(rather: (incoming: IncomingMessage, response: ServerResponse, forward: () => void) => void): Promise<string> {
    const server = createServer((incoming, response) => rather(incoming, response, () => {
      const onward = ask(new URL(incoming.url ?? '', root), { method: incoming.method, headers: incoming.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.statusMessage, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      incoming.pipe(onward);
    }));
    closing.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcptt`;
  }

  /** Once so many documents have been stored through it, does something once. */
  const gate = (after: number, act: () => void) => {
    let seen = 0;
    return before((incoming, _, forward) => {
      if (incoming.method === 'PUT' && (seen += 1) === after) act();
      forward();
    });
  };

  test('each document goes to its user under the name of its file, byte for byte; done again, nothing is sent', async () => {
    await put('user-profile-0.xml', profile('sip:many-a@example.com'));
    await put('Ærø 東京 #1.mcptt-user-profile.xml', `\ufeff${profile('sip:many-a@example.com').replace(/\r?\n/g, '\r\n')}`);
    await put('notes.xml', '<notes/>');
    const first = await run();
    assert.deepEqual([first.code, counted(first), first.err], [0, { stored: 2 }, '2 stored.\n']);
    const served = await fetch(`${root}/org.3gpp.mcptt.user-profile/users/sip:many-a@example.com/${encodeURIComponent('Ærø 東京 #1.mcptt-user-profile.xml')}`, { headers: { Authorization: `Bearer ${token}` } });
    assert.equal(await served.text(), profile('sip:many-a@example.com').replace(/\r?\n/g, '\r\n'));
    const second = await run();
    assert.deepEqual([second.code, counted(second)], [0, { there: 2 }]);
    assert.deepEqual([...(await stores('many-a')).values()], [1, 1]);
    assert.deepEqual(await journals(), [], 'a run that came to its end leaves no journal');
  });

  test('what is there with another text is left alone, or replaced where that was said', async () => {
    await put('user-profile-0.xml', profile('sip:many-b@example.com'));
    assert.equal((await run()).code, 0);
    await put('user-profile-0.xml', profile('sip:many-b@example.com', 'Other'));
    const left = await run();
    assert.deepEqual([left.code, counted(left)], [1, { refused: 1 }]);
    assert.match(left.err, /user-profile-0\.xml: the CMS has another text at this address, and only new documents were to be published\.\n1 refused\.\n$/);
    const replaced = await run('--replace');
    assert.deepEqual([replaced.code, counted(replaced)], [0, { stored: 1 }]);
  });

  test('what cannot go is told, and the others go', async () => {
    await put('latin.mcptt-user-profile.xml', Buffer.from(profile('sip:many-c@example.com'), 'latin1'));
    await put('nobody.mcptt-user-profile.xml', '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0"/>');
    await put('wrong.mcptt-user-profile.xml', profile('sip:many-c@example.com').replace('<Name>Ü</Name>', '<Nam>Ü</Nam>'));
    await put('good.mcptt-user-profile.xml', profile('sip:many-c@example.com'));
    await mkdir(join(cli.folder, folder, 'twice'));
    await put('same.mcptt-user-profile.xml', profile('sip:many-c@example.com'));
    await put('twice/same.mcptt-user-profile.xml', profile('sip:many-c@example.com', 'Other'));
    const ended = await run();
    assert.deepEqual([ended.code, counted(ended)], [1, { stored: 1, unfit: 5 }]);
    const told = Object.fromEntries(json(ended).documents.map(({ file, message }) => [file.slice(cli.folder.length + folder.length + 2), message.replaceAll(cli.folder, '')]));
    assert.deepEqual(told, {
      'latin.mcptt-user-profile.xml': 'it is not encoded in UTF-8; save it as UTF-8 first',
      'nobody.mcptt-user-profile.xml': 'it names no user: neither an MCPTT ID nor an XUI-URI, and none was given',
      'same.mcptt-user-profile.xml': `/${folder}/twice/same.mcptt-user-profile.xml would go to the same address; rename or remove all but one`,
      'twice/same.mcptt-user-profile.xml': `/${folder}/same.mcptt-user-profile.xml would go to the same address; rename or remove all but one`,
      'wrong.mcptt-user-profile.xml': 'it has 1 error',
    });
    const all = await run('--with-errors');
    assert.match(all.err, /wrong\.mcptt-user-profile\.xml: 409 Conflict/);
    assert.deepEqual([...(await stores('many-c')).keys()].map((target) => target.split('/').pop()).sort(), ['good.mcptt-user-profile.xml', 'wrong.mcptt-user-profile.xml']);
  });

  test('a file that vanishes before its turn is told; the rest is published', async () => {
    for (const index of [0, 1, 2]) await put(`user-profile-${index}.xml`, profile('sip:many-d@example.com').replace('index="0"', `index="${index}"`));
    const through = await gate(1, () => void rm(join(cli.folder, folder, 'user-profile-2.xml')));
    const ended = await cli.run([...args('--parallel', '1', '--xui', 'sip:many-d@example.com'), '--root', through], environment());
    assert.deepEqual([ended.code, counted(ended)], [2, { stored: 2, unreadable: 1 }]);
    assert.match(ended.err, /user-profile-2\.xml: it could not be read: it is not there any more\.\n/);
  });

  test('503 with Retry-After holds all requests; a refusal is told; each document is stored once', async () => {
    for (let index = 0; index < 8; index += 1) await put(`user-profile-${index}.xml`, profile('sip:many-e@example.com').replace('index="0"', `index="${index}"`));
    let left = 3;
    const through = await before((incoming, response, forward) => {
      incoming.on('error', () => undefined);
      if (incoming.url?.endsWith('user-profile-5.xml')) response.writeHead(403).end('Not this one');
      else if (incoming.method === 'PUT' && left-- > 0) response.writeHead(503, { 'Retry-After': '1' }).end();
      else forward();
    });
    const ended = await cli.run([...args(), '--root', through], environment());
    assert.deepEqual([ended.code, counted(ended)], [1, { stored: 7, refused: 1 }]);
    assert.match(ended.err, /user-profile-5\.xml: 403 Forbidden: .*Not this one\.\n/);
    assert.deepEqual([...(await stores('many-e')).values()], Array(7).fill(1));
  });

  test('401 in the middle stops all, and the next run goes on', async () => {
    for (let index = 0; index < 20; index += 1) await put(`user-profile-${index}.xml`, profile('sip:many-f@example.com').replace('index="0"', `index="${index}"`));
    let puts = 0;
    const through = await before((incoming, response, forward) => {
      if (incoming.method === 'PUT') puts += 1;
      if (puts > 6) response.writeHead(401, { 'WWW-Authenticate': 'Bearer error="invalid_token"' }).end();
      else forward();
    });
    const at = [...args(), '--root', through];
    const ended = await cli.run(at, environment());
    assert.equal(ended.code, 1);
    assert.equal(json(ended).stopped?.kind, 'token');
    assert.ok((counted(ended)['waiting'] ?? 0) >= 10, ended.err);
    puts = -1000;
    const again = await cli.run(at, environment());
    assert.deepEqual([again.code, Object.keys(counted(again)).sort()], [0, ['earlier', 'stored']]);
    assert.equal((await stores('many-f')).size, 20);
  });

  test('300 documents: cancelled in the middle, killed in the middle, finished: each sent exactly once', async () => {
    for (let index = 0; index < 300; index += 1) await put(`${index}.mcptt-user-profile.xml`, profile('sip:many-g@example.com', `N${index}`));
    const signals: [number, NodeJS.Signals][] = [[100, 'SIGINT'], [100, 'SIGKILL']];
    let child: ReturnType<CommandLine['start']> | undefined;
    let left = 0;
    let signal: NodeJS.Signals = 'SIGINT';
    const through = await before((incoming, _, forward) => {
      if (incoming.method === 'PUT' && (left -= 1) === 0) child?.kill(signal);
      forward();
    });
    const at = [...args(), '--root', through, '--journal', `${folder}.jsonl`];
    const ends: Ended[] = [];
    for ([left, signal] of signals) {
      child = cli.start(at, environment());
      ends.push(await cli.ended(child));
    }
    const [cancelled, killed] = ends;
    assert.equal(cancelled?.code, 2);
    const counts = counted(cancelled);
    assert.deepEqual([json(cancelled).stopped?.kind, (counts['stored'] ?? 0) + (counts['waiting'] ?? 0)], ['cancelled', 300]);
    assert.ok(counts['stored']! >= 100 && counts['stored']! < 110, cancelled.err);
    assert.equal(killed?.code, null);
    // As by a kill in the middle of a line.
    await writeFile(join(cli.folder, `${folder}.jsonl`), '{"path": "hal', { flag: 'a' });
    left = 0;
    const finished = await cli.run(at, environment());
    assert.equal(finished.code, 0, finished.err);
    assert.ok((counted(finished)['earlier'] ?? 0) >= 190, finished.err);
    const stored = await stores('many-g');
    assert.deepEqual([stored.size, Math.max(...stored.values())], [300, 1]);
  });

  test('a second terminal for the same folder says so and sends nothing; one that was killed holds nothing', async () => {
    for (let index = 0; index < 30; index += 1) await put(`${index}.mcptt-user-profile.xml`, profile('sip:many-k@example.com', `N${index}`));
    let free: () => void = () => undefined;
    let reached: () => void = () => undefined;
    let puts = 0;
    const through = await before((incoming, _, forward) => {
      if (incoming.method !== 'PUT' || (puts += 1) !== 10) return forward();
      reached();
      free = forward;
    });
    // One at a time, so that one that waits holds all.
    const at = [...args('--parallel', '1'), '--root', through];
    const first = async (...more: string[]) => {
      puts = 0;
      const there = new Promise<void>((resolve) => (reached = resolve));
      const child = cli.start([...at, ...more], environment());
      const ended = cli.ended(child);
      await there;
      return { child, ended };
    };
    const killed = await first();
    const second = await cli.run(at, environment());
    const line = (what: string, { pid }: { pid?: number }) => `${what} already, by process ${pid}; wait for it or stop it. Nothing was sent.\n`;
    assert.deepEqual([second.code, second.err], [2, line(`These profiles are being published to ${through}`, killed.child)]);
    killed.child.kill('SIGKILL');
    await killed.ended;
    free();
    const other = await first('--journal', 'shared.jsonl');
    // By another name of the folder, and beside it with its journal.
    await symlink(join(cli.folder, folder), join(cli.folder, `${folder} by another name`));
    const [, , ...rest] = at;
    const renamed = await cli.run(['publish', `${folder} by another name`, ...rest], environment());
    assert.equal(renamed.err, line(`These profiles are being published to ${through}`, other.child));
    const part = await cli.run(['publish', `${folder}/0.mcptt-user-profile.xml`, `${folder}/1.mcptt-user-profile.xml`, ...rest, '--journal', 'shared.jsonl'], environment());
    assert.equal(part.err, line('The journal shared.jsonl is being used', other.child));
    free();
    const ended = await other.ended;
    assert.deepEqual([ended.code, json(ended).counts['stored']! + json(ended).counts['there']!], [0, 30], ended.err);
    const stored = await stores('many-k');
    assert.deepEqual([stored.size, Math.max(...stored.values())], [30, 1]);
    assert.equal((await cli.run(at, environment())).code, 0, 'nobody holds it any more');
  });

  test('where nothing can be kept at home, a journal that is named is enough', async () => {
    await put('user-profile-0.xml', profile('sip:many-l@example.com'));
    await writeFile(join(cli.folder, 'no folder'), '');
    const ended = await cli.run(args('--journal', 'elsewhere.jsonl'), { ...environment(), XDG_STATE_HOME: join(cli.folder, 'no folder') });
    assert.deepEqual([ended.code, counted(ended)], [0, { stored: 1 }], ended.err);
  });

  test('a journal of another root is refused, and so is a file that is none', async () => {
    await put('user-profile-0.xml', profile('sip:many-h@example.com'));
    const other = { journal: 'mcptt-publish', version: 1, root: 'https://cms1.example.com/x', auid: 'org.3gpp.mcptt.user-profile' };
    await writeFile(join(cli.folder, 'other.jsonl'), `${JSON.stringify(other)}\n`);
    const refused = await run('--journal', 'other.jsonl');
    assert.deepEqual([refused.code, refused.err], [2, 'The journal other.jsonl cannot be used: it belongs to a publication to https://cms1.example.com/x as org.3gpp.mcptt.user-profile; finish that one first, or name another file.\n']);
    const none = await run('--journal', `${folder}/user-profile-0.xml`);
    assert.match(none.err, /it is no journal of a publication; name another file\.\n$/);
    assert.equal((await readFile(join(cli.folder, folder, 'user-profile-0.xml'), 'utf8')), profile('sip:many-h@example.com'), 'what is no journal is left as it is');
    // A journal goes away at its end: nothing else may come that far.
    await writeFile(join(cli.folder, 'notes.txt'), 'without a line end');
    for (const name of ['notes.txt', folder]) {
      const left = await run('--journal', name);
      assert.deepEqual([left.code, left.err], [2, `The journal ${name} cannot be used: it is no journal of a publication; name another file.\n`]);
    }
    assert.equal(await readFile(join(cli.folder, 'notes.txt'), 'utf8'), 'without a line end');
  });

  if (process.platform !== 'win32') {
    test('a journal that cannot grow any more ends the run in one line; with room it goes on', async () => {
      for (let index = 0; index < 20; index++) await put(`user-profile-${index}.xml`, profile('sip:many-m@example.com'));
      // 4 kB are room for some documents and not for twenty.
      const full = await cli.runOnSmallDisk(4, args('--journal', 'small.jsonl'), environment());
      assert.deepEqual([full.code, full.err], [2, 'The journal small.jsonl cannot be used: it cannot be written (EFBIG); make room for it or name another file, and publish again to go on: what was stored until now stays stored.\n']);
      const before = (await stores('many-m')).size;
      assert.ok(before > 0 && before < 20, String(before));
      const ended = await run('--journal', 'small.jsonl');
      assert.equal(ended.code, 0, ended.err);
      const stored = await stores('many-m');
      assert.deepEqual([stored.size, Math.max(...stored.values())], [20, 1], 'each is sent once');
    });
  }

  test('an empty folder, and options that do not fit, could not run', async () => {
    assert.deepEqual([(await run()).code, (await run()).err], [2, `There is no profile in '${folder}'.\n`]);
    await put('user-profile-0.xml', profile('sip:many-i@example.com'));
    const cases: [string[], RegExp][] = [
      [['--if-match', 'x'], /^--if-match is for a single document/], [['--parallel', '0'], /^--parallel takes a whole number from 1 to 32/],
      [['--create', '--replace'], /^--create and --replace exclude each other/], [['--format', 'sarif'], /^'sarif' is not a format; use text or json\./],
    ];
    for (const [options, message] of cases) {
      const { code, err } = await run(...options);
      assert.equal(code, 2);
      assert.match(err, message);
    }
    const single = await cli.run(['publish', `${folder}/user-profile-0.xml`, '--root', root, '--xui', 'sip:x@example.com', '--name', 'a.xml', '--replace']);
    assert.deepEqual([single.code, single.err], [2, '--replace is for a folder or several files; leave it out.\n']);
  });
});
