import type { DocumentText } from './documentText';
import type { ElementDraft, NodeDraft } from './draft';
import { isBlank } from './scanner';

/** An element without an end tag, and what stands in it by its tags alone. */
export interface Unended {
  readonly node: ElementDraft;
  /** Of its `<` in the text. */
  readonly start: number;
  readonly children: readonly NodeDraft[];
}

/** The tag that an element takes for its end tag. */
export interface TakenForEndTag {
  readonly length: number;
  /** What the element then holds, and what comes after it. */
  readonly content: readonly NodeDraft[];
  readonly rest: readonly NodeDraft[];
  /** True where the tag is that of the next element without an end tag, false where it is one of the children. */
  readonly wasOpen: boolean;
}

/**
 * A slash forgotten or misplaced: `<entry>…<entry>`, `<entry>…<entry/>`. Nothing is known of a schema here, so the tag must
 * look like an end tag in every other way: it holds the name alone, the element that it stands in lacks its end tag, that
 * one holds something before it (or it follows at once), and what comes after it is other than what comes before: after
 * an entry come entries, and in it none.
 * @param inner the element that is still open in it, which lacks its end tag as well
 * @param further the name of the next one in that
 */
export function endTagWithoutSlash(text: DocumentText, element: Unended, inner: Unended | undefined, further: string | undefined): TakenForEndTag | undefined {
  const { node, children } = element;
  if (inner?.node.name === node.name && inner.node.form === 'closed' && inner.node.startTagLength === node.name.length + 2 && !inner.children.some(({ kind }) => kind === 'strayEndTag')) {
    return looksLikeEnd(text, element, children, inner.children, further) ? { length: inner.node.startTagLength, content: children, rest: inner.children, wasOpen: true } : undefined;
  }
  const at = children.findIndex((child) => child.kind === 'element' && child.form === 'empty' && child.name === node.name && child.startTagLength === node.name.length + 3);
  if (at < 0) return undefined;
  const content = children.slice(0, at);
  const rest = children.slice(at + 1);
  return looksLikeEnd(text, element, content, rest, inner?.node.name) ? { length: children[at]!.length, content, rest, wasOpen: false } : undefined;
}

function looksLikeEnd(text: DocumentText, { node, start }: Unended, before: readonly NodeDraft[], after: readonly NodeDraft[], open: string | undefined): boolean {
  const inside = new Set<string>();
  let at = start + node.startTagLength;
  // Several of a name at once are nested, or typed without care; none of them looks like an end.
  let holdsSomething = before.length === 0 && open !== node.name;
  for (const child of before) {
    if (child.kind === 'element') inside.add(child.name);
    if (child.kind !== 'text' || !isBlank(text, at, at + child.length)) holdsSomething = true;
    at += child.length;
  }
  return holdsSomething && !(open !== undefined && inside.has(open)) && !after.some((child) => child.kind === 'element' && inside.has(child.name));
}
