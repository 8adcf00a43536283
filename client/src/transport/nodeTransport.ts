import type { IncomingMessage } from 'http';
import type { Socket } from 'node:net';
import { TransportError, type Transport, type WireRequest, type WireResponse } from '../../../xcap/src/wire';
import { GatheredBody } from './gatheredBody';
import { CMS_PEER, DEFAULT_LIMITS, INTERIM_ANSWERS, PROBLEMS, type Peer, type TransportLimits } from './limits';
import { startRequest, whenConnected } from './nodeRequest';
import { messageOf, problemOf, type Problem } from './problems';
import type { Route } from './route';
import { PROXY_PEER, openTunnel, portOf } from './tunnel';

/** A transport over Node's http and https. */
export function nodeTransport(limits: TransportLimits = DEFAULT_LIMITS, route: Route = {}, peer: Peer = CMS_PEER): Transport {
  return async (request, signal) => {
    if (signal.aborted) throw new TransportError('cancelled', PROBLEMS.cancelled);
    const tunnel = await tunnelTo(request.origin, route, limits, signal);
    return new Promise((resolve, reject) => exchange({ request, tunnel, route, limits, peer, signal }, resolve, reject));
  };
}

/** The way through the connection's proxy to a server that speaks TLS; undefined where there is no proxy, or no TLS. */
export async function tunnelTo(origin: string, route: Route, limits: TransportLimits, signal: AbortSignal): Promise<Socket | undefined> {
  const server = new URL(origin);
  if (route.proxy === undefined || server.protocol !== 'https:') return undefined;
  return openTunnel(new URL(route.proxy), `${server.hostname}:${portOf(server)}`, limits, signal);
}

interface Exchange {
  readonly request: WireRequest;
  readonly tunnel: Socket | undefined;
  readonly route: Route;
  readonly limits: TransportLimits;
  readonly peer: Peer;
  readonly signal: AbortSignal;
}

function exchange({ request, tunnel, route, limits, peer, signal }: Exchange, resolve: (response: WireResponse) => void, reject: (error: TransportError) => void): void {
  // True from the moment that bytes of the request may have reached the server.
  let connected = false;
  let sent: ReturnType<typeof startRequest>;
  try {
    sent = startRequest(request, route, tunnel);
  } catch (error) {
    tunnel?.destroy();
    return reject(new TransportError('unsent', `The request cannot be made: ${messageOf(error)}.`));
  }
  // Who the connection is made to: without a tunnel a proxy is the one that does not answer.
  const proxied = route.proxy !== undefined && tunnel === undefined;
  const deadline = setTimeout(() => fail(connected ? 'uncertain' : 'unsent', PROBLEMS.late(peer, limits)), limits.exchangeMilliseconds);
  const settle = () => {
    clearTimeout(deadline);
    signal.removeEventListener('abort', cancel);
  };
  const fail = (stage: TransportError['stage'], message: string) => {
    settle();
    reject(new TransportError(stage, message));
    sent.destroy();
    tunnel?.destroy();
  };
  const host = new URL(request.origin).host;
  const failed = (error: unknown) => told(proxied && !connected ? problemOf(error, new URL(route.proxy ?? '').host, PROXY_PEER) : problemOf(error, host, peer));
  const told = (problem: Problem) => {
    if (!connected || problem.beforeSending) fail('unsent', problem.message);
    else fail('uncertain', request.method === 'GET' ? problem.message : `${problem.message} It is not known whether it has acted${peer === CMS_PEER ? '; fetch the document to see' : ''}.`);
  };
  const cancel = () => fail('cancelled', connected && request.method !== 'GET' ? PROBLEMS.cancelledAfterSending(peer) : PROBLEMS.cancelled);

  signal.addEventListener('abort', cancel, { once: true });
  sent.setTimeout(limits.idleMilliseconds, () => fail(connected ? 'uncertain' : 'unsent', PROBLEMS.silent(peer, limits)));
  whenConnected(sent, () => (connected = true));
  // What comes behind a whole answer, on a connection that nothing follows on, takes nothing from the answer.
  let answered = () => false;
  sent.on('error', (error) => {
    if (!answered()) failed(error);
  });
  let interim = 0;
  sent.on('information', () => {
    if ((interim += 1) > INTERIM_ANSWERS) told({ message: `${host} sends interim answers without end; check ${peer.address}.` });
  });
  // Node hands over no answer here, and would wait for one that never comes.
  sent.on('upgrade', (_, socket) => {
    socket.destroy();
    told({ message: `${host} switches to another protocol, which was not asked for; check ${peer.address}.` });
  });
  sent.on('response', (incoming: IncomingMessage) => {
    const body = new GatheredBody(limits.answerBytes);
    answered = () => incoming.complete;
    incoming.on('data', (chunk: Buffer) => {
      if (!body.add(chunk)) fail('uncertain', PROBLEMS.tooLarge(peer, limits));
    });
    incoming.on('error', failed);
    incoming.on('end', () => {
      settle();
      resolve({ status: incoming.statusCode ?? 0, reason: incoming.statusMessage ?? '', headers: joined(incoming.rawHeaders), body: body.whole() });
    });
  });
  sent.end(request.body);
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
