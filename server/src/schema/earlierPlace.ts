import type { ExpandedName } from '../syntax/namespaces';
import type { ContentIndex } from './automatonIndex';

/** Children further on are not looked at: an order of so many is no sequence that somebody turned round. */
const MOST_PLACES = 64;

/**
 * Where a child that comes too late should have come: the place of the nearest child before it that it may stand before, so
 * that all between still fit. Undefined where there is none.
 * @param names of all children; undefined for one without a known name
 */
export function earlierPlace(index: ContentIndex, names: readonly (ExpandedName | undefined)[], place: number): number | undefined {
  const name = names[place];
  if (name === undefined || place > MOST_PLACES) return undefined;
  const states = [0];
  for (const each of names.slice(0, place)) {
    const state = states[states.length - 1]!;
    states.push(each === undefined ? state : index.step(state, each)?.to ?? index.skipTo(state, each)?.step.to ?? state);
  }
  for (let at = place - 1; at >= 0; at--) {
    const step = names[at] === undefined ? undefined : index.step(states[at]!, name);
    if (step && fits(index, step.to, names.slice(at, place))) return at;
  }
  return undefined;
}

function fits(index: ContentIndex, from: number, names: readonly (ExpandedName | undefined)[]): boolean {
  let state: number | undefined = from;
  for (const name of names) if (state !== undefined && name !== undefined) state = index.step(state, name)?.to;
  return state !== undefined;
}
