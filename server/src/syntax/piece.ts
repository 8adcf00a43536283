import { type DocumentCstNode, type ElementCstNode, parse } from '@xml-tools/parser';
import { internName } from './names';
import type { AttributeNode } from './node';

/** A start tag that the XML grammar read in a piece of text. */
export interface PieceTag {
  /** Of its `<`, from the start of the piece. */
  readonly offset: number;
  readonly attributes: readonly AttributeNode[];
}

/** The tags of a piece of text, or undefined where it is not read. */
export type PieceReader = (piece: string) => PieceTag[] | undefined;

const OPENING = '<d>';

/**
 * Reads a row of empty-element tags by the XML grammar of @xml-tools/parser: in document order, or undefined where the
 * grammar refuses the piece or gives up on it. The grammar recurses with the nesting and keeps about 80 times the text
 * while it works, so it is given small pieces in which nothing nests, one at a time, and what it builds is dropped at once.
 */
export function readPiece(piece: string): PieceTag[] | undefined {
  try {
    const { cst, lexErrors, parseErrors } = parse(`${OPENING}${piece}</d>`);
    if (lexErrors.length > 0 || parseErrors.length > 0) return undefined;
    const elements = (cst as DocumentCstNode).children.element?.[0]?.children.content?.[0]?.children.element ?? [];
    return elements.map(pieceTag);
  } catch {
    // Whatever the grammar throws ends with the piece.
    return undefined;
  }
}

function pieceTag(element: ElementCstNode): PieceTag {
  const start = element.children.OPEN?.[0]?.startOffset ?? -1;
  const attributes = (element.children.attribute ?? []).map(({ children }) => {
    const name = children.Name[0]!;
    const value = children.STRING[0]!;
    return { name: internName(name.image), nameOffset: name.startOffset - start, valueOffset: value.startOffset + 1 - start, valueLength: value.image.length - 2 };
  });
  return { offset: start - OPENING.length, attributes };
}
