import { canonicalElementName, expandedElementName } from '../../profile/namespaces';
import { requiredChildren } from '../../profile/occurrences';
import type { TextEdit } from '../../service';
import type { PlacedElement } from '../../syntax/cursor';
import { localName } from '../../syntax/namespaces';
import { insertedElements, listed } from './newElement';
import { type FindMends, type Mend, NO_MENDS, type Problem, writtenName } from './problem';
import { hasOwnEndTag, renamed } from './tags';

/** Each code names its element. */
const CODE = /^missing-(.+)$/;

/** An element that the specification wants, though the schema does not: this one, or all that are missing beside it. */
export const insertRequired: FindMends = (problem) => {
  const { element, diagnostic: { code } } = problem;
  const local = CODE.exec(code)?.[1];
  if (!element) return NO_MENDS;
  const missing = missingIn(problem, element);
  const wanted = missing.find((name) => localName(name) === local);
  if (wanted === undefined) return NO_MENDS;
  const one = insertions(problem, element, [wanted]);
  const all = missing.length > 1 ? insertions(problem, element, missing) : [];
  const mends: Mend[] = [];
  if (one.length > 0) mends.push({ title: `Insert ${listed([expandedElementName(wanted)])}`, edits: one, preferred: true });
  if (all.length > 0) mends.push({ title: `Insert all that is missing in '${localName(element.node.name)}': ${listed(missing.map(expandedElementName))}`, edits: all, preferred: false });
  return mends;
};

/** The same where the element is there with a slip in its name. */
export const renameToRequired: FindMends = (problem) => {
  const { element, text, diagnostic: { code } } = problem;
  const local = CODE.exec(code)?.[1];
  if (!element?.parent || problem.diagnostic.start !== element.start + 1 || !hasOwnEndTag(element, text)) return NO_MENDS;
  const wanted = missingIn(problem, element.parent).find((name) => localName(name) === local);
  const name = wanted === undefined ? undefined : writtenName(expandedElementName(wanted), problem.scope(element.parent));
  return name === undefined || missingIn(problem, element).some((each) => localName(each) === local) ? NO_MENDS : problem.mend(`Rename to '${name}'`, ...renamed(element, name, text));
};

/** Canonical names of what the specification wants in an element and is not there, in schema order. */
function missingIn(problem: Problem, element: PlacedElement): string[] {
  const present = new Set(problem.contents(element).names.map((name) => (name === undefined ? '' : canonicalElementName(name))));
  return requiredChildren(problem.path(element)).map(({ child }) => child).filter((child) => !present.has(child));
}

/** One edit for each place, whatever comes to stand there. */
function insertions(problem: Problem, parent: PlacedElement, names: readonly string[]): TextEdit[] {
  const contents = problem.contents(parent);
  const byPlace = new Map<number, string[]>();
  for (const name of names.map(expandedElementName)) {
    const place = contents.placeFor(name);
    if (place !== undefined) byPlace.set(place, [...byPlace.get(place) ?? [], name]);
  }
  return [...byPlace].sort(([a], [b]) => a - b).flatMap(([place, group]) => insertedElements(problem, parent, group, place) ?? []);
}
