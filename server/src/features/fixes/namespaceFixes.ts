import { COMMON_POLICY_NAMESPACE, PROFILE_NAMESPACE, SCHEMA_INSTANCE_NAMESPACE } from '../../profile/namespaces';
import { meantNamespace } from '../../profile/rules';
import { escapeXml } from '../../profile/snippetText';
import { globalElementsNamed } from '../../schema';
import { childElements, type PlacedElement, rootElement } from '../../syntax/cursor';
import { expandedName, localName, prefixOf, splitExpandedName } from '../../syntax/namespaces';
import { attributeValue } from '../../syntax/text';
import { addedAttribute, hasOwnEndTag, hasSoundTag, removedAttribute, renamed } from './tags';
import { type FindMends, NO_MENDS, type Problem } from './problem';

/** What documents of this field usually bind prefixes to. */
const USUAL: Readonly<Record<string, string>> = { cp: COMMON_POLICY_NAMESPACE, xsi: SCHEMA_INSTANCE_NAMESPACE, mcptt: PROFILE_NAMESPACE, mcpttup: PROFILE_NAMESPACE };

/** The namespace that a prefix is meant to be bound to: by its name, or by the element that it stands on. */
function meantBy(problem: Problem, prefix: string): string | undefined {
  if (Object.hasOwn(USUAL, prefix)) return USUAL[prefix];
  const { element, context: { grammar } } = problem;
  if (!element || prefixOf(element.node.name) !== prefix) return undefined;
  const namespaces = new Set(globalElementsNamed(grammar, localName(element.node.name)).map((index) => splitExpandedName(grammar.elements[index]!.name)[0]));
  return namespaces.size === 1 ? [...namespaces][0] : undefined;
}

/** A prefix with a slip in it, on an element that is known here with one that is declared: `CP:one`, and what it holds. */
export const renamePrefix: FindMends = (problem) => {
  const { element, text, context: { grammar } } = problem;
  if (!element?.parent || problem.diagnostic.start !== element.start + 1) return NO_MENDS;
  const wrong = prefixOf(element.node.name);
  const local = localName(element.node.name);
  const { known } = problem.contents(element.parent);
  const isKnown = (namespace: string): boolean => known.includes(expandedName(namespace, local)) || Object.hasOwn(grammar.globalElements, expandedName(namespace, local));
  const [right, ...more] = [...problem.scope(element).bindings].filter(([prefix, namespace]) => prefix !== '' && isKnown(namespace)).map(([prefix]) => prefix);
  const inside = withPrefix(element, wrong);
  if (right === undefined || more.length > 0 || !inside.every((each) => hasOwnEndTag(each, text))) return NO_MENDS;
  const edits = inside.flatMap((each) => renamed(each, `${right}:${localName(each.node.name)}`, text)).sort((a, b) => a.start - b.start);
  return problem.mend(`Rename to '${right}:${local}'`, ...edits);
};

/** An element and those in it that have its prefix. One level after the other: nesting may be deep. */
function withPrefix(element: PlacedElement, prefix: string): PlacedElement[] {
  const all = [element];
  for (const each of all) for (const child of childElements(each)) all.push(child);
  return all.filter(({ node }) => prefixOf(node.name) === prefix);
}

/** A prefix that is not declared: declared at the root. */
export const declarePrefix: FindMends = (problem) => {
  const prefix = problem.written;
  if (renamePrefix(problem).length > 0) return NO_MENDS;
  const namespace = meantBy(problem, prefix);
  const root = rootElement(problem.context.tree);
  if (namespace === undefined || !root || !hasSoundTag(root) || root.node.attributes.some(({ name }) => name === `xmlns:${prefix}`)) return NO_MENDS;
  return problem.mend(`Declare prefix '${prefix}'`, addedAttribute(root, `xmlns:${prefix}`, namespace, problem.text));
};

/** `xmlns:xml` and `xmlns:xmlns` need no declaration, and take none. */
export const removeReservedDeclaration: FindMends = (problem) => {
  const { element, attribute } = problem;
  if (!element || !attribute || !['xmlns:xml', 'xmlns:xmlns'].includes(attribute.name)) return NO_MENDS;
  return problem.mend(`Remove '${attribute.name}'`, removedAttribute(element, attribute, problem.text));
};

/** A usual prefix that is bound to nothing. */
export const bindPrefix: FindMends = (problem) => {
  const { element, attribute } = problem;
  const namespace = attribute && USUAL[localName(attribute.name)];
  if (!element || !attribute || namespace === undefined || attribute.valueLength > 0 || !attribute.name.startsWith('xmlns:')) return NO_MENDS;
  const at = element.start + attribute.valueOffset;
  return problem.mend(`Write '${namespace}'`, { start: at, end: at, insert: namespace });
};

/** A namespace with a slip in it. */
export const replaceNamespace: FindMends = (problem) => {
  const { attribute, element, diagnostic: { start, end } } = problem;
  const meant = element && attribute && meantNamespace(attributeValue(attribute, element.start, problem.text), problem.context.options);
  return meant === undefined ? NO_MENDS : problem.mend(`Replace by '${meant}'`, { start, end, insert: escapeXml(meant) });
};

/** The second of two attributes. Where both say the same nothing is lost. */
const removeSecond = (same: boolean): FindMends => (problem) => {
  const { element, attribute, text } = problem;
  if (!element || !attribute) return NO_MENDS;
  const scope = problem.scope(element);
  const first = element.node.attributes.find((each) => each !== attribute && (each.name === attribute.name || (each.name.includes(':') && scope.attributeName(each.name) === scope.attributeName(attribute.name))));
  if (!first || first.nameOffset > attribute.nameOffset) return NO_MENDS;
  const value = ({ valueOffset, valueLength }: typeof first): string => text.slice(element.start + valueOffset, element.start + valueOffset + valueLength);
  return (value(first) === value(attribute)) === same ? problem.mend(`Remove the second '${attribute.name}'`, removedAttribute(element, attribute, text)) : NO_MENDS;
};

export const removeSameAttribute = removeSecond(true);
export const removeOtherAttribute = removeSecond(false);
