import { canonicalAttributeName } from '../../profile/namespaces';
import { attributePlaceholder, firstChoice } from '../../profile/placeholders';
import { NUMBERED } from '../../profile/lists';
import { numberOfFileName } from '../../profile/rules';
import { escapeXml } from '../../profile/snippetText';
import { attributeUsesOf } from '../../schema';
import type { PlacedElement } from '../../syntax/cursor';
import { splitExpandedName, XML_NAMESPACE } from '../../syntax/namespaces';
import { freeIdentifier } from './freeIdentifier';
import { addedAttribute, hasSoundTag, removedAttribute } from './tags';
import { type FindMends, type Mend, NO_MENDS, type Problem, writtenName } from './problem';

/** A required attribute that is missing, with a value that is free. */
export const insertAttribute: FindMends = (problem) => {
  const { element, diagnostic: { data } } = problem;
  if (!element) return NO_MENDS;
  // Where one of those that are there is nearly it, that is the obvious way.
  return (data?.missing ?? []).flatMap(([name]) => withAttribute(problem, element, name!)).map((mend) => (data?.expected ? { ...mend, preferred: false } : mend));
};

/** The index that the specification wants, though the schema does not. */
export const insertIndex: FindMends = (problem) => (problem.element ? withAttribute(problem, problem.element, 'index') : NO_MENDS);

function withAttribute(problem: Problem, element: PlacedElement, expanded: string): readonly Mend[] {
  const name = writtenAttribute(problem, element, expanded);
  if (name === undefined || !hasSoundTag(element) || element.node.attributes.some((each) => each.name === name)) return NO_MENDS;
  const value = escapeXml(newValue(problem, element, expanded));
  return problem.mend(`Insert '${name}="${value}"'`, addedAttribute(element, name, value, problem.text));
}

function newValue(problem: Problem, element: PlacedElement, expanded: string): string {
  const { grammar, freeIndexes, options } = problem.context;
  const name = canonicalAttributeName(expanded);
  const path = problem.path(element);
  const use = attributeUsesOf(problem.type(element)).find((each) => grammar.attributes[each.attribute]!.name === expanded);
  const type = use && grammar.attributes[use.attribute]!.simpleType;
  const usual = use?.fixed ?? use?.default ?? firstChoice(attributePlaceholder(grammar, path, name, type));
  if (name === 'index' && element.parent && NUMBERED.has(path.at(-1)!)) return freeIndexes.next(element.parent, element.node.name);
  if (name === 'user-profile-index') return numberOfFileName(options) ?? usual;
  return type !== undefined && grammar.simpleTypes[type]!.builtIn === 'ID' ? freeIdentifier(problem.text, usual) : usual;
}

/** An attribute with a name that is nearly the right one. */
export const renameAttribute: FindMends = (problem) => {
  const { element, attribute, diagnostic: { start, end, data } } = problem;
  const meant = data?.expected?.[0];
  const name = element && meant !== undefined ? writtenAttribute(problem, element, meant) : undefined;
  if (!element || !attribute || name === undefined || !hasSoundTag(element)) return NO_MENDS;
  return problem.mend(`Rename to '${name}'`, { start, end, insert: name });
};

/** An attribute that may not stand there. */
export const removeAttribute: FindMends = (problem) => {
  const { element, attribute, diagnostic: { data } } = problem;
  if (!element || !attribute || !hasSoundTag(element)) return NO_MENDS;
  return [{ title: `Remove '${attribute.name}'`, edits: [removedAttribute(element, attribute, problem.text)], preferred: data?.expected === undefined }];
};

function writtenAttribute(problem: Problem, element: PlacedElement, expanded: string): string | undefined {
  const [namespace, local] = splitExpandedName(expanded);
  if (namespace === '') return local;
  if (namespace === XML_NAMESPACE) return `xml:${local}`;
  const written = writtenName(expanded, problem.scope(element));
  // The default namespace does not apply to attributes.
  return written?.includes(':') ? written : undefined;
}
