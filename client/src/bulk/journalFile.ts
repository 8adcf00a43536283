import { appendFile, mkdir, readFile, rm, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JournalStore } from './journal';

/** A journal in a file; its folder is made with the first line. */
export function journalFile(path: string): JournalStore {
  let last: Promise<void> = mkdir(dirname(path), { recursive: true }).then(() => undefined);
  // A failure is told to who waits for that line, and holds for all after it: a journal with a gap would be none.
  last.catch(() => undefined);
  return {
    async read() {
      try {
        return await readFile(path, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
        throw error;
      }
    },
    cut: (bytes) => truncate(path, bytes),
    append(text) {
      // Only its owner may read which users there are.
      last = last.then(() => appendFile(path, text, { mode: 0o600 }));
      last.catch(() => undefined);
      return last;
    },
    async remove() {
      await last;
      await rm(path, { force: true });
    },
  };
}
