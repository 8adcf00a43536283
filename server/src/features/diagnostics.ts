import type { Diagnostic } from '../diagnostic';
import { ruleCodes } from '../profile/rules';

/** More than this nobody reads, and an editor shows no more of one file; the rest appears as these are mended. */
export const MOST_DIAGNOSTICS = 1_000;

/**
 * Without what rules say of the very characters that an error is about: one cause, one diagnostic.
 */
export function withoutConsequencesOfErrors(found: readonly Diagnostic[]): Diagnostic[] {
  const wrong = new Set(found.filter(({ code }) => !ruleCodes.has(code)).map(({ start, end }) => `${start} ${end}`));
  return wrong.size === 0 ? [...found] : found.filter(({ code, start, end }) => !ruleCodes.has(code) || !wrong.has(`${start} ${end}`));
}

/** The first MOST_DIAGNOSTICS, and one that tells how many more there are. @param found in document order */
export function limitDiagnostics(found: Diagnostic[]): Diagnostic[] {
  if (found.length <= MOST_DIAGNOSTICS) return found;
  const shown = found.slice(0, MOST_DIAGNOSTICS);
  const first = found[MOST_DIAGNOSTICS]!;
  const errors = found.slice(MOST_DIAGNOSTICS).some(({ severity }) => severity === 'error');
  shown.push({ code: 'too-many-problems', severity: errors ? 'error' : 'information', message: `${found.length - MOST_DIAGNOSTICS} more problems from here on; mend the ones above first`, start: first.start, end: first.end });
  return shown;
}
