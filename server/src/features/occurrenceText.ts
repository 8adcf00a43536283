import { complexTypeOf, declarationFor, type Grammar } from '../schema';
import type { PlacedElement } from '../syntax/cursor';
import type { DocumentText } from '../syntax/documentText';

/** How often an element may stand in its parent, by the schema: `exactly once`, `any number of times`; undefined where the parent's content does not name it. */
export function occurrenceText({ parent }: PlacedElement, declaration: number, text: DocumentText, grammar: Grammar): string | undefined {
  const states = parent && complexTypeOf(grammar, declarationFor(parent, text, grammar))?.model?.states;
  if (!states?.some(({ steps }) => steps.some(({ element }) => element === declaration))) return undefined;
  const reach = (from: readonly number[], through: (element: number | undefined) => boolean): ReadonlySet<number> => {
    const reached = new Set(from);
    for (const state of reached) for (const { element, to } of states[state]!.steps) if (through(element)) reached.add(to);
    return reached;
  };
  const steps = [...reach([0], () => true)].flatMap((state) => states[state]!.steps.filter(({ element }) => element === declaration));
  const needed = ![...reach([0], (element) => element !== declaration)].some((state) => states[state]!.accepting);
  const again = [...reach(steps.map(({ to }) => to), () => true)].some((state) => states[state]!.steps.some(({ element }) => element === declaration));
  return again ? (needed ? 'at least once' : 'any number of times') : needed ? 'exactly once' : 'at most once';
}
