import type { Diagnostic } from '../diagnostic';

/** More than this nobody reads, and an editor shows no more of one file; the rest appears as these are mended. */
export const MOST_DIAGNOSTICS = 1_000;

/** The first MOST_DIAGNOSTICS, and one that tells how many more there are. @param found in document order */
export function limitDiagnostics(found: Diagnostic[]): Diagnostic[] {
  if (found.length <= MOST_DIAGNOSTICS) return found;
  const shown = found.slice(0, MOST_DIAGNOSTICS);
  const first = found[MOST_DIAGNOSTICS]!;
  const errors = found.slice(MOST_DIAGNOSTICS).some(({ severity }) => severity === 'error');
  shown.push({ code: 'too-many-problems', severity: errors ? 'error' : 'information', message: `${found.length - MOST_DIAGNOSTICS} more problems from here on; mend the ones above first`, start: first.start, end: first.end });
  return shown;
}
