import type { ContentState, ContentStep } from './grammar';

/** The states of a content model. */
interface States {
  state(state: number): ContentState;
}

export const NO_FOLLOWERS: readonly number[] = [];
/** How many elements are put behind one at most, to make the content complete again; and how many states are looked at for that. */
const MOST_FOLLOWERS = 4;
const MOST_STATES = 256;

/**
 * The steps that can be taken in content that is complete, each with the fewest elements, as declarations, that make it
 * complete again with what comes behind: `from` may be put into pairs of `from` and `until` only with an `until`.
 * @param runAll where what comes behind leads to, by the state it is begun in; undefined where it does not get through
 */
export function followersOf(states: States, steps: readonly ContentStep[], runAll: (starts: readonly number[]) => ReadonlyMap<number, number | undefined>): ReadonlyMap<ContentStep, readonly number[]> {
  const ways = new Map(steps.map((step) => [step, waysOn(states, step.to)]));
  const ends = runAll([...ways.values()].flatMap((each) => [...each.keys()]));
  const isComplete = (state: number): boolean => {
    const end = ends.get(state);
    return end !== undefined && states.state(end).accepting;
  };
  return new Map([...ways].flatMap(([step, reached]) => {
    const found = [...reached].find(([state]) => isComplete(state));
    return found ? [[step, found[1]] as const] : [];
  }));
}

/** The states that are reached from one by a few elements, the nearest first, each with those elements. */
function waysOn(states: States, from: number): ReadonlyMap<number, readonly number[]> {
  const ways = new Map<number, readonly number[]>([[from, NO_FOLLOWERS]]);
  for (const [state, elements] of ways) {
    if (elements.length >= MOST_FOLLOWERS || ways.size >= MOST_STATES) break;
    for (const { element, to } of states.state(state).steps) if (element !== undefined && !ways.has(to)) ways.set(to, [...elements, element]);
  }
  return ways;
}
