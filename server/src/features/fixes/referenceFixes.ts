import { extensionsFor } from '../../profile/extensions';
import { canonicalElementName, expandedElementName } from '../../profile/namespaces';
import { nearestName } from '../../schema';
import { type PlacedElement, rootElement } from '../../syntax/cursor';
import { localName } from '../../syntax/namespaces';
import { childNamed } from './extensionFixes';
import { newLines } from './newElement';
import { insertChildren } from './placing';
import { type FindMends, NO_MENDS, writtenName } from './problem';
import { hasOwnEndTag, removedAttribute, renamed } from './tags';

/** A group that is joined at once, though the user may not use it: added to the groups that the user may use. */
export const addGroup: FindMends = (problem) => {
  const { element, context: { tree, layout, grammar } } = problem;
  const root = rootElement(tree);
  const network = around(element, (each) => canonicalElementName(problem.scope(each).elementName(each.node.name) ?? '') === 'OnNetwork') ?? (root && childNamed(problem, root, 'OnNetwork'));
  const list = network && childNamed(problem, network, 'MCPTTGroupInfo');
  const entry = expandedElementName('entry');
  if (!list) return NO_MENDS;
  const contents = problem.contents(list);
  const declaration = contents.declarationOf(entry);
  const place = contents.placeFor(entry);
  if (declaration === undefined || place === undefined || grammar.elements[declaration] === undefined) return NO_MENDS;
  const uri = problem.written;
  // The one value of a new entry is its URI.
  const lines = (unit: string): string[] => newLines(problem, list, entry, declaration, unit).map((line) => line.replace(/(uri-entry>)[^<]*(<\/)/, (_, before: string, after: string) => before + uri + after));
  const insertion = insertChildren(list, place, lines, problem.text, layout);
  return insertion ? problem.mend(`Add '${uri}' to 'MCPTTGroupInfo'`, insertion) : NO_MENDS;
};

function around(element: PlacedElement | undefined, wanted: (element: PlacedElement) => boolean): PlacedElement | undefined {
  for (let at = element; at; at = at.parent) if (wanted(at)) return at;
  return undefined;
}

/** A name that is nearly one of those that belong where it stands. */
export const renameExtension: FindMends = (problem) => {
  const { element, text } = problem;
  if (!element?.parent || !hasOwnEndTag(element, text)) return NO_MENDS;
  const name = canonicalElementName(problem.scope(element).elementName(element.node.name) ?? '');
  const near = nearestName(name, extensionsFor(problem.path(element.parent)).map((each) => each.element));
  const meant = problem.diagnostic.data?.expected?.[0] ?? (near === undefined ? undefined : expandedElementName(near));
  const written = meant === undefined || problem.diagnostic.start !== element.start + 1 ? undefined : writtenName(meant, problem.scope(element));
  return written === undefined ? NO_MENDS : problem.mend(`Rename to '${written}'`, ...renamed(element, written, text));
};

/** An attribute with a slip in its name. */
const renameAttributeTo = (name: string): FindMends => (problem) => {
  const { element, attribute, diagnostic: { start, end } } = problem;
  if (!element || !attribute || start !== element.start + attribute.nameOffset || attribute.name === name) return NO_MENDS;
  return problem.mend(`Rename to '${name}'`, { start, end, insert: name });
};

export const renameToIndex = renameAttributeTo('index');
export const renameToEntryInfo = renameAttributeTo('entry-info');

/** A schema that is not there: its reference goes, with the attribute where it is the only one. */
export const removeLocation: FindMends = (problem) => {
  const { element, attribute, text, diagnostic: { start, end } } = problem;
  if (!element || !attribute || attribute.valueOffset < 0) return NO_MENDS;
  const from = element.start + attribute.valueOffset;
  const words = [...text.slice(from, from + attribute.valueLength).matchAll(/[^ ]+/g)];
  const place = words.findIndex(({ index }) => from + index === start);
  const pairs = localName(attribute.name) === 'schemaLocation';
  if (place < 0 || (pairs && place === 0)) return NO_MENDS;
  if (words.length <= (pairs ? 2 : 1)) return [{ title: `Remove '${attribute.name}'`, edits: [removedAttribute(element, attribute, text)], preferred: false }];
  const first = words[pairs ? place - 1 : place]!.index;
  const next = words[place + 1]?.index;
  const before = place > (pairs ? 1 : 0) ? words[place - (pairs ? 2 : 1)]! : undefined;
  // With the space on one side: that before it, where it is the last.
  const edit = next !== undefined ? { start: from + first, end: from + next, insert: '' } : { start: from + before!.index + before![0].length, end, insert: '' };
  return [{ title: `Remove '${problem.written}' from '${attribute.name}'`, edits: [edit], preferred: false }];
};

/** An MCPTT ID that is an address without its scheme. */
export const addScheme: FindMends = (problem) => {
  const { written, diagnostic: { start } } = problem;
  const scheme = /^[^\s:@]+@[^\s:@]+$/.test(written) ? 'sip:' : /^\+\d[\d.-]*$/.test(written) ? 'tel:' : undefined;
  return scheme === undefined ? NO_MENDS : problem.mend(`Write '${scheme}${written}'`, { start, end: start, insert: scheme });
};
