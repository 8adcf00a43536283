import { type ExpandedName, splitExpandedName } from '../syntax/namespaces';
import type { AttributeNode } from '../syntax/node';
import { attributeValue, characterData } from '../syntax/text';
import type { AssessedElement } from './assessedElement';
import { attributeRange, attributeType } from './attributeCheck';
import { isVoid } from './elementValue';
import { hasTrustedContent, hasTrustedTag } from './elementInPlace';
import type { SimpleType } from './grammar';
import type { IdentityPath, NameTest } from './identityConstraint';
import { takesName } from './identityConstraint';
import { elementsAt } from './identityWalk';
import { checkSimpleValue, normalizeWhiteSpace, whiteSpaceOf } from './simpleTypes';
import { builtInSimpleType, isSimpleType } from './typeDerivation';
import { valueRange } from './textCheck';
import { valueKey } from './valueKey';
import { XML_SCHEMA_INSTANCE } from './xmlSchema';

/** What a field of an identity constraint finds from a selected element. */
export type FieldValue =
  | Located
  | { readonly kind: 'absent' }
  /** What is there is wrong already, and nothing is known of what it should be. */
  | { readonly kind: 'unknown' }
  /** More than one node, no simple value, or xsi:nil (part 1, 3.11.4, clauses 3 and 4.2.3). */
  | { readonly kind: 'several' | 'structured' | 'nil'; readonly start: number; readonly end: number };

/** A value at its place in the text. */
export interface Located {
  readonly kind: 'value';
  /** Equal for equal values (`valueKey`). */
  readonly key: string;
  readonly shown: string;
  readonly start: number;
  readonly end: number;
}

const ABSENT: FieldValue = { kind: 'absent' };
const UNKNOWN: FieldValue = { kind: 'unknown' };

/** Evaluates a field, whose alternatives are given, from a selected element. */
export function fieldValue(target: AssessedElement, field: readonly IdentityPath[]): FieldValue {
  const elements = elementsAt(target, field.filter(({ attribute }) => attribute === undefined)).map(elementValue);
  const attributes = new Map(field.flatMap((path) => (path.attribute === undefined ? [] : attributesAt(target, path, path.attribute))));
  const [first, second] = [...elements, ...attributes.values()].filter(({ kind }) => kind !== 'absent');
  if (!first) return ABSENT;
  if (second && 'start' in second) return { kind: 'several', start: second.start, end: second.end };
  return second ?? first;
}

function elementValue(element: AssessedElement): FieldValue {
  const { node, start, place: { type, declaration, nil }, document: { text, grammar } } = element;
  if (!hasTrustedContent(node) || type === undefined) return UNKNOWN;
  const name = { start: start + 1, end: start + 1 + node.name.length };
  const simple = type === 'any' || isSimpleType(type) ? type : type.content === 'simple' ? grammar.simpleTypes[type.simpleType!]! : 'any';
  if (simple === 'any') return { kind: 'structured', ...name };
  if (nil) return { kind: 'nil', ...name };
  if (node.children.some(({ kind }) => kind === 'element')) return UNKNOWN;
  const assumed = declaration?.fixed ?? declaration?.default;
  const [from, to] = valueRange(node, start, text);
  return located(element, simple, assumed !== undefined && isVoid(node) ? assumed : characterData(node, start, text), from, to);
}

/** The attributes that a path leads to, and those that are absent and have a default value, told apart by a key. */
function attributesAt(target: AssessedElement, path: IdentityPath, test: NameTest): [string, FieldValue][] {
  return elementsAt(target, [path]).flatMap((element): [string, FieldValue][] => {
    const { node, start, scope, place: { type }, document: { grammar } } = element;
    if (!hasTrustedTag(node) || type === undefined) return [[`${start}`, UNKNOWN]];
    const present = new Map<ExpandedName, AttributeNode>();
    for (const attribute of node.attributes) {
      const name = attribute.name === 'xmlns' || attribute.name.startsWith('xmlns:') ? undefined : scope.attributeName(attribute.name);
      if (name !== undefined && takesName(test, name)) present.set(name, attribute);
    }
    const values = [...present].map(([name, attribute]): [string, FieldValue] => [`${start} ${name}`, writtenValue(element, name, attribute)]);
    for (const use of type === 'any' || isSimpleType(type) ? [] : type.attributeUses) {
      const { name, simpleType } = grammar.attributes[use.attribute]!;
      const value = use.default ?? use.fixed;
      if (value === undefined || present.has(name) || !takesName(test, name)) continue;
      values.push([`${start} ${name}`, located(element, grammar.simpleTypes[simpleType]!, value, start + 1, start + 1 + node.name.length)]);
    }
    return values;
  });
}

function writtenValue(element: AssessedElement, name: ExpandedName, attribute: AttributeNode): FieldValue {
  const { start, place, document: { text, grammar } } = element;
  const [namespace, local] = splitExpandedName(name);
  // `@*` takes these as well: they are attributes of every type (part 1, 3.2.7).
  const aboutTheSchema = namespace === XML_SCHEMA_INSTANCE ? builtInSimpleType(local === 'nil' ? 'boolean' : local === 'type' ? 'QName' : 'anySimpleType') : undefined;
  const type = aboutTheSchema ?? (place.type && attributeType(grammar, place.type, name));
  // What nothing is known of by the schema is not there for its constraints either (part 1, 3.11.4, clause 3).
  if (type === undefined) return ABSENT;
  const [from, to] = attributeRange(attribute);
  return located(element, type === 'unknown' ? { variety: 'atomic', builtIn: 'anySimpleType' } : type, attributeValue(attribute, start, text), start + from, start + to);
}

function located({ document: { grammar }, scope }: AssessedElement, type: SimpleType, value: string, start: number, end: number): FieldValue {
  if (checkSimpleValue(grammar, type, value, scope) !== undefined) return UNKNOWN;
  return { kind: 'value', key: valueKey(grammar, type, value, scope), shown: normalizeWhiteSpace(value, whiteSpaceOf(type)), start, end };
}
