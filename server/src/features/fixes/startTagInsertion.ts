import { NUMBERED } from '../../profile/lists';
import { canonicalElementName } from '../../profile/namespaces';
import { childDeclarationsOf, declaredType } from '../../schema';
import { placedChildren, type PlacedNode } from '../../syntax/cursor';
import { isSpace } from '../../syntax/characters';
import { type FindMends, NO_MENDS, type Problem } from './problem';

/** An end tag whose start tag is gone, or lacks its `<`: it comes back before what belongs in the element. */
export const insertStartTag: FindMends = (problem) => {
  const { node: stray, context: { grammar, freeIndexes } } = problem;
  if (stray?.node.kind !== 'strayEndTag' || !stray.parent || problem.diagnostic.start !== stray.start) return NO_MENDS;
  const { parent, node: { name } } = stray;
  const before = placedChildren(parent).filter(({ start }) => start < stray.start);
  const opening = lastOpening(problem, before, name);
  if (opening !== undefined) return problem.mend(`Insert '<' before '${name}'`, { start: opening, end: opening, insert: '<' });
  const expanded = problem.scope(parent).elementName(name);
  const contents = problem.contents(parent);
  if (expanded === undefined || !contents.known.includes(expanded)) return NO_MENDS;
  const inside = new Set(childDeclarationsOf(grammar, declaredType(grammar, contents.declarationOf(expanded)!)).map((each) => grammar.elements[each]!.name));
  let first: PlacedNode | undefined;
  for (const sibling of before.reverse()) {
    if (sibling.node.kind === 'strayEndTag') break;
    if (sibling.node.kind !== 'element') continue;
    const siblingName = problem.scope({ node: sibling.node, start: sibling.start, parent }).elementName(sibling.node.name);
    if (siblingName !== undefined && inside.has(siblingName) && !contents.known.includes(siblingName)) first = sibling;
    else if (siblingName === undefined || contents.known.includes(siblingName)) break;
  }
  if (!first) return NO_MENDS;
  const index = NUMBERED.has(canonicalElementName(expanded)) ? ` index="${freeIndexes.next(parent, name)}"` : '';
  const { layout } = problem.context;
  const indent = layout.indentBefore(first.start);
  const tag = `<${name}${index}>`;
  return problem.mend(`Insert '${tag}'`, outdented(problem, stray.start, first.start, tag, indent));
};

/** Before the first child; on a line of its own, where that has one, indented as the end tag is. */
function outdented({ context: { layout } }: Problem, endTag: number, first: number, tag: string, indent: string | undefined): { start: number; end: number; insert: string } {
  const outer = layout.indentBefore(endTag);
  if (indent === undefined || outer === undefined) return { start: first, end: first, insert: tag };
  return { start: first - indent.length, end: first - indent.length, insert: `${outer}${tag}${layout.lineEnd}` };
}

/** The last place in the texts before an end tag where the name stands as in a start tag without its `<`. */
function lastOpening({ text }: Problem, before: readonly PlacedNode[], name: string): number | undefined {
  for (const { node, start } of [...before].reverse()) {
    if (node.kind === 'strayEndTag') return undefined;
    if (node.kind !== 'text') continue;
    const written = text.slice(start, start + node.length);
    const at = written.indexOf(name);
    const behind = at < 0 ? '' : written.slice(at + name.length);
    if (at >= 0 && (at === 0 || isSpace(written.charCodeAt(at - 1))) && /^(?:\s[^>]*)?>/.test(behind)) return start + at;
  }
  return undefined;
}
