import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { DocumentKey, DocumentVersion, UserDatabase } from '../../cms/src/database';
import { LocalCms } from './localCms';
import { statusesOf } from './rawSocket';

const USER = 'sip:alice@example.com';
const FOLDER = `/r/org.3gpp.mcptt.user-profile/users/${USER}`;
/** More than the system takes over for a client that does not read. */
const LARGE = Buffer.alloc(48_000_000, 'x');

suite('cms: clients that do not read', function () {
  this.timeout(30_000);
  let cms: LocalCms;
  let reads: string[];
  const sockets: Socket[] = [];
  setup(async () => {
    reads = [];
    cms = await LocalCms.start({ database: largeDocuments((name) => reads.push(name)), limits: { answersBytes: 100_000_000, closeMilliseconds: 200 } });
  });
  teardown(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await cms.stop();
  });

  const request = async (name: string, more = '') => `GET ${FOLDER}/${name} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${await cms.token(USER)}\r\n${more}\r\n`;
  /** Asks, waits until the answer begins, and reads no further. */
  async function unread(text: string): Promise<Socket> {
    const socket = connect(cms.port, '127.0.0.1');
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.write(text);
    await once(socket, 'readable');
    return socket;
  }
  const status = async (name: string) => (await cms.send('GET', `${FOLDER}/${name}`, { Authorization: `Bearer ${await cms.token(USER)}` })).status;

  test('no more than one answer is kept for a connection, and all come in their order once it reads', async () => {
    const socket = await unread(`${await request('large.xml')}${(await request('absent.xml')).repeat(3)}no request\r\n\r\n`);
    assert.equal(await status('other.xml'), 404);
    assert.deepEqual(reads, ['large.xml', 'other.xml']);
    let [length, tail] = [0, ''];
    let first = '';
    socket.on('data', (chunk: Buffer) => {
      if (length === 0) first = chunk.toString('latin1', 0, 100);
      length += chunk.length;
      tail = (tail + chunk.toString('latin1')).slice(-4000);
    });
    await once(socket, 'close');
    assert.deepEqual([statusesOf(first), statusesOf(tail), length > LARGE.length], [[200], [404, 404, 404, 400], true]);
  });

  test('large answers that nobody takes are kept up to a limit; small ones go on, and there is room again when they are gone', async () => {
    await unread(await request('large.xml'));
    await unread((await request('large.xml')).repeat(20));
    assert.deepEqual([await status('large.xml'), await status('small.xml'), await status('absent.xml')], [503, 200, 404]);
    for (const socket of sockets) socket.destroy();
    // The CMS learns that a connection is gone a moment after its client does.
    let [answered, asked] = [503, 0];
    for (; answered === 503; asked++) answered = await status('large.xml');
    assert.equal(answered, 200);
    // What was asked ahead on a connection that is gone is read no more.
    assert.equal(reads.filter((name) => name === 'large.xml').length, 3 + asked);
  });

  test('a tunnel that is refused is closed, whether or not its client is', async () => {
    const socket = connect({ port: cms.port, host: '127.0.0.1', allowHalfOpen: true });
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.resume();
    socket.write('CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(socket, 'end');
    // Writes to a connection that only this side holds open are met by a reset.
    const writing = setInterval(() => socket.write('x'), 50);
    await new Promise((resolve) => socket.on('close', resolve));
    clearInterval(writing);
  });
});

/** Documents whose size is in their name; it is never written. */
function largeDocuments(read: (name: string) => void): UserDatabase {
  const bodies: Readonly<Record<string, Uint8Array>> = { 'large.xml': LARGE, 'small.xml': LARGE.subarray(0, 10_000) };
  return {
    read: async ({ document }: DocumentKey): Promise<DocumentVersion | undefined> => {
      read(document);
      const body = bodies[document];
      return body && { entityTag: '"1"', body };
    },
    write: async () => 'changed',
    remove: async () => 'changed',
    list: async () => [],
    close: async () => undefined,
  };
}
