/** What a client bears from a server. */
export interface TransportLimits {
  /** Largest body of an answer, in bytes. */
  readonly answerBytes: number;
  /** Longest silence on a connection, in milliseconds. */
  readonly idleMilliseconds: number;
}

/** A profile has some hundred kB at most; the idle time is that of a slow link with a server that checks what it gets. */
export const DEFAULT_LIMITS: TransportLimits = { answerBytes: 64 * 1024 * 1024, idleMilliseconds: 30_000 };

/** Messages that both transports use, so that they read the same in either. */
export const PROBLEMS = {
  cancelled: 'Cancelled.',
  cancelledAfterSending: 'Cancelled after the request had gone out; the CMS may have acted on it, fetch the document to see.',
  silent: (limits: TransportLimits) => `The CMS was silent for ${limits.idleMilliseconds / 1000} s; check that it is running, then fetch the document to see what it has.`,
  tooLarge: (limits: TransportLimits) => `The answer of the CMS is larger than ${Math.floor(limits.answerBytes / 1024)} kB; check the XCAP root.`,
};
