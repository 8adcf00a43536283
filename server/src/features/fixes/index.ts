import type { Diagnostic } from '../../diagnostic';
import { ruleCodes, type RuleOptions } from '../../profile/rules';
import type { Grammar } from '../../schema';
import type { Fix } from '../../service';
import type { SyntaxTree } from '../../syntax/node';
import { disableForLine } from './disableFixes';
import { FreeIndexes } from './freeIndexes';
import { Layout } from './layout';
import { Places } from '../places';
import { type Mend, Problem } from './problem';
import { fixesOf } from './table';

export { fixAll } from './fixAll';
export { SAFE_CODES } from './table';

/** The ways to mend diagnostics of a tree, for each in turn, the preferred ones first. */
export function fixesFor(tree: SyntaxTree, diagnostics: readonly Diagnostic[], grammar: Grammar, options: RuleOptions): Fix[] {
  const layout = new Layout(tree.text);
  return diagnostics.flatMap((diagnostic) => {
    // A person takes one of them: what one hands out is free for the others.
    const problem = new Problem(diagnostic, { tree, grammar, options, layout, freeIndexes: new FreeIndexes(tree.text), places: new Places(tree) });
    const mends: readonly Mend[] = (fixesOf(diagnostic.code)?.finders ?? []).flatMap((find) => find(problem));
    const [obvious, ...others] = [...mends.filter(({ preferred }) => preferred), ...mends.filter(({ preferred }) => !preferred)];
    // Where two would do, the first one in the table is the obvious one.
    const offered = [...(obvious ? [obvious] : []), ...others.map((mend) => ({ ...mend, preferred: false })), ...(ruleCodes.has(diagnostic.code) ? disableForLine(problem) : [])];
    // A name that is the near miss of itself, in a broken place, is no news.
    const changes = ({ start, end, insert }: Mend['edits'][number]): boolean => tree.text.slice(start, end) !== insert;
    return offered.filter(({ edits }) => edits.some(changes)).map((mend) => ({ ...mend, diagnostic }));
  });
}

