import type { Counter } from './grammar';
import type { Leaf, ModelGroup, Particle } from './particle';
import { ContentModelError } from './particle';

/** One leaf of a content model, or one copy of it. */
export interface Position {
  readonly leaf: Leaf;
  /** Which particle of the schema it is of, counted in schema order. */
  readonly origin: number;
  /** What may come next inside the model. */
  readonly links: Link[];
}

/** A way on from a position: counters that must be full and end, one that takes another turn, and where it leads. */
export interface Link {
  readonly leave: readonly number[];
  readonly next?: number;
  readonly targets: readonly Entry[];
}

/** A position that may come first in a part of the model, with the counters that begin there. */
export interface Entry {
  readonly position: number;
  readonly enter: readonly number[];
}

/** A position that may come last in a part of the model, with the counters that end there. */
export interface Exit {
  readonly position: number;
  readonly leave: readonly number[];
}

/** Where a part of the model may begin and end, and whether it may be left out. */
export interface Extent {
  readonly first: readonly Entry[];
  readonly last: readonly Exit[];
  readonly optional: boolean;
}

const NOTHING: Extent = { first: [], last: [], optional: true };
const MOST_POSITIONS = 4000;
/** So many pairs of positions are looked at: a schema from elsewhere must not keep anybody waiting. */
export const MOST_WORK = 4_000_000;
/** What is said beyond that. */
export const TOO_INTRICATE = 'the content model is too large: too many of its parts may follow one another; repeat less inside of what is repeated';
/** Repetitions that come to no more leaves than this are written out: the automaton is then without counters. */
const WORTH_COUNTING = 64;

/** The positions of a content model after Glushkov: leaves, repetitions written out where they are few, else counted. */
export class Positions {
  readonly positions: Position[] = [];
  readonly counters: Counter[] = [];
  readonly whole: Extent;
  private work = 0;
  private readonly origins = new Map<Particle, number>();

  /**
   * @param counting whether repetitions may be counted; else all are written out
   * @throws ContentModelError where that is too much
   */
  constructor(particle: Particle, private readonly counting: boolean) {
    this.whole = this.place(particle);
  }

  private place(particle: Particle): Extent {
    if (particle.max === 0) return NOTHING;
    // Nothing, however often, is no more than nothing once; and copies without leaves have no end.
    if (leaves(particle) === 0) return { first: [], last: [], optional: particle.min === 0 || this.term(particle).optional };
    const copies = particle.max === Infinity ? Math.max(particle.min, 1) : particle.max;
    return this.counting && copies > 1 && copies * leaves(particle) > WORTH_COUNTING ? this.counted(particle) : this.repeated(particle, copies);
  }

  /** A repetition as copies in a row, the end possible after each that is not required. */
  private repeated(particle: Particle, count: number): Extent {
    this.spend(Math.min(count, MOST_WORK));
    const copies = Array.from({ length: count }, () => this.term(particle));
    for (const [index, copy] of copies.entries()) {
      const next = copies[index + 1] ?? (particle.max === Infinity ? copy : undefined);
      if (next) this.link(copy.last, next.first);
    }
    // Where a copy may be left out, it does not matter which: the later ones are, so that no two compete.
    const required = copies[0]!.optional ? 0 : particle.min;
    return { first: copies[0]!.first, last: copies.slice(Math.max(required - 1, 0)).flatMap(({ last }) => last), optional: required === 0 };
  }

  /** A repetition with a counter: 1 on the way in, one more on each way back to the beginning. */
  private counted(particle: Particle): Extent {
    const { first, last, optional } = this.term(particle);
    const min = optional ? 0 : particle.min;
    const counter = this.counters.push({ min, ...(particle.max !== Infinity && { max: particle.max }) }) - 1;
    this.link(last, first, counter);
    return {
      first: first.map(({ position, enter }) => ({ position, enter: [...enter, counter] })),
      last: last.map(({ position, leave }) => ({ position, leave: [...leave, counter] })),
      optional: min === 0,
    };
  }

  private link(from: readonly Exit[], to: readonly Entry[], next?: number): void {
    if (to.length === 0) return;
    this.spend(from.length);
    const shared = new Map<string, Link>();
    for (const { position, leave } of from) {
      const { links } = this.positions[position]!;
      // What may be left out needs no turn of its own where it can come in this one: fewer turns are never worse for it.
      const targets = next !== undefined && this.counters[next]!.min === 0 ? this.withoutPlain(to, links) : to;
      const key = targets === to ? leave.join() : undefined;
      const link = (key === undefined ? undefined : shared.get(key)) ?? { leave, ...(next !== undefined && { next }), targets };
      if (key !== undefined) shared.set(key, link);
      if (targets.length > 0) links.push(link);
    }
  }

  /** The entries that no link leads to without counters. */
  private withoutPlain(to: readonly Entry[], links: readonly Link[]): readonly Entry[] {
    const reached = new Set<number>();
    for (const { targets } of links.filter(isPlain)) {
      this.spend(targets.length);
      for (const { position, enter } of targets) if (enter.length === 0) reached.add(position);
    }
    this.spend(to.length);
    return to.filter(({ position, enter }) => enter.length > 0 || !reached.has(position));
  }

  private spend(work: number): void {
    this.work += work;
    if (this.work > MOST_WORK) throw new ContentModelError(TOO_INTRICATE);
  }

  private term(particle: Particle): Extent {
    const { term } = particle;
    if (term.kind === 'sequence') return term.particles.reduce((before, inner) => this.join(before, this.place(inner)), NOTHING);
    if (term.kind === 'all') throw new ContentModelError(`'all' must be the whole content model; it cannot stand inside or beside other groups`);
    if ('particles' in term) {
      const extents = term.particles.map((inner) => this.place(inner));
      return { first: extents.flatMap(({ first }) => first), last: extents.flatMap(({ last }) => last), optional: extents.some(({ optional }) => optional) };
    }
    if (!this.origins.has(particle)) this.origins.set(particle, this.origins.size);
    if (this.positions.length >= MOST_POSITIONS) throw new ContentModelError(`the content model is too large: more than ${MOST_POSITIONS} elements when its repetitions are written out`);
    const position = this.positions.push({ leaf: term, origin: this.origins.get(particle)!, links: [] }) - 1;
    return { first: [{ position, enter: [] }], last: [{ position, leave: [] }], optional: false };
  }

  private join(before: Extent, after: Extent): Extent {
    this.link(before.last, after.first);
    this.spend(before.first.length + after.last.length);
    return {
      first: before.optional ? [...before.first, ...after.first] : before.first,
      last: after.optional ? [...before.last, ...after.last] : after.last,
      optional: before.optional && after.optional,
    };
  }
}

/** Counters have nothing to do with it. */
function isPlain({ leave, next }: Link): boolean {
  return leave.length === 0 && next === undefined;
}

/** How many leaves one turn of a particle has, its own repetition aside. */
function leaves({ term }: Particle): number {
  if (!('particles' in term)) return 1;
  const known = leafCounts.get(term);
  if (known !== undefined) return known;
  const count = term.particles.reduce((sum, inner) => sum + (inner.max === 0 ? 0 : leaves(inner)), 0);
  leafCounts.set(term, count);
  return count;
}

const leafCounts = new WeakMap<ModelGroup, number>();
