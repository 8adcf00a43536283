import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { createLanguageService } from '../../../server/src/service';
import { reportJson, reportLines } from '../bulk/bulkReport';
import { wallClock } from '../bulk/clock';
import type { BulkFile } from '../bulk/documentPlan';
import { JournalProblem, openJournal, type Journal } from '../bulk/journal';
import { journalFile } from '../bulk/journalFile';
import { exitCode } from '../bulk/outcome';
import { DEFAULT_PARALLEL, MOST_PARALLEL, publishAll } from '../bulk/publishAll';
import { lockJournal, lockPublication, type Busy } from '../bulk/publicationLock';
import { publishStateFolder } from '../bulk/stateFolder';
import type { Lock } from '../bulk/lockFile';
import { canonicalRoot, type Connection } from '../connection/connection';
import { connectionOf, exchange, readToken, type ConnectionValues } from './connection';
import { UsageError, wholeNumber } from './options';
import { readDocumentBytes } from './documentBytes';
import { profileFiles } from './profileFiles';
import { writeOut } from './standardOutput';

/** Options that only a publication of many documents takes. */
export const MANY_OPTIONS = {
  replace: { type: 'boolean' },
  parallel: { type: 'string' },
  journal: { type: 'string' },
  'with-errors': { type: 'boolean' },
  format: { type: 'string' },
} as const;

type ManyValues = ConnectionValues & {
  readonly [Option in 'parallel' | 'journal' | 'format' | 'media-type']?: string | undefined;
} & { readonly [Option in 'replace' | 'with-errors' | 'create']?: boolean | undefined };

/** True where the operands are many documents: a folder, or more than one file, without a name that only one could have. */
export function areMany(operands: readonly string[], name: string | undefined): boolean {
  const [first] = operands;
  return name === undefined && first !== undefined && (operands.length > 1 || statSync(first, { throwIfNoEntry: false })?.isDirectory() === true);
}

/** Publishes the profiles among files and folders. @returns the exit code */
export async function publishMany(paths: readonly string[], values: ManyValues): Promise<number> {
  if (values.create && values.replace) throw new UsageError('--create and --replace exclude each other; give one of them.');
  if (values.format !== undefined && values.format !== 'text' && values.format !== 'json') throw new UsageError(`'${values.format}' is not a format; use text or json.`);
  const parallel = wholeNumber(values.parallel ?? String(DEFAULT_PARALLEL), 'parallel', 1, MOST_PARALLEL);
  const { mediaType, ...rest } = connectionOf(values);
  const connection = { ...rest, mediaType: values['media-type'] ?? mediaType };
  const token = readToken(values);
  const root = canonicalRoot(connection.root);
  const files = [...new Set(profileFiles(paths).map((path) => resolve(path)))].map(fileAt);
  const owner = { root, auid: connection.auid };
  const locks = [await held(lockPublication({ ...owner, places: paths.map((path) => resolve(path)) }), `These profiles are being published to ${root}`)];
  try {
    if (values.journal !== undefined) locks.push(await held(lockJournal(resolve(values.journal)), `The journal ${values.journal} is being used`));
    const place = values.journal ?? ownJournal(root, paths);
    return await withJournal(place, async () => publishFiles(files, { connection, token, parallel, journal: await openJournal(journalFile(place), owner) }, values));
  } finally {
    for (const lock of locks) await lock.release();
  }
}

interface ManyParts {
  readonly connection: Connection;
  readonly token: { readonly token?: string };
  readonly parallel: number;
  readonly journal: Journal;
}

async function publishFiles(files: readonly BulkFile[], { connection, token, parallel, journal }: ManyParts, values: ManyValues): Promise<number> {
  const service = createLanguageService();
  const report = await exchange(values, (transport, signal) => publishAll({
    files, connection, transport, journal, parallel, signal, clock: wallClock,
    // What the environment holds is all there is: nobody is asked.
    tokens: { ...token, renew: async () => undefined },
    replace: values.replace ?? false,
    withErrors: values['with-errors'] ?? false,
    countErrors: async ({ path, name }, text) => service.diagnose(service.parse(text), { fileName: name, fileExists: (other) => existsSync(join(dirname(path), other)) })
      .filter(({ severity }) => severity === 'error').length,
  }));
  for (const line of reportLines(report)) process.stderr.write(`${line}\n`);
  if (values.format === 'json') await writeOut(reportJson(canonicalRoot(connection.root), report));
  return exitCode(report);
}

/** @param what is going on where somebody else has the lock */
async function held(taking: Promise<Lock | Busy>, what: string): Promise<Lock> {
  const lock = await taking;
  if ('heldBy' in lock) throw new UsageError(`${what} already, by process ${lock.heldBy}; wait for it or stop it. Nothing was sent.`);
  return lock;
}

function fileAt(path: string): BulkFile {
  return {
    path, name: basename(path),
    read: () => readDocumentBytes(path).catch((error: NodeJS.ErrnoException) => {
      if (error instanceof UsageError) throw new Error(`it ${error.message}`);
      throw new Error(error.code === 'ENOENT' ? 'it is not there any more' : error.code === 'EACCES' ? 'access is denied' : error.message);
    }),
  };
}

/** A journal fails when it is opened, or later, when a disk is full. */
async function withJournal<T>(path: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof JournalProblem) throw new UsageError(`The journal ${path} cannot be used: ${error.message}.`);
    throw error;
  }
}

/** The journal of the same paths to the same root, in the place where systems keep the state of programs. */
function ownJournal(root: string, paths: readonly string[]): string {
  const key = JSON.stringify([root, paths.map((path) => resolve(path))]);
  return join(publishStateFolder(process.env), `${createHash('sha256').update(key).digest('hex').slice(0, 32)}.jsonl`);
}
