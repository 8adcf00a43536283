import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What is held by one at a time. */
export interface Lock {
  release(): Promise<void>;
}

/** Whoever holds a lock, as text, and whether somebody who left such a text may still be there. */
export interface Holder {
  readonly own: string;
  runs(text: string): Promise<boolean>;
}

/**
 * Takes a lock that needs no tidying after a process that was killed. Each taking is a file with a number of its own,
 * `<name>.<number>`; the highest number counts, and it is taken where its holder has let go (an empty file) or is gone.
 * So nobody ever removes what somebody else may have just taken: that is the race of lock files that are deleted when they
 * look stale.
 *
 * Why two never hold it: a number is made once, by `link`, which fails where the name exists and brings the content with
 * it. The highest file is never removed. Whoever has made a number looks once more, and holds only where theirs is the highest.
 * Of two who hold, the higher one had seen the file before its own as given up; that is the lower one's, or it was made
 * after the lower one's second look, and then the same holds for it.
 * @returns the text of the one who holds it where it is taken
 */
export async function takeLock(folder: string, name: string, { own, runs }: Holder): Promise<Lock | { readonly heldBy: string }> {
  await mkdir(folder, { recursive: true });
  const path = (number: number): string => join(folder, `${name}.${number}`);
  const draft = join(folder, `${name}.${randomUUID()}.new`);
  // Only its owner may read what is published where.
  await writeFile(draft, own, { mode: 0o600, flag: 'wx' });
  try {
    for (;;) {
      const last = Math.max(0, ...await numbers(folder, name));
      const holder = last === 0 ? '' : await readFile(path(last), 'utf8').catch(unlessMissing(''));
      if (holder !== '' && await runs(holder)) return { heldBy: holder };
      const mine = last + 1;
      const made = await link(draft, path(mine)).then(() => true, (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return false;
        throw error;
      });
      if (!made) continue;
      const all = await numbers(folder, name);
      if (Math.max(...all) !== mine) {
        await rm(path(mine), { force: true });
        continue;
      }
      for (const old of all) if (old < mine) await rm(path(old), { force: true });
      return { release: () => truncate(path(mine)).catch(unlessMissing(undefined)) };
    }
  } finally {
    await rm(draft, { force: true });
  }
}

async function numbers(folder: string, name: string): Promise<number[]> {
  const found = (await readdir(folder)).filter((each) => each.startsWith(`${name}.`)).map((each) => each.slice(name.length + 1));
  return found.filter((each) => /^\d+$/.test(each)).map(Number);
}

/** A file that is gone by now was not the last one any more. */
function unlessMissing<T>(instead: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return instead;
    throw error;
  };
}
