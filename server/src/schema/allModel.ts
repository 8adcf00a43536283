import type { ContentAutomaton } from './grammar';
import type { Particle, Substitutes } from './particle';
import { ContentModelError, stepsTo } from './particle';
import { refuseCompetition } from './uniqueAttribution';

/** A content model that is one `all` group. */
export interface WholeAll {
  readonly optional: boolean;
  readonly members: readonly Particle[];
}

/** The `all` group that a content model consists of; undefined where it is another one. A reference to a named group may stand around it. */
export function wholeAll({ min, max, term }: Particle): WholeAll | undefined {
  if (term.kind === 'all') return max === 1 ? { optional: min === 0, members: term.particles } : undefined;
  if (max !== 1 || term.kind !== 'sequence' || term.particles.length !== 1) return undefined;
  const inner = wholeAll(term.particles[0]!);
  return inner && { ...inner, optional: inner.optional || min === 0 };
}

/**
 * The automaton of elements in any order, each once at most (part 1, 3.8.2): one state and a counter for each of them, so
 * that it grows with their number and not with that of their orders. Where all of it may be left out, the start is a state of its own.
 */
export function compileAll({ optional, members }: WholeAll, substitutes: Substitutes): ContentAutomaton {
  const leaves = members.filter(({ max }) => max > 0).map(({ min, term }) => {
    if (term.kind !== 'element') throw new ContentModelError(`'all' may hold elements only`);
    return { min, term, takes: substitutes(term) };
  });
  const counters = leaves.map(({ min }) => ({ min, max: 1 }));
  refuseCompetition(leaves.map(({ term, takes }, counter) => ({ origin: counter, names: [...new Set([term.name, ...takes.map(({ name }) => name)])], counts: { next: counter } })), counters);
  const leave = counters.flatMap(({ min }, counter) => (min > 0 ? [counter] : []));
  const ownStart = optional && leave.length > 0;
  const steps = leaves.flatMap(({ term, takes }, counter) => stepsTo(term, takes, { next: counter }, ownStart ? 1 : 0));
  const state = { accepting: true, ...(leave.length > 0 && { leave }), steps };
  return { states: ownStart ? [{ accepting: true, steps }, state] : [state], counters };
}
