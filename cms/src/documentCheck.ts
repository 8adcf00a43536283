import type { Diagnostic } from '../../server/src/diagnostic';
import { scan } from '../../server/src/syntax/scanner';

/** What a check of a document comes to. Plain data: it goes between threads. */
export type Checked =
  /** The first error of each code. */
  | { readonly found: readonly Diagnostic[] }
  /** It goes beyond a limit of this CMS, which this says in one line. */
  | { readonly beyond: string };

/** The editor's service, as a function. */
export type Diagnose = (text: string) => readonly Diagnostic[];

/** How deep the elements of a document may nest. A profile needs far fewer levels, and every one that is not closed costs far more than a mistake in one. */
export const DEEPEST = 200;

/** Checks a document, but for one that nests too deep. */
export function checkDocument(text: string, diagnose: Diagnose): Checked {
  const tooDeep = beyondDepth(text, DEEPEST);
  if (tooDeep !== undefined) return { beyond: `line ${lineOf(text, tooDeep)}: the elements nest more than ${DEEPEST} levels deep` };
  const told = new Set<string>();
  const found = diagnose(text).filter((diagnostic) => {
    const counts = diagnostic.severity === 'error' && !told.has(diagnostic.code);
    if (counts) told.add(diagnostic.code);
    return counts;
  });
  return { found };
}

/** Where the first start tag stands that goes deeper than a limit; tags are counted, whatever their names. */
function beyondDepth(text: string, limit: number): number | undefined {
  let depth = 0;
  let found: number | undefined;
  scan(text, 0, text.length, {
    text: () => undefined,
    other: () => undefined,
    startTag: (from, _nameEnd, _to, ending) => {
      if (ending !== 'empty') depth += 1;
      if (depth > limit) found ??= from;
    },
    endTag: () => {
      depth = Math.max(0, depth - 1);
    },
  }, () => found !== undefined);
  return found;
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
