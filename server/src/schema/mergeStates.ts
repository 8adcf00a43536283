import type { ContentAutomaton, ContentState } from './grammar';

/** Rounds that look for states to merge: what is left after them is only larger than need be. */
const MOST_ROUNDS = 8;

/** Makes one state of those that go on in the same way. */
export function mergeEqualStates(automaton: ContentAutomaton): ContentAutomaton {
  let merged = automaton;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = merged.states.length;
    merged = mergeOnce(merged);
    if (merged.states.length === before) break;
  }
  return merged;
}

/** From the last state to the first, since states mostly lead to later ones: equal tails of any length fold in one round. */
function mergeOnce({ states, ...rest }: ContentAutomaton): ContentAutomaton {
  const representative = states.map((_, index) => index);
  const byContent = new Map<string, number>();
  for (let index = states.length - 1; index >= 0; index--) {
    const { steps, ...end } = states[index]!;
    const key = JSON.stringify({ ...end, steps: steps.map((step) => ({ ...step, to: representative[step.to] })) });
    const equal = byContent.get(key);
    if (equal === undefined) byContent.set(key, index);
    else representative[index] = equal;
  }
  return { states: renumber(states, representative), ...rest };
}

/** The states that stand for others, numbered in the order in which the start reaches them. */
function renumber(states: readonly ContentState[], representative: readonly number[]): ContentState[] {
  const numbers = new Map([[representative[0]!, 0]]);
  const kept: ContentState[] = [];
  for (const index of numbers.keys()) {
    const { steps, ...end } = states[index]!;
    kept.push({
      ...end,
      steps: steps.map((step) => {
        const target = representative[step.to]!;
        if (!numbers.has(target)) numbers.set(target, numbers.size);
        return { ...step, to: numbers.get(target)! };
      }),
    });
  }
  return kept;
}
