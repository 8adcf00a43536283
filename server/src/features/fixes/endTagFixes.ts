import { extensionsFor } from '../../profile/extensions';
import { expandedElementName } from '../../profile/namespaces';
import { complexTypeOf, nearestName, simpleTypeOf } from '../../schema';
import { nodeAt, type PlacedElement, placedChildren } from '../../syntax/cursor';
import { isBlank } from '../../syntax/scanner';
import { type FindMends, NO_MENDS, type Problem, writtenName } from './problem';
import { removal } from './placing';
import { insertStartTag } from './startTagInsertion';
import { endTagName } from './tags';
import { isSpace } from '../../syntax/characters';

/** An end tag where the element most likely ends: behind its value, or behind the last thing in a row that it may hold. */
export const insertEndTag: FindMends = (problem) => {
  const { element, text, context: { layout } } = problem;
  if (element?.node.form !== 'unclosed' || writeWholeEndTag(problem).length + removeDoubledTag(problem).length > 0) return NO_MENDS;
  const { name } = element.node;
  const end = likelyEnd(problem, element);
  const indent = layout.lineEnd === '' ? undefined : layout.indentBefore(element.start);
  const below = indent !== undefined && text.slice(element.start, end).includes(layout.lineEnd) && end > element.start + element.node.startTagLength;
  return problem.mend(`Insert '</${name}>'`, { start: end, end, insert: `${below ? layout.lineEnd + indent : ''}</${name}>` });
};

/** An end tag that lacks its `<`, or even its slash: `<Status>true/Status>`. */
export const writeWholeEndTag: FindMends = (problem) => {
  const { element, text } = problem;
  if (element?.node.form !== 'unclosed') return NO_MENDS;
  const { name } = element.node;
  for (const { node, start } of placedChildren(element)) {
    const found = node.kind === 'text' ? text.indexOf(`${name}>`, start) : -1;
    if (found < 0 || found >= start + node.length) continue;
    let from = found;
    if (text.charCodeAt(from - 1) === SLASH) from--;
    else while (from > start && isSpace(text.charCodeAt(from - 1))) from--;
    if (from < found && from >= start) return problem.mend(`Write '</${name}>'`, { start: from, end: found + name.length + 1, insert: `</${name}>` });
  }
  return NO_MENDS;
};

const SLASH = 47;

/** A start tag that stands twice: `<UserAlias><UserAlias>`. */
export const removeDoubledTag: FindMends = (problem) => {
  const { element, text, context: { layout } } = problem;
  if (element?.node.form !== 'unclosed') return NO_MENDS;
  const first = placedChildren(element).find(({ node, start }) => node.kind !== 'text' || !isBlank(text, start, start + node.length));
  const length = element.node.startTagLength;
  if (first?.node.kind !== 'element' || first.node.startTagLength !== length || text.slice(first.start, first.start + length) !== text.slice(element.start, element.start + length)) return NO_MENDS;
  return problem.mend(`Remove the first '${text.slice(element.start, element.start + Math.min(length, 40))}'`, removal(element.start, element.start + length, layout));
};

function likelyEnd(problem: Problem, element: PlacedElement): number {
  const { grammar } = problem.context;
  const contentStart = element.start + element.node.startTagLength;
  const type = problem.type(element);
  const elementsOnly = complexTypeOf(type)?.content === 'elements';
  const contents = simpleTypeOf(grammar, type) !== undefined ? undefined : problem.contents(element);
  const fitting = contents?.fitting() ?? 0;
  let end = contentStart;
  let place = 0;
  for (const { node, start } of placedChildren(element)) {
    // A name that somebody is about to write fits nothing yet, and is in here all the same.
    if (node.kind === 'element' && place++ >= fitting && !(node.form === 'unterminated' && place === fitting + 1)) break;
    const isText = node.kind === 'text' || node.kind === 'cdata';
    if (isText && elementsOnly) continue;
    if (node.kind !== 'text' || !isBlank(problem.text, start, start + node.length)) end = start + node.length;
  }
  while (end > contentStart && isSpace(problem.text.charCodeAt(end - 1))) end--;
  return end;
}

/** A start tag that is misspelt where its end tag is right: `<Staus>true</Status>`. Told at the start tag, it is sure; told at the end tag, it may be. */
export const renameStartTag: FindMends = (problem) => {
  const { element } = problem;
  if (!element || (problem.diagnostic.start !== element.start + 1 && !isStartTagMisspelt(problem, element))) return NO_MENDS;
  const name = endTagName(element, problem.text);
  return problem.mend(`Write '<${name}>'`, { start: element.start + 1, end: element.start + 1 + element.node.name.length, insert: name });
};

/** Whether the end tag has a name that is known where the element stands, and the start tag one near it that is not. */
function isStartTagMisspelt(problem: Problem, element: PlacedElement): boolean {
  if (element.node.form !== 'closed' || !element.parent) return false;
  const written = endTagName(element, problem.text);
  if (written === '' || nearestName(element.node.name, [written]) === undefined) return false;
  const scope = problem.scope(element.parent);
  const known = [...problem.contents(element.parent).known, ...extensionsFor(problem.path(element.parent)).map((each) => expandedElementName(each.element))];
  const names = new Set(known.map((name) => writtenName(name, scope)));
  return names.has(written) && !names.has(element.node.name);
}

/** An end tag with another name. */
export const renameEndTag: FindMends = (problem) => {
  const { element, written, diagnostic: { start, end } } = problem;
  if (!element || element.node.form !== 'closed' || start < element.start + element.node.length - element.node.endTagLength) return NO_MENDS;
  const { name } = element.node;
  const whole = written.startsWith('<');
  const mends = problem.mend(`Write '</${name}>'`, { start, end, insert: whole ? `</${name}>` : name });
  return isStartTagMisspelt(problem, element) ? mends.map((mend) => ({ ...mend, preferred: false })) : mends;
};

/** An end tag that lacks its `>`, or holds more than a name, or begins with more than `</`. */
export const tidyEndTag: FindMends = (problem) => {
  const { element, written, diagnostic: { start, end } } = problem;
  if (!element || element.node.endTagLength === 0 || start < element.start + element.node.length - element.node.endTagLength) return NO_MENDS;
  if (written.startsWith('<') && !written.endsWith('>')) return problem.mend(`Insert '>'`, { start: end, end, insert: '>' });
  const endTag = `</${element.node.name}>`;
  return problem.mend(`Write '${endTag}'`, { start, end, insert: written.startsWith('<') ? endTag : '' });
};

/** An end tag that closes nothing. */
export const removeStrayEndTag: FindMends = (problem) => {
  const { start, end } = problem.diagnostic;
  if (nodeAt(problem.context.tree, start)?.node.kind !== 'strayEndTag') return NO_MENDS;
  const edit = removal(start, end, problem.context.layout);
  return [{ title: `Remove '${problem.written}'`, edits: [edit], preferred: insertStartTag(problem).length === 0 }];
};
