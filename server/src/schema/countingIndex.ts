import type { ExpandedName } from '../syntax/namespaces';
import { splitExpandedName } from '../syntax/namespaces';
import type { ContentIndex, Skip } from './automatonIndex';
import type { Configuration } from './configurations';
import { Configurations } from './configurations';
import type { ContentAutomaton, ContentState, ContentStep, Counter, Counts, Grammar } from './grammar';
import { takesNamespace } from './wildcard';

/** A configuration on the way to somewhere, and what was left out to get there. */
interface Waypoint extends Configuration {
  readonly missing: readonly ContentStep[];
}

/**
 * Runs a content automaton with counters. What a run of a plain automaton calls a state is here the number of a
 * configuration. Searches for what is missing go over the states of the automaton and not over the values of its
 * counters, so that they cost what the schema is long, however high it counts.
 */
export class CountingIndex implements ContentIndex {
  readonly known = new Map<ExpandedName, number>();
  private readonly configurations: Configurations;
  private readonly byName: ReadonlyMap<ExpandedName, readonly ContentStep[]>[];
  private readonly wildcards: readonly (readonly ContentStep[])[];

  constructor(private readonly model: ContentAutomaton, private readonly counters: readonly Counter[], private readonly grammar: Grammar) {
    this.configurations = new Configurations({ state: 0, counts: counters.map(() => 0) });
    this.byName = model.states.map(({ steps }) => this.indexByName(steps));
    this.wildcards = model.states.map(({ steps }) => steps.filter(({ wildcard }) => wildcard));
  }

  state(number: number): ContentState {
    const configuration = this.configurations.at(number);
    const { accepting, leave, steps } = this.model.states[configuration.state]!;
    return { accepting: accepting && this.unmet(configuration, leave).length === 0, steps: steps.flatMap((step) => this.taken(configuration, step) ?? []) };
  }

  isEndless(number: number): boolean {
    const { steps } = this.state(number);
    return steps.length > 0 && steps.every(({ to }) => to === number);
  }

  step(number: number, name: ExpandedName): ContentStep | undefined {
    const configuration = this.configurations.at(number);
    for (const step of this.candidates(configuration, name)) {
      const taken = this.taken(configuration, step);
      if (taken) return taken;
    }
    return undefined;
  }

  skipTo(number: number, name: ExpandedName): Skip | undefined {
    return this.search(number, (at) => {
      for (const step of this.candidates(at, name)) {
        if (this.isFull(at, step)) continue;
        return { missing: [...at.missing, ...this.turnsLeft(at, step.counts?.leave)], step: { ...step, to: this.numberAfter(at, step) } };
      }
      return undefined;
    });
  }

  missingAtEnd(number: number): readonly (readonly ContentStep[])[] {
    return this.search(number, (at) => {
      const { accepting, leave, steps } = this.model.states[at.state]!;
      if (!accepting) return undefined;
      return [...at.missing, ...this.turnsLeft(at, leave)].map((step) => {
        const alike = steps.filter((other) => other.to === step.to && JSON.stringify(other.counts) === JSON.stringify(step.counts));
        return alike.length > 0 ? alike : [step];
      });
    }) ?? [];
  }

  /** Goes from a configuration to those after it, as if what is required had been there, the nearest first; each state once. */
  private search<T>(from: number, arrive: (at: Waypoint) => T | undefined): T | undefined {
    const start: Waypoint = { ...this.configurations.at(from), missing: [] };
    const waypoints = new Map([[start.state, start]]);
    for (const at of waypoints.values()) {
      const arrived = arrive(at);
      if (arrived !== undefined) return arrived;
      for (const step of this.model.states[at.state]!.steps) {
        if (waypoints.has(step.to) || this.isFull(at, step)) continue;
        waypoints.set(step.to, { state: step.to, counts: this.countsAfter(at, step.counts), missing: [...at.missing, ...this.turnsLeft(at, step.counts?.leave), step] });
      }
    }
    return undefined;
  }

  /** The step with the number of the configuration that it leads to; undefined where the counters do not let it. */
  private taken(at: Configuration, step: ContentStep): ContentStep | undefined {
    if (this.isFull(at, step) || this.unmet(at, step.counts?.leave).length > 0) return undefined;
    return { ...step, to: this.numberAfter(at, step) };
  }

  private isFull({ counts }: Configuration, { counts: asked }: ContentStep): boolean {
    return asked?.next !== undefined && counts[asked.next]! >= (this.counters[asked.next]!.max ?? Infinity);
  }

  /** The counters of those given that are below their minimum. */
  private unmet({ counts }: Configuration, leave: readonly number[] = []): readonly number[] {
    return leave.filter((counter) => counts[counter]! < this.counters[counter]!.min);
  }

  /** For each counter that is below its minimum, the step that takes the next turn. */
  private turnsLeft(at: Configuration, leave: readonly number[] | undefined): ContentStep[] {
    return this.unmet(at, leave).flatMap((counter) => this.model.states[at.state]!.steps.find(({ counts }) => counts?.next === counter) ?? []);
  }

  private numberAfter(at: Configuration, { to, counts }: ContentStep): number {
    return this.configurations.number({ state: to, counts: this.countsAfter(at, counts) });
  }

  private countsAfter({ counts }: Configuration, asked: Counts | undefined): readonly number[] {
    if (!asked) return counts;
    const after = [...counts];
    for (const counter of asked.leave ?? []) after[counter] = 0;
    if (asked.next !== undefined) {
      const { min, max } = this.counters[asked.next]!;
      // Without a maximum nothing depends on how far the count is beyond the minimum.
      after[asked.next] = Math.min(after[asked.next]! + 1, max ?? Math.max(min, 1));
    }
    for (const counter of asked.enter ?? []) after[counter] = 1;
    return after;
  }

  private *candidates({ state }: Configuration, name: ExpandedName): Generator<ContentStep> {
    yield* this.byName[state]!.get(name) ?? [];
    for (const step of this.wildcards[state]!) if (takesNamespace(step.wildcard!, splitExpandedName(name)[0])) yield step;
  }

  private indexByName(steps: readonly ContentStep[]): ReadonlyMap<ExpandedName, readonly ContentStep[]> {
    const byName = new Map<ExpandedName, ContentStep[]>();
    for (const step of steps) {
      if (step.element === undefined) continue;
      const { name } = this.grammar.elements[step.element]!;
      this.known.set(name, step.element);
      byName.set(name, [...byName.get(name) ?? [], step]);
    }
    return byName;
  }
}
