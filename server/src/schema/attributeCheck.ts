import type { ExpandedName } from '../syntax/namespaces';
import { localName, splitExpandedName, XML_NAMESPACE } from '../syntax/namespaces';
import type { AttributeNode } from '../syntax/node';
import { attributeValue } from '../syntax/text';
import type { ElementInPlace } from './elementInPlace';
import { hasTrustedTag } from './elementInPlace';
import type { AttributeUse, ComplexType, Grammar, SimpleType, Wildcard } from './grammar';
import { identifiersIn, mayHoldIdentifiers } from './identifiers';
import { nearestName } from './nearestName';
import { checkSimpleValue, sameValue } from './simpleTypes';
import { type ElementType, isSimpleType } from './typeDerivation';
import type { Findings } from './verdict';
import { takesNamespace } from './wildcard';
import { oneOf, quoted } from './wording';
import { XML_SCHEMA_INSTANCE } from './xmlSchema';

/** Attributes that speak about the schema and may stand on every element (part 1, 2.6). */
const ABOUT_THE_SCHEMA = new Set(['type', 'nil', 'schemaLocation', 'noNamespaceSchemaLocation'].map((name) => `{${XML_SCHEMA_INSTANCE}}${name}`));
const ANY_ATTRIBUTE: Wildcard = { namespaces: 'any', process: 'lax' };

/** The attribute uses of a type, to be found by name. */
interface UseIndex {
  readonly byName: ReadonlyMap<ExpandedName, AttributeUse>;
  readonly required: readonly ExpandedName[];
}

const NO_NAMES: ReadonlySet<ExpandedName> = new Set();
const NO_USES: UseIndex = { byName: new Map(), required: [] };
const usesOfTypes = new WeakMap<ComplexType, UseIndex>();

/** Checks the attributes of an element; one of a simple type has none but those about the schema. */
export function checkAttributes(element: ElementInPlace, type: ElementType, findings: Findings): void {
  const { node, scope, grammar } = element;
  if (!hasTrustedTag(node)) return;
  const complex = type === 'any' || isSimpleType(type) ? undefined : type;
  const uses = complex ? usesOf(complex, grammar) : NO_USES;
  const wildcard = type === 'any' ? ANY_ATTRIBUTE : complex?.anyAttribute;
  if (node.attributes.length === 0 && uses.required.length === 0) return;

  const present: ExpandedName[] = [];
  const unknown: [AttributeNode, ExpandedName][] = [];
  const taken: [AttributeNode, ExpandedName][] = [];
  for (const attribute of node.attributes) {
    if (attribute.name === 'xmlns' || attribute.name.startsWith('xmlns:')) continue;
    const name = scope.attributeName(attribute.name);
    if (name === undefined || ABOUT_THE_SCHEMA.has(name)) continue;
    present.push(name);
    const use = uses.byName.get(name);
    if (use) checkValue(element, attribute, use, findings);
    else if (!wildcard || !isTaken(element, attribute, name, wildcard, findings)) unknown.push([attribute, name]);
    else taken.push([attribute, name]);
  }
  const mistyped = reportUnknown(element, unknown, uses, present, findings);
  for (const name of uses.required) {
    if (present.includes(name) || mistyped.has(name)) continue;
    reportMissing(element, name, taken, findings);
  }
}

/** @param taken attributes that a wildcard lets stand: one of them may be the missing one, misspelt */
function reportMissing({ node }: ElementInPlace, name: ExpandedName, taken: readonly [AttributeNode, ExpandedName][], findings: Findings): void {
  const lacks = `${quoted(localName(node.name))} lacks the attribute ${quoted(shownName(name))}`;
  const [namespace, local] = splitExpandedName(name);
  const near = taken.find(([, each]) => splitExpandedName(each)[0] === namespace && nearestName(splitExpandedName(each)[1], [local]) !== undefined)?.[0];
  if (!near) findings.error('missing-attribute', lacks, 1, 1 + node.name.length, { missing: [[name]] });
  else findings.error('missing-attribute', `${lacks}; did you mean it instead of ${quoted(near.name)}?`, near.nameOffset, near.nameOffset + near.name.length, { missing: [[name]], expected: [name] });
}

/** The name as one would write it: without a prefix, but for `xml:`, which every document has. */
function shownName(name: ExpandedName): string {
  const [namespace, local] = splitExpandedName(name);
  return namespace === XML_NAMESPACE ? `xml:${local}` : local;
}

/** @returns the names that mistyped ones were taken for: these are not missing as well */
function reportUnknown(element: ElementInPlace, unknown: readonly [AttributeNode, ExpandedName][], uses: UseIndex, present: readonly ExpandedName[], findings: Findings): ReadonlySet<ExpandedName> {
  if (unknown.length === 0) return NO_NAMES;
  const open = [...uses.byName.keys()].filter((name) => !present.includes(name));
  const mistyped = new Set<ExpandedName>();
  for (const [attribute, name] of unknown) {
    const nearLocal = nearestName(splitExpandedName(name)[1], open.map((each) => splitExpandedName(each)[1]));
    const near = nearLocal === undefined ? undefined : open.find((each) => splitExpandedName(each)[1] === nearLocal);
    if (near !== undefined) mistyped.add(near);
    const advice = near !== undefined ? `; did you mean ${quoted(shownName(near))}?` : open.length > 0 ? `; expected ${oneOf(open.map(shownName))}` : '';
    const message = `attribute ${quoted(attribute.name)} is not allowed in ${quoted(localName(element.node.name))}${advice}`;
    findings.error('unexpected-attribute', message, attribute.nameOffset, attribute.nameOffset + attribute.name.length, near === undefined ? undefined : { expected: [near] });
  }
  return mistyped;
}

function isTaken(element: ElementInPlace, attribute: AttributeNode, name: ExpandedName, wildcard: Wildcard, findings: Findings): boolean {
  if (!takesNamespace(wildcard, splitExpandedName(name)[0])) return false;
  if (wildcard.process === 'skip') return true;
  const { globalAttributes } = element.grammar;
  const declared = Object.hasOwn(globalAttributes, name) ? globalAttributes[name] : undefined;
  if (declared === undefined) return wildcard.process === 'lax';
  const { fixed } = element.grammar.attributes[declared]!;
  checkValue(element, attribute, { attribute: declared, required: false, ...(fixed !== undefined && { fixed }) }, findings);
  return true;
}

function checkValue({ node, start, text, scope, grammar }: ElementInPlace, attribute: AttributeNode, use: AttributeUse, findings: Findings): void {
  if (attribute.valueOffset < 0 || hasProblem(node.problems, attribute)) return;
  const type = grammar.simpleTypes[grammar.attributes[use.attribute]!.simpleType]!;
  const value = attributeValue(attribute, start, text);
  const [from, to] = attributeRange(attribute);
  const problem = checkSimpleValue(grammar, type, value, scope);
  if (problem !== undefined) findings.error('invalid-value', problem, from, to);
  else if (use.fixed !== undefined && !sameValue(grammar, type, use.fixed, value, scope)) findings.error('invalid-value', `${quoted(value)} is not ${quoted(use.fixed)}, the only value allowed`, from, to);
  else if (mayHoldIdentifiers(grammar, type)) findings.identify(identifiersIn(grammar, type, value, scope, from, to));
}

/** Where the value of an attribute stands, from the start of its element. An empty one has no characters to point at: its name stands for it. */
export function attributeRange({ nameOffset, name, valueOffset, valueLength }: AttributeNode): [from: number, to: number] {
  return valueLength > 0 ? [valueOffset, valueOffset + valueLength] : [nameOffset, nameOffset + name.length];
}

/** The type of an attribute of an element; `unknown` where a wildcard takes it without a declaration, undefined where it is not checked at all. */
export function attributeType(grammar: Grammar, elementType: ElementType | undefined, name: ExpandedName): SimpleType | 'unknown' | undefined {
  const type = elementType === undefined || elementType === 'any' || isSimpleType(elementType) ? undefined : elementType;
  const wildcard = elementType === 'any' ? ANY_ATTRIBUTE : type?.anyAttribute;
  const use = type && usesOf(type, grammar).byName.get(name);
  if (!use && (!wildcard || wildcard.process === 'skip' || !takesNamespace(wildcard, splitExpandedName(name)[0]))) return undefined;
  const declared = use?.attribute ?? (Object.hasOwn(grammar.globalAttributes, name) ? grammar.globalAttributes[name] : undefined);
  return declared === undefined ? 'unknown' : grammar.simpleTypes[grammar.attributes[declared]!.simpleType];
}

function hasProblem(problems: ElementInPlace['node']['problems'], { nameOffset, valueOffset, valueLength }: AttributeNode): boolean {
  return problems?.some(({ offset, length }) => offset <= valueOffset + valueLength && offset + length > nameOffset) ?? false;
}

function usesOf(type: ComplexType, grammar: Grammar): UseIndex {
  let uses = usesOfTypes.get(type);
  if (!uses) {
    const named = type.attributeUses.map((use): [ExpandedName, AttributeUse] => [grammar.attributes[use.attribute]!.name, use]);
    usesOfTypes.set(type, (uses = { byName: new Map(named), required: named.filter(([, use]) => use.required).map(([name]) => name) }));
  }
  return uses;
}
