import { readAttributes } from './attributes';
import { endOfName } from './characters';
import { checkDocument } from './documentChecks';
import type { Draft, ElementDraft, NodeDraft } from './draft';
import type { DocumentNode, SyntaxTree } from './node';
import { checkNode } from './nodeChecks';
import { type PieceReader, readPiece } from './piece';
import { scan } from './scanner';
import { TagStream } from './tagStream';
import { TreeBuilder } from './treeBuilder';

/** What happened to a text: the characters from `start` up to `end` gave way to `inserted` others. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  /** How many; they are in the new text. */
  readonly inserted: number;
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
 * @param told gets the cost
 */
export function edit(tree: SyntaxTree, text: string, change: TextChange, told?: (cost: EditCost) => void, read: PieceReader = readPiece): SyntaxTree {
  const fresh: { node: NodeDraft; start: number }[] = [];
  const builder = new TreeBuilder(text, (node, start) => fresh.push({ node, start }));
  const stream = new TagStream(tree, change.start, change.end);
  const feeder = new Feeder(builder, stream, text, fresh);
  const from = feeder.feedUpTo(change.start);
  const to = feeder.rescan(from, change);
  if (to < text.length) feeder.feedRest();
  const children = builder.end();
  const wanted = new Set(fresh.filter(({ node }) => node.kind === 'element' && !feeder.kept.has(node)).map(({ node }) => node));
  for (const { node, start } of fresh) if (wanted.has(node)) readAttributes(text, [node], start, read, wanted);
  for (const { node, start } of fresh) if (!feeder.kept.has(node)) checkNode(text, start, node);
  const document: Draft<DocumentNode> = { kind: 'document', length: text.length, children };
  checkDocument(text, document);
  told?.({ scanned: to - from, made: fresh.length });
  return { text, document };
}

/** Hands the items of a stream to a builder: those before an edit at their places, those behind it moved. */
class Feeder {
  /** Elements whose start tag is the old one, without a problem: its attributes are known. */
  readonly kept = new Set<NodeDraft>();
  /** Where the items stand in the new text, relative to the old one. */
  private moved = 0;

  constructor(private readonly builder: TreeBuilder, private readonly stream: TagStream, private readonly text: string, private readonly fresh: readonly { node: NodeDraft }[]) {}

  /** Feeds what an edit at `place` leaves alone. @returns where to scan from, the same in both texts */
  feedUpTo(place: number): number {
    const { stream } = this;
    // Items whose reading may depend on what follows wait for one that settles it.
    let waiting: { kind: TagStream['kind']; node: NonNullable<TagStream['node']>; start: number; end: number }[] = [];
    while (stream.advance() && stream.end <= place) {
      if (!stream.isDelimited()) {
        waiting.push({ kind: stream.kind, node: stream.node!, start: stream.start, end: stream.end });
        continue;
      }
      for (const item of waiting) this.feed(item);
      if (waiting.length > 0) waiting = [];
      this.feed(stream);
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
      stream.advance();
    }
  }

  private feed({ kind, node, start, end }: { readonly kind: TagStream['kind']; readonly node: TagStream['node']; readonly start: number; readonly end: number }): void {
    const { builder, text, moved } = this;
    if (!node) return;
    if (kind === 'close' || node.kind === 'strayEndTag') builder.endTag(start + moved, endOfName(text, start + moved + 2, end + moved), end + moved);
    else if (kind === 'open' && node.kind === 'element') {
      builder.startTag(start + moved, endOfName(text, start + moved + 1, end + moved), end + moved, node.form === 'unterminated' ? 'unterminated' : 'open');
      const draft = this.fresh[this.fresh.length - 1]!.node as ElementDraft;
      if (!node.problems) {
        draft.attributes = node.attributes;
        this.kept.add(draft);
      }
    } else if (end + moved === text.length && node.kind !== 'text' && node.kind !== 'element') scan(text, start + moved, text.length, builder);
    else builder.reuse(node);
  }
}
