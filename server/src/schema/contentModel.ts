import { splitExpandedName } from '../syntax/namespaces';
import type { ContentAutomaton, ContentState, ContentStep, Wildcard } from './grammar';
import { takesNamespace, wildcardsOverlap } from './wildcard';

/** A piece of a content model (part 1, 2.2.3): so many times one element, any element of some namespaces, or a group. */
export interface Particle {
  readonly min: number;
  readonly max: number;
  readonly term: Term;
}

/** What a particle is of. `name` is the expanded name of the element. */
export type Term = Leaf | { readonly kind: 'sequence' | 'choice'; readonly particles: readonly Particle[] };

type Leaf =
  | { readonly kind: 'element'; readonly declaration: number; readonly name: string }
  | { readonly kind: 'wildcard'; readonly wildcard: Wildcard };

/** Why a content model cannot be compiled; the message is one line. */
export class ContentModelError extends Error {}

/** One copy of a leaf in the unfolded model. */
interface Position {
  readonly leaf: Leaf;
  /** Which particle of the schema it is a copy of, counted in schema order. */
  readonly origin: number;
  readonly follow: Set<number>;
}

/** Where a part of the model may begin and end, and whether it may be left out. */
interface Extent {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly optional: boolean;
}

const NOTHING: Extent = { first: [], last: [], optional: true };
const MOST_POSITIONS = 4000;

/**
 * The deterministic automaton of a content model, after Glushkov: positions are the leaves, bounded repetition is
 * unfolded, and copies of one particle count as one.
 * @throws ContentModelError where two particles compete for one element (part 1, 3.8.6, unique particle attribution), or the model is too large
 */
export function compileContentModel(particle: Particle): ContentAutomaton {
  const unfolding = new Unfolding();
  const extent = unfolding.unfold(particle);
  return mergeEqualStates(determine(unfolding.positions, extent));
}

class Unfolding {
  readonly positions: Position[] = [];
  private readonly origins = new Map<Particle, number>();

  /** A repetition as copies in a row, the end possible after each that is not required. */
  unfold(particle: Particle): Extent {
    if (particle.max === 0) return NOTHING;
    const copies = Array.from({ length: particle.max === Infinity ? Math.max(particle.min, 1) : particle.max }, () => this.term(particle));
    for (const [index, copy] of copies.entries()) {
      const next = copies[index + 1] ?? (particle.max === Infinity ? copy : undefined);
      if (next) this.follow(copy, next);
    }
    // Where a copy may be left out, it does not matter which: the later ones are, so that no two compete.
    const required = copies[0]!.optional ? 0 : particle.min;
    return { first: copies[0]!.first, last: copies.slice(Math.max(required - 1, 0)).flatMap(({ last }) => last), optional: required === 0 };
  }

  private follow(before: Extent, after: Extent): void {
    for (const last of before.last) for (const first of after.first) this.positions[last]!.follow.add(first);
  }

  private term(particle: Particle): Extent {
    const { term } = particle;
    if (term.kind === 'sequence') return term.particles.reduce((before, inner) => this.join(before, this.unfold(inner)), NOTHING);
    if ('particles' in term) {
      const extents = term.particles.map((inner) => this.unfold(inner));
      return { first: extents.flatMap(({ first }) => first), last: extents.flatMap(({ last }) => last), optional: extents.some(({ optional }) => optional) };
    }
    if (!this.origins.has(particle)) this.origins.set(particle, this.origins.size);
    if (this.positions.length >= MOST_POSITIONS) throw new ContentModelError(`the content model is too large: more than ${MOST_POSITIONS} elements when its repetitions are written out`);
    const at = this.positions.push({ leaf: term, origin: this.origins.get(particle)!, follow: new Set() }) - 1;
    return { first: [at], last: [at], optional: false };
  }

  private join(before: Extent, after: Extent): Extent {
    this.follow(before, after);
    return {
      first: before.optional ? [...before.first, ...after.first] : before.first,
      last: after.optional ? [...before.last, ...after.last] : after.last,
      optional: before.optional && after.optional,
    };
  }
}

/** States are sets of positions that may have been read last; the start is a set of its own. */
function determine(positions: readonly Position[], whole: Extent): ContentAutomaton {
  const ends = new Set(whole.last);
  const numbers = new Map<string, number>();
  const sets: (readonly number[])[] = [];
  const numberOf = (set: readonly number[]): number => {
    const key = set.join();
    if (!numbers.has(key)) numbers.set(key, sets.push(set) - 1);
    return numbers.get(key)!;
  };
  numberOf([]);
  const states: ContentState[] = [];
  for (let state = 0; state < sets.length; state++) {
    const set = sets[state]!;
    const next = state === 0 ? whole.first : set.flatMap((position) => [...positions[position]!.follow]);
    const accepting = state === 0 ? whole.optional : set.some((position) => ends.has(position));
    const groups = groupByOrigin(positions, next);
    refuseCompetition(groups.map(([position]) => positions[position!]!));
    states.push({ accepting, steps: groups.map((group) => stepTo(positions[group[0]!]!.leaf, numberOf(group))) });
  }
  return { states };
}

/** Positions that are copies of one particle together, the groups in schema order. */
function groupByOrigin(positions: readonly Position[], set: readonly number[]): number[][] {
  const groups = new Map<number, Set<number>>();
  for (const position of set) {
    const { origin } = positions[position]!;
    if (!groups.has(origin)) groups.set(origin, new Set());
    groups.get(origin)!.add(position);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => [...group].sort((a, b) => a - b));
}

function stepTo(leaf: Leaf, to: number): ContentStep {
  return leaf.kind === 'element' ? { element: leaf.declaration, to } : { wildcard: leaf.wildcard, to };
}

function refuseCompetition(next: readonly Position[]): void {
  for (const [index, { leaf }] of next.entries()) {
    const rival = next.slice(index + 1).find((other) => compete(leaf, other.leaf));
    if (!rival) continue;
    const named = leaf.kind === 'element' ? leaf : rival.leaf;
    const what = named.kind === 'element' ? `'${splitExpandedName(named.name)[1]}' could be two things at one place` : 'two wildcards take the same elements at one place';
    throw new ContentModelError(`the content model is ambiguous: ${what}`);
  }
}

function compete(a: Leaf, b: Leaf): boolean {
  if (a.kind === 'element') return b.kind === 'element' ? a.name === b.name : takesNamespace(b.wildcard, splitExpandedName(a.name)[0]);
  return b.kind === 'element' ? compete(b, a) : wildcardsOverlap(a.wildcard, b.wildcard);
}

/** Makes one state of those that go on in the same way, until there are none left. */
function mergeEqualStates(automaton: ContentAutomaton): ContentAutomaton {
  let { states } = automaton;
  for (;;) {
    const numbers = new Map<string, number>();
    const kept: ContentState[] = [];
    const renumbered = states.map((state) => {
      const key = JSON.stringify(state);
      if (!numbers.has(key)) numbers.set(key, kept.push(state) - 1);
      return numbers.get(key)!;
    });
    if (kept.length === states.length) return { states };
    states = kept.map(({ accepting, steps }) => ({ accepting, steps: steps.map((step) => ({ ...step, to: renumbered[step.to]! })) }));
  }
}
