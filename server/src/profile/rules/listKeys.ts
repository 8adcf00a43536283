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
  private readonly different = new Set<string>();
  /** How many more children have a key than one, where any have. */
  private readonly more = new Map<string, number>();
  /** By the places among all children. */
  private readonly ofChildren: (string | undefined)[] = [];

  constructor(readonly rule: ListRule) {}

  /** Whether a child has the key of an earlier one. */
  get isRepeating(): boolean {
    return this.more.size > 0;
  }

  has(key: string): boolean {
    return this.different.has(key);
  }

  get size(): number {
    return this.different.size;
  }

  all(): Iterable<string> {
    return this.different;
  }

  at(index: number): string | undefined {
    return this.ofChildren[index];
  }

  set(index: number, key: string | undefined): void {
    const { different, ofChildren, more } = this;
    if (index < ofChildren.length) {
      const old = ofChildren[index];
      if (old === key) return;
      if (old !== undefined) this.remove(old);
    }
    ofChildren[index] = key;
    if (key === undefined) return;
    // One look for each of the thousands that come once.
    const { size } = different;
    if (different.add(key).size === size) more.set(key, (more.get(key) ?? 0) + 1);
  }

  private remove(key: string): void {
    const others = this.more.get(key);
    if (others === undefined) this.different.delete(key);
    else if (others === 1) this.more.delete(key);
    else this.more.set(key, others - 1);
  }
}

/** What the elements of a list are told apart by: an index that is kept up to date with the children that an edit changes. */
export class ListKeys {
  private constructor(private readonly keys: readonly Keys[]) {}

  /**
   * Takes in a child as it is now. @param keys of the list so far, if there are any; @param index the child's place among all children
   * @returns the keys of the list; undefined where no rule counted any child of it yet
   */
  static see(keys: ListKeys | undefined, child: Place, index: number, rules: readonly ListRule[]): ListKeys | undefined {
    let taken = keys;
    for (let at = 0; at < rules.length; at++) {
      const rule = rules[at]!;
      if (!rule.items.has(child.name)) continue;
      taken ??= new ListKeys(rules.map((each) => new Keys(each)));
      taken.keys[at]!.set(index, rule.key(child));
    }
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
    return this.keys.some((keys) => keys.isRepeating);
  }

  /** The different keys that a rule sees in the list. */
  seenBy(rule: ListRule): SeenKeys {
    return this.keys.find((keys) => keys.rule === rule)!;
  }

  /** What the rules say of children whose key comes twice. @param list the element that the keys are of */
  findings(list: Place): Diagnostic[] {
    return this.keys.filter((keys) => keys.isRepeating).flatMap((keys) => {
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
