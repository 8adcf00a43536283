import { prefixOf, splitExpandedName } from '../../server/src/syntax/namespaces';
import { parse } from '../../server/src/syntax/parse';
import { syntaxDiagnostics } from '../../server/src/syntax/problems';
import type { AttributeNode, SyntaxTree } from '../../server/src/syntax/node';
import { isSpace } from '../../server/src/syntax/characters';
import { problemPhrase } from './fragment';
import type { NodeSelector, Terminal } from './nodeSelector';
import { astrayPhrase, changed, conflicting, noParent, shownSteps, type Change, type PartialEdit } from './partialEdit';
import { select, type ScopedElement } from './select';

type AttributeTerminal = Terminal & { readonly kind: 'attribute' };

/** Part of a text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The value of an attribute as it is written, between its quotes. */
export function valueRange({ element }: ScopedElement, { valueOffset, valueLength }: AttributeNode): Range {
  const start = element.start + valueOffset;
  return { start, end: start + valueLength };
}

/**
 * PUT of the value of an attribute (RFC 4825 8.2): the body is what stands between the quotes.
 * @param selector with an attribute as its terminal
 */
export function putAttribute(text: string, selector: NodeSelector & { readonly terminal: AttributeTerminal }, body: string): PartialEdit {
  const tree = parse(text);
  const selection = select(tree, selector);
  if (selection.kind === 'astray') return noParent(selector, selection);
  const value = quotedValue(body);
  if ('phrase' in value) return conflicting('not-xml-att-value', value.phrase);
  if (selection.kind === 'attribute') {
    const { start, end } = valueRange(selection.found, selection.attribute);
    const quote = text[start - 1]!;
    const written = body.includes(quote) ? value.quoted : `${quote}${body}${quote}`;
    return verified(text, tree, { start: start - 1, end: end + 1, insert: written }, selector, start, body, 'replaced');
  }
  if (selector.terminal.name === 'xmlns') return conflicting('cannot-insert', 'a declaration of a namespace is no attribute and has no address; store the element that holds it');
  const { element } = selection.found;
  const name = qualifiedName(selection.found, selector.terminal);
  if (name === undefined) return conflicting('cannot-insert', `no prefix for '${splitExpandedName(selector.terminal.name)[0].slice(0, 80)}' can be used here: '${selector.terminal.prefix.slice(0, 80)}' is another namespace in the document`);
  const last = element.node.attributes.at(-1);
  const at = element.start + (last ? last.valueOffset + last.valueLength + 1 : 1 + element.node.name.length);
  const opening = ` ${name.written}=`;
  return verified(text, tree, { start: at, end: at, insert: `${opening}${value.quoted}${name.declaration}` }, selector, at + opening.length + 1, body, 'created');
}

/** DELETE of an attribute (RFC 4825 8.4), with the white space before it. */
export function deleteAttribute(text: string, selector: NodeSelector): PartialEdit {
  const selection = select(parse(text), selector);
  if (selection.kind === 'astray') return { kind: 'absent', phrase: astrayPhrase(selector, selection) };
  if (selection.kind !== 'attribute') return { kind: 'absent', phrase: `${shownSteps(selector.steps)} has no such attribute` };
  const { found, attribute } = selection;
  let start = found.element.start + attribute.nameOffset;
  while (isSpace(text.charCodeAt(start - 1))) start--;
  return { kind: 'edited', text: text.slice(0, start) + text.slice(valueRange(found, attribute).end + 1), outcome: 'removed', changed: { start, end: start } };
}

/** A body in the quotes that it can stand in. */
function quotedValue(body: string): { readonly quoted: string } | { readonly phrase: string } {
  const quote = body.includes('"') ? "'" : '"';
  if (body.includes(quote)) return { phrase: `both kinds of quotes stand in the value; write one of them as &quot; or &apos;` };
  const opening = '<a a=';
  const tree = parse(`${opening}${quote}${body}${quote}/>`);
  const problem = syntaxDiagnostics(tree)[0];
  if (problem) return { phrase: problemPhrase({ ...problem, start: Math.max(0, problem.start - opening.length - 1) }, body) };
  return { quoted: `${quote}${body}${quote}` };
}

/** The name of a new attribute as the document must write it, with a declaration where its prefix is not bound yet; undefined where it is bound to something else. */
function qualifiedName({ element, scope }: ScopedElement, { name, prefix }: AttributeTerminal): { readonly written: string; readonly declaration: string } | undefined {
  const [namespace, local] = splitExpandedName(name);
  if (namespace === '') return { written: local, declaration: '' };
  // The default namespace is no attribute's.
  for (const [bound, to] of scope.bindings) if (to === namespace && bound !== '') return { written: `${bound}:${local}`, declaration: '' };
  const usedInside = element.node.attributes.some((attribute) => prefixOf(attribute.name) === prefix);
  if (scope.bindings.get(prefix) !== undefined || usedInside) return undefined;
  return { written: `${prefix}:${local}`, declaration: ` xmlns:${prefix}="${namespace.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')}"` };
}

function verified(text: string, tree: SyntaxTree, change: Change, selector: NodeSelector, start: number, body: string, outcome: 'created' | 'replaced'): PartialEdit {
  const after = changed(text, tree, change);
  const selection = select(after.tree, selector);
  if (selection.kind !== 'attribute' || valueRange(selection.found, selection.attribute).start !== start) {
    return conflicting('cannot-insert', `${shownSteps(selector.steps)} tests the attribute that is changed, and would not lead to it afterwards; address the element by another attribute or its position`);
  }
  return { kind: 'edited', text: after.text, outcome, changed: { start, end: start + body.length } };
}
