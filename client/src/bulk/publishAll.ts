import type { Connection } from '../connection/connection';
import type { Transport } from '../../../xcap/src/wire';
import { encodeText } from '../../../xcap/src/requests';
import type { Clock } from './clock';
import { deliverDocument, type DeliveryDesk } from './deliverDocument';
import { sha256 as digestOf } from './digest';
import { addressOf, decode, NOT_UTF_8, planDocuments, unreadable, type BulkFile, type PlannedDocument } from './documentPlan';
import type { Journal } from './journal';
import { isStored, noCounts, type BulkReport, type BulkState, type Outcome, type Stop } from './outcome';
import { Pace } from './pace';
import type { TextPlace } from './textPlaces';
import { SharedToken, type TokenSource } from './sharedToken';

/** How many documents are on their way at a time, where nobody says. */
export const DEFAULT_PARALLEL = 4;
export const MOST_PARALLEL = 32;

/** A run over many documents; everything that it works with is handed in. */
export interface BulkPublication {
  readonly files: AsyncIterable<BulkFile> | Iterable<BulkFile>;
  /** With its XUI empty, each document says whose it is. */
  readonly connection: Pick<Connection, 'root' | 'auid' | 'xui' | 'mediaType'>;
  readonly transport: Transport;
  readonly tokens: TokenSource;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly parallel: number;
  /** Replace what is there, in the version that is found; else only what is not there is stored. */
  readonly replace: boolean;
  /** Errors in a text; undefined where nobody can say. */
  countErrors(file: BulkFile, text: string): Promise<number | undefined>;
  /** Send documents that have errors, too. */
  readonly withErrors: boolean;
  /** Fires when the person cancels: what is under way is brought to its end, and nothing more is begun. */
  readonly signal: AbortSignal;
  /** Told of each document that came to its end at the CMS, with the places of what it refused; none where it is stored, or was refused for another reason. */
  judged?(file: BulkFile, text: string, places: readonly TextPlace[]): void;
  /** Told after each document. */
  progress?(done: number, all: number): void;
}

/**
 * Publishes many documents, each of them at most once. Files are read when their turn comes, and no more than `parallel`
 * of them are in memory.
 */
export async function publishAll(run: BulkPublication): Promise<BulkReport> {
  const { documents, faults } = await planDocuments(run.files, run.connection, run.signal);
  const counts = noCounts();
  const told: Outcome[] = [];
  const withErrors: string[] = [];
  let stopped: Stop | undefined;
  let done = 0;
  const all = documents.length + faults.length;
  const ending = new AbortController();
  const halt = (stop: Stop): void => {
    stopped ??= stop;
    ending.abort();
  };
  const cancelled = (): void => halt({ kind: 'cancelled', message: 'cancelled.' });
  if (run.signal.aborted) cancelled();
  run.signal.addEventListener('abort', cancelled);
  const settle = (outcome: Outcome): void => {
    counts[outcome.state] += 1;
    if (outcome.message !== '') told.push(outcome);
    done += 1;
    run.progress?.(done, all);
  };
  faults.forEach(settle);
  const desk: DeliveryDesk = {
    transport: run.transport, mediaType: run.connection.mediaType, replace: run.replace, clock: run.clock,
    token: new SharedToken(run.tokens), pace: new Pace(run.clock), ending: ending.signal, halt,
    successes: () => counts.stored + counts.there,
  };

  let next = 0;
  const work = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      const document = documents[next];
      if (document === undefined) return;
      next += 1;
      const outcome = await oneDocument(document, run, desk, (path) => withErrors.push(path));
      // Whoever was given back did not have their turn.
      settle(outcome);
    }
  };
  try {
    // A failure of ours, or of the journal, ends the run; what is under way still comes to its end.
    const ended = await Promise.allSettled(Array.from({ length: Math.min(run.parallel, documents.length) }, () => work().catch((error: unknown) => {
      ending.abort();
      throw error;
    })));
    for (const each of ended) if (each.status === 'rejected') throw each.reason;
  } finally {
    run.signal.removeEventListener('abort', cancelled);
  }
  counts.waiting += documents.length - next;
  if (stopped === undefined) await run.journal.finish();
  const order = new Map(documents.map(({ file }, index) => [file.path, index]));
  const place = ({ path }: Outcome): number => order.get(path) ?? -1;
  told.sort((one, other) => place(one) - place(other));
  return { counts, withErrors, told, ...(stopped === undefined ? {} : { stopped }) };
}

async function oneDocument(document: PlannedDocument, run: BulkPublication, desk: DeliveryDesk, hasErrors: (path: string) => void): Promise<Outcome> {
  const { file, url } = document;
  const unfit = (message: string): Outcome => ({ path: file.path, address: url, state: 'unfit', message });
  let bytes: Uint8Array;
  try {
    bytes = await file.read();
  } catch (error) {
    return { ...unreadable(file.path, error), address: url };
  }
  const text = decode(bytes);
  if (text === undefined) return unfit(NOT_UTF_8);
  if (run.connection.xui === '' || document.address.document !== file.name) {
    const now = addressOf(file, text, run.connection);
    if ('state' in now || now.url !== url) return unfit('it names another user, or another document, than when the run began; publish it on its own');
  }
  const sha256 = await digestOf(encodeText(text));
  const entry = { path: file.path, address: url, sha256 };
  if (run.journal.knows(file.path, url, sha256)) return { path: file.path, address: url, state: 'earlier', message: '' };
  if (!run.withErrors) {
    const errors = await run.countErrors(file, text);
    if (errors !== 0) {
      hasErrors(file.path);
      return unfit(errors === undefined ? 'it could not be checked: the language server does not answer' : `it has ${errors === 1 ? '1 error' : `${errors} errors`}`);
    }
  }
  const outcome = await deliverDocument(document, text, desk, () => run.journal.note({ ...entry, state: 'sending' }));
  const state = isStored(outcome.state) ? 'stored' : KEPT.find((each) => each === outcome.state);
  if (state !== undefined) await run.journal.note({ ...entry, state, ...(outcome.entityTag === undefined ? {} : { entityTag: outcome.entityTag }) });
  const { places, ...kept } = outcome;
  if (state !== undefined) run.judged?.(file, text, places ?? []);
  return kept;
}

/** What a journal keeps of documents that are not stored. */
const KEPT: readonly (BulkState & ('refused' | 'uncertain'))[] = ['refused', 'uncertain'];
