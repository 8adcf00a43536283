import { lookup } from 'node:dns/promises';
import type { Socket } from 'node:net';
import { TLSSocket, type PeerCertificate } from 'node:tls';
import { TransportError, type WireRequest } from '../../../xcap/src/wire';
import { CMS_PEER, DEFAULT_LIMITS, PROBLEMS, type TransportLimits } from './limits';
import { startRequest, whenConnected } from './nodeRequest';
import { tunnelTo } from './nodeTransport';
import { problemOf } from './problems';
import type { Route } from './route';
import { PROXY_PEER } from './tunnel';

/** What a server shows of itself before any request. */
export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** As the certificate says it; empty where it says none. */
  readonly validTo: string;
}

/** What making a connection has shown; nothing was sent over it. */
export interface Probe {
  /** Addresses of the host by the name service; undefined where a proxy looks it up, or nobody knows it. */
  readonly addresses?: readonly string[];
  /** One line; undefined where the connection stands. */
  readonly problem?: string;
  /** Whether what failed was TLS, so that the way to the host is good. */
  readonly reached: boolean;
  readonly tls?: { readonly protocol: string; readonly certificate: CertificateFacts };
}

/** Connects to the server of an origin and hangs up. Never rejects but for a cancel. @throws TransportError `cancelled` */
export async function probe(origin: string, route: Route, signal: AbortSignal, limits: TransportLimits = DEFAULT_LIMITS): Promise<Probe> {
  const host = new URL(origin).hostname.replace(/^\[|\]$/g, '');
  const found = route.proxy === undefined ? await lookup(host, { all: true }).catch(() => []) : [];
  const addresses = found.length === 0 ? {} : { addresses: [...new Set(found.map(({ address }) => address))] };
  const attempt = await connectOnly(origin, route, limits, signal);
  if (attempt.socket !== undefined) return { ...addresses, reached: true, ...attempt.socket };
  if (attempt.certificate !== true) return { ...addresses, reached: false, problem: attempt.problem };
  // To say which certificate it is that does not hold. The client's own is not shown to a server that is not trusted.
  const { ca: _ca, cert: _cert, key: _key, pfx: _pfx, ...named } = route.tls ?? {};
  const { socket } = await connectOnly(origin, { ...route, tls: named }, limits, signal, false);
  return { ...addresses, reached: true, problem: attempt.problem, ...socket };
}

interface Attempt {
  readonly socket?: Pick<Probe, 'tls'>;
  readonly problem: string;
  readonly certificate?: boolean;
}

async function connectOnly(origin: string, route: Route, limits: TransportLimits, signal: AbortSignal, trust = true): Promise<Attempt> {
  let tunnel: Socket | undefined;
  try {
    tunnel = await tunnelTo(origin, route, limits, signal);
  } catch (error) {
    if (error instanceof TransportError && error.stage !== 'cancelled') return { problem: error.message };
    throw error;
  }
  const request: WireRequest = { method: 'GET', origin, target: '/', headers: {} };
  const proxied = route.proxy !== undefined && tunnel === undefined;
  return new Promise((resolve, reject) => {
    // Without `end` the head of the request stays here.
    const sent = startRequest(request, route, tunnel, { trust });
    const done = (finish: () => void): void => {
      signal.removeEventListener('abort', cancel);
      sent.destroy();
      tunnel?.destroy();
      finish();
    };
    const cancel = (): void => done(() => reject(new TransportError('cancelled', PROBLEMS.cancelled)));
    signal.addEventListener('abort', cancel, { once: true });
    sent.setTimeout(limits.idleMilliseconds, () => done(() => resolve({ problem: PROBLEMS.silent(CMS_PEER, limits) })));
    sent.on('error', (error) => {
      const problem = proxied ? problemOf(error, new URL(route.proxy ?? '').host, PROXY_PEER) : problemOf(error, new URL(origin).host, CMS_PEER);
      done(() => resolve({ problem: problem.message, ...(problem.certificate === undefined ? {} : { certificate: problem.certificate }) }));
    });
    whenConnected(sent, (socket) => {
      const tls = socket instanceof TLSSocket ? { tls: { protocol: socket.getProtocol() ?? '', certificate: factsOf(socket.getPeerCertificate()) } } : {};
      done(() => resolve({ problem: '', socket: tls }));
    });
  });
}

function factsOf({ subject, issuer, valid_to: validTo }: PeerCertificate): CertificateFacts {
  return { subject: nameOf(subject), issuer: nameOf(issuer), validTo: validTo ?? '' };
}

/** A distinguished name in the order in which it is written. */
function nameOf(name: object | undefined): string {
  return Object.entries(name ?? {}).map(([attribute, value]) => `${attribute}=${[value].flat().join('+')}`).join(', ');
}
