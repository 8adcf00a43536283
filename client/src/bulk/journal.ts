import { oneLine } from '../../../xcap/src/plainText';

/** Where a journal is kept. */
export interface JournalStore {
  /** Empty where there is none yet. @throws JournalProblem where what is there cannot be a journal */
  read(): Promise<string>;
  /** Keeps the first so many bytes. */
  cut(bytes: number): Promise<void>;
  /** One after the other, in the order of the calls. */
  append(text: string): Promise<void>;
  remove(): Promise<void>;
}

/** What a journal belongs to: going on with another connection, or as another application, would not be the same run. */
export interface JournalOwner {
  /** Canonical XCAP root. */
  readonly root: string;
  readonly auid: string;
}

/** One step of one document. */
export interface JournalEntry {
  readonly path: string;
  readonly address: string;
  /** Of the bytes that are sent, in hexadecimal. */
  readonly sha256: string;
  readonly state: 'sending' | 'stored' | 'refused' | 'uncertain';
  readonly entityTag?: string;
}

/** A journal that cannot be gone on with. The message is one line for the person. */
export class JournalProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'JournalProblem';
  }
}

/**
 * What a run has done, so that it can go on where it was stopped. It spares the looks at documents that are known to be
 * stored, and nothing more: that nothing is sent twice or over somebody's change is held by the look at the server and by
 * the precondition of each PUT. So nothing is synced to disk. What a process has written outlives its end; what is lost
 * with the machine is looked at again.
 */
export interface Journal {
  /** True where this text is known to be stored there. */
  knows(path: string, address: string, sha256: string): boolean;
  note(entry: JournalEntry): Promise<void>;
  /** The run came to its end: the next one begins anew and looks at everything. */
  finish(): Promise<void>;
}

const VERSION = 1;

/** Why something that was named as a journal is left as it is. */
export const NO_JOURNAL = 'it is no journal of a publication; name another file';

/**
 * Opens a journal and takes in what it holds; a line that was cut off at its end, as by a kill, is removed.
 * @throws JournalProblem where it is none, or another run's
 */
export async function openJournal(store: JournalStore, owner: JournalOwner): Promise<Journal> {
  const text = await store.read();
  const header = line({ journal: 'mcptt-publish', version: VERSION, ...owner });
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const [first, ...rest] = whole.split('\n').slice(0, -1);
  // Nothing is cut before it is clear that this is a journal: a file without a line end may be anything a person has.
  if (first !== undefined) checkOwner(first, owner);
  else if (!header.startsWith(text)) throw new JournalProblem(NO_JOURNAL);
  if (whole.length < text.length) await store.cut(new TextEncoder().encode(whole).length);
  if (first === undefined) await store.append(header);
  const stored = new Map<string, string>();
  const take = ({ path, address, sha256, state }: JournalEntry): void => {
    if (state === 'stored') stored.set(path, `${sha256} ${address}`);
    else stored.delete(path);
  };
  rest.forEach((each, index) => take(readEntry(each, index + 2)));
  return {
    knows: (path, address, sha256) => stored.get(path) === `${sha256} ${address}`,
    // What was noted in this run is not asked for again: each document has one turn.
    note: (entry) => store.append(line(entry)),
    finish: () => store.remove(),
  };
}

/** Of a run that cannot be gone on with: nothing is kept. */
export const noJournal: Journal = { knows: () => false, note: async () => undefined, finish: async () => undefined };

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

function checkOwner(first: string, owner: JournalOwner): void {
  const header = readObject(first);
  if (header?.['journal'] !== 'mcptt-publish' || header['version'] !== VERSION) throw new JournalProblem(NO_JOURNAL);
  for (const part of ['root', 'auid'] as const) {
    if (header[part] !== owner[part]) throw new JournalProblem(`it belongs to a publication to ${oneLine(String(header['root']))} as ${oneLine(String(header['auid']))}; finish that one first, or name another file`);
  }
}

function readEntry(text: string, number: number): JournalEntry {
  const entry = readObject(text);
  const fits = entry !== undefined && ['path', 'address', 'sha256', 'state'].every((name) => typeof entry[name] === 'string');
  if (!fits) throw new JournalProblem(`its line ${number} cannot be read; remove the file to look at all documents anew`);
  return entry as unknown as JournalEntry;
}

function readObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value as Record<string, unknown> : undefined;
  } catch {
    return undefined;
  }
}
