import { automatonIndex } from './automatonIndex';
import type { Grammar } from './grammar';
import type { ElementType } from './typeDerivation';
import { complexTypeOf } from './typeLookup';

/** How often an element may stand among the children of another. */
export type Occurrence = 'exactly once' | 'at most once' | 'at least once' | 'any number of times' | 'a few times' | 'once or a few times';

/** Where a content model has more states than this, nothing is said. */
const MOST_STATES = 512;

/** How often an element may stand in its parent; undefined where the parent's content does not name it. @param parent the type of the parent */
export function occurrenceIn(grammar: Grammar, parent: ElementType | undefined, declaration: number): Occurrence | undefined {
  const model = complexTypeOf(parent)?.model;
  if (!model) return undefined;
  const index = automatonIndex(model, grammar);
  const reach = (from: readonly number[], through: (element: number | undefined) => boolean): ReadonlySet<number> => {
    const reached = new Set(from);
    for (const state of reached) {
      if (reached.size > MOST_STATES) break;
      for (const { element, to } of index.state(state).steps) if (through(element)) reached.add(to);
    }
    return reached;
  };
  const all = reach([0], () => true);
  const taken = [...all].flatMap((from) => index.state(from).steps.filter(({ element }) => element === declaration).map(({ to }) => ({ from, to })));
  if (taken.length === 0 || all.size > MOST_STATES) return undefined;
  const needed = ![...reach([0], (element) => element !== declaration)].some((state) => index.state(state).accepting);
  const again = [...reach(taken.map(({ to }) => to), () => true)].some((state) => index.state(state).steps.some(({ element }) => element === declaration));
  if (!again) return needed ? 'exactly once' : 'at most once';
  const endless = taken.some(({ from, to }) => reach([to], () => true).has(from));
  return endless ? (needed ? 'at least once' : 'any number of times') : needed ? 'once or a few times' : 'a few times';
}
