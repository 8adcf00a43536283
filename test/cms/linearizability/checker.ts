// Is there an order of all operations on one document, each taking effect at one moment between its call and its return,
// in which every answer is right? The search is that of Wing and Gong (1993) with the memory of Lowe (2017): where the
// same operations are done and the document is in the same state, it need not be tried again.

/** The version of a document, by its entity tag; undefined where there is none. */
export type Version = string | undefined;

/** What an answer says about the version that was there when the operation took effect. */
export type Needs =
  | { readonly kind: 'any' | 'some' | 'impossible' }
  | { readonly kind: 'is' | 'is not'; readonly version: Version };

export interface Operation {
  /** Moments of one clock. */
  readonly call: number;
  /** Absent where no answer came: then it may have taken effect at any time after its call, or never. */
  readonly return?: number;
  readonly needs: Needs;
  /** The version that it leaves; absent where it changes nothing. */
  readonly leaves?: { readonly version: Version };
  /** For people. */
  readonly what: string;
}

/** A point of the search: what is done, and what that came to. */
interface Point {
  /** All required operations before this one are done. */
  readonly first: number;
  /** Required operations from `first` on that are done, ascending. */
  readonly beyond: readonly number[];
  /** Operations without an answer that are taken to have happened, ascending. */
  readonly happened: readonly number[];
  readonly version: Version;
}

const POINTS = 3_000_000;

/**
 * Looks for a right order.
 * @param initial the version before all of them
 * @returns undefined where there is one, else the operations among which the search that came furthest found no next one
 */
export function contradiction(operations: readonly Operation[], initial: Version): readonly Operation[] | undefined {
  const required = operations.filter((operation) => operation.return !== undefined).sort((left, right) => left.call - right.call);
  const open = operations.filter((operation) => operation.return === undefined && operation.leaves !== undefined);
  const lastChance = lastChanceOf(required, open, initial);
  const seen = new Set<string>();
  const stack: Point[] = [{ first: 0, beyond: [], happened: [], version: initial }];
  let furthest = -1;
  let stuck: readonly Operation[] = [];
  for (let point; (point = stack.pop()); ) {
    if (point.first === required.length) return undefined;
    const key = `${point.first};${point.beyond.join()};${point.happened.join()};${point.version ?? ''}`;
    if (seen.has(key)) continue;
    if (seen.size === POINTS) throw new Error(`${POINTS} points were not enough to tell`);
    seen.add(key);
    const { next, before } = candidates(required, point);
    if (point.first + point.beyond.length > furthest) {
      furthest = point.first + point.beyond.length;
      stuck = next.map((index) => required[index]).filter((operation) => operation !== undefined);
    }
    const { version } = point;
    const possible = next.filter((index) => holds(required[index]?.needs, version));
    // What is right now and changes nothing can be done now: that forecloses nothing.
    const harmless = possible.find((index) => required[index]?.leaves === undefined);
    if (harmless !== undefined) {
      stack.push(done(required, point, harmless));
      continue;
    }
    // Those who need this version and find it never again have to come before it is left.
    const now = (lastChance.get(version ?? '') ?? []).filter((index) => index >= point.first && !point.beyond.includes(index));
    if (now.length > 0) {
      const [only] = now;
      if (now.length === 1 && only !== undefined && possible.includes(only)) stack.push(done(required, point, only));
      continue;
    }
    // The last one pushed is tried first: what has an answer goes before what has none, and what was answered first before the others.
    for (const [index, operation] of open.entries()) {
      if (point.happened.includes(index) || operation.call >= before || !holds(operation.needs, version)) continue;
      stack.push({ ...point, happened: [...point.happened, index].sort((left, right) => left - right), version: operation.leaves?.version });
    }
    for (const index of possible.sort((left, right) => (required[right]?.return ?? 0) - (required[left]?.return ?? 0))) stack.push(done(required, point, index));
  }
  return stuck;
}

/** By version that is there at most once: the required operations that need it. */
function lastChanceOf(required: readonly Operation[], open: readonly Operation[], initial: Version): Map<string, number[]> {
  const times = new Map<string, number>([[initial ?? '', 1]]);
  for (const { leaves } of [...required, ...open]) if (leaves?.version !== undefined) times.set(leaves.version, (times.get(leaves.version) ?? 0) + 1);
  const needing = new Map<string, number[]>();
  for (const [index, { needs }] of required.entries()) {
    if (needs.kind !== 'is' || needs.version === undefined || (times.get(needs.version) ?? 0) > 1) continue;
    needing.set(needs.version, [...(needing.get(needs.version) ?? []), index]);
  }
  return needing;
}

/** The required operations that may come next: those that were called before any that is not done returned. */
function candidates(required: readonly Operation[], { first, beyond }: Point): { readonly next: number[]; readonly before: number } {
  const next: number[] = [];
  let before = Infinity;
  for (let index = first; index < required.length; index++) {
    const { call, return: returned = Infinity } = required[index] ?? { call: Infinity };
    if (call >= before) break;
    if (beyond.includes(index)) continue;
    next.push(index);
    before = Math.min(before, returned);
  }
  return { next: next.filter((index) => (required[index]?.call ?? Infinity) < before), before };
}

function done(required: readonly Operation[], { first, beyond, happened, version }: Point, index: number): Point {
  const leaves = required[index]?.leaves;
  const all = [...beyond, index].sort((left, right) => left - right);
  let start = first;
  while (all[0] === start) {
    all.shift();
    start += 1;
  }
  return { first: start, beyond: all, happened, version: leaves ? leaves.version : version };
}

/** Can an answer be given when this version is there? */
export function holds(needs: Needs | undefined, version: Version): boolean {
  switch (needs?.kind) {
    case 'any': return true;
    case 'some': return version !== undefined;
    case 'is': return version === needs.version;
    case 'is not': return version !== needs.version;
    default: return false;
  }
}
