import type { ElementNode, Node, SyntaxTree } from './node';
import { passBefore } from './stretches';

/** A list of siblings that is being walked. */
interface Level {
  readonly nodes: readonly Node[];
  index: number;
  /** The limit up to which a run was looked for; a second look would find no more. */
  looked: number;
  /** The element whose children they are; its end tag comes after them. */
  readonly owner: ElementNode | undefined;
  /** Where its end tag begins, or it ends without one. */
  readonly end: number;
}

/** Fewer siblings are walked one by one. */
const SHORTEST_RUN = 16;

/**
 * Walks a tree as the tags that it was built from, in order, so that they can be nested anew. What lies off the edited
 * place and would be read the same anywhere comes as one whole node; only the rest is taken apart. One item at a time,
 * in fields, because there may be a hundred thousand of them for one keystroke.
 */
export class TagStream {
  /** `open`: the start tag of `node`; `close`: its end tag; `whole`: the node with all that is in it. */
  kind: 'open' | 'close' | 'whole' = 'whole';
  /** Undefined before the first item and after the last. */
  node: Node | undefined;
  start = 0;
  end = 0;
  private readonly levels: Level[];

  /** @param from,to the characters that an edit takes away, in the tree's own text */
  constructor(private readonly tree: SyntaxTree, private readonly from: number, private readonly to: number) {
    this.levels = [{ nodes: tree.document.children, index: 0, looked: -1, owner: undefined, end: Infinity }];
  }

  /** Goes to the next item. False after the last one. */
  advance(): boolean {
    this.start = this.end;
    for (let level = this.levels[this.levels.length - 1]; level; level = this.levels[this.levels.length - 1]) {
      const node = level.nodes[level.index++];
      if (node) return this.enter(node);
      this.levels.pop();
      if (level.owner && level.owner.endTagLength > 0) return this.set('close', level.owner, level.owner.endTagLength);
    }
    this.node = undefined;
    return false;
  }

  /**
   * Passes over the children that come next in the list that is being walked, many at a time: all of them are whole
   * nodes, end before `limit`, and the last is delimited. Undefined where there are too few to be worth it.
   */
  takeRun(limit: number): { readonly nodes: readonly Node[]; readonly from: number; readonly to: number } | undefined {
    const level = this.levels[this.levels.length - 1];
    if (!level?.owner?.selfContained || level.looked === limit) return undefined;
    level.looked = limit;
    const { nodes, index: from } = level;
    const { to, end } = level.end < limit ? lastDelimited(nodes, from, nodes.length, level.end) : runUpTo(limit, level, this.end);
    if (to - from < SHORTEST_RUN) return undefined;
    level.index = to;
    this.end = end;
    return { nodes, from, to };
  }

  /**
   * True where the item ends with its own `>`, so that its reading took nothing of what follows into account: not so for
   * text, for a tag without `>`, for one with a mistake, whose end may have been told by what came after it, and for a
   * comment or the like at the end of the text, which may have no end.
   */
  isDelimited(): boolean {
    const { node } = this;
    if (!node || node.kind === 'text' || this.tree.text.charCodeAt(this.end - 1) !== 62) return false;
    if (node.kind !== 'element') return this.end < this.tree.text.length;
    if (this.kind === 'close' || (this.kind === 'whole' && node.form === 'closed')) return true;
    return node.form !== 'unterminated' && !node.problems?.some(({ offset }) => offset < node.startTagLength);
  }

  private enter(node: Node): boolean {
    const edited = this.start < this.to && this.start + node.length > this.from;
    if (node.kind !== 'element' || node.form === 'empty' || (node.selfContained && !edited)) return this.set('whole', node, node.length);
    this.levels.push({ nodes: node.children, index: 0, looked: -1, owner: node, end: this.start + node.length - node.endTagLength });
    return this.set('open', node, node.startTagLength);
  }

  private set(kind: TagStream['kind'], node: Node, length: number): true {
    this.kind = kind;
    this.node = node;
    this.end = this.start + length;
    return true;
  }
}

/** Where a run of whole nodes from the next one of a list on ends: behind the last delimited one that ends before `limit`. */
function runUpTo(limit: number, { nodes, index }: Level, from: number): { readonly to: number; readonly end: number } {
  const { index: passed, at } = passBefore(nodes, { index, at: from, elements: 0 }, limit);
  return lastDelimited(nodes, index, passed, at);
}

/** Goes back from a place in a list to behind the last delimited node, or to `from`. */
function lastDelimited(nodes: readonly Node[], from: number, to: number, end: number): { readonly to: number; readonly end: number } {
  for (; to > from && !isDelimitedElement(nodes[to - 1]!); to--) end -= nodes[to - 1]!.length;
  return { to, end };
}

function isDelimitedElement(node: Node): boolean {
  return node.kind === 'element' && !(node.form === 'empty' && node.problems);
}
