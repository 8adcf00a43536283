import { once } from 'node:events';
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { setImmediate as soon } from 'node:timers/promises';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { checkFile, type CheckOptions } from './checkFile';
import type { CheckedFile, ReportedDiagnostic } from './checkReport';

/** What all threads share: what is to be done, and how far it is. */
interface Work {
  readonly files: readonly string[];
  readonly options: CheckOptions;
  /** One 32-bit number: the place in `files` of the next one that nobody has taken yet. */
  readonly next: Int32Array;
}

/** What a thread has to say of one file; nothing of a file without diagnostics. */
type Finding = { readonly index: number } & ({ readonly diagnostics: readonly ReportedDiagnostic[] } | { readonly failure: Failure });

/** An error, with what tells a missing file from a forbidden one; an Error itself loses that on its way between threads. */
interface Failure extends Partial<Pick<NodeJS.ErrnoException, 'code' | 'path' | 'syscall' | 'stack'>> {
  readonly message: string;
}

/** Bytes of documents for each thread: with fewer, starting it and warming it up costs more than it gives (measured). */
const WORTH_A_THREAD = 1_500_000;
/** Each thread takes memory of its own. */
const MOST_THREADS = 8;

/**
 * Checks files, on all processors where that pays.
 * @returns what was found, in the order of the files. Rejects where one cannot be read, with the first of them
 */
export async function checkFiles(files: readonly string[], options: CheckOptions): Promise<CheckedFile[]> {
  const work: Work = { files, options, next: new Int32Array(new SharedArrayBuffer(4)) };
  const diagnostics = new Map<number, readonly ReportedDiagnostic[]>();
  const failures = new Map<number, Failure>();
  const take = (finding: Finding): void => {
    if ('failure' in finding) failures.set(finding.index, finding.failure);
    else diagnostics.set(finding.index, finding.diagnostics);
  };
  const others = Array.from({ length: threads(files) - 1 }, () => startThread(work, take));
  await Promise.all([takeFiles(work, take), ...others]).finally(() => Atomics.store(work.next, 0, files.length));
  // A failure keeps everybody from taking more, and files are taken in their order: all before the first failure have been looked at.
  if (failures.size > 0) throw errorOf(failures.get(Math.min(...failures.keys()))!);
  return files.map((file, index) => ({ file, diagnostics: diagnostics.get(index) ?? [] }));
}

/** What a thread that `checkFiles` started does. */
export async function checkInThread(): Promise<void> {
  await takeFiles(workerData as Work, (finding) => parentPort!.postMessage(finding));
}

/** How many threads, this one included, are worth it. */
function threads(files: readonly string[]): number {
  const most = Math.min(files.length, MOST_THREADS, availableParallelism());
  let size = 0;
  for (const file of files) {
    if (size >= most * WORTH_A_THREAD) break;
    size += statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  }
  return Math.min(most, Math.max(1, Math.floor(size / WORTH_A_THREAD)));
}

async function startThread(work: Work, take: (finding: Finding) => void): Promise<void> {
  const worker = new Worker(__filename, { workerData: work });
  worker.on('message', take);
  // Rejects where the thread dies of an error.
  await once(worker, 'exit');
}

/** Takes the next file that nobody has taken, until there is none. */
async function takeFiles({ files, options, next }: Work, tell: (finding: Finding) => void): Promise<void> {
  const checker = checkFile(options);
  for (let index = Atomics.add(next, 0, 1); index < files.length; index = Atomics.add(next, 0, 1)) {
    try {
      const diagnostics = checker(files[index]!);
      if (diagnostics.length > 0) tell({ index, diagnostics });
    } catch (error) {
      Atomics.store(next, 0, files.length);
      tell({ index, failure: failureOf(error) });
    }
    // What the other threads tell is taken, and a thread that died is noticed.
    await soon();
  }
}

function failureOf(error: unknown): Failure {
  const { message, code, path, syscall, stack }: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error));
  return { message, ...(code !== undefined && { code }), ...(path !== undefined && { path }), ...(syscall !== undefined && { syscall }), ...(stack !== undefined && { stack }) };
}

function errorOf({ message, ...rest }: Failure): Error {
  return Object.assign(new Error(message), rest);
}
