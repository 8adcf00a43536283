import { appendFile, mkdir, readFile, rm, stat, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { JournalProblem, NO_JOURNAL, type JournalStore } from './journal';

/** A journal of a hundred thousand documents has a tenth of it; what is larger is something else. */
const LARGEST_BYTES = 256 * 1024 * 1024;

/** A journal in a file; its folder is made with the first line. */
export function journalFile(path: string): JournalStore {
  let last: Promise<void> = mkdir(dirname(path), { recursive: true }).then(() => undefined);
  // A failure is told to who waits for that line, and holds for all after it: a journal with a gap would be none.
  last.catch(() => undefined);
  return {
    async read() {
      try {
        const found = await stat(path);
        // A journal is removed at its end: a device or a folder must never come that far, and reading some of them never ends.
        if (!found.isFile() || found.size > LARGEST_BYTES) throw new JournalProblem(NO_JOURNAL);
        return await readFile(path, 'utf8');
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
        throw error;
      }
    },
    cut: (bytes) => truncate(path, bytes),
    append(text) {
      // Only its owner may read which users there are.
      last = last.then(() => appendFile(path, text, { mode: 0o600 })).catch((error: unknown) => {
        const code = (error as NodeJS.ErrnoException).code ?? '';
        throw error instanceof JournalProblem ? error : new JournalProblem(`it cannot be written (${code}); make room for it or name another file, and publish again to go on: what was stored until now stays stored`);
      });
      last.catch(() => undefined);
      return last;
    },
    async remove() {
      await last;
      await rm(path, { force: true });
    },
  };
}
