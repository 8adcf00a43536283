import { splitExpandedName } from '../syntax/namespaces';
import type { Counter, Counts, Wildcard } from './grammar';
import { ContentModelError } from './particle';
import { takesNamespace, wildcardsOverlap } from './wildcard';

/** One way on that a state has: what it takes, of which particle it is, and what it asks of the counters. */
export interface WayOn {
  readonly origin: number;
  /** Expanded names; none for a wildcard. */
  readonly names: readonly string[];
  readonly wildcard?: Wildcard;
  readonly counts: Counts;
}

/** The same particle may be meant in two counts at once: this model cannot be counted. */
export class Uncountable extends Error {}

/**
 * Refuses ways on that take the same element (part 1, 3.8.6, unique particle attribution), unless their counters tell
 * them apart. What is abstract takes part, as what might be declared to substitute it would.
 * @throws ContentModelError, or Uncountable where both are of one particle
 */
export function refuseCompetition(ways: readonly WayOn[], counters: readonly Counter[]): void {
  const byName = new Map<string, WayOn[]>();
  const wildcards: WayOn[] = [];
  const refuse = (a: WayOn, b: WayOn, name: string | undefined): void => {
    if (areExclusive(a.counts, b.counts, counters)) return;
    if (a.origin === b.origin) throw new Uncountable();
    const what = name === undefined ? 'two wildcards take the same elements at one place' : `'${splitExpandedName(name)[1]}' could be two things at one place`;
    throw new ContentModelError(`the content model is ambiguous: ${what}`);
  };
  for (const way of ways) {
    for (const name of way.names) {
      const others = byName.get(name);
      for (const other of others ?? []) refuse(other, way, name);
      if (others) others.push(way);
      else byName.set(name, [way]);
    }
    if (!way.wildcard) continue;
    for (const other of wildcards) if (wildcardsOverlap(other.wildcard!, way.wildcard)) refuse(other, way, undefined);
    wildcards.push(way);
  }
  if (wildcards.length === 0) return;
  for (const [name, named] of byName) {
    const [namespace] = splitExpandedName(name);
    for (const wildcard of wildcards) if (takesNamespace(wildcard.wildcard!, namespace)) for (const way of named) refuse(way, wildcard, name);
  }
}

/** Whether one needs another turn of a repetition, and the other the end of it, where the number of turns is fixed. */
function areExclusive(a: Counts, b: Counts, counters: readonly Counter[]): boolean {
  const excludes = (again: Counts, over: Counts): boolean => {
    if (again.next === undefined || !over.leave?.includes(again.next)) return false;
    const { min, max } = counters[again.next]!;
    return min === max;
  };
  return excludes(a, b) || excludes(b, a);
}
