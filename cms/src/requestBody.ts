import type { IncomingMessage } from 'node:http';
import { refusal, type HttpAnswer } from './answers';
import type { CmsLimits } from './limits';
import { Refused } from './refused';

/** The bodies that are being received or stored. */
export class BodiesUnderWay {
  /** Bytes that are held now. */
  held = 0;
  /** What waits for the rest of a body, by its request. */
  readonly arriving = new Map<IncomingMessage, (answer: HttpAnswer) => void>();
  private readonly broken = new WeakMap<IncomingMessage, HttpAnswer>();
  private refused: HttpAnswer | undefined;

  /** Waits for no rest any more, now and from now on. */
  refuseRest(answer: HttpAnswer): void {
    this.refused = answer;
    for (const refuse of [...this.arriving.values()]) refuse(answer);
  }

  /** The rest of this body will never come: it is none, or came too late. */
  breakOff(incoming: IncomingMessage, answer: HttpAnswer): void {
    this.broken.set(incoming, answer);
    this.arriving.get(incoming)?.(answer);
  }

  /** The answer to a request that has broken off. */
  brokenOff(incoming: IncomingMessage): HttpAnswer | undefined {
    return this.broken.get(incoming);
  }

  /** The answer to a request whose rest nobody waits for. */
  restRefused(incoming: IncomingMessage): HttpAnswer | undefined {
    return incoming.complete ? undefined : (this.broken.get(incoming) ?? this.refused);
  }
}

/** The body of a request. */
export interface RequestBody {
  /** Reads it, up to the limits, whatever its length field says. Rejects with a Refused. */
  read(): Promise<Uint8Array>;
  /** Gives back what it held of the budget, once nobody needs the body any more. */
  release(): void;
}

/** @param sendContinue tells a client that waits for it (RFC 9110 10.1.1) to send its body */
export function requestBody(incoming: IncomingMessage, limits: CmsLimits, bodies: BodiesUnderWay, sendContinue: () => void): RequestBody {
  let held = 0;
  const read = (): Promise<Uint8Array> => new Promise((resolve, reject) => {
    const tooLarge = refusal(413, `A document may have ${limits.bodyBytes} bytes at most.`);
    if (Number(incoming.headers['content-length'] ?? 0) > limits.bodyBytes) return reject(new Refused(tooLarge));
    const restRefused = bodies.restRefused(incoming);
    if (restRefused) return reject(new Refused(restRefused));
    sendContinue();
    const chunks: Buffer[] = [];
    const settle = (): void => {
      clearTimeout(idle);
      bodies.arriving.delete(incoming);
      incoming.off('data', take);
    };
    const refuse = (answer: HttpAnswer): void => {
      settle();
      reject(new Refused(answer));
    };
    const refuseRest = (answer: HttpAnswer): void => (incoming.complete ? undefined : refuse(answer));
    bodies.arriving.set(incoming, refuseRest);
    const idle = setTimeout(() => refuse(refusal(408, 'The body of the request did not come in time.')), limits.idleMilliseconds);
    const take = (chunk: Buffer): void => {
      idle.refresh();
      held += chunk.length;
      bodies.held += chunk.length;
      if (held > limits.bodyBytes) return refuse(tooLarge);
      if (bodies.held > limits.bodiesBytes) return refuse(refusal(503, 'The CMS is receiving too much at once.', { 'Retry-After': '5' }));
      chunks.push(chunk);
    };
    incoming.on('data', take);
    incoming.on('end', () => {
      settle();
      // Most documents come in one piece; that one is not copied.
      resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
    });
    incoming.on('error', () => refuse(refusal(400, 'The body of the request broke off.')));
  });
  const release = (): void => {
    bodies.held -= held;
    held = 0;
  };
  return { read, release };
}

/** How long what a client still sends is thrown away before its connection is closed. */
export const DRAIN_MILLISECONDS = 1000;

/** Throws the rest of a body away until it ends, for a second and up to a size. */
export function drain(incoming: IncomingMessage, limit: number, bodies: BodiesUnderWay): Promise<void> {
  return new Promise((resolve) => {
    let length = 0;
    const impatient = setTimeout(() => done(), DRAIN_MILLISECONDS);
    const done = (): void => {
      clearTimeout(impatient);
      bodies.arriving.delete(incoming);
      resolve();
    };
    if (bodies.restRefused(incoming)) return done();
    bodies.arriving.set(incoming, done);
    incoming.on('data', (chunk: Buffer) => ((length += chunk.length) > limit ? done() : undefined));
    for (const event of ['end', 'close', 'error']) incoming.on(event, done);
    incoming.resume();
  });
}
