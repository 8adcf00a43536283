import type { TextEdit } from '../../service';
import type { PlacedElement } from '../../syntax/cursor';
import type { DocumentText } from '../../syntax/documentText';
import type { AttributeNode } from '../../syntax/node';
import { isSpace } from '../../syntax/characters';

/** Whether the two tags of an element are each other's: with another end tag, what the element holds is a guess. */
export function hasOwnEndTag({ node, start }: PlacedElement, text: DocumentText): boolean {
  return node.form === 'empty' || (node.form === 'closed' && endTagName({ node, start }, text) === node.name);
}

/** Whether the start tag has no mistake in it: in one that has, nobody knows where a name or a value ends. */
export function hasSoundTag({ node }: PlacedElement): boolean {
  return !node.malformed && node.form !== 'unterminated' && !node.problems?.some(({ offset }) => offset < node.startTagLength);
}

/** Gives an element another name, in both its tags where they agree. */
export function renamed({ node, start }: PlacedElement, name: string, text: DocumentText): TextEdit[] {
  const edits = [{ start: start + 1, end: start + 1 + node.name.length, insert: name }];
  const end = start + node.length - node.endTagLength + 2;
  if (node.form === 'closed' && endTagName({ node, start }, text) === node.name) edits.push({ start: end, end: end + node.name.length, insert: name });
  return edits;
}

/** The name in its end tag; empty where that has none, or something before it. */
export function endTagName({ node, start }: Pick<PlacedElement, 'node' | 'start'>, text: DocumentText): string {
  const end = start + node.length;
  return /^<\/(?!\s)([^<>]*)>$/.exec(text.slice(end - node.endTagLength, end))?.[1]?.trimEnd() ?? '';
}

/** Adds an attribute behind the ones that are there, on a line of its own where they have theirs. @param value as it is written */
export function addedAttribute({ node, start }: PlacedElement, name: string, value: string, text: DocumentText): TextEdit {
  const last = node.attributes[node.attributes.length - 1];
  const at = last ? endOfAttribute({ start }, last, text) : start + 1 + node.name.length;
  const before = last && /\s+$/.exec(text.slice(Math.max(start, start + last.nameOffset - 200), start + last.nameOffset))?.[0];
  return { start: at, end: at, insert: `${before !== undefined && /[\r\n]/.test(before) ? before : ' '}${name}="${value}"` };
}

/** Takes an attribute away, with the white space before it. */
export function removedAttribute({ start }: Pick<PlacedElement, 'start'>, attribute: AttributeNode, text: DocumentText): TextEdit {
  let from = start + attribute.nameOffset;
  while (isSpace(text.charCodeAt(from - 1))) from--;
  return { start: from, end: endOfAttribute({ start }, attribute, text), insert: '' };
}

function endOfAttribute({ start }: { readonly start: number }, { name, nameOffset, valueOffset, valueLength }: AttributeNode, text: DocumentText): number {
  if (valueOffset < 0) return start + nameOffset + name.length;
  const end = start + valueOffset + valueLength;
  const quote = text.charCodeAt(start + valueOffset - 1);
  return (quote === 34 || quote === 39) && text.charCodeAt(end) === quote ? end + 1 : end;
}
