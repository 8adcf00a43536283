import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { makeAuthority, makeServerCertificate } from '../../cms/src/certificateAuthority';
import { DatabaseUnavailable, type UserDatabase } from '../../cms/src/database';
import { LocalCms, MEDIA_TYPE } from './localCms';
import { statusesOf } from './rawSocket';

const USER = 'sip:alice@example.com';
const TARGET = `/r/org.3gpp.mcptt.user-profile/users/${USER}/p.xml`;

/** Sends bytes as they are and reads until the server closes. */
function raw(port: number, ...parts: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => parts.forEach((part) => socket.write(part, 'latin1')));
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => (text += chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
  });
}

const statusOf = (text: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]);

suite('cms: connections', function () {
  this.timeout(20_000);
  let cms: LocalCms;
  teardown(() => cms.stop());
  const authorization = async () => `Authorization: Bearer ${await cms.token(USER)}\r\n`;
  const head = async (length: number, more = '') => `PUT ${TARGET} HTTP/1.1\r\nHost: x\r\n${await authorization()}Content-Type: ${MEDIA_TYPE}\r\nContent-Length: ${length}\r\n${more}\r\n`;

  test('a body that does not come ends in 408', async () => {
    cms = await LocalCms.start({ limits: { requestMilliseconds: 200 } });
    assert.equal(statusOf(await raw(cms.port, await head(100), '<a>')), 408);
    assert.equal(statusOf(await raw(cms.port, 'PUT /x HTTP/1.1\r\nHos')), 408);
  });

  test('shapes of request smuggling, too large headers and no HTTP end in an error and a closed connection', async () => {
    cms = await LocalCms.start({ limits: { headerBytes: 8192 } });
    const smuggled = `GET ${TARGET} HTTP/1.1\r\nHost: x\r\n\r\n`;
    const shapes: [text: string, status: number][] = [
      [await head(3, 'Transfer-Encoding: chunked\r\n') + `0\r\n\r\n${smuggled}`, 400],
      [await head(3, 'Content-Length: 4\r\n') + `<a/>${smuggled}`, 400],
      [await head(3, 'X: y\nZ: \r\n') + '<a>', 400],
      [(await head(3)).replace('Content-Length: 3', 'Content-Length: -3') + '<a>', 400],
      [await head(3, `X: ${'x'.repeat(10_000)}\r\n`) + '<a>', 431],
      [`GET /${'x'.repeat(10_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
      ['\u0016\u0003\u0001\u0002\u0000\u0001\u0000', 400],
    ];
    for (const [text, status] of shapes) {
      const answer = await raw(cms.port, text);
      assert.equal(statusOf(answer), status, answer);
      assert.equal(answer.match(/HTTP\/1\.1 /g)?.length, 1);
    }
    assert.deepEqual(cms.audit, []);
  });

  test('a client that waits for leave to send is refused before it sends, or gets leave', async () => {
    cms = await LocalCms.start();
    const expectation = 'Expect: 100-continue\r\nConnection: close\r\n';
    const anonymous = (await head(100_000_000, expectation)).replace(/Authorization.*\r\n/, '');
    assert.equal(statusOf(await raw(cms.port, anonymous)), 401);
    assert.equal(statusOf(await raw(cms.port, await head(100_000_000, expectation))), 413);
    const answer = await raw(cms.port, await head(4, expectation), '<a/>');
    assert.match(answer, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 Created\r\n/);
  });

  test('a client that is refused while it sends still gets the answer', async () => {
    cms = await LocalCms.start();
    const body = 'x'.repeat(4_000_000);
    const { status } = await cms.send('PUT', TARGET, { 'Content-Type': MEDIA_TYPE }, body);
    assert.equal(status, 401);
  });

  test('a client that goes away in the middle of its body leaves nothing behind', async () => {
    cms = await LocalCms.start();
    const sent = await head(100);
    await new Promise<void>((resolve) => {
      const socket = connect(cms.port, '127.0.0.1', () => socket.end(`${sent}<a>`));
      socket.on('close', () => resolve());
      socket.resume();
    });
    assert.equal((await cms.send('GET', TARGET, { Authorization: `Bearer ${await cms.token(USER)}` })).status, 404);
  });

  test('a database that cannot write is 503 with Retry-After; a failure of the CMS is 500 and tells nothing', async () => {
    const failures: unknown[] = [];
    const broken: UserDatabase = {
      read: async ({ document }) => {
        if (document === 'p.xml') return undefined;
        throw new Error('secret path');
      },
      write: async () => {
        throw new DatabaseUnavailable('The user database could not be written: no space.');
      },
      remove: async () => 'changed',
      list: async () => [],
      close: async () => undefined,
    };
    cms = await LocalCms.start({ database: broken, failed: (error) => failures.push(error) });
    const headers = { Authorization: `Bearer ${await cms.token(USER)}`, 'Content-Type': MEDIA_TYPE };
    const unavailable = await cms.send('PUT', TARGET, headers, '<a/>');
    assert.deepEqual([unavailable.status, unavailable.text, unavailable.headers['retry-after']], [503, 'The user database could not be written: no space.\n', '5']);
    const failed = await cms.send('GET', TARGET.replace('p.xml', 'q.xml'), headers);
    assert.deepEqual([failed.status, failed.text], [500, 'The CMS failed; what was asked for may or may not be done.\n']);
    assert.equal(failures.length, 1);
  });

  /** Sends bytes, and waits until a second client, whose request comes later, has its answer. */
  async function stalled(...parts: string[]): Promise<{ readonly answer: Promise<string> }> {
    const socket = connect(cms.port, '127.0.0.1');
    const answer = answerOn(socket);
    await once(socket, 'connect');
    for (const part of parts) await new Promise<void>((resolve) => socket.write(part, 'latin1', () => resolve()));
    await cms.send('GET', '/');
    return { answer };
  }

  /** So patient that a stop which waits for somebody does not end in the time of a test. */
  const patient = { limits: { closeMilliseconds: 120_000 } };

  test('a stop lets a request that has come whole end, and takes no other', async () => {
    const database = new SlowDatabase();
    cms = await LocalCms.start({ ...patient, database });
    const { answer } = await stalled(await head(4), '<a/>');
    await database.asked;
    const stopped = cms.stop();
    database.goOn();
    assert.match(await answer, /^HTTP\/1\.1 201 Created\r\n[^]*Connection: close\r\n/);
    await stopped;
    await assert.rejects(cms.send('GET', '/'), { code: 'ECONNREFUSED' });
  });

  test('a stop ends at once what waits for a client: connections without a request are closed, half of a body is 503', async () => {
    cms = await LocalCms.start(patient);
    const known = `GET ${TARGET} HTTP/1.1\r\nHost: x\r\n${await authorization()}\r\n`;
    const halves: [sent: string[], statuses: number[]][] = [
      [[], []],
      [['PUT /x HT'], []],
      [['PUT /x HTTP/1.1\r\nHost: x\r\nContent-Le'], []],
      [[known], [404]],
      [[known, 'GET '], [404]],
      [[await head(4)], [503]],
      [[await head(4, 'Expect: 100-continue\r\n')], [100, 503]],
      [[await head(4), '<a'], [503]],
      [[known, await head(4), '<a'], [404, 503]],
      [[(await head(4)).replace(/Content-Length.*/, 'Transfer-Encoding: chunked'), '2\r\n<a'], [503]],
      // Refused already, and its body is still awaited to be thrown away.
      [[(await head(4)).replace(/Authorization.*\r\n/, ''), '<a'], [401]],
    ];
    const answers = await Promise.all(halves.map(([sent]) => stalled(...sent)));
    await cms.stop();
    for (const [index, { answer }] of answers.entries()) assert.deepEqual(statusesOf(await answer), halves[index]![1], JSON.stringify(halves[index]![0]));
    assert.deepEqual(cms.audit.map(({ status, outcome }) => [status, outcome]).filter(([status]) => status === 503), Array.from({ length: 5 }, () => [503, 'failed']));
  });

  test('the same over TLS, in the middle of its handshake too', async () => {
    const validity = { notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + 86_400_000) };
    const authority = await makeAuthority('Gotham', validity);
    const database = new SlowDatabase();
    cms = await LocalCms.start({ ...patient, database, certificate: await makeServerCertificate(authority, ['127.0.0.1'], validity) });
    const secure = async () => {
      const socket = connectSecurely({ port: cms.port, host: '127.0.0.1', ca: authority.cert });
      await once(socket, 'secureConnect');
      return socket;
    };
    const [silent, half, whole] = [connect(cms.port, '127.0.0.1'), await secure(), await secure()];
    const answers = [silent, half, whole].map(answerOn);
    half.write(await head(4));
    whole.write(`${await head(4)}<a/>`);
    await database.asked;
    const stopped = cms.stop();
    await Promise.all([answers[0], answers[1]]);
    database.goOn();
    assert.deepEqual(statusesOf(await answers[2]!), [201]);
    await stopped;
  });
});

/** All that comes until the other side closes; a reset counts as that. */
function answerOn(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
}

/** A user database that writes when it is told to. */
class SlowDatabase implements UserDatabase {
  readonly asked: Promise<void>;
  goOn!: () => void;
  private readonly told: Promise<void>;
  private ask!: () => void;

  constructor() {
    this.asked = new Promise((resolve) => (this.ask = resolve));
    this.told = new Promise((resolve) => (this.goOn = resolve));
  }

  async read(): Promise<undefined> {}
  async write(): Promise<'written'> {
    this.ask();
    await this.told;
    return 'written';
  }
  async remove(): Promise<'changed'> {
    return 'changed';
  }
  async list(): Promise<[]> {
    return [];
  }
  async close(): Promise<void> {}
}
