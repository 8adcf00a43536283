/**
 * Which namespace each prefix is bound to at a place. Immutable, and made from another one by sharing nearly all of it:
 * were the bindings copied, a text that declares a prefix on each of 25 000 nested elements would cost their square.
 * Inside is a balanced search tree (an AA tree: the level of a left child is lower, of a right one at most equal, and
 * not equal twice in a row).
 */
export class Bindings {
  static readonly none = new Bindings(undefined);

  private constructor(private readonly root: Branch | undefined) {}

  /** The namespace of a prefix ('' is the default one's), or undefined where it is not bound. */
  get(prefix: string): string | undefined {
    let at = this.root;
    while (at && at.prefix !== prefix) at = prefix < at.prefix ? at.left : at.right;
    return at?.namespace;
  }

  /** These bindings and one more, which replaces what the prefix was bound to. */
  with(prefix: string, namespace: string): Bindings {
    return new Bindings(inserted(this.root, prefix, namespace));
  }

  /** In the order of the prefixes. */
  *[Symbol.iterator](): Iterator<readonly [prefix: string, namespace: string]> {
    const pending: Branch[] = [];
    for (let at = this.root; at || pending.length > 0; ) {
      if (at) {
        pending.push(at);
        at = at.left;
      } else {
        const branch = pending.pop()!;
        yield [branch.prefix, branch.namespace];
        at = branch.right;
      }
    }
  }
}

interface Branch {
  readonly prefix: string;
  readonly namespace: string;
  readonly level: number;
  readonly left: Branch | undefined;
  readonly right: Branch | undefined;
}

/** Recursive, as deep as the tree is high: the logarithm of the number of bindings. */
function inserted(at: Branch | undefined, prefix: string, namespace: string): Branch {
  if (!at) return { prefix, namespace, level: 1, left: undefined, right: undefined };
  if (prefix === at.prefix) return { ...at, namespace };
  const grown = prefix < at.prefix ? { ...at, left: inserted(at.left, prefix, namespace) } : { ...at, right: inserted(at.right, prefix, namespace) };
  return split(skewed(grown));
}

function skewed(at: Branch): Branch {
  const { left } = at;
  return left && left.level === at.level ? { ...left, right: { ...at, left: left.right } } : at;
}

function split(at: Branch): Branch {
  const { right } = at;
  return right?.right && right.right.level === at.level ? { ...right, level: right.level + 1, left: { ...at, right: right.left } } : at;
}
