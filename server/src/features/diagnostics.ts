import type { Diagnostic } from '../diagnostic';
import { checkRules, type RuleOptions } from '../profile/rules';
import { type Grammar, validate } from '../schema';
import type { SyntaxTree } from '../syntax/node';
import { syntaxDiagnostics } from '../syntax/problems';

/** More than this nobody reads, and an editor shows no more of one file; the rest appears as these are mended. */
export const MOST_DIAGNOSTICS = 1_000;

/**
 * Well-formedness, schema and rules of a document, in document order, at most MOST_DIAGNOSTICS and one that tells how
 * many more there are.
 */
export function diagnose(tree: SyntaxTree, grammar: Grammar, options: RuleOptions): Diagnostic[] {
  const found = [...syntaxDiagnostics(tree), ...validate(tree, grammar), ...checkRules(tree, options)];
  found.sort((a, b) => a.start - b.start || a.end - b.end);
  if (found.length <= MOST_DIAGNOSTICS) return found;
  const shown = found.slice(0, MOST_DIAGNOSTICS);
  const first = found[MOST_DIAGNOSTICS]!;
  const errors = found.slice(MOST_DIAGNOSTICS).some(({ severity }) => severity === 'error');
  shown.push({ code: 'too-many-problems', severity: errors ? 'error' : 'information', message: `${found.length - MOST_DIAGNOSTICS} more problems from here on; mend the ones above first`, start: first.start, end: first.end });
  return shown;
}
