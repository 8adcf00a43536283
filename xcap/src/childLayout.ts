import { placedChildren, type PlacedElement } from '../../server/src/syntax/cursor';

/**
 * White space around a child element that has a line of its own. What is inserted beside such a child gets a line like
 * it, and what is removed takes its line with it, so that a removal undoes an insertion. Where white space may mean
 * something, because there is text beside it, none is added and none removed.
 */

/** The line end and the indentation before a child that begins a line; undefined where it begins none, or the element holds text. */
export function lineBefore(parent: PlacedElement, start: number, text: string): string | undefined {
  let at = start;
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at--;
  const feed = text[at - 1] === '\n';
  if (!feed && text[at - 1] !== '\r') return undefined;
  at -= feed && text[at - 2] === '\r' ? 2 : 1;
  return holdsText(parent, text) ? undefined : text.slice(at, start);
}

/** Whether nothing but white space stands between an offset and the end of its line. */
export function endsLine(end: number, text: string): boolean {
  let at = end;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return text[at] === '\n' || text[at] === '\r';
}

function holdsText(parent: PlacedElement, text: string): boolean {
  return placedChildren(parent).some(({ node, start }) =>
    node.kind === 'cdata' || (node.kind === 'text' && /[^ \t\r\n]/.test(text.slice(start, start + node.length))));
}
