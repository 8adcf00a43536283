// Node's own http and https rather than undici or fetch: they put the path on the wire exactly as it is given, give the
// status line as it came, and are what the editor patches for its proxy and certificate settings. It patches modules
// loaded as 'http' and 'https', in a call that names no agent; so these are the names here, and `agent` stays unset.
import * as http from 'http';
import * as https from 'https';
import { oneLine } from '../../../xcap/src/plainText';
import { TransportError, type Transport, type WireRequest, type WireResponse } from '../../../xcap/src/wire';
import { GatheredBody } from './gatheredBody';
import { ANSWER_HEADER_BYTES, DEFAULT_LIMITS, INTERIM_ANSWERS, PROBLEMS, type TransportLimits } from './limits';

/** A transport over Node's http and https. */
export function nodeTransport(limits: TransportLimits = DEFAULT_LIMITS): Transport {
  return (request, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(new TransportError('cancelled', PROBLEMS.cancelled));
      exchange(request, limits, signal, resolve, reject);
    });
}

function exchange(request: WireRequest, limits: TransportLimits, signal: AbortSignal, resolve: (response: WireResponse) => void, reject: (error: TransportError) => void): void {
  // True from the moment that bytes of the request may have reached the server.
  let connected = false;
  let sent: http.ClientRequest;
  try {
    sent = start(request);
  } catch (error) {
    return reject(new TransportError('unsent', `The request cannot be made: ${messageOf(error)}.`));
  }
  const deadline = setTimeout(() => fail(connected ? 'uncertain' : 'unsent', PROBLEMS.late(limits)), limits.exchangeMilliseconds);
  const settle = () => {
    clearTimeout(deadline);
    signal.removeEventListener('abort', cancel);
  };
  const fail = (stage: TransportError['stage'], message: string) => {
    settle();
    reject(new TransportError(stage, message));
    sent.destroy();
  };
  const host = new URL(request.origin).host;
  const failed = (error: unknown) => told(problemOf(error, host));
  const told = (problem: Problem) => {
    if (!connected || problem.beforeSending) fail('unsent', problem.message);
    else fail('uncertain', request.method === 'GET' ? problem.message : `${problem.message} It is not known whether it has acted; fetch the document to see.`);
  };
  const cancel = () => fail('cancelled', connected && request.method !== 'GET' ? PROBLEMS.cancelledAfterSending : PROBLEMS.cancelled);

  signal.addEventListener('abort', cancel, { once: true });
  sent.setTimeout(limits.idleMilliseconds, () => fail(connected ? 'uncertain' : 'unsent', PROBLEMS.silent(limits)));
  sent.on('socket', (socket) => {
    if (!socket.connecting) connected = true;
    else socket.once(request.origin.startsWith('https:') ? 'secureConnect' : 'connect', () => (connected = true));
  });
  // What comes behind a whole answer, on a connection that nothing follows on, takes nothing from the answer.
  let answered = () => false;
  sent.on('error', (error) => {
    if (!answered()) failed(error);
  });
  let interim = 0;
  sent.on('information', () => {
    if ((interim += 1) > INTERIM_ANSWERS) told({ message: `${host} sends interim answers without end; check the XCAP root.` });
  });
  // Node hands over no answer here, and would wait for one that never comes.
  sent.on('upgrade', (_, socket) => {
    socket.destroy();
    told({ message: `${host} switches to another protocol, which was not asked for; check the XCAP root.` });
  });
  sent.on('response', (incoming) => {
    const body = new GatheredBody(limits.answerBytes);
    answered = () => incoming.complete;
    incoming.on('data', (chunk: Buffer) => {
      if (!body.add(chunk)) fail('uncertain', PROBLEMS.tooLarge(limits));
    });
    incoming.on('error', failed);
    incoming.on('end', () => {
      settle();
      resolve({ status: incoming.statusCode ?? 0, reason: incoming.statusMessage ?? '', headers: joined(incoming.rawHeaders), body: body.whole() });
    });
  });
  sent.end(request.body);
}

function start(request: WireRequest): http.ClientRequest {
  const origin = new URL(request.origin);
  const secure = origin.protocol === 'https:';
  const sent = (secure ? https : http).request({
    protocol: origin.protocol,
    hostname: origin.hostname.replace(/^\[|\]$/g, ''),
    port: origin.port === '' ? (secure ? 443 : 80) : Number(origin.port),
    path: request.target,
    method: request.method,
    maxHeaderSize: ANSWER_HEADER_BYTES,
    headers: {
      ...request.headers,
      'Accept-Encoding': 'identity',
      Connection: 'close',
      ...(request.body ? { 'Content-Length': String(request.body.length) } : {}),
    },
  });
  // A connection that waited in a pool may be closed by the server just as a PUT goes out on it, and then nobody knows
  // whether the PUT arrived. One connection for each request leaves no such case; the header alone does not keep Node
  // from putting the connection into its pool when the server wants to go on.
  sent.shouldKeepAlive = false;
  return sent;
}

function joined(rawHeaders: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    const value = rawHeaders[at + 1] ?? '';
    headers[name] = Object.hasOwn(headers, name) ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}

interface Problem {
  readonly message: string;
  /** True where this can only happen before the request is on its way. */
  readonly beforeSending?: boolean;
}

function problemOf(error: unknown, host: string): Problem {
  const code = String((error as NodeJS.ErrnoException | undefined)?.code ?? '');
  if (code === 'ECONNREFUSED') return { message: `No CMS listens at ${host}; start it or check the XCAP root.`, beforeSending: true };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { message: `The host of ${host} is not known (${code}); check the XCAP root and the network.`, beforeSending: true };
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return { message: `${host} cannot be reached from here (${code}); check the network.` };
  if (code === 'ETIMEDOUT') return { message: `${host} does not answer; check the XCAP root and the network.` };
  if (OLD_TLS.test(`${code} ${messageOf(error)}`)) return { message: `${host} offers no version of TLS that is safe to use; it needs TLS 1.2 or later.`, beforeSending: true };
  if (code === 'EPROTO' || code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG') return { message: `${host} does not speak TLS there; check whether the XCAP root should begin with http: or have another port.`, beforeSending: true };
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') return { message: `The certificate of ${host} is not valid now (${code}); have it renewed, and check the clock of this machine.`, beforeSending: true };
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return { message: `The certificate of ${host} is for another host (${code}); check the XCAP root.`, beforeSending: true };
  if (CERTIFICATE.test(code)) return { message: `The certificate of ${host} is not trusted (${code}); have its authority trusted on this machine.`, beforeSending: true };
  if (code === 'ECONNRESET' || code === 'EPIPE') return { message: `${host} closed the connection before its answer was complete.` };
  if (code === 'HPE_HEADER_OVERFLOW') return { message: `The header of the answer of ${host} is larger than ${ANSWER_HEADER_BYTES / 1024} kB; check the XCAP root.` };
  if (code.startsWith('HPE_')) return { message: `What ${host} answers is not HTTP (${code}); check the XCAP root.` };
  return { message: `The exchange with ${host} failed: ${messageOf(error)}.` };
}

// What OpenSSL says when the two sides have no version in common: a code of its own, or EPROTO with these words.
const OLD_TLS = /ERR_SSL_(?:UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|TLSV1_ALERT_PROTOCOL_VERSION)|alert protocol version|unsupported protocol|version too low/;
// OpenSSL's verification results and Node's own name check, as Node names them.
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ERR_TLS_/;

function messageOf(error: unknown): string {
  // A message may quote what came over the wire.
  return oneLine(error instanceof Error ? error.message || error.name : String(error));
}
