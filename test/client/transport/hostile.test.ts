import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { fetchTransport } from '../../../client/src/transport/fetchTransport';
import { nodeTransport } from '../../../client/src/transport/nodeTransport';
import { PROFILE_AUID } from '../../../xcap/src/address';
import { fetchDocument } from '../../../xcap/src/client';
import { TransportError, type Transport } from '../../../xcap/src/wire';
import { profile, PublishDesk } from '../publishDesk';
import { withServer } from './wireServer';

const LIMITS = { answerBytes: 1024 * 1024, idleMilliseconds: 300, exchangeMilliseconds: 900 };
const TOKEN = 'header.secret-payload.signature';
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/vnd.3gpp.mcptt-user-profile+xml\r\n';

const TRANSPORTS = { node: nodeTransport(LIMITS), fetch: fetchTransport(LIMITS) } as const satisfies Record<string, Transport>;

/** What became of reading a document from a server: one line. */
async function reading(transport: Transport, origin: string): Promise<string> {
  const address = { root: `${origin}/x`, auid: PROFILE_AUID, xui: 'sip:u@h', document: 'p.xml' };
  try {
    return (await fetchDocument({ address, token: TOKEN }, transport, new AbortController().signal)).answer.summary;
  } catch (error) {
    assert.ok(error instanceof TransportError, String(error));
    return `${error.stage}: ${error.message}`;
  }
}

/** Sends pieces until the other side has had enough; counts the bytes. */
function endless(socket: Socket, piece: string | Buffer, sent: { bytes: number }, milliseconds?: number): void {
  const more = (): void => {
    if (!socket.writable) return;
    sent.bytes += piece.length;
    if (milliseconds === undefined) socket.write(piece, () => setImmediate(more));
    else socket.write(piece, () => setTimeout(more, milliseconds));
  };
  more();
}

/** What the person reads of publishing over a version that was seen there; all of it. */
async function publishing(transport: Transport, origin: string): Promise<string[]> {
  const desk = new PublishDesk(transport);
  desk.settings.root = `${origin}/x`;
  await desk.credentials.keep({ name: '', root: desk.settings.root }, TOKEN);
  const url = `${origin}/x/${PROFILE_AUID}/users/sip:user2@example.com/mcptt-user-profile-0.xml`;
  await desk.memory.rememberSeen(url, { document: desk.document.uri, entityTag: '"1"' });
  await desk.publish();
  assert.equal(desk.document.text(), profile);
  return desk.person.saw();
}

type Serve = (socket: Socket, sent: { bytes: number }) => void;
type Told = string | RegExp;

const TOO_LARGE = 'uncertain: The answer of the CMS is larger than 1024 kB; check the XCAP root.';
const LATE = 'uncertain: The exchange with the CMS was not over after 0.9 s; check the network, then fetch the document to see what the CMS has.';
const SILENT = 'uncertain: The CMS was silent for 0.3 s; check that it is running, then fetch the document to see what it has.';
const OVERFLOW = /^uncertain: The header of the answer of 127\.0\.0\.1:\d+ is larger than 16 kB; check the XCAP root\.$/;
const CUT = /^uncertain: 127\.0\.0\.1:\d+ closed the connection before its answer was complete\.$/;
const NO_HTTP = /^uncertain: What 127\.0\.0\.1:\d+ answers is not HTTP \(HPE_\w+\); check the XCAP root\.$/;
/** A browser tells no more of any of these. */
const UNTOLD = /^uncertain: No answer from 127\.0\.0\.1:\d+: it is not running, its certificate is not trusted, or it does not allow this editor's origin; the console of the browser says which\.$/;
const PAGE = '200 OK: a web page came instead of p.xml, as from a proxy that asks to sign in; sign in there, or check the XCAP root';
/** A member of a gzip file; any number of them is one, too (RFC 1952 2.2). */
const megabyte = gzipSync(Buffer.alloc(1024 * 1024));

const TABLE: [what: string, serve: Serve, node: Told, fetch: Told][] = [
  ['a body of 1 GB, announced', (socket, sent) => (socket.write(`${HEAD}Content-Length: 1073741824\r\n\r\n<a>`), endless(socket, 'x'.repeat(65_536), sent)), TOO_LARGE, TOO_LARGE],
  ['an endless body', (socket, sent) => (socket.write(`${HEAD}\r\n<a>`), endless(socket, 'x'.repeat(65_536), sent)), TOO_LARGE, TOO_LARGE],
  ['an endless body in tiny pieces', (socket, sent) => (socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`), endless(socket, `10\r\n${'x'.repeat(16)}\r\n`.repeat(1000), sent)), TOO_LARGE, TOO_LARGE],
  ['a slow body, a byte now and then for ever', (socket, sent) => (socket.write(`${HEAD}\r\n<a>`), endless(socket, 'x', sent, 100)), LATE, LATE],
  ['a slow header', (socket, sent) => (socket.write(`${HEAD}X-A: `), endless(socket, 'x', sent, 100)), LATE, SILENT],
  ['endless headers', (socket, sent) => (socket.write(HEAD), endless(socket, 'X-A: b\r\n', sent)), OVERFLOW, UNTOLD],
  ['one endless header', (socket, sent) => (socket.write(`${HEAD}X-A: `), endless(socket, 'b'.repeat(1000), sent)), OVERFLOW, UNTOLD],
  ['an endless reason phrase', (socket, sent) => (socket.write('HTTP/1.1 200 '), endless(socket, 'b'.repeat(1000), sent, 50)), OVERFLOW, SILENT],
  ['a flood of interim answers', (socket, sent) => endless(socket, 'HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n'.repeat(30), sent), /^uncertain: 127\.0\.0\.1:\d+ sends interim answers without end; check the XCAP root\.$/, SILENT],
  ['a switch of protocols', (socket) => void socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nx'), /^uncertain: 127\.0\.0\.1:\d+ switches to another protocol, which was not asked for; check the XCAP root\.$/, UNTOLD],
  ['an endless gzip bomb', (socket, sent) => (socket.write(`${HEAD}Content-Encoding: gzip\r\n\r\n`), endless(socket, megabyte, sent)), TOO_LARGE, TOO_LARGE],
  ['a gzip bomb of 800 MB', (socket) => void socket.end(Buffer.concat([Buffer.from(`${HEAD}Content-Encoding: gzip\r\n\r\n`), ...Array<Buffer>(800).fill(megabyte)])), '200 OK: the CMS sent p.xml compressed (gzip) although this was not asked for, so it cannot be read', TOO_LARGE],
  ['a coding that nobody knows', (socket) => void socket.end(`${HEAD}Content-Encoding: zip\r\n\r\nPK`), '200 OK: the CMS sent p.xml compressed (zip) although this was not asked for, so it cannot be read', '200 OK: what came instead of p.xml is not XML; check the XCAP root'],
  ['a tag of 64 kB', (socket) => void socket.end(`${HEAD}ETag: "${'x'.repeat(65_536)}"\r\n\r\n<a/>`), OVERFLOW, UNTOLD],
  ['a tag with control characters', (socket) => void socket.end(`${HEAD}ETag: "a\u0001b"\r\n\r\n<a/>`), NO_HTTP, UNTOLD],
  ['a header that ends a line of its own', (socket) => void socket.end(`${HEAD}ETag: "a\rX-Evil: 1"\r\n\r\n<a/>`), NO_HTTP, UNTOLD],
  ['an address with bidi marks and control characters in their bytes', (socket) => void socket.end('HTTP/1.1 302 Found\r\nLocation: https://evil\u00e2\u0080\u00ae.example.com/\u0085x\r\nContent-Length: 0\r\n\r\n', 'latin1'), '302 Found: the CMS points to another address (https://evilâ ®.example.com/ x), which is not followed; check the XCAP root', '302 Found: the CMS points to another address (https://evilâ ®.example.com/ x), which is not followed; check the XCAP root'],
  ['a challenge with bidi marks in their bytes', (socket) => void socket.end('HTTP/1.1 401 No\r\nWWW-Authenticate: Bearer error="\u00e2\u0080\u00ae", error_description="a\u0085b"\r\nContent-Length: 0\r\n\r\n', 'latin1'), '401 No: the CMS does not accept the access token (â ®, a b); nothing was read', '401 No: the CMS does not accept the access token (â ®, a b); nothing was read'],
  ['a reason and a text with bidi marks', (socket) => void socket.end('HTTP/1.1 403 No\u0085way\r\nContent-Type: text/plain\r\n\r\n\u00e2\u0080\u00aetxt.exe\u00e2\u0081\u00a6\u0007', 'latin1'), '403 No way: this is not allowed; nothing was read. The CMS says: txt.exe', /^403 No.way: this is not allowed; nothing was read\. The CMS says: txt\.exe$/],
  ['a 409 that is not XML', (socket) => void socket.end('HTTP/1.1 409 Conflict\r\nContent-Type: application/xcap-error+xml\r\n\r\n{"no": 1}'), '409 Conflict: the CMS does not accept the document; nothing was read. The CMS says: {"no": 1}', '409 Conflict: the CMS does not accept the document; nothing was read. The CMS says: {"no": 1}'],
  ['an error of 10 MB', (socket, sent) => (socket.write('HTTP/1.1 409 Conflict\r\nContent-Length: 10485760\r\n\r\n<xcap-error><constraint-failure phrase="'), endless(socket, 'x'.repeat(65_536), sent)), TOO_LARGE, TOO_LARGE],
  ['204 with a body', (socket) => void socket.end('HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\n<a/>'), '204 No Content: the CMS sent no document for p.xml', '204 No Content: the CMS sent no document for p.xml'],
  ['HTTP/0.9', (socket) => void socket.end('<html>hello</html>'), NO_HTTP, UNTOLD],
  ['HTTP/2 at once', (socket) => void socket.write(Buffer.from('00000604000000000000020000000100000408000000000000ff0001', 'hex')), NO_HTTP, UNTOLD],
  ['a body that is shorter than announced', (socket) => void socket.end(`${HEAD}Content-Length: 40\r\n\r\n<a/>`), CUT, UNTOLD],
  ['a body that is longer than announced', (socket) => void socket.end(`${HEAD}Content-Length: 1\r\n\r\n<a/>`), '200 OK: what came instead of p.xml is not XML; check the XCAP root', '200 OK: what came instead of p.xml is not XML; check the XCAP root'],
  ['two lengths', (socket) => void socket.end(`${HEAD}Content-Length: 4\r\nContent-Length: 5\r\n\r\n<a/>x`), NO_HTTP, UNTOLD],
  ['a length and pieces', (socket) => void socket.end(`${HEAD}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<a/>\r\n0\r\n\r\n`), NO_HTTP, UNTOLD],
  ['a piece of a negative size', (socket) => void socket.end(`${HEAD}Transfer-Encoding: chunked\r\n\r\n-1\r\n`), NO_HTTP, UNTOLD],
  ['a wait of a century', (socket) => void socket.end('HTTP/1.1 503 No\r\nRetry-After: 3155760000\r\n\r\n'), '503 No: the CMS cannot do this now; try again later; it asks to wait for more than a day', '503 No: the CMS cannot do this now; try again later; it asks to wait for more than a day'],
  ['a sign-in page', (socket) => void socket.end('HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Sign in'), PAGE, PAGE],
  ['nothing at all', () => undefined, SILENT, SILENT],
];

for (const name of ['node', 'fetch'] as const) {
  suite(`a hostile CMS, over ${name}`, () => {
    for (const [what, serve, ...told] of TABLE) {
      test(what, async () => {
        const sent = { bytes: 0 };
        const began = performance.now();
        const line = await withServer((socket) => serve(socket, sent), (origin) => reading(TRANSPORTS[name], origin));
        const expected = told[name === 'node' ? 0 : 1] ?? '';
        if (typeof expected === 'string') assert.equal(line, expected); else assert.match(line, expected);
        assert.ok(!line.includes(TOKEN) && !line.includes('\n') && line.length < 600);
        assert.ok(performance.now() - began < 2 * LIMITS.exchangeMilliseconds, 'it ends soon after the limit');
        // The buffers of two sockets on loopback come on top of what the client takes.
        assert.ok(sent.bytes < 16 * LIMITS.answerBytes, `the client took ${sent.bytes} bytes`);
      });
    }

    for (const [what, serve] of TABLE) {
      test(`publishing to ${what}: one line that promises nothing`, async () => {
        const began = performance.now();
        const lines = await withServer((socket) => serve(socket, { bytes: 0 }), (origin) => publishing(TRANSPORTS[name], origin));
        assert.equal(lines.length, 1, lines.join('\n'));
        assert.match(lines[0] ?? '', /^(?:error|warning): /);
        assert.ok(!lines[0]?.includes(TOKEN) && !/[\n\r\u202a-\u202e\u2066-\u2069]/.test(lines[0] ?? ''));
        // The PUT, and after some answers the reading back.
        assert.ok(performance.now() - began < 3 * LIMITS.exchangeMilliseconds);
      });
    }

    for (const status of [301, 302, 303, 307, 308]) {
      test(`a redirect to another host (${status}): not followed, and the token goes nowhere else`, async () => {
        const elsewhere: string[] = [];
        const line = await withServer((socket, header) => {
          elsewhere.push(header);
          socket.end(`${HEAD}\r\n<a/>`);
        }, (other) => withServer(
          (socket) => socket.end(`HTTP/1.1 ${status} Elsewhere\r\nLocation: ${other}/there\r\nRefresh: 0; url=${other}/there\r\nContent-Length: 0\r\n\r\n`),
          async (origin) => (await reading(TRANSPORTS[name], origin)).replace(other, 'there'),
        ));
        assert.equal(line, `${status} Elsewhere: the CMS points to another address (there/there), which is not followed; check the XCAP root`);
        assert.deepEqual(elsewhere, []);
      });
    }
  });
}
