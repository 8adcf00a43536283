import type { Diagnostic } from '../diagnostic';
import { ruleCodes } from '../profile/rules';
import type { DocumentText } from '../syntax/documentText';
import { misspeltStartTags } from './misspeltStartTags';

/** More than this nobody reads, and an editor shows no more of one file; the rest appears as these are mended. */
export const MOST_DIAGNOSTICS = 1_000;

/**
 * Without what is said a second time of the very characters that an error is about: by the rules, or by an error that
 * tells less. One cause, one diagnostic.
 * @param all in document order, as what is returned
 */
export function withoutConsequencesOfErrors(all: readonly Diagnostic[], text: DocumentText): Diagnostic[] {
  const found = misspeltStartTags(all, text);
  const errors = found.filter(({ code }) => !ruleCodes.has(code));
  if (errors.length === 0) return [...found];
  const wrong = new Set(errors.map(placeOf));
  const better = new Map(Object.entries(TELLS_MORE).map(([code, tellsMore]) => [code, new Set(errors.filter(tellsMore).map(placeOf))]));
  return found.filter((each) => (ruleCodes.has(each.code) ? !wrong.has(placeOf(each)) : !better.get(each.code)?.has(placeOf(each))));
}

/** What needs not be told where another error of the same characters is: that one says what to do. */
const TELLS_MORE: Readonly<Record<string, (other: Diagnostic) => boolean>> = {
  // A name that is broken off, or whose near miss is known.
  'invalid-name': ({ code, data }) => code === 'malformed-tag' || code === 'mismatched-end-tag' || data?.expected !== undefined,
  // The attribute that a key is made of is required, as it should be.
  'missing-key': ({ code }) => code === 'missing-attribute',
};

function placeOf({ start, end }: Diagnostic): string {
  return `${start} ${end}`;
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
