import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { takeLock, type Lock } from './lockFile';
import { ownIdentity, stillRuns, type ProcessIdentity } from './processIdentity';
import { publishStateFolder } from './stateFolder';

/** What is published where: the same for an editor and a terminal that are asked for the same. */
export interface LockedPublication {
  /** Canonical XCAP root. */
  readonly root: string;
  readonly auid: string;
  /** Paths of the files and folders that were chosen, or addresses of those that are no files. */
  readonly places: readonly string[];
}

/** Whoever is at it already. */
export interface Busy {
  /** Process id. */
  readonly heldBy: number;
}

/**
 * Takes what one publication is held by, for all programs of this person on this machine; none is taken where one of
 * them is held. Two at once would do no harm to the CMS, whose conditions hold them apart, but each would
 * report the work of the other, and take the journal away from it.
 */
export async function lockPublication({ root, auid, places }: LockedPublication, environment: NodeJS.ProcessEnv = process.env): Promise<Lock | Busy> {
  const real = await Promise.all(places.map((place) => realpath(place).catch(() => place)));
  return lock(JSON.stringify([root, auid, ...[...new Set(real)].sort()]), environment);
}

/** Takes a journal that was named by the person, whatever is published with it. */
export async function lockJournal(path: string, environment: NodeJS.ProcessEnv = process.env): Promise<Lock | Busy> {
  // The file may not be there yet.
  const folder = dirname(path);
  return lock(JSON.stringify(['journal', await realpath(folder).catch(() => folder), basename(path)]), environment);
}

async function lock(what: string, environment: NodeJS.ProcessEnv): Promise<Lock | Busy> {
  const name = createHash('sha256').update(what).digest('hex').slice(0, 32);
  const own = JSON.stringify(await ownIdentity());
  try {
    const taken = await takeLock(join(publishStateFolder(environment), 'locks'), name, { own, runs: (text) => stillRuns(JSON.parse(text) as ProcessIdentity) });
    return 'heldBy' in taken ? { heldBy: (JSON.parse(taken.heldBy) as ProcessIdentity).pid } : taken;
  } catch (error) {
    if (!NOT_KEPT.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    return { release: async () => undefined };
  }
}

/** Where nothing can be kept, as in a container without a home, a publication goes on without: the lock is a service, and the CMS's conditions are what it rests on. */
const NOT_KEPT: ReadonlySet<string> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'ENOTSUP', 'ENOSYS']);
