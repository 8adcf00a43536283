import type { NodeDraft } from './draft';
import type { Node } from './node';

/** A stretch of siblings of an earlier tree. */
interface Stretch {
  readonly nodes: readonly Node[];
  readonly from: number;
  readonly to: number;
}

/** The children of an element that took over siblings of an earlier one, and what is new among them. */
export interface Children {
  readonly nodes: NodeDraft[];
  /** Where every stretch stands at its old place in one old list that is as long: the places between them. Else undefined. */
  readonly renewed: { readonly before: readonly Node[]; readonly places: readonly number[] } | undefined;
}

/**
 * The children of an element that is being built of new nodes and of stretches of an earlier tree's. A stretch is noted,
 * and copied once at the end: a list may be a hundred thousand siblings long, for one keystroke.
 */
export class ChildList {
  private readonly stretches: { readonly stretch: Stretch; /** How many new nodes come before it. */ readonly behind: number }[] = [];

  /** @param fresh the new nodes; more may be added to it until `children` is asked for */
  constructor(private readonly fresh: NodeDraft[]) {}

  add(nodes: readonly Node[], from: number, to: number): void {
    this.stretches.push({ stretch: { nodes, from, to }, behind: this.fresh.length });
  }

  /** Everything in order. */
  children(): Children {
    return this.inPlace() ?? { nodes: this.joined(), renewed: undefined };
  }

  /** The common case, one node changed among many: the old list with the new nodes written over the old ones. */
  private inPlace(): Children | undefined {
    const before = this.stretches[0]!.stretch.nodes;
    let length = 0;
    let used = 0;
    const places: number[] = [];
    for (const { stretch, behind } of this.stretches) {
      for (; used < behind; used++) places.push(length++);
      if (stretch.nodes !== before || stretch.from !== length) return undefined;
      length = stretch.to;
    }
    for (; used < this.fresh.length; used++) places.push(length++);
    if (length !== before.length) return undefined;
    const nodes = before.slice() as NodeDraft[];
    places.forEach((place, index) => (nodes[place] = this.fresh[index]!));
    return { nodes, renewed: { before, places } };
  }

  private joined(): NodeDraft[] {
    const parts: NodeDraft[][] = [];
    let used = 0;
    for (const { stretch: { nodes, from, to }, behind } of this.stretches) {
      parts.push(this.fresh.slice(used, behind), nodes.slice(from, to));
      used = behind;
    }
    parts.push(this.fresh.slice(used));
    return parts.flat();
  }
}
