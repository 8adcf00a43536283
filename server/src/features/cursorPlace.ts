import type { DocumentText } from '../syntax/documentText';
import { nodeAt, type PlacedElement } from '../syntax/cursor';
import type { AttributeNode, SyntaxTree } from '../syntax/node';
import { isBlank } from '../syntax/scanner';

/** What the cursor is at, and the characters that would be replaced. */
export type CursorPlace =
  /** An element's name, or a place where an element may begin. `opened`: its `<` stands there already; `whole`: the element whose tag stands there already. */
  | { readonly kind: 'element'; readonly parent: PlacedElement | undefined; readonly opened: boolean; readonly whole: PlacedElement | undefined; readonly from: number; readonly to: number }
  /** Behind `<!` or `<?`: the beginning of markup that is no tag. `from` is behind the `<`. */
  | { readonly kind: 'markup'; readonly parent: PlacedElement | undefined; readonly from: number; readonly to: number }
  | { readonly kind: 'endTag'; readonly element: PlacedElement; readonly from: number; readonly to: number }
  | { readonly kind: 'attribute'; readonly element: PlacedElement; readonly attribute: AttributeNode | undefined; readonly from: number; readonly to: number }
  | { readonly kind: 'attributeValue'; readonly element: PlacedElement; readonly attribute: AttributeNode; readonly from: number; readonly to: number }
  /** Character data: the text between two tags, white space at its ends left out. */
  | { readonly kind: 'text'; readonly element: PlacedElement; readonly from: number; readonly to: number };

/** Finds what the cursor is at; undefined inside a comment, a CDATA section and the like. */
export function cursorPlace(tree: SyntaxTree, offset: number): CursorPlace | undefined {
  const left = offset > 0 ? nodeAt(tree, offset - 1) : undefined;
  // The character before the cursor decides: `<a|` is in the tag, `<a>|` behind it.
  if (left?.node.kind === 'element') return placeInTags(tree, left as PlacedElement, offset);
  if (left?.node.kind === 'strayEndTag') return left.parent && placeInEndTag(tree.text, left.parent, left.start + 2, left.start + left.node.length, offset);
  if (left?.node.kind === 'instruction' && /^<\?[\w-]*$/.test(tree.text.slice(left.start, offset))) return { kind: 'markup', parent: left.parent, from: left.start + 1, to: offset };
  if (left && left.node.kind !== 'text') return offset < left.start + left.node.length ? undefined : placeInContent(tree, left.parent, offset, offset, offset);
  return left ? placeInContent(tree, left.parent, left.start, left.start + left.node.length, offset) : placeInContent(tree, undefined, 0, 0, 0);
}

function placeInTags(tree: SyntaxTree, element: PlacedElement, offset: number): CursorPlace | undefined {
  const { node, start } = element;
  const startTagEnd = start + node.startTagLength;
  const end = start + node.length;
  if (offset < startTagEnd || (offset === startTagEnd && node.form === 'unterminated')) return placeInStartTag(tree, element, offset);
  if (offset === startTagEnd && node.form !== 'empty') return placeInContent(tree, element, offset, firstTextEnd(element), offset);
  if (offset < end || (offset === end && !tree.text.endsWith('>', end))) {
    const nameFrom = end - node.endTagLength + 2;
    // A start tag may stand where the end tag should.
    return node.endTagLength > 0 && tree.text.startsWith('</', nameFrom - 2) ? placeInEndTag(tree.text, element, nameFrom, end, offset) : undefined;
  }
  return placeInContent(tree, element.parent, offset, textEndAt(tree, offset), offset);
}

function placeInStartTag(tree: SyntaxTree, element: PlacedElement, offset: number): CursorPlace | undefined {
  const { node, start, parent } = element;
  const at = offset - start;
  const nameEnd = 1 + node.name.length;
  if (at <= nameEnd) return at < 1 ? undefined : { kind: 'element', parent, opened: true, whole: node.form === 'unterminated' ? undefined : element, from: start + 1, to: start + nameEnd };
  for (const attribute of node.attributes) {
    const { name, nameOffset, valueOffset, valueLength } = attribute;
    if (at >= nameOffset && at <= nameOffset + name.length) return { kind: 'attribute', element, attribute, from: start + nameOffset, to: start + nameOffset + name.length };
    if (valueOffset >= 0 && at >= valueOffset && at <= valueOffset + valueLength) return { kind: 'attributeValue', element, attribute, from: start + valueOffset, to: start + valueOffset + valueLength };
  }
  const before = tree.text.slice(offset - 1, offset);
  return /\s/.test(before) ? { kind: 'attribute', element, attribute: undefined, from: offset, to: offset } : undefined;
}

/** In the name of an end tag, which begins at `from`; the tag ends at `end`. */
function placeInEndTag(text: DocumentText, element: PlacedElement, from: number, end: number, offset: number): CursorPlace | undefined {
  const name = /^[^\s<>/]*/.exec(text.slice(from, end))![0];
  return offset >= from && offset <= from + name.length ? { kind: 'endTag', element, from, to: from + name.length } : undefined;
}

/** Up to `<![CDATA`. */
const MARKUP_BEGUN = /<(![-[]?[A-Z]*)$/;
const LONGEST_BEGUN = 8;

/** In character data from `from` to `to`, or between two tags where the two are the same. */
function placeInContent(tree: SyntaxTree, element: PlacedElement | undefined, from: number, to: number, offset: number): CursorPlace | undefined {
  const { text } = tree;
  if (offset > from && text.endsWith('<', offset)) {
    // Editors close what they take for a bracket: `<|>`.
    return { kind: 'element', parent: element, opened: true, whole: undefined, from: offset, to: text.startsWith('>', offset) ? offset + 1 : offset };
  }
  const begun = MARKUP_BEGUN.exec(text.slice(Math.max(from, offset - LONGEST_BEGUN), offset))?.[1];
  if (begun !== undefined) return { kind: 'markup', parent: element, from: offset - begun.length, to: text.startsWith('>', offset) ? offset + 1 : offset };
  if (element && !isBlank(text, from, to)) return trimmed(text, element, from, to);
  return { kind: 'element', parent: element, opened: false, whole: undefined, from: offset, to: offset };
}

function trimmed(text: DocumentText, element: PlacedElement, from: number, to: number): CursorPlace {
  const value = text.slice(from, to);
  const start = from + (value.length - value.trimStart().length);
  return { kind: 'text', element, from: start, to: start + value.trim().length };
}

function firstTextEnd(element: PlacedElement): number {
  const from = element.start + element.node.startTagLength;
  const first = element.node.children[0];
  return first?.kind === 'text' ? from + first.length : from;
}

function textEndAt(tree: SyntaxTree, offset: number): number {
  const node = nodeAt(tree, offset);
  return node?.node.kind === 'text' && node.start === offset ? offset + node.node.length : offset;
}
