import type { TextEdit } from '../../service';
import { childElements, placedChildren, type PlacedElement } from '../../syntax/cursor';
import type { DocumentText } from '../../syntax/documentText';
import { isBlank } from '../../syntax/scanner';
import type { Layout } from './layout';
import { isSpace } from '../../syntax/characters';

/**
 * Puts new lines into an element, laid out as what is there already: below each other where the neighbour has a line of
 * its own, else in one row.
 * @param place of the child element that they will stand before
 * @param lines without the indentation that all of them have, made with the given unit
 * @returns undefined where the element, or the one before, does not end, or a tag that closes nothing comes last: then nobody knows where the place is
 */
export function insertChildren(parent: PlacedElement, place: number, lines: (unit: string) => readonly string[], text: DocumentText, layout: Layout): TextEdit | undefined {
  const children = childElements(parent);
  const before = children[place - 1];
  const after = children[place];
  if (!isWhole(parent) || (before && !isWhole(before))) return undefined;
  // What is put before an end tag that closes nothing would be closed by it.
  const closesNothing = placedChildren(parent).some(({ node, start }) => node.kind === 'strayEndTag' && start > (before?.start ?? 0) && start < (after?.start ?? Infinity));
  if (closesNothing && !after) return undefined;
  if (before && !closesNothing) {
    const indent = layout.indentBefore(before.start);
    const end = before.start + before.node.length;
    return { start: end, end, insert: indent === undefined ? row(lines) : layout.lineEnd + indent + column(lines(layout.unit(parent)), indent, layout) };
  }
  if (after) {
    const indent = layout.indentBefore(after.start);
    return { start: after.start, end: after.start, insert: indent === undefined ? row(lines) : column(lines(layout.unit(parent)), indent, layout) + layout.lineEnd + indent };
  }
  return fill(parent, lines, text, layout);
}

/** Whether an element ends where it says. */
export function isWhole({ node }: PlacedElement): boolean {
  return node.form === 'closed' || node.form === 'empty';
}

/** Into an element without child elements. What else it holds stays before them. */
function fill(parent: PlacedElement, lines: (unit: string) => readonly string[], text: DocumentText, layout: Layout): TextEdit {
  const { node, start } = parent;
  const outer = layout.lineEnd === '' ? undefined : layout.indentBefore(start);
  const unit = layout.unit(parent);
  const inside = outer === undefined ? row(lines) : `${layout.lineEnd}${outer}${unit}${column(lines(unit), outer + unit, layout)}${layout.lineEnd}${outer}`;
  if (node.form === 'empty') {
    let slash = start + node.length - 2;
    while (text.charCodeAt(slash) !== 47) slash--;
    while (isSpace(text.charCodeAt(slash - 1))) slash--;
    return { start: slash, end: start + node.length, insert: `>${inside}</${node.name}>` };
  }
  const from = start + node.startTagLength;
  const to = start + node.length - node.endTagLength;
  return { start: isBlank(text, from, to) ? from : endOfContent(text, from, to), end: to, insert: inside };
}

function endOfContent(text: DocumentText, from: number, to: number): number {
  let at = to;
  while (at > from && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

function row(lines: (unit: string) => readonly string[]): string {
  return lines('').join('');
}

function column(lines: readonly string[], indent: string, layout: Layout): string {
  return lines.join(layout.lineEnd + indent);
}

/** Takes a piece of the text away, with its lines where it has them for itself. */
export function removal(start: number, end: number, layout: Layout): TextEdit {
  return { ...layout.wholeLines(start, end), insert: '' };
}

/** An element of the text as lines for `insertChildren`: what it is indented by goes, what it holds stays. */
export function linesOf(element: PlacedElement, text: DocumentText, layout: Layout): readonly string[] {
  const indent = layout.indentBefore(element.start) ?? '';
  const lines = text.slice(element.start, element.start + element.node.length).split(/\r\n|\n|\r/);
  // Where a text spans lines, its white space is its own.
  const movable = lines.every((line, at) => at === 0 || (line.startsWith(indent) && /^[ \t]*(?:<|$)/.test(line) && /(?:>|^)[ \t]*$/.test(lines[at - 1]!)));
  return movable ? lines.map((line, at) => (at === 0 ? line : line.slice(indent.length))) : [lines.join(layout.lineEnd)];
}
