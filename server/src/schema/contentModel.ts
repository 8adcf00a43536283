import { compileAll, wholeAll } from './allModel';
import type { ContentAutomaton, ContentState, Counts } from './grammar';
import { mergeEqualStates } from './mergeStates';
import type { Leaf, NamedDeclaration, Particle, Substitutes } from './particle';
import { ContentModelError, stepsTo } from './particle';
import type { Exit } from './positions';
import { MOST_WORK, Positions, TOO_INTRICATE } from './positions';
import { refuseCompetition, Uncountable } from './uniqueAttribution';

const MOST_STEPS = 250_000;

const ITSELF: Substitutes = ({ declaration, name }) => [{ declaration, name }];

/**
 * The deterministic automaton of a content model, after Glushkov. Large repetitions are counted. Where it is not certain
 * at each child which repetition it belongs to, as in `(a{2,3}){2,500}`, they are written out instead, up to a bound.
 * @param substitutes the elements that may stand for one that is asked for
 * @throws ContentModelError where two particles compete for one element (part 1, 3.8.6, unique particle attribution), or the model is too large
 */
export function compileContentModel(particle: Particle, substitutes: Substitutes = ITSELF): ContentAutomaton {
  const all = wholeAll(particle);
  if (all) return compileAll(all, substitutes);
  try {
    return mergeEqualStates(determine(new Positions(particle, true), substitutes));
  } catch (problem) {
    if (!(problem instanceof Uncountable)) throw problem;
    return mergeEqualStates(determine(new Positions(particle, false), substitutes));
  }
}

/** Copies of one particle that are reached in the same way. */
interface Group {
  readonly origin: number;
  readonly leaf: Leaf;
  readonly counts: Counts;
  readonly positions: Set<number>;
}

/** States are sets of positions that may have been read last; the start is a set of its own. */
function determine({ positions, counters, whole }: Positions, substitutes: Substitutes): ContentAutomaton {
  const exits = new Map(whole.last.map((exit) => [exit.position, exit]));
  const linkNumbers = new Map<object, number>();
  const numberOfLink = (link: object): number => {
    if (!linkNumbers.has(link)) linkNumbers.set(link, linkNumbers.size);
    return linkNumbers.get(link)!;
  };
  const numbers = new Map<string, number>();
  const sets: (readonly number[])[] = [];
  // Most ways on lead to one position; what its state is, is asked at every one of them.
  const ofOne = new Map<number, number>();
  // Positions with the same ways on need one state only: a choice of thousands, repeated, has one and not thousands.
  const numberOf = (set: readonly number[]): number => {
    if (set.length !== 1) return numberOfSet(set);
    const number = ofOne.get(set[0]!) ?? numberOfSet(set);
    ofOne.set(set[0]!, number);
    return number;
  };
  const numberOfSet = (set: readonly number[]): number => {
    const links = new Set(set.flatMap((position) => positions[position]!.links.map(numberOfLink)));
    const key = `${[...links].sort((a, b) => a - b).join()};${set.flatMap((position) => exits.get(position)?.leave.join('.') ?? []).join()};${set.some((position) => exits.has(position))}`;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, sets.push(set) - 1);
    return sets.length - 1;
  };
  const start = { links: [{ leave: [], targets: whole.first }] };
  sets.push([]);
  const states: ContentState[] = [];
  let stepCount = 0;
  let work = 0;
  for (let state = 0; state < sets.length; state++) {
    const set = sets[state]!;
    const from = state === 0 ? [start] : set.map((position) => positions[position]!);
    for (const { links } of from) for (const { targets } of links) work += 1 + targets.length;
    if (work > MOST_WORK) throw new ContentModelError(TOO_INTRICATE);
    const groups = waysOn(from, positions);
    const takers = groups.map((group) => ({ ...group, takes: group.leaf.kind === 'element' ? substitutes(group.leaf) : [] }));
    refuseCompetition(takers.map(({ origin, leaf, counts, takes }) => ({ origin, counts, ...(leaf.kind === 'wildcard' ? { names: [], wildcard: leaf.wildcard } : { names: namesOf(leaf.name, takes) }) })), counters);
    const steps = takers.flatMap(({ leaf, counts, takes, positions: reached }) => stepsTo(leaf, takes, counts, numberOf([...reached].sort((a, b) => a - b))));
    stepCount += steps.length;
    if (stepCount > MOST_STEPS) throw new ContentModelError(`the content model is too large: more than ${MOST_STEPS} ways on from one element to the next`);
    states.push({ ...(state === 0 ? { accepting: whole.optional } : endOf(set.flatMap((position) => exits.get(position) ?? []))), steps });
  }
  return { states, ...(counters.length > 0 && { counters }) };
}

/** The ways on in schema order, copies of one particle together. */
function waysOn(from: readonly { readonly links: Positions['positions'][number]['links'] }[], positions: Positions['positions']): Group[] {
  const groups = new Map<string, Group>();
  for (const { leave, next, targets } of from.flatMap(({ links }) => links)) {
    for (const { position, enter } of targets) {
      const { origin, leaf } = positions[position]!;
      const counts: Counts = { ...(leave.length > 0 && { leave }), ...(next !== undefined && { next }), ...(enter.length > 0 && { enter }) };
      const key = `${origin} ${leave.join()};${next ?? ''};${enter.join()}`;
      const group = groups.get(key);
      if (group) group.positions.add(position);
      else groups.set(key, { origin, leaf, counts, positions: new Set([position]) });
    }
  }
  return [...groups.values()].sort((a, b) => a.origin - b.origin);
}

/** Where the content may end: always, or when the counters are full. */
function endOf(exits: readonly Exit[]): { accepting: boolean; leave?: readonly number[] } {
  const leave = exits[0]?.leave ?? [];
  if (exits.some((exit) => exit.leave.join() !== leave.join())) throw new Uncountable();
  return { accepting: exits.length > 0, ...(leave.length > 0 && { leave }) };
}

function namesOf(name: string, takes: readonly NamedDeclaration[]): string[] {
  return [...new Set([name, ...takes.map((each) => each.name)])];
}
