import { extension, extensionsFor } from '../../profile/extensions';
import { canonicalElementName, expandedElementName } from '../../profile/namespaces';
import { occurrencesIn } from '../../profile/occurrences';
import { checkElement, checkSimpleValue, declaredType, simpleTypeOf } from '../../schema';
import type { Fix } from '../../service';
import { childElements, type PlacedElement } from '../../syntax/cursor';
import { localName, splitExpandedName } from '../../syntax/namespaces';
import { characterData } from '../../syntax/text';
import { insertedElements, listed, newLines } from './newElement';
import { insertChildren, linesOf, removal } from './placing';
import { type FindMends, type Mend, NO_MENDS, type Problem, writtenName } from './problem';
import { addedAttribute, endTagName, hasOwnEndTag, hasSoundTag, renamed } from './tags';
import { renameWithContent } from './wrongNamespace';

/** Required elements that are missing: all of them at once, at their place. */
export const insertMissing: FindMends = (problem) => {
  const { element, diagnostic: { start, data } } = problem;
  if (!element || start !== element.start + 1) return NO_MENDS;
  const parent = data?.before ? element.parent : element;
  const ways = data?.missing ?? [];
  if (!parent) return NO_MENDS;
  const place = data?.before ? placeAmong(parent, element) : childElements(parent).length;
  return ways.flatMap((names): Mend[] => {
    const edit = insertedElements(problem, parent, names, place);
    return edit ? [{ title: `Insert ${listed(names)}`, edits: [edit], preferred: names === ways[0] }] : [];
  });
};

function placeAmong(parent: PlacedElement, element: PlacedElement): number {
  return childElements(parent).findIndex(({ node }) => node === element.node);
}

/** A near miss, or the right name in the wrong namespace. */
export const renameElement: FindMends = (problem) => {
  const { element, text, diagnostic: { start, data } } = problem;
  const meant = data?.expected?.[0];
  if (!element || meant === undefined || start !== element.start + 1) return NO_MENDS;
  if (!hasOwnEndTag(element, text)) return element.node.form === 'closed' && endTagName(element, text) === writtenName(meant, problem.scope(element)) ? problem.mend(`Rename to '${endTagName(element, text)}'`, ...renamed(element, endTagName(element, text), text)) : NO_MENDS;
  const [namespace, local] = splitExpandedName(meant);
  const name = writtenName(meant, problem.scope(element));
  if (name !== undefined && name !== element.node.name) return renameWithContent(problem, element, meant);
  if (name !== undefined || namespace === '' || !hasSoundTag(element)) return NO_MENDS;
  // Nothing binds the namespace: the element does, for itself and what it holds.
  const rename = local === element.node.name ? [] : renamed(element, local, text);
  const own = element.node.attributes.find((attribute) => attribute.name === 'xmlns');
  const at = own ? element.start + own.valueOffset : 0;
  const declare = own && own.valueOffset >= 0 ? { start: at, end: at + own.valueLength, insert: namespace } : addedAttribute(element, 'xmlns', namespace, text);
  const edits: Fix['edits'] = [...rename, declare].sort((a, b) => a.start - b.start);
  return problem.mend(rename.length > 0 ? `Rename to '${local}' and declare its namespace` : `Declare the namespace '${namespace}'`, ...edits);
};

/** An element that would fit elsewhere among its siblings. */
export const moveInOrder: FindMends = (problem) => {
  const { element, text, diagnostic: { start, data }, context: { layout } } = problem;
  if (!element?.parent || start !== element.start + 1 || data?.expected) return NO_MENDS;
  const { parent } = element;
  const siblings = childElements(parent);
  const place = placeAmong(parent, element);
  const better = problem.contents(parent).betterPlaceFor(place);
  if (better === undefined) return NO_MENDS;
  // As the message says it: an element that comes too late belongs before another.
  const where = better > place ? 'after' : 'before';
  const neighbour = siblings[better > place ? better - 1 : better];
  const insertion = insertChildren(parent, better, () => linesOf(element, text, layout), text, layout);
  if (!insertion) return NO_MENDS;
  const edits = [removal(element.start, element.start + element.node.length, layout), insertion];
  return problem.mend(`Move '${localName(element.node.name)}' ${where} '${localName(neighbour!.node.name)}'`, ...edits.sort((a, b) => a.start - b.start));
};

/** An element that may not stand where it does, and that nothing else can be made of. What is then missing comes in its place. */
export const removeElement: FindMends = (problem) => {
  const { element, diagnostic: { start, data }, context: { layout } } = problem;
  if (!element?.parent || start !== element.start + 1 || data?.expected || !leavesValue(problem, element.parent)) return NO_MENDS;
  const { parent } = element;
  const place = placeAmong(parent, element);
  const name = localName(element.node.name);
  const contents = problem.contents(parent);
  const missing = contents.lackingWithout(place);
  const end = element.start + element.node.length;
  // What a person has written goes only when the person says so.
  const holdsNothing = element.node.attributes.length === 0 && element.node.children.length === 0;
  const obvious = holdsNothing && contents.betterPlaceFor(place) === undefined && !extension(canonicalElementName(problem.scope(element).elementName(element.node.name) ?? ''));
  if (missing.length === 0) return [{ title: `Remove '${name}'`, edits: [removal(element.start, end, layout)], preferred: obvious }];
  const declarations = missing.map((each) => contents.declarationOf(each)!);
  const unit = layout.unit(parent);
  const indent = layout.indentBefore(element.start);
  const lines = missing.flatMap((each, at) => newLines(problem, parent, each, declarations[at]!, indent === undefined ? '' : unit));
  return [{ title: `Replace '${name}' by ${listed(missing)}`, edits: [{ start: element.start, end, insert: lines.join(indent === undefined ? '' : layout.lineEnd + indent) }], preferred: obvious }];
};

/** An element under another name than the one that is missing in its place, with a value or with content that is right for that. */
export const renameToMissing: FindMends = (problem) => {
  const { element, text, diagnostic: { start, data }, context: { grammar } } = problem;
  if (!element?.parent || start !== element.start + 1 || data?.expected || !hasOwnEndTag(element, text)) return NO_MENDS;
  const contents = problem.contents(element.parent);
  const [missing, ...more] = contents.lackingWithout(placeAmong(element.parent, element));
  const declaration = missing === undefined || more.length > 0 ? undefined : contents.declarationOf(missing);
  if (declaration === undefined) return NO_MENDS;
  const { children } = element.node;
  const holdsValue = simpleTypeOf(grammar, declaredType(grammar, declaration)) !== undefined && children.length > 0 && children.every(({ kind }) => kind === 'text' || kind === 'cdata');
  if (!holdsValue && !children.some(({ kind }) => kind === 'element')) return NO_MENDS;
  if (checkElement(element.node, element.start, text, problem.scope(element.parent), declaration, grammar).diagnostics.length > 0) return NO_MENDS;
  const name = writtenName(missing!, problem.scope(element));
  return name === undefined || name === element.node.name ? NO_MENDS : problem.mend(`Rename to '${name}'`, ...renamed(element, name, text));
};

/** An element that belongs here, without the prefix of its namespace, or with one that is not its own: `cp:allow-regroup`. */
export const prefixElement: FindMends = (problem) => {
  const { element, text, diagnostic: { start, data } } = problem;
  if (!element?.parent || start !== element.start + 1 || data?.expected || !hasOwnEndTag(element, text)) return NO_MENDS;
  const local = localName(element.node.name);
  const path = problem.path(element.parent);
  const here = [...occurrencesIn(path).map(({ child }) => child).filter((child) => child.includes(':')), ...extensionsFor(path).map((each) => each.element)];
  const meant = here.find((child) => localName(child) === local);
  return meant === undefined ? NO_MENDS : renameWithContent(problem, element, expandedElementName(meant));
};

/** What is left of a value when an element is taken out of it must be one. */
function leavesValue(problem: Problem, parent: PlacedElement): boolean {
  const { grammar } = problem.context;
  const type = simpleTypeOf(grammar, problem.type(parent));
  return type === undefined || checkSimpleValue(grammar, type, characterData(parent.node, parent.start, problem.text), problem.scope(parent)) === undefined;
}
