import type { ExpandedName } from '../syntax/namespaces';
import { splitExpandedName } from '../syntax/namespaces';
import type { ContentAutomaton, ContentState, ContentStep, Grammar } from './grammar';
import { CountingIndex } from './countingIndex';
import { takesNamespace } from './wildcard';

/** Required steps that are left out, and the step that fits after them. */
export interface Skip {
  readonly missing: readonly ContentStep[];
  readonly step: ContentStep;
}

/** Runs a content automaton. A state of a run is a number, the start is 0; what the number means is the index's own affair. */
export interface ContentIndex {
  /** Every element that the model names, with its declaration; in schema order. */
  readonly known: ReadonlyMap<ExpandedName, number>;
  /** The ways on, and whether the content may end. */
  state(state: number): ContentState;
  /** True where every way on leads back to the state: no child changes what may follow, as in a list. */
  isEndless(state: number): boolean;
  /** The way on from a state by a child of this name: by its own declaration, else by a wildcard. */
  step(state: number, name: ExpandedName): ContentStep | undefined;
  /** The fewest steps to leave out so that a child of this name fits; undefined where it fits nowhere further on. */
  skipTo(state: number, name: ExpandedName): Skip | undefined;
  /**
   * What the content lacks, at least, when it ends in a state: one entry for each missing child, in order, each the
   * alternatives that would do there. Empty where the content may end.
   */
  missingAtEnd(state: number): readonly (readonly ContentStep[])[];
}

const indexes = new WeakMap<ContentAutomaton, ContentIndex>();

/** The index of an automaton, made when it is first asked for: the grammar itself is plain data. */
export function automatonIndex(model: ContentAutomaton, grammar: Grammar): ContentIndex {
  let index = indexes.get(model);
  if (!index) indexes.set(model, (index = model.counters ? new CountingIndex(model, model.counters, grammar) : new AutomatonIndex(model, grammar)));
  return index;
}

/** Finds the ways on in a content automaton without counters by the name of the next child. */
class AutomatonIndex implements ContentIndex {
  readonly known = new Map<ExpandedName, number>();
  private readonly byName: ReadonlyMap<ExpandedName, ContentStep>[];
  private readonly skips = new Map<string, Skip | undefined>();
  /** How many children are missing, at least, until the content may end. */
  private readonly distances: readonly number[];

  constructor(private readonly model: ContentAutomaton, grammar: Grammar) {
    this.byName = model.states.map((state) => {
      const steps = new Map<ExpandedName, ContentStep>();
      for (const step of state.steps) if (step.element !== undefined) steps.set(grammar.elements[step.element]!.name, step);
      return steps;
    });
    for (const state of model.states) {
      for (const { element } of state.steps) if (element !== undefined) this.known.set(grammar.elements[element]!.name, element);
    }
    this.distances = distancesToEnd(model);
  }

  state(state: number): ContentState {
    return this.model.states[state]!;
  }

  isEndless(state: number): boolean {
    const { steps } = this.state(state);
    return steps.length > 0 && steps.every(({ to }) => to === state);
  }

  step(state: number, name: ExpandedName): ContentStep | undefined {
    return this.byName[state]!.get(name) ?? this.wildcardStep(state, name);
  }

  private wildcardStep(state: number, name: ExpandedName): ContentStep | undefined {
    for (const step of this.model.states[state]!.steps) {
      if (step.wildcard && takesNamespace(step.wildcard, splitExpandedName(name)[0])) return step;
    }
    return undefined;
  }

  /** Remembered: a document may hold the same mistake a hundred thousand times. */
  skipTo(state: number, name: ExpandedName): Skip | undefined {
    const key = `${state} ${name}`;
    if (!this.skips.has(key)) {
      // Names come from documents: what is dropped here is only found again.
      if (this.skips.size >= 1024) this.skips.clear();
      this.skips.set(key, this.findSkip(state, name));
    }
    return this.skips.get(key);
  }

  private findSkip(from: number, name: ExpandedName): Skip | undefined {
    const reachedBy = new Map<number, ContentStep & { readonly from: number } | undefined>([[from, undefined]]);
    for (const state of reachedBy.keys()) {
      const step = this.step(state, name);
      if (step) {
        const missing: ContentStep[] = [];
        for (let by = reachedBy.get(state); by; by = reachedBy.get(by.from)) missing.unshift(by);
        return { missing, step };
      }
      for (const next of this.model.states[state]!.steps) if (!reachedBy.has(next.to)) reachedBy.set(next.to, { ...next, from: state });
    }
    return undefined;
  }

  missingAtEnd(state: number): readonly (readonly ContentStep[])[] {
    const missing: ContentStep[][] = [];
    for (let at = state; this.distances[at]! > 0 && Number.isFinite(this.distances[at]); ) {
      const ways = this.model.states[at]!.steps.filter((step) => this.distances[step.to]! === this.distances[at]! - 1);
      missing.push(ways);
      at = ways[0]!.to;
    }
    return missing;
  }
}

function distancesToEnd(model: ContentAutomaton): number[] {
  const before: number[][] = model.states.map(() => []);
  model.states.forEach((state, from) => state.steps.forEach((step) => before[step.to]!.push(from)));
  const distances = model.states.map((state) => (state.accepting ? 0 : Infinity));
  const queue = model.states.flatMap((state, index) => (state.accepting ? [index] : []));
  for (const state of queue) {
    for (const from of before[state]!) {
      if (distances[from] === Infinity) {
        distances[from] = distances[state]! + 1;
        queue.push(from);
      }
    }
  }
  return distances;
}
