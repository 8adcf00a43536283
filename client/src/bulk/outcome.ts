import type { TextPlace } from './textPlaces';

/** What became of one document of many. */
export type BulkState =
  /** Stored by this run. */
  | 'stored'
  /** The CMS had the very same already. */
  | 'there'
  /** Stored by the part of the run before it was stopped, as its journal says. */
  | 'earlier'
  /** The server, or what it has, stands against it; nothing of it was stored. */
  | 'refused'
  /** It has errors, no usable address, or is no UTF-8: not sent. */
  | 'unfit'
  /** The file cannot be read: not sent. */
  | 'unreadable'
  /** It went out, and whether it is stored could not be found out. */
  | 'uncertain'
  /** Its turn did not come, or it was given back: not sent. */
  | 'waiting';

/** One document and what became of it. */
export interface Outcome {
  readonly path: string;
  /** As it goes on the wire; absent where it has none. */
  readonly address?: string;
  readonly state: BulkState;
  /** One line: why it is not stored, or what is odd about how it is; empty where there is nothing to tell. */
  readonly message: string;
  readonly entityTag?: string;
  /** Where in the document the CMS found what it refuses; gone where outcomes are kept. */
  readonly places?: readonly TextPlace[];
}

/** What a run came to. */
export interface BulkReport {
  readonly counts: Readonly<Record<BulkState, number>>;
  /** Of the `unfit`, those that have errors: they can be sent all the same. */
  readonly withErrors: readonly string[];
  /** The documents that are not stored, and those that are but with something to tell, in the order of the files; those whose turn did not come are in the counts only. */
  readonly told: readonly Outcome[];
  /** Why the run ended before its end. */
  readonly stopped?: Stop;
}

/** Why no more documents are begun. */
export interface Stop {
  readonly kind: 'cancelled' | 'unreachable' | 'token' | 'busy';
  /** One line. */
  readonly message: string;
}

/** True for the states in which the CMS has the document. */
export function isStored(state: BulkState): boolean {
  return state === 'stored' || state === 'there' || state === 'earlier';
}

/** No document yet. */
export function noCounts(): Record<BulkState, number> {
  return { stored: 0, there: 0, earlier: 0, refused: 0, unfit: 0, unreadable: 0, uncertain: 0, waiting: 0 };
}

/** The exit code of the contract: 0 all is on the CMS, 1 the server or the check said no, 2 it could not be done or is not known. */
export function exitCode({ counts, stopped }: BulkReport): 0 | 1 | 2 {
  if (counts.unreadable + counts.uncertain > 0 || (stopped !== undefined && stopped.kind !== 'token')) return 2;
  return counts.refused + counts.unfit + counts.waiting > 0 ? 1 : 0;
}
