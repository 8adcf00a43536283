/** What a CMS takes from its clients. Sizes in bytes, times in milliseconds; docs/cms.md tells what a client sees beyond each. */
export interface CmsLimits {
  /** Largest document. */
  readonly bodyBytes: number;
  /** Bodies that are being received or stored, all together. */
  readonly bodiesBytes: number;
  /** Answers above 64 kB that are made and not yet taken by their clients, all together. */
  readonly answersBytes: number;
  /** Largest header of a request, its request line included. */
  readonly headerBytes: number;
  readonly headerFields: number;
  /** Time for a whole request to arrive. */
  readonly requestMilliseconds: number;
  /** Time between two pieces of a body. */
  readonly idleMilliseconds: number;
  /** Time in which nothing moves on a connection: the answer is not made, or nobody takes it. */
  readonly silenceMilliseconds: number;
  readonly connections: number;
  readonly connectionsOfAddress: number;
  /** Requests under way, those that wait for the one before them on their connection included. */
  readonly requests: number;
  /** The same for one connection: how far a client may send ahead. */
  readonly requestsOfConnection: number;
  /** Time that requests under way have to end when the CMS is closed; those that have not come whole have none. */
  readonly closeMilliseconds: number;
}

export const DEFAULT_CMS_LIMITS: CmsLimits = {
  bodyBytes: 8 * 1024 * 1024,
  bodiesBytes: 256 * 1024 * 1024,
  answersBytes: 256 * 1024 * 1024,
  headerBytes: 16 * 1024,
  headerFields: 100,
  requestMilliseconds: 30_000,
  idleMilliseconds: 10_000,
  silenceMilliseconds: 60_000,
  connections: 1024,
  connectionsOfAddress: 512,
  requests: 512,
  requestsOfConnection: 32,
  closeMilliseconds: 5_000,
};
