import { valueDocumentation } from '../profile/documentation';
import { entryInfoChoices } from '../profile/entryInfo';
import type { CanonicalName } from '../profile/namespaces';
import { type CanonicalPath, canonicalPath } from '../profile/path';
import { escapeXml } from '../profile/snippetText';
import { uriKindsAt } from '../profile/uriKinds';
import { documentationOfValue, type Grammar, type SimpleType, simpleTypeOf, typeAt } from '../schema';
import type { Completion } from '../service';
import type { PlacedElement } from '../syntax/cursor';
import type { DocumentText } from '../syntax/documentText';
import type { ElementNode, SyntaxTree } from '../syntax/node';
import { knownUris, urisFitting } from './knownUris';

/** Where a value stands, and of what type it is. */
export interface ValuePlace {
  readonly path: CanonicalPath;
  /** Undefined for the text of an element. */
  readonly attribute: CanonicalName | undefined;
  readonly type: SimpleType;
  /** The one value that fits, where only one does, and why. */
  readonly own: { readonly value: string; readonly detail: string } | undefined;
  /** The list whose element the value belongs to. */
  readonly list: ElementNode | undefined;
  /** Where the element begins that has the value. */
  readonly start: number;
  readonly range: ValueRange;
}

/** The characters that give way. */
export interface ValueRange {
  readonly from: number;
  readonly to: number;
  readonly insertEnd: number;
}

/** More URIs than this are not worth showing: who types on narrows them down. */
const MOST_URIS = 200;

/** The values of an element's text, where they can be told. */
export function completeText(tree: SyntaxTree, place: { readonly parent: PlacedElement | undefined; readonly from: number; readonly to: number }, offset: number, grammar: Grammar): Completion[] {
  const { parent, from, to } = place;
  if (!parent) return [];
  const { type: whole, nil } = typeAt(parent, tree.text, grammar);
  const type = simpleTypeOf(grammar, whole);
  if (!type || nil) return [];
  const range = { ...lineRange(tree.text, from, to, offset), insertEnd: offset };
  const list = parent.parent?.parent?.node;
  return valueCompletions(tree, { path: canonicalPath(parent, tree.text), attribute: undefined, type, own: undefined, list, start: parent.start, range }, grammar);
}

/** Every value of a type that has a handful; those that fit the place first; URIs that the document names, where it wants one. */
export function valueCompletions(tree: SyntaxTree, place: ValuePlace, grammar: Grammar): Completion[] {
  const { path, attribute, type, own, list, start, range } = place;
  const completion = (value: string, more: Partial<Completion>): Completion => (
    { kind: 'value', label: value, required: false, ...more, insert: escapeXml(value), snippet: false, start: range.from, end: range.to, insertEnd: range.insertEnd });
  if (own) return [completion(own.value, { detail: own.detail })];
  const allowed = valuesOf(grammar, type);
  const fitting = attribute === 'entry-info' ? entryInfoChoices(path) ?? allowed : allowed;
  const values = fitting.filter((value) => allowed.includes(value)).map((value) => {
    const documentation = valueDocumentation(path, attribute, value);
    const topic = { path: path.slice(-PATH_DEPTH), ...(attribute !== undefined && { attribute }), value };
    if (documentation) return completion(value, { detail: documentation.meaning, topic });
    return completion(value, documentationOfValue(grammar, type, value) === undefined ? {} : { topic: { ...topic, declared: grammar.simpleTypes.indexOf(type) } });
  });
  if (uriKindsAt(path, attribute).length === 0) return values;
  const uris = urisFitting(knownUris(tree), { path, attribute, list, start }).slice(0, MOST_URIS);
  return [...values, ...uris.map(({ uri, kind, name }) => completion(uri, { detail: name ?? kind }))];
}

/** Our tables look no further out. */
const PATH_DEPTH = 8;

/** The part of a range that is in the line of the offset: an editor replaces no more than a line. */
export function lineRange(text: DocumentText, from: number, to: number, offset: number): { from: number; to: number } {
  const before = text.slice(from, offset);
  const behind = text.slice(offset, to);
  const begun = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'));
  const ended = behind.search(/[\r\n]/);
  return { from: offset - before.length + begun + 1, to: ended < 0 ? offset + behind.length : offset + ended };
}

/** The values of an enumeration or a boolean, in schema order; empty for a type with more than can be listed. */
function valuesOf(grammar: Grammar, type: SimpleType): readonly string[] {
  if (type.facets?.enumeration) return type.facets.enumeration.filter((value) => value !== '');
  if (type.variety === 'union') return (type.members ?? []).flatMap((member) => valuesOf(grammar, grammar.simpleTypes[member]!));
  return type.builtIn === 'boolean' ? ['true', 'false'] : [];
}
