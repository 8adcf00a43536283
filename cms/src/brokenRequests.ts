import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { refusal, type HttpAnswer } from './answers';
import type { CmsLimits } from './limits';
import { DRAIN_MILLISECONDS } from './requestBody';
import { readRequestTarget } from './requestTarget';

/** What the parser of requests says, and what its client is told. Everything else it says is a 400. */
const PARSER_ANSWERS: Readonly<Record<string, readonly [status: number, message: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request did not come in time.'],
  HPE_HEADER_OVERFLOW: [431, 'The header of the request is too large.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The extensions of a chunk are too large.'],
};

/**
 * What to tell a client whose bytes are no request.
 * @returns undefined where nobody is there to read an answer, or not over HTTP: a broken connection, a failed TLS handshake
 */
export function answerToBrokenRequest({ code = '' }: NodeJS.ErrnoException): HttpAnswer | undefined {
  if (!code.startsWith('HPE_') && !(code in PARSER_ANSWERS)) return undefined;
  const [status, message] = PARSER_ANSWERS[code] ?? [400, 'This is not a request as RFC 9112 has it.'];
  return refusal(status, message);
}

/** Answers past Node's own machinery, which has lost track of the connection, and closes it. */
export function writeRaw(socket: Duplex, { status, headers, body }: HttpAnswer): void {
  // RFC 9110 6.6.1: every refusal has a date.
  const fields = Object.entries({ ...headers, Date: new Date().toUTCString(), 'Content-Length': String(body.length), 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff', Connection: 'close' });
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  if (socket.writable) socket.write(Buffer.concat([Buffer.from(head, 'latin1'), body]));
  closeSoon(socket);
}

/** Says goodbye, and waits a moment only for the client to do so too: nothing else watches a connection that Node has lost track of. */
export function closeSoon(socket: Duplex): void {
  socket.end();
  const impatient = setTimeout(() => socket.destroy(), DRAIN_MILLISECONDS);
  socket.once('close', () => clearTimeout(impatient));
}

/** How the requests of a connection come. */
export function schemeOf({ socket }: IncomingMessage): 'http' | 'https' {
  return 'encrypted' in socket ? 'https' : 'http';
}

/** Fields of which a second one makes a request mean two things. Node reads the first of them, and somebody on the way may read the last. */
const SINGLE_FIELDS = ['authorization', 'content-type', 'content-encoding', 'content-range', 'host', 'expect'];

/** What the framing and the header alone say against a request that could be read; undefined where nothing. */
export function refuseFraming(incoming: IncomingMessage, limits: CmsLimits): HttpAnswer | undefined {
  // Node reads a request line without a version as HTTP/0.9, and lets it through without a Host.
  if (incoming.httpVersionMajor !== 1) return refusal(505, 'This CMS speaks HTTP/1.1.');
  const names = incoming.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  // Node can drop the fields beyond a number; dropping an If-Match would overwrite what it protects.
  if (names.length > limits.headerFields) return refusal(431, `A request may have ${limits.headerFields} header fields at most.`);
  const twice = SINGLE_FIELDS.find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (twice !== undefined) return refusal(400, `The request has more than one ${twice} field.`);
  // RFC 9112 3.2. Node would refuse this by itself, and then carry out what comes behind it.
  if (incoming.httpVersionMinor > 0 && !names.includes('host')) return refusal(400, 'The request has no Host field.');
  const target = readRequestTarget(incoming.url ?? '', incoming.headers.host, schemeOf(incoming));
  if ('status' in target) return target;
  const { expect } = incoming.headers;
  if (expect !== undefined && expect.toLowerCase() !== '100-continue') return refusal(417, 'No expectation but 100-continue can be met.');
  // RFC 9112 6.1: HTTP/1.0 knows no transfer codings, so who sent this and who passed it on may differ on where it ends.
  if (incoming.httpVersionMinor === 0 && names.includes('transfer-encoding')) return refusal(400, 'HTTP/1.0 has no Transfer-Encoding.');
  // RFC 9112 6.1: what stands below the chunks would be stored as it is, for example still compressed. Where chunked is not
  // the last, nobody knows where the body ends, and the parser refuses it (6.3).
  const coding = incoming.headers['transfer-encoding'];
  if (coding !== undefined && /,[\t ]*chunked[\t ]*$/i.test(coding)) return refusal(501, 'No transfer coding but chunked is known here.');
  // The parser takes an empty field for none, and a length beside it for the framing; somebody on the way may not.
  if (coding !== undefined && !/^chunked[\t ]*$/i.test(coding)) return refusal(400, 'The Transfer-Encoding field is not chunked.');
  return undefined;
}
