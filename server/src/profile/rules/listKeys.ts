import type { Diagnostic } from '../../diagnostic';
import type { Place } from './place';
import type { ListRule } from './rule';

/** The different keys that a rule sees in a list. */
export interface SeenKeys {
  has(key: string): boolean;
  all(): Iterable<string>;
  readonly size: number;
  /** Of a child, by its place among all children. */
  at(index: number): string | undefined;
}

/** The keys that one rule sees in a list. */
class Keys implements SeenKeys {
  private readonly counts = new Map<string, number>();
  /** By the places among all children. */
  private readonly ofChildren: (string | undefined)[] = [];
  /** How many children have the key of an earlier one. */
  repeated = 0;

  constructor(readonly rule: ListRule) {}

  has(key: string): boolean {
    return this.counts.has(key);
  }

  get size(): number {
    return this.counts.size;
  }

  all(): Iterable<string> {
    return this.counts.keys();
  }

  at(index: number): string | undefined {
    return this.ofChildren[index];
  }

  set(index: number, key: string | undefined): void {
    const old = this.ofChildren[index];
    if (old === key && index < this.ofChildren.length) return;
    if (old !== undefined) this.remove(old);
    this.ofChildren[index] = key;
    if (key === undefined) return;
    const count = this.counts.get(key) ?? 0;
    if (count > 0) this.repeated++;
    this.counts.set(key, count + 1);
  }

  private remove(key: string): void {
    const count = this.counts.get(key)!;
    if (count > 1) {
      this.counts.set(key, count - 1);
      this.repeated--;
    } else this.counts.delete(key);
  }
}

function keyOf(rule: ListRule, child: Place): string | undefined {
  return rule.items.has(child.name) ? rule.key(child) : undefined;
}

/** What the elements of a list are told apart by: an index that is kept up to date with the children that an edit changes. */
export class ListKeys {
  private constructor(private readonly keys: readonly Keys[]) {}

  /**
   * Takes in a child as it is now. @param keys of the list so far, if there are any; @param index the child's place among all children
   * @returns the keys of the list; undefined where no rule counted any child of it yet
   */
  static see(keys: ListKeys | undefined, child: Place, index: number, rules: readonly ListRule[]): ListKeys | undefined {
    if (!keys && !rules.some((rule) => keyOf(rule, child) !== undefined)) return undefined;
    const taken = keys ?? new ListKeys(rules.map((rule) => new Keys(rule)));
    for (const each of taken.keys) each.set(index, keyOf(each.rule, child));
    return taken;
  }

  /** The keys of all children at once. */
  static of(list: Place, rules: readonly ListRule[]): ListKeys | undefined {
    let keys: ListKeys | undefined;
    let start = list.element.start + list.element.node.startTagLength;
    for (const [index, node] of list.element.node.children.entries()) {
      if (node.kind === 'element') keys = ListKeys.see(keys, list.child(node, start), index, rules);
      start += node.length;
    }
    return keys;
  }

  get isRepeating(): boolean {
    return this.keys.some(({ repeated }) => repeated > 0);
  }

  /** The different keys that a rule sees in the list. */
  seenBy(rule: ListRule): SeenKeys {
    return this.keys.find((keys) => keys.rule === rule)!;
  }

  /** What the rules say of children whose key comes twice. @param list the element that the keys are of */
  findings(list: Place): Diagnostic[] {
    return this.keys.filter(({ repeated }) => repeated > 0).flatMap((keys) => {
      const firsts = new Map<string, Place>();
      const found: Diagnostic[] = [];
      let start = list.element.start + list.element.node.startTagLength;
      for (const [index, node] of list.element.node.children.entries()) {
        const key = keys.at(index);
        if (key !== undefined && node.kind === 'element') {
          const child = list.child(node, start);
          const first = firsts.get(key);
          if (first) found.push(keys.rule.repeated(child, first));
          else firsts.set(key, child);
        }
        start += node.length;
      }
      return found;
    });
  }
}
