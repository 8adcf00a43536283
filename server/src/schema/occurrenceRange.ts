import type { Particle } from './particle';

/** How often something may stand; `max` may be Infinity. */
export interface OccurrenceRange {
  readonly min: number;
  readonly max: number;
}

/** Whether every number of the one is one of the other (part 1, 3.9.6, occurrence range OK). */
export function isWithin(inner: OccurrenceRange, outer: OccurrenceRange): boolean {
  return inner.min >= outer.min && inner.max <= outer.max;
}

const totals = new WeakMap<Particle, OccurrenceRange>();

/** How many elements a particle comes to, groups counted through (part 1, 3.8.6, effective total range). */
export function effectiveTotalRange(particle: Particle): OccurrenceRange {
  const { min, max, term } = particle;
  if (!('particles' in term)) return { min, max };
  let total = totals.get(particle);
  if (!total) {
    const inner = term.particles.map(effectiveTotalRange);
    const [least, most] = term.kind === 'choice'
      ? [inner.length === 0 ? 0 : smallest(inner), largest(inner)]
      : [inner.reduce((sum, each) => sum + each.min, 0), inner.reduce((sum, each) => sum + each.max, 0)];
    // Endless turns of nothing are nothing.
    total = { min: min * least, max: most === 0 || max === 0 ? 0 : max * most };
    totals.set(particle, total);
  }
  return total;
}

/** Whether a particle may be left out (part 1, 3.9.6, particle emptiable). */
export function isEmptiable(particle: Particle): boolean {
  return particle.min === 0 || effectiveTotalRange(particle).min === 0;
}

/** `once`, `at most once`, `2 to 5 times`, `any number of times`, … */
export function inWords({ min, max }: OccurrenceRange): string {
  if (min === 0 && max === Infinity) return 'any number of times';
  if (min === max) return times(min);
  if (max === Infinity) return `${times(min)} or more`;
  return min === 0 ? `at most ${times(max)}` : `${min} to ${times(max)}`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function smallest(ranges: readonly OccurrenceRange[]): number {
  return ranges.reduce((least, { min }) => Math.min(least, min), Infinity);
}

function largest(ranges: readonly OccurrenceRange[]): number {
  return ranges.reduce((most, { max }) => Math.max(most, max), 0);
}
