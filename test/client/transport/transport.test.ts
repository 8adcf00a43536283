import assert from 'node:assert/strict';
import { createServer as createTlsServer } from 'node:https';
import { createServer, type Socket } from 'node:net';
import { fetchTransport } from '../../../client/src/transport/fetchTransport';
import { nodeTransport } from '../../../client/src/transport/nodeTransport';
import { TransportError, type Transport, type WireRequest, type WireResponse } from '../../../xcap/src/wire';
import { withServer } from './wireServer';

const LIMITS = { answerBytes: 10_000, idleMilliseconds: 300, exchangeMilliseconds: 5_000 };
const OK = 'HTTP/1.1 200 Fine indeed\r\nETag: "1"\r\nX-A: 1\r\nX-A: 2\r\nContent-Length: 4\r\n\r\n<a/>';

const get = (origin: string, target = '/x'): WireRequest => ({ method: 'GET', origin, target, headers: { Authorization: 'Bearer abc' } });
const put = (origin: string): WireRequest => ({ method: 'PUT', origin, target: '/x', headers: { 'Content-Type': 'a/b' }, body: new TextEncoder().encode('<ü/>') });
const never = new AbortController().signal;

async function failure(exchange: Promise<WireResponse>): Promise<string> {
  try {
    await exchange;
  } catch (error) {
    assert.ok(error instanceof TransportError, String(error));
    assert.ok(!error.message.includes('\n') && !error.message.includes('abc'));
    return `${error.stage}: ${error.message}`;
  }
  return assert.fail('there was an answer');
}

const TRANSPORTS: [name: string, make: (limits: typeof LIMITS) => Transport][] = [
  ['node', nodeTransport],
  ['fetch', fetchTransport],
];

suite('connections of the node transport', () => {
  test('every request has its own, also where the server would go on with the old one', async () => {
    const sockets: Socket[] = [];
    const server = createServer();
    await withServer((socket) => {
      sockets.push(socket);
      socket.write(OK.replace('\r\n\r\n', '\r\nConnection: keep-alive\r\nKeep-Alive: timeout=60\r\n\r\n'));
    }, async (origin) => {
      const transport = nodeTransport(LIMITS);
      await transport(get(origin), never);
      await transport(put(origin), never);
    }, server);
    assert.equal(new Set(sockets).size, 2);
  });
});

for (const [name, make] of TRANSPORTS) {
  suite(`transport over ${name}`, () => {
    const transport = make(LIMITS);

    test('carries a request and its answer', async () => {
      let seen = '';
      const response = await withServer(
        (socket, header) => {
          seen = header;
          socket.end(OK);
        },
        (origin) => transport(get(origin, "/a/sip:U@x;y=1,$&'()*!/%22%5B0%5D~~"), never),
      );
      assert.match(seen, /^GET \/a\/sip:U@x;y=1,\$&'\(\)\*!\/%22%5B0%5D~~ HTTP\/1\.1\r\n/);
      assert.match(seen, /\r\nauthorization: Bearer abc\r\n/i);
      assert.doesNotMatch(seen, /\r\ncookie:/i);
      assert.deepEqual([response.status, response.reason, response.headers['etag'], response.headers['x-a'], new TextDecoder().decode(response.body)], [200, 'Fine indeed', '"1"', '1, 2', '<a/>']);
    });

    test('sends the bytes of a body with their length', async () => {
      const seen = await withServer(
        (socket, text) => socket.end(`HTTP/1.1 200 OK\r\n\r\n${Buffer.from(text, 'latin1').toString('latin1')}`, 'latin1'),
        async (origin) => Buffer.from((await transport(put(origin), never)).body).toString('utf8'),
      );
      assert.match(seen, /content-length: 5\r\n/i);
      assert.match(seen, /content-type: a\/b\r\n/i);
    });

    test('a redirect is an answer, and is not followed', async () => {
      const { status, headers } = await withServer((socket) => socket.end('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n'), (origin) => transport(get(origin), never));
      assert.deepEqual([status, headers['location']], [302, 'http://127.0.0.1:1/']);
    });

    test('an answer that is too large is cut off, announced or not', async () => {
      const announced = await withServer((socket) => socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 20000\r\n\r\n${'x'.repeat(20_000)}`), (origin) => failure(transport(get(origin), never)));
      assert.equal(announced, 'uncertain: The answer of the CMS is larger than 9 kB; check the XCAP root.');
      const endless = await withServer((socket) => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        const more = () => socket.writable && socket.write('x'.repeat(1000), () => setImmediate(more));
        more();
      }, (origin) => failure(transport(get(origin), never)));
      assert.equal(endless, announced);
    });

    test('silence ends the exchange, before and within an answer', async () => {
      for (const part of ['', 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<a']) {
        const message = await withServer((socket) => part && socket.write(part), (origin) => failure(transport(put(origin), never)));
        assert.equal(message, 'uncertain: The CMS was silent for 0.3 s; check that it is running, then fetch the document to see what it has.');
      }
    });

    test('cancel, before and while waiting', async () => {
      assert.equal(await failure(transport(get('http://127.0.0.1:1'), AbortSignal.abort())), 'cancelled: Cancelled.');
      for (const request of [get, put]) {
        const controller = new AbortController();
        const message = await withServer(() => controller.abort(), (origin) => failure(transport(request(origin), controller.signal)));
        assert.equal(message, request === get ? 'cancelled: Cancelled.' : 'cancelled: Cancelled after the request had gone out; the CMS may have acted on it, fetch the document to see.');
      }
    });

    test('a connection that is cut leaves it open whether the request was acted on', async () => {
      for (const part of ['', 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<a']) {
        const message = await withServer((socket) => socket.end(part), (origin) => failure(transport(put(origin), never)));
        assert.match(message, /^uncertain: /);
      }
    });
  });
}

suite('transport over node: why there was no answer', () => {
  const transport = nodeTransport(LIMITS);

  test('nobody listens', async () => {
    const free = await withServer(() => undefined, async (origin) => origin);
    assert.equal(await failure(transport(put(free), never)), `unsent: No CMS listens at ${free.slice(7)}; start it or check the XCAP root.`);
  });

  test('the host is not known', async () => {
    // A label longer than DNS allows: no name server is asked for it.
    const host = `${'x'.repeat(64)}.invalid`;
    assert.equal(await failure(transport(put(`http://${host}`), never)), `unsent: The host of ${host} is not known (ENOTFOUND); check the XCAP root and the network.`);
    // Longer than any name can be: the look-up is refused before anybody is asked.
    assert.match(await failure(transport(put(`http://${'a'.repeat(300)}.invalid`), never)), /^unsent: The host of a{300}\.invalid is not known \(E[A-Z]+\); check the XCAP root and the network\.$/);
  });

  test('plain HTTP where TLS is expected', async () => {
    const plain = await withServer((socket) => socket.end(OK), (origin) => failure(transport(put(origin.replace('http', 'https')), never)), createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    assert.match(plain, /^unsent: 127\.0\.0\.1:\d+ does not speak TLS there; check whether the XCAP root should begin with http:/);
  });

  test('a certificate that is not trusted', async () => {
    const message = await withServer((socket) => socket.end(OK), (origin) => failure(transport(put(origin.replace('http', 'https')), never)), createTlsServer({ cert: CERTIFICATE, key: KEY }));
    assert.match(message, /^unsent: The certificate of 127\.0\.0\.1:\d+ is not trusted \([A-Z_]+\); name the file of its authority in tls\.ca of the connection, or have it trusted on this machine\.$/);
  });

  test('no HTTP', async () => {
    const message = await withServer((socket) => socket.end('SSH-2.0-x\r\n'), (origin) => failure(transport(put(origin), never)));
    assert.match(message, /^uncertain: What 127\.0\.0\.1:\d+ answers is not HTTP/);
  });

  test('a target that cannot stand in a request line is not sent', async () => {
    assert.match(await failure(transport(get('http://127.0.0.1:1', '/a b'), never)), /^unsent: The request cannot be made/);
  });
});

suite('transport over fetch: what a browser does', () => {
  test('an address that it would change is not sent', async () => {
    const send = () => assert.fail('sent');
    for (const target of ['/a/../b', '/a b', '/%2e%2e/x']) {
      assert.equal(await failure(fetchTransport(LIMITS, send)(get('http://127.0.0.1:1', target), never)), 'unsent: A browser would change this address on the way; publish from the desktop editor or the command line.');
    }
  });

  test('a redirect that it hides is told as one; no cookies, no cache', async () => {
    const seen: unknown[] = [];
    const send = async (_url: unknown, init: unknown) => {
      seen.push(init);
      return { type: 'opaqueredirect', status: 0 } as Response;
    };
    assert.equal(await failure(fetchTransport(LIMITS, send as typeof fetch)(get('http://127.0.0.1:1'), never)), 'uncertain: The CMS points to another address, which is not followed; check the XCAP root.');
    const [{ credentials, redirect, cache }] = seen as [{ credentials: string; redirect: string; cache: string }];
    assert.deepEqual([credentials, redirect, cache], ['omit', 'manual', 'no-store']);
  });

  test('what it does not explain is told as uncertain', async () => {
    const send = async () => Promise.reject(new TypeError('Failed to fetch'));
    assert.match(await failure(fetchTransport(LIMITS, send)(put('http://127.0.0.1:1'), never)), /^uncertain: No answer from 127\.0\.0\.1:1: it is not running/);
  });
});

// Self-signed for 127.0.0.1, made for this test and used nowhere else.
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBkTCCATagAwIBAgIUXlVrbao1pYIkL/2HWICzlybeCAIwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJMTI3LjAuMC4xMCAXDTI2MTEyMjE0MTczN1oYDzIxMjYxMDI5
MTQxNzM3WjAUMRIwEAYDVQQDDAkxMjcuMC4wLjEwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAASelFJ59Df1BHDQo2LWPAD8DgYQUNPw6iSDX9fhdyXv24sVmmArpjn4
Xqqz4O0pqgFahpjq4XQUpxjYzRymlaGWo2QwYjAdBgNVHQ4EFgQUW1S+leGEidDT
RDAQD/AcrVPx5nIwHwYDVR0jBBgwFoAUW1S+leGEidDTRDAQD/AcrVPx5nIwDwYD
VR0TAQH/BAUwAwEB/zAPBgNVHREECDAGhwR/AAABMAoGCCqGSM49BAMCA0kAMEYC
IQDXjVGm+nKD7/pSYXgxT10UBucvrFE44fSJVWV8xGKu0QIhANfqKmLQkC89VE8Z
lTrnSkQW6fenPlVvpLPngRaBhhAC
-----END CERTIFICATE-----`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg31x1sY/NfT2yKcRB
JaSz6JWdC9fo1pRHnClxS2Aych+hRANCAASelFJ59Df1BHDQo2LWPAD8DgYQUNPw
6iSDX9fhdyXv24sVmmArpjn4Xqqz4O0pqgFahpjq4XQUpxjYzRymlaGW
-----END PRIVATE KEY-----`;
