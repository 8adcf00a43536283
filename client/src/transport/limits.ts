/** What a client bears from a server. */
export interface TransportLimits {
  /** Largest body of an answer, in bytes. */
  readonly answerBytes: number;
  /** Longest silence on a connection, in milliseconds. */
  readonly idleMilliseconds: number;
  /** Longest time from the start of a request to the end of its answer, in milliseconds: a byte now and then is no silence. */
  readonly exchangeMilliseconds: number;
}

/**
 * A profile has some hundred kB at most; the idle time is that of a slow link with a server that checks what it gets, and
 * the whole exchange may take as long as the largest document that our CMS takes needs at 30 kB a second.
 */
export const DEFAULT_LIMITS: TransportLimits = { answerBytes: 64 * 1024 * 1024, idleMilliseconds: 30_000, exchangeMilliseconds: 300_000 };

/** Largest header of an answer, in bytes, and most interim answers (1xx) before it. What a CMS sends has some hundred bytes and at most one. */
export const ANSWER_HEADER_BYTES = 16 * 1024;
export const INTERIM_ANSWERS = 20;

/** Who is at the other end, as messages name it, and where its address was written. */
export interface Peer {
  readonly name: string;
  readonly address: string;
}

/** The peer of nearly every request. */
export const CMS_PEER: Peer = { name: 'CMS', address: 'the XCAP root' };

/** Messages that both transports use, so that they read the same in either. */
export const PROBLEMS = {
  cancelled: 'Cancelled.',
  cancelledAfterSending: ({ name }: Peer) => `Cancelled after the request had gone out; the ${name} may have acted on it${name === CMS_PEER.name ? ', fetch the document to see' : ''}.`,
  silent: ({ name }: Peer, limits: TransportLimits) => `The ${name} was silent for ${limits.idleMilliseconds / 1000} s; check that it is running${name === CMS_PEER.name ? ', then fetch the document to see what it has' : ''}.`,
  late: ({ name }: Peer, limits: TransportLimits) => `The exchange with the ${name} was not over after ${limits.exchangeMilliseconds / 1000} s; check the network${name === CMS_PEER.name ? ', then fetch the document to see what the CMS has' : ''}.`,
  tooLarge: ({ name, address }: Peer, limits: TransportLimits) => `The answer of the ${name} is larger than ${Math.floor(limits.answerBytes / 1024)} kB; check ${address}.`,
};
