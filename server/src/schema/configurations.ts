/** Where a run of an automaton with counters is: a state of the automaton and the value of each counter. */
export interface Configuration {
  readonly state: number;
  readonly counts: readonly number[];
}

const MOST_REMEMBERED = 16_384;

/**
 * Gives every configuration a number, the start the 0. A run goes through as many as the element has children, so the
 * older half is forgotten when there are too many: a run needs the latest only, and a forgotten one gets a new number.
 */
export class Configurations {
  private readonly byNumber = new Map<number, Configuration>();
  private readonly byKey = new Map<string, number>();
  private next = 0;

  constructor(private readonly start: Configuration) {
    this.number(start);
  }

  number(configuration: Configuration): number {
    const key = keyOf(configuration);
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    if (this.byNumber.size >= MOST_REMEMBERED) this.forgetOlderHalf();
    const number = this.next++;
    this.byNumber.set(number, configuration);
    this.byKey.set(key, number);
    return number;
  }

  at(number: number): Configuration {
    return number === 0 ? this.start : this.byNumber.get(number)!;
  }

  private forgetOlderHalf(): void {
    for (const [number, configuration] of this.byNumber) {
      if (this.byNumber.size <= MOST_REMEMBERED / 2) return;
      if (number === 0) continue;
      this.byNumber.delete(number);
      this.byKey.delete(keyOf(configuration));
    }
  }
}

function keyOf({ state, counts }: Configuration): string {
  return `${state} ${counts.join()}`;
}
