import { TransportError, type Transport, type WireRequest, type WireResponse } from '../../../xcap/src/wire';
import { GatheredBody } from './gatheredBody';
import { CMS_PEER, DEFAULT_LIMITS, PROBLEMS, type Peer, type TransportLimits } from './limits';

/**
 * A transport over fetch, for the editor in a browser. No cookie of the browser goes along, no redirect is followed.
 * A browser shows neither why a connection failed nor where a redirect leads; the CMS must allow the editor's origin (CORS).
 */
export function fetchTransport(limits: TransportLimits = DEFAULT_LIMITS, send: typeof fetch = fetch, peer: Peer = CMS_PEER): Transport {
  return async (request, signal) => {
    if (signal.aborted) throw new TransportError('cancelled', PROBLEMS.cancelled);
    const url = request.origin + request.target;
    // fetch normalises the path; what would not go out as it was shown must not go out at all.
    if (new URL(url).href !== url) throw new TransportError('unsent', 'A browser would change this address on the way; publish from the desktop editor or the command line.');
    const idle = new Alarm(limits.idleMilliseconds);
    const deadline = new Alarm(limits.exchangeMilliseconds);
    const either = AbortSignal.any([signal, idle.signal, deadline.signal]);
    try {
      const init = {
        method: request.method,
        headers: request.headers,
        redirect: 'manual' as const,
        credentials: 'omit' as const,
        // The tag and the text that a publish relies on must be the server's, not those of the browser's cache.
        cache: 'no-store',
        referrerPolicy: 'no-referrer' as const,
        signal: either,
        ...(request.body ? { body: request.body as Uint8Array<ArrayBuffer> } : {}),
      };
      const response = await send(url, init);
      idle.restart();
      if (response.type === 'opaqueredirect') throw new TransportError('uncertain', `The ${peer.name} points to another address, which is not followed; check ${peer.address}.`);
      return await readAnswer(response, limits, peer, idle);
    } catch (error) {
      if (deadline.signal.aborted && !signal.aborted) throw new TransportError('uncertain', PROBLEMS.late(peer, limits));
      throw transportError(error, request, { limits, peer, signal, idle });
    } finally {
      idle.stop();
      deadline.stop();
    }
  };
}

async function readAnswer(response: Response, limits: TransportLimits, peer: Peer, idle: Alarm): Promise<WireResponse> {
  const body = new GatheredBody(limits.answerBytes);
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    idle.restart();
    if (body.add(part.value)) continue;
    await reader?.cancel();
    throw new TransportError('uncertain', PROBLEMS.tooLarge(peer, limits));
  }
  const headers = Object.fromEntries(response.headers);
  // fetch has taken the coding off the body already.
  delete headers['content-encoding'];
  return { status: response.status, reason: response.statusText, headers, body: body.whole() };
}

interface Circumstances {
  readonly limits: TransportLimits;
  readonly peer: Peer;
  readonly signal: AbortSignal;
  readonly idle: Alarm;
}

function transportError(error: unknown, request: WireRequest, { limits, peer, signal, idle }: Circumstances): TransportError {
  if (error instanceof TransportError) return error;
  if (signal.aborted) return new TransportError('cancelled', request.method === 'GET' ? PROBLEMS.cancelled : PROBLEMS.cancelledAfterSending(peer));
  if (idle.signal.aborted) return new TransportError('uncertain', PROBLEMS.silent(peer, limits));
  // fetch does not tell "refused" from "cut off", so for a request that changes something the careful reading is the right one.
  const host = new URL(request.origin).host;
  return new TransportError('uncertain', `No answer from ${host}: it is not running, its certificate is not trusted, or it does not allow this editor's origin; the console of the browser says which.`);
}

/** Fires its signal after a given time; `restart` begins anew. */
class Alarm {
  private readonly controller = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  readonly signal = this.controller.signal;

  constructor(private readonly milliseconds: number) {
    this.restart();
  }

  restart(): void {
    this.stop();
    this.timer = setTimeout(() => this.controller.abort(), this.milliseconds);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
