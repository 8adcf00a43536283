import type { DocumentText } from './documentText';
import { type ElementDraft, type NodeDraft, setAttributes } from './draft';
import { ownCopy } from './names';
import type { AttributeNode } from './node';
import type { PieceReader, PieceTag } from './piece';
import { readStartTag } from './startTag';

/** The grammar works best on pieces of this many characters: one call costs little, and what it builds stays small. */
const PIECE_LENGTH = 4_096;
/** A tag that is longer is read without the grammar, which keeps eighty times its text. */
const LONGEST_TAG = 16_384;
/**
 * A piece with a mistake costs the grammar many times one without. After so many of them the text is taken as hostile
 * and read without the grammar; the attributes are the same either way.
 */
const MOST_REFUSED_PIECES = 16;

/** What a grammar found in a tag, by its text: profiles repeat most of theirs. */
const knownTags = new WeakMap<PieceReader, Map<string, readonly AttributeNode[]>>();
const MOST_KNOWN = 4_096;
/** A longer tag is hardly written twice; the start tag of a profile, with its namespaces, is shorter. */
const LONGEST_KNOWN = 512;

/** Tags that go through the grammar together. */
interface Piece {
  text: string;
  readonly tags: { readonly node: ElementDraft; readonly start: number; readonly tag: string; readonly offset: number }[];
}

/** Gives elements their attributes, in any order; those of a last piece when it is flushed. */
export class AttributeReader {
  private piece: Piece = { text: '', tags: [] };
  private refused = 0;
  private readonly known: Map<string, readonly AttributeNode[]>;

  /** @param read the XML grammar */
  constructor(private readonly text: DocumentText, private readonly read: PieceReader) {
    this.known = knownTags.get(read) ?? new Map<string, readonly AttributeNode[]>();
    knownTags.set(read, this.known);
  }

  /** @param start where the element begins */
  add(node: ElementDraft, start: number): void {
    const ending = node.form === 'empty' ? 2 : 1;
    if (node.startTagLength === 1 + node.name.length + ending && !node.malformed) return;
    if (node.malformed || node.startTagLength > LONGEST_TAG || this.refused >= MOST_REFUSED_PIECES) {
      readStartTag(this.text, start, node);
      return;
    }
    // Every tag is closed at once: what stands between the tags is nothing to the attributes, and nothing nests.
    const tag = this.text.slice(start, start + node.startTagLength - ending);
    const attributes = this.known.get(tag);
    if (attributes) {
      setAttributes(node, attributes);
      return;
    }
    this.piece.tags.push({ node, start, tag, offset: this.piece.text.length });
    this.piece.text += `${tag}/>`;
    if (this.piece.text.length >= PIECE_LENGTH) this.flush();
  }

  flush(): void {
    const { text, tags } = this.piece;
    if (tags.length === 0) return;
    this.piece = { text: '', tags: [] };
    const found = this.read(text);
    const agreed = found !== undefined && found.length === tags.length && found.every((tag, index) => agrees(tag, tags[index]!));
    if (!agreed) this.refused++;
    tags.forEach(({ node, start, tag }, index) => {
      if (agreed) this.remember(tag, setAttributes(node, found[index]!.attributes));
      else readStartTag(this.text, start, node);
    });
  }

  private remember(tag: string, attributes: readonly AttributeNode[]): void {
    if (tag.length > LONGEST_KNOWN) return;
    if (this.known.size >= MOST_KNOWN) this.known.clear();
    this.known.set(ownCopy(tag), attributes);
  }
}

/** The grammar's tag is the one that the scanner found, whole. */
function agrees(tag: PieceTag, { node, offset }: { readonly node: ElementDraft; readonly offset: number }): boolean {
  const last = tag.attributes[tag.attributes.length - 1];
  return tag.offset === offset && (last === undefined || last.valueOffset + last.valueLength < node.startTagLength);
}

/** Gives every element below `nodes` its attributes. */
export function readAttributes(text: DocumentText, nodes: readonly NodeDraft[], read: PieceReader): void {
  const reader = new AttributeReader(text, read);
  const pending: { nodes: readonly NodeDraft[]; index: number; at: number }[] = [{ nodes, index: 0, at: 0 }];
  for (let level = pending[pending.length - 1]; level; level = pending[pending.length - 1]) {
    const node = level.nodes[level.index++];
    if (!node) {
      pending.pop();
      continue;
    }
    if (node.kind === 'element') {
      reader.add(node, level.at);
      if (node.children.length > 0) pending.push({ nodes: node.children, index: 0, at: level.at + node.startTagLength });
    }
    level.at += node.length;
  }
  reader.flush();
}
