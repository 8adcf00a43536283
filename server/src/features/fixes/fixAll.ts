import type { Diagnostic } from '../../diagnostic';
import type { RuleOptions, RuleSeverities } from '../../profile/rules';
import type { Grammar } from '../../schema';
import type { TextEdit } from '../../service';
import type { SyntaxTree } from '../../syntax/node';
import { parse } from '../../syntax/parse';
import { Checker, type SeenVerdicts } from '../checker';
import { SeenElements } from '../seenElements';
import { FreeIndexes } from './freeIndexes';
import { EditList } from './editList';
import { Layout } from './layout';
import { Places } from '../places';
import { type FindMends, type Mend, Problem } from './problem';
import { Revision } from './revision';
import { fixesOf, SAFE_CODES } from './table';

/** A mended mistake may have hidden another in the same tag; more rounds than this mend nothing that a person would wait for. */
const MOST_ROUNDS = 64;

/**
 * Mends all there is of some codes, round by round, until none is left that can be.
 * @param known what is told of the tree, where somebody has checked it already
 * @returns edits of the tree's text, in order
 */
export function fixAll(tree: SyntaxTree, codes: readonly string[] | 'safe', grammar: Grammar, options: RuleOptions, severities?: RuleSeverities, known?: readonly Diagnostic[]): TextEdit[] {
  const wanted = new Set(codes === 'safe' ? SAFE_CODES : codes);
  const finders = (code: string): readonly FindMends[] => (codes === 'safe' ? fixesOf(code)?.safe?.finders : fixesOf(code)?.finders) ?? [];
  const revision = new Revision(tree.text);
  const seen: SeenVerdicts = new SeenElements();
  let current = tree;
  let last = '';
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const told = round === 0 && known ? known : new Checker(grammar, options, seen).check(current, [], severities);
    const found = told.filter(({ code }) => wanted.has(code));
    const { edits, signature, complete } = roundOf(current, found, finders, grammar, options);
    // The same once more would go round in circles.
    if (edits.length === 0 || signature === last) break;
    last = signature;
    revision.apply(edits);
    // To read and check a large document once more takes longer than all that was done so far.
    if (complete && [...wanted].every((code) => fixesOf(code)?.atOnce)) break;
    current = parse(revision.text);
  }
  return revision.edits();
}

/** The obvious mend of each diagnostic, but for those in the way of one taken before; whether there were such, and what tells one round from another. */
function roundOf(tree: SyntaxTree, found: readonly Diagnostic[], finders: (code: string) => readonly FindMends[], grammar: Grammar, options: RuleOptions): { edits: readonly TextEdit[]; signature: string; complete: boolean } {
  const context = { tree, grammar, options, layout: new Layout(tree.text), freeIndexes: new FreeIndexes(tree.text), places: new Places(tree) };
  const taken = new EditList();
  const titles: string[] = [];
  let complete = true;
  for (const diagnostic of found) {
    const mend = obvious(new Problem(diagnostic, context), finders(diagnostic.code));
    if (!mend) continue;
    if (!taken.addUnlessInTheWay(mend.edits)) complete = false;
    titles.push(mend.title);
  }
  return { edits: taken.edits, signature: `${taken.edits[0]?.start} ${titles.join('\n')}`, complete };
}

function obvious(problem: Problem, finders: readonly FindMends[]): Mend | undefined {
  for (const find of finders) {
    const mend = find(problem).find(({ preferred, edits }) => preferred && edits.length > 0);
    if (mend) return mend;
  }
  return undefined;
}
