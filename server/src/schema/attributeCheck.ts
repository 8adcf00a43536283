import type { ExpandedName } from '../syntax/namespaces';
import { localName, splitExpandedName, XML_NAMESPACE } from '../syntax/namespaces';
import type { AttributeNode } from '../syntax/node';
import { attributeValue } from '../syntax/text';
import type { ElementInPlace } from './elementInPlace';
import { hasTrustedTag } from './elementInPlace';
import type { AttributeUse, ComplexType, Grammar, Wildcard } from './grammar';
import { nearestName } from './nearestName';
import { checkSimpleValue, normalizeWhiteSpace, sameValue } from './simpleTypes';
import type { Findings } from './verdict';
import { takesNamespace } from './wildcard';
import { oneOf, quoted } from './wording';

const INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';
/** Attributes that speak about the schema and may stand on every element (part 1, 2.6). */
const ABOUT_THE_SCHEMA = new Set(['type', 'nil', 'schemaLocation', 'noNamespaceSchemaLocation'].map((name) => `{${INSTANCE}}${name}`));
const ANY_ATTRIBUTE: Wildcard = { namespaces: 'any', process: 'lax' };

/** The attribute uses of a type, to be found by name. */
interface UseIndex {
  readonly byName: ReadonlyMap<ExpandedName, AttributeUse>;
  readonly required: readonly ExpandedName[];
}

const NO_NAMES: ReadonlySet<ExpandedName> = new Set();
const NO_USES: UseIndex = { byName: new Map(), required: [] };
const usesOfTypes = new WeakMap<ComplexType, UseIndex>();

/** Checks the attributes of an element; `type` is undefined for an element of a simple type, `any` for xs:anyType. */
export function checkAttributes(element: ElementInPlace, type: ComplexType | 'any' | undefined, findings: Findings): void {
  const { node, scope, grammar } = element;
  if (!hasTrustedTag(node)) return;
  const uses = type === undefined || type === 'any' ? NO_USES : usesOf(type, grammar);
  const wildcard = type === 'any' ? ANY_ATTRIBUTE : type?.anyAttribute;
  if (node.attributes.length === 0 && uses.required.length === 0) return;

  const present: ExpandedName[] = [];
  const unknown: [AttributeNode, ExpandedName][] = [];
  for (const attribute of node.attributes) {
    if (attribute.name === 'xmlns' || attribute.name.startsWith('xmlns:')) continue;
    const name = scope.attributeName(attribute.name);
    if (name === undefined || ABOUT_THE_SCHEMA.has(name)) continue;
    present.push(name);
    const use = uses.byName.get(name);
    if (use) checkValue(element, attribute, use, findings);
    else if (!wildcard || !isTaken(element, attribute, name, wildcard, findings)) unknown.push([attribute, name]);
  }
  const mistyped = reportUnknown(element, unknown, uses, present, findings);
  for (const name of uses.required) {
    if (present.includes(name) || mistyped.has(name)) continue;
    findings.error('missing-attribute', `${quoted(localName(node.name))} lacks the attribute ${quoted(shownName(name))}`, 1, 1 + node.name.length, { missing: [[name]] });
  }
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
  checkValue(element, attribute, { attribute: declared, required: false }, findings);
  return true;
}

function checkValue({ node, start, text, scope, grammar }: ElementInPlace, attribute: AttributeNode, use: AttributeUse, findings: Findings): void {
  if (attribute.valueOffset < 0 || hasProblem(node.problems, attribute)) return;
  const type = grammar.simpleTypes[grammar.attributes[use.attribute]!.simpleType]!;
  const value = attributeValue(attribute, start, text);
  const end = attribute.valueOffset + attribute.valueLength;
  // An empty value has no characters to point at: its name stands for it.
  const [from, to] = attribute.valueLength > 0 ? [attribute.valueOffset, end] : [attribute.nameOffset, attribute.nameOffset + attribute.name.length];
  const problem = checkSimpleValue(grammar, type, value, scope);
  if (problem !== undefined) findings.error('invalid-value', problem, from, to);
  else if (use.fixed !== undefined && !sameValue(grammar, type, use.fixed, value)) findings.error('invalid-value', `${quoted(value)} is not ${quoted(use.fixed)}, the only value allowed`, from, to);
  else if (type.builtIn === 'ID') findings.identifier(normalizeWhiteSpace(value, 'collapse'), from, to);
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
