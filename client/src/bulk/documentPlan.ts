import { AddressError, wireAddress, type DocumentAddress } from '../../../xcap/src/address';
import { parse } from '../../../server/src/syntax/parse';
import type { Connection } from '../connection/connection';
import { addressFault } from '../connection/readConnection';
import type { Outcome } from './outcome';
import { proposeAddress } from './proposals';

/** A file that is to be published. */
export interface BulkFile {
  /** As people know it, and as the journal keeps it. */
  readonly path: string;
  /** Last segment of the path. */
  readonly name: string;
  /** Rejects where it cannot be read, with a plain Error whose message is one clause for a person. */
  read(): Promise<Uint8Array>;
}

/** A file with the address that it goes to. */
export interface PlannedDocument {
  readonly file: BulkFile;
  readonly address: DocumentAddress;
  /** The address as it goes on the wire. */
  readonly url: string;
}

/** Where documents go. An empty XUI leaves it to each document. */
export type Destination = Pick<Connection, 'root' | 'auid' | 'xui'>;

/** Files with their addresses, and those that have none. */
export interface Plan {
  readonly documents: readonly PlannedDocument[];
  readonly faults: readonly Outcome[];
}

/**
 * Gives each file its address before anything is sent, so that two files for one address are known by then: neither is
 * published, because nobody said which one is meant. Files are read only where their address needs it, a few at a time.
 */
export async function planDocuments(files: AsyncIterable<BulkFile> | Iterable<BulkFile>, destination: Destination, signal: AbortSignal): Promise<Plan> {
  const found = new Map<string, PlannedDocument[]>();
  const faults: Outcome[] = [];
  for await (const planned of plans(files, destination, signal)) {
    if ('state' in planned) faults.push(planned);
    else {
      const same = found.get(planned.url);
      if (same === undefined) found.set(planned.url, [planned]);
      else same.push(planned);
    }
  }
  const documents: PlannedDocument[] = [];
  for (const [url, same] of found) {
    const [first] = same;
    if (same.length === 1 && first !== undefined) documents.push(first);
    else for (const { file } of same) faults.push(clash(file, url, same));
  }
  return { documents, faults };
}

/** An editor on another machine takes its time for each file, and for many at once hardly more. */
const READ_AHEAD = 16;

/** In the order of the files. */
async function* plans(files: AsyncIterable<BulkFile> | Iterable<BulkFile>, destination: Destination, signal: AbortSignal): AsyncGenerator<PlannedDocument | Outcome> {
  const underWay: Promise<PlannedDocument | Outcome>[] = [];
  for await (const file of files) {
    if (signal.aborted) break;
    underWay.push(plan(file, destination));
    const first = underWay.length === READ_AHEAD ? underWay.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  yield* underWay;
}

function clash(file: BulkFile, url: string, same: readonly PlannedDocument[]): Outcome {
  const other = same[0]?.file === file ? same[1] : same[0];
  const more = same.length - 2;
  return { path: file.path, address: url, state: 'unfit', message: `${other?.file.path ?? ''}${more > 0 ? ` and ${more} more` : ''} would go to the same address; rename or remove all but one` };
}

async function plan(file: BulkFile, destination: Destination): Promise<PlannedDocument | Outcome> {
  const { path } = file;
  if (destination.xui !== '' && addressFault({ root: destination.root, xui: destination.xui, document: file.name }) === undefined) return addressed(file, destination, destination.xui, file.name);
  try {
    const text = decode(await file.read());
    return text === undefined ? { path, state: 'unfit', message: NOT_UTF_8 } : addressOf(file, text, destination);
  } catch (error) {
    return unreadable(path, error);
  }
}

/** The address of a file by the rules of a single publication: what the connection says first, then the file's name, then its content. */
export function addressOf(file: BulkFile, text: string, destination: Destination): PlannedDocument | Outcome {
  const { root } = destination;
  const proposed = proposeAddress(parse(text));
  const xui = destination.xui || ownCopy(proposed.xui);
  if (xui === '') return { path: file.path, state: 'unfit', message: 'it names no user: neither an MCPTT ID nor an XUI-URI, and none was given' };
  const name = addressFault({ root, xui, document: file.name }) === undefined ? file.name : ownCopy(proposed.documentName);
  return addressed(file, destination, xui, name);
}

/** A part of a text as JavaScript engines cut it holds on to the whole: ten thousand plans would hold ten thousand documents. */
function ownCopy(part: string): string {
  return new TextDecoder().decode(new TextEncoder().encode(part));
}

function addressed(file: BulkFile, { root, auid }: Destination, xui: string, document: string): PlannedDocument | Outcome {
  const address: DocumentAddress = { root, auid, xui, document };
  try {
    const { origin, target } = wireAddress(address);
    return { file, address, url: origin + target };
  } catch (error) {
    if (error instanceof AddressError && error.part === 'xui') return { path: file.path, state: 'unfit', message: error.message };
    throw error;
  }
}

/** Why a file in another encoding is not sent: its bytes would arrive as something else (RFC 4825 5). */
export const NOT_UTF_8 = 'it is not encoded in UTF-8; save it as UTF-8 first';

/** The text of a file, its byte order mark kept; undefined where it is not UTF-8. */
export function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A file that is not there any more, or closed to us. */
export function unreadable(path: string, error: unknown): Outcome {
  return { path, state: 'unreadable', message: `it could not be read: ${error instanceof Error ? error.message : String(error)}` };
}
