import type { Node } from './node';

/** A place in a list of siblings: the child that comes next, the offset where it begins, and how many elements come before it. */
export interface ListPlace {
  readonly index: number;
  readonly at: number;
  readonly elements: number;
}

/** What the children of a list come to, stretch by stretch, so that nobody needs to walk them to find the one at a place. */
interface Sums {
  /** The length of the children of each stretch; a document has less than 2^32 characters. */
  readonly lengths: Uint32Array;
  /** How many of them are elements. */
  readonly elements: Uint32Array;
}

/** How many children a stretch has. */
const STRETCH = 64;
/** Fewer children are walked sooner than their sums are found. */
const WORTH_SUMMING = 4 * STRETCH;

/** By the list itself: a list of children never changes once its tree is made. */
const sums = new WeakMap<readonly Node[], Sums>();

/** Goes on from a place in a list to the child with the given index, or to its end. */
export function passTo(nodes: readonly Node[], from: ListPlace, wanted: number): ListPlace {
  return pass(nodes, from, (index) => index < wanted);
}

/** Goes on from a place in a list to the first child that ends at `limit` or behind it, or to the list's end. */
export function passBefore(nodes: readonly Node[], from: ListPlace, limit: number): ListPlace {
  return pass(nodes, from, (_, end) => end < limit);
}

/**
 * Says that a list is an older one but for the children at some places, each of them of its old one's kind. What is known
 * of the older list is then known of this one.
 */
export function carryOver(before: readonly Node[], nodes: readonly Node[], places: readonly number[]): void {
  const known = sums.get(before);
  if (!known) return;
  const lengths = known.lengths.slice();
  for (const place of places) lengths[Math.floor(place / STRETCH)]! += nodes[place]!.length - before[place]!.length;
  sums.set(nodes, { lengths, elements: known.elements });
}

/** @param passes whether a child is passed over, by its index and the offset of its end; once not, then never again */
function pass(nodes: readonly Node[], from: ListPlace, passes: (index: number, end: number) => boolean): ListPlace {
  let { index, at, elements } = from;
  const stop = (): boolean => index >= nodes.length || !passes(index, at + nodes[index]!.length);
  const step = (): void => {
    const node = nodes[index++]!;
    at += node.length;
    if (node.kind === 'element') elements++;
  };
  if (nodes.length - index >= WORTH_SUMMING) {
    for (; index % STRETCH !== 0 && !stop();) step();
    if (index % STRETCH === 0) {
      const known = sumsOf(nodes);
      for (let stretch = index / STRETCH; stretch < known.lengths.length; stretch++) {
        const last = Math.min(index + STRETCH, nodes.length) - 1;
        if (!passes(last, at + known.lengths[stretch]!)) break;
        index = last + 1;
        at += known.lengths[stretch]!;
        elements += known.elements[stretch]!;
      }
    }
  }
  while (!stop()) step();
  return { index, at, elements };
}

function sumsOf(nodes: readonly Node[]): Sums {
  const known = sums.get(nodes);
  if (known) return known;
  const count = Math.ceil(nodes.length / STRETCH);
  const found: Sums = { lengths: new Uint32Array(count), elements: new Uint32Array(count) };
  for (let index = 0; index < nodes.length; index++) {
    const stretch = Math.floor(index / STRETCH);
    const node = nodes[index]!;
    found.lengths[stretch]! += node.length;
    if (node.kind === 'element') found.elements[stretch]!++;
  }
  sums.set(nodes, found);
  return found;
}
