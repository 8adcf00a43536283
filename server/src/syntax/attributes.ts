import type { ElementDraft, NodeDraft } from './draft';
import type { PieceReader, PieceTag } from './piece';
import { readStartTag } from './startTag';

/** The grammar works best on pieces of this many characters: one call costs little, and what it builds stays small. */
const PIECE_LENGTH = 4_096;
/** Larger elements are opened, and their children read piece by piece. */
const LARGEST_PIECE = 16_384;

/** A list of siblings and where it begins. */
interface Siblings {
  readonly nodes: readonly NodeDraft[];
  readonly start: number;
}

/** A run of whole siblings that goes through the grammar together. */
interface Run extends Siblings {
  readonly nodes: NodeDraft[];
  end: number;
}

/**
 * A piece with a mistake costs the grammar many times one without. After so many of them the text is taken as hostile
 * and read without the grammar; the attributes are the same either way.
 */
const MOST_REFUSED_PIECES = 16;

/**
 * Gives every element below `nodes` its attributes; `read` is the XML grammar.
 * @param wanted the elements that have none yet, where that is not every one; those that are given theirs leave the set
 */
export function readAttributes(text: string, nodes: readonly NodeDraft[], start: number, read: PieceReader, wanted?: Set<NodeDraft>): void {
  let refused = 0;
  const readRun = (run: Run): void => {
    const { elements, whole } = elementsOf(run);
    const asked = whole && refused < MOST_REFUSED_PIECES;
    const tags = asked ? read(text.slice(run.start, run.end)) : undefined;
    const agreed = tags !== undefined && tags.length === elements.length && tags.every((tag, index) => agrees(tag, elements[index]!, run.start));
    if (asked && !agreed) refused++;
    elements.forEach(({ node, start: at }, index) => {
      if (wanted?.delete(node) === false) return;
      if (agreed) node.attributes = tags[index]!.attributes;
      else readStartTag(text, at, node);
    });
  };
  const pending: Siblings[] = [{ nodes, start }];
  for (let siblings = pending.pop(); siblings; siblings = pending.pop()) {
    let at = siblings.start;
    let run: Run = { nodes: [], start: at, end: at };
    for (const node of siblings.nodes) {
      const end = at + node.length;
      // What is no element can only make the grammar stumble: a DTD, two instructions on a line. It is left out at the edges.
      const alone = node.kind !== 'element' || node.length > LARGEST_PIECE;
      if (run.nodes.length > 0 && (end - run.start > LARGEST_PIECE || run.end - run.start >= PIECE_LENGTH || (alone && node.kind !== 'text'))) {
        readRun(run);
        run = { nodes: [], start: at, end: at };
      }
      if (node.kind === 'element' && alone) {
        if (wanted?.delete(node) !== false) readStartTag(text, at, node);
        pending.push({ nodes: node.children, start: at + node.startTagLength });
      } else if (node.kind === 'element' || run.nodes.length > 0) {
        run.nodes.push(node);
        run.end = end;
      }
      at = end;
      if (run.nodes.length === 0) run = { nodes: [], start: at, end: at };
    }
    if (run.nodes.length > 0) readRun(run);
  }
}

/** The grammar's tag is the one that the scanner found there, whole. */
function agrees(tag: PieceTag, { node, start }: { node: ElementDraft; start: number }, pieceStart: number): boolean {
  const last = tag.attributes[tag.attributes.length - 1];
  return tag.offset === start - pieceStart && (last === undefined || last.valueOffset + last.valueLength < node.startTagLength);
}

/** The elements of a run in document order, at their places; `whole` where each has its tags, so that the grammar has a chance. */
function elementsOf(run: Siblings): { elements: { node: ElementDraft; start: number }[]; whole: boolean } {
  const elements: { node: ElementDraft; start: number }[] = [];
  let whole = true;
  const pending: { nodes: readonly NodeDraft[]; index: number; at: number }[] = [{ nodes: run.nodes, index: 0, at: run.start }];
  for (let level = pending[pending.length - 1]; level; level = pending[pending.length - 1]) {
    const node = level.nodes[level.index++];
    if (!node) {
      pending.pop();
      continue;
    }
    const start = level.at;
    level.at += node.length;
    if (node.kind === 'strayEndTag' || node.problems) whole = false;
    if (node.kind !== 'element') continue;
    if (node.malformed || node.form === 'unclosed') whole = false;
    elements.push({ node, start });
    if (node.children.length > 0) pending.push({ nodes: node.children, index: 0, at: start + node.startTagLength });
  }
  return { elements, whole };
}
