import { AttributeReader } from './attributes';
import { endOfName } from './characters';
import type { Children } from './childList';
import { checkDocument } from './documentChecks';
import type { DocumentText } from './documentText';
import { type Draft, type ElementDraft, type NodeDraft, setAttributes } from './draft';
import type { DocumentNode, ElementNode, Node, SyntaxTree } from './node';
import { checkNode } from './nodeChecks';
import { type PieceReader, readPiece } from './piece';
import { scan } from './scanner';
import { carryOver } from './stretches';
import { TagStream } from './tagStream';
import { TreeBuilder } from './treeBuilder';

/** What happened to a text: the characters from `start` up to `end` gave way to `inserted` others. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  /** How many; they are in the new text. */
  readonly inserted: number;
}

/**
 * An element of an edited tree that is, seen from its own tags, the one it was: the same attributes, and the same children,
 * but for what stands inside their tags.
 */
export interface Renewal {
  readonly before: ElementNode;
  /**
   * Which children are new objects, by their places among all children. Each is of the old one's kind; an element or an
   * end tag has the old one's name, an element is as trustworthy, and names it in the same namespace.
   */
  readonly changed: readonly number[];
}

/** What an edit gives. */
export interface Edited {
  readonly tree: SyntaxTree;
  /** The elements around the edit that are what they were, by their new nodes. */
  readonly renewals: ReadonlyMap<ElementNode, Renewal>;
  readonly cost: EditCost;
}

/** How much work an edit was, for those who promise that it is little. */
export interface EditCost {
  /** Characters that were scanned again. */
  readonly scanned: number;
  /** Nodes that were made anew, the elements around the edit among them. */
  readonly made: number;
}

/**
 * The tree of an edited text: what `parse` would give, made from the old tree. The scanner reads again from the last
 * border of markup before the edit that cannot have moved to the first one behind it where the old reading begins again;
 * the tags are nested anew; every node off the edited place is kept as it is, by identity.
 * @param tree of the old text
 * @param text the new one
 * @param read the XML grammar
 */
export function edit(tree: SyntaxTree, text: DocumentText, change: TextChange, read: PieceReader = readPiece): Edited {
  const fresh: { node: NodeDraft; start: number }[] = [];
  const builder = new TreeBuilder(text, (node, start) => fresh.push({ node, start }));
  const stream = new TagStream(tree, change.start, change.end);
  const feeder = new Feeder(builder, stream, text, fresh);
  const from = feeder.feedUpTo(change.start);
  const to = feeder.rescan(from, change);
  if (to < text.length) feeder.feedRest();
  const children = builder.end();
  const unread = fresh.filter(({ node }) => !feeder.kept.has(node));
  const reader = new AttributeReader(text, read);
  for (const { node, start } of unread) if (node.kind === 'element') reader.add(node, start);
  reader.flush();
  for (const { node, start } of unread) checkNode(text, start, node);
  const document: Draft<DocumentNode> = { kind: 'document', length: text.length, children };
  checkDocument(text, document);
  return { tree: { text, document }, renewals: renewalsOf(feeder.kept, builder.renewed), cost: { scanned: to - from, made: fresh.length } };
}

function renewalsOf(kept: ReadonlyMap<NodeDraft, ElementNode>, renewed: TreeBuilder['renewed']): Map<ElementNode, Renewal> {
  const renewals = new Map<ElementNode, Renewal>();
  for (const [draft, before] of kept) {
    if (draft.kind !== 'element' || draft.problems || !isAlike(before, draft)) continue;
    const changed = changedChildren(before.children, draft, renewed.get(draft));
    if (!changed) continue;
    renewals.set(draft, { before, changed });
    carryOver(before.children, draft.children, changed);
  }
  return renewals;
}

/** The children that differ; undefined where one is more than renewed. */
function changedChildren(before: readonly Node[], { children }: ElementNode, known: Children['renewed']): readonly number[] | undefined {
  if (before.length !== children.length) return undefined;
  const changed = known?.before === before ? known.places : children.flatMap((child, index) => (child === before[index] ? [] : [index]));
  return changed.every((index) => isAlike(before[index]!, children[index]!)) ? changed : undefined;
}

/** Whether a node stands for the same thing, seen from the element around it. */
function isAlike(before: Node, after: Node): boolean {
  // An end tag that closes nothing tells by its name what the elements before it are.
  if (before.kind === 'strayEndTag' && after.kind === 'strayEndTag') return before.name === after.name;
  if (before.kind !== 'element' || after.kind !== 'element') return before.kind === after.kind;
  return before.name === after.name && before.form === after.form && before.malformed === after.malformed
    && (before.attributes === after.attributes || !(before.declaresNamespaces || after.declaresNamespaces));
}

/** Hands the items of a stream to a builder: those before an edit at their places, those behind it moved. */
class Feeder {
  /** Elements whose start tag is the old one, without a problem, with the old node: its attributes are known. */
  readonly kept = new Map<NodeDraft, ElementNode>();
  /** Where the items stand in the new text, relative to the old one. */
  private moved = 0;

  constructor(private readonly builder: TreeBuilder, private readonly stream: TagStream, private readonly text: DocumentText, private readonly fresh: readonly { node: NodeDraft }[]) {}

  /** Feeds what an edit at `place` leaves alone. @returns where to scan from, the same in both texts */
  feedUpTo(place: number): number {
    const { stream } = this;
    // Items whose reading may depend on what follows wait for one that settles it.
    let waiting: { kind: TagStream['kind']; node: NonNullable<TagStream['node']>; start: number; end: number }[] = [];
    const settle = (): void => {
      for (const item of waiting) this.feed(item);
      if (waiting.length > 0) waiting = [];
    };
    while (stream.advance() && stream.end <= place) {
      if (stream.isDelimited()) {
        settle();
        this.feed(stream);
      } else waiting.push({ kind: stream.kind, node: stream.node!, start: stream.start, end: stream.end });
      const run = stream.takeRun(place);
      if (!run) continue;
      settle();
      this.builder.reuseAll(run.nodes, run.from, run.to);
    }
    return waiting[0]?.start ?? stream.start;
  }

  /** Scans the new text until the old reading begins again. @returns where that is */
  rescan(from: number, { end, inserted, start }: TextChange): number {
    const { stream } = this;
    this.moved = inserted - (end - start);
    const settled = start + inserted;
    return scan(this.text, from, this.text.length, this.builder, (at) => {
      if (at < settled) return false;
      while (stream.node && stream.start + this.moved < at) stream.advance();
      return stream.node !== undefined && stream.start >= end && stream.start + this.moved === at;
    });
  }

  /** Feeds what stands behind the place where the old reading begins again. */
  feedRest(): void {
    const { stream } = this;
    while (stream.node) {
      this.feed(stream);
      const run = stream.takeRun(Infinity);
      if (run) this.builder.reuseAll(run.nodes, run.from, run.to);
      stream.advance();
    }
  }

  private feed({ kind, node, start, end }: { readonly kind: TagStream['kind']; readonly node: TagStream['node']; readonly start: number; readonly end: number }): void {
    const { builder, text, moved } = this;
    if (!node) return;
    // What closes an element may be a tag that was only taken for its end tag.
    if (kind === 'close' || node.kind === 'strayEndTag') scan(text, start + moved, end + moved, builder);
    else if (kind === 'open' && node.kind === 'element' && node.problems && node.form === 'closed' && /\/\s*>$/.test(text.slice(start + moved, end + moved))) {
      // It is an empty element, but for an end tag behind it.
      scan(text, start + moved, end + moved, builder);
    } else if (kind === 'open' && node.kind === 'element') {
      builder.startTag(start + moved, endOfName(text, start + moved + 1, end + moved), end + moved, node.form === 'unterminated' ? 'unterminated' : 'open');
      const draft = this.fresh[this.fresh.length - 1]!.node as ElementDraft;
      if (!node.problems) {
        setAttributes(draft, node.attributes);
        this.kept.set(draft, node);
      }
    } else if (node.kind === 'declaration' || (end + moved === text.length && node.kind !== 'text' && node.kind !== 'element')) {
      // A declaration is right only where the text begins; what runs to the end of the text may have no end of its own.
      scan(text, start + moved, end + moved, builder);
    } else builder.reuse(node);
  }
}
