import { attributePlaceholder, firstChoice } from '../../profile/placeholders';
import { canonicalAttributeName } from '../../profile/namespaces';
import { escapeXml } from '../../profile/snippetText';
import { attributeUsesOf } from '../../schema';
import type { PlacedElement } from '../../syntax/cursor';
import type { AttributeNode } from '../../syntax/node';
import { type FindMends, NO_MENDS, type Problem, writtenName } from './problem';
import { isQualifiedName, isSpace } from '../../syntax/characters';
import { isBlank } from '../../syntax/scanner';

/** What word processors make of quotes. */
const TYPOGRAPHIC_QUOTES = /[\u2018-\u201f\u00ab\u00bb]/g;

/** `<alias-entryindex="0">`: the end tag has told where the name ends, or the schema tells. */
export const insertSpace: FindMends = (problem) => {
  const { element, text, diagnostic: { start, end } } = problem;
  if (!element || start !== element.start + 1 || text.charCodeAt(end) !== 61) return NO_MENDS;
  const run = problem.written;
  const { name } = element.node;
  if (name.length < run.length) return problem.mend(`Insert space: '${name} ${run.slice(name.length)}'`, { start: start + name.length, end: start + name.length, insert: ' ' });
  const meant = element.parent && namesIn(problem, element.parent).filter((known) => run.startsWith(known) && run.length > known.length).sort((a, b) => b.length - a.length)[0];
  if (meant === undefined) return NO_MENDS;
  const edits = [{ start: start + meant.length, end: start + meant.length, insert: ' ' }];
  const endTag = element.start + element.node.length - element.node.endTagLength;
  if (element.node.endTagLength > 0) edits.push({ start: endTag + 2 + meant.length, end: endTag + 2 + name.length, insert: '' });
  return problem.mend(`Insert space: '${meant} ${run.slice(meant.length)}'`, ...edits);
};

/** The names of the elements that an element may hold, as written where it stands. */
function namesIn(problem: Problem, parent: PlacedElement): readonly string[] {
  const scope = problem.scope(parent);
  return problem.contents(parent).known.flatMap((name) => writtenName(name, scope) ?? []);
}

/** `<b` without its `>`: closed at once where no end tag speaks for it. */
export const endStartTag: FindMends = (problem) => {
  const { element, text, diagnostic: { start, end } } = problem;
  // A name that is broken off (`<cp:`) is no name with a `>` either.
  if (element?.node.form !== 'unterminated' || !isQualifiedName(element.node.name)) return NO_MENDS;
  const { node } = element;
  if (start !== element.start + 1 || end !== start + node.name.length || text.charCodeAt(end) === 61 || text.charCodeAt(element.start + node.startTagLength - 1) === 62) return NO_MENDS;
  let at = element.start + node.startTagLength;
  while (isSpace(text.charCodeAt(at - 1))) at--;
  const closing = node.endTagLength > 0 || text.charCodeAt(at - 1) === 47 ? '>' : '/>';
  return problem.mend(`Insert '${closing}'`, { start: at, end: at, insert: closing });
};

/** `/ >`. */
export const closeUpSlash: FindMends = (problem) =>
  /^\/\s+>$/.test(problem.written) ? problem.mend(`Write '/>'`, { start: problem.diagnostic.start, end: problem.diagnostic.end, insert: '/>' }) : NO_MENDS;

/** What stands in a start tag and is no attribute. */
export const removeJunk: FindMends = (problem) => {
  const { element, diagnostic: { start, end } } = problem;
  if (!element || start <= element.start + element.node.name.length || end > element.start + element.node.startTagLength || /^\/\s+>$/.test(problem.written)) return NO_MENDS;
  const insert = /\S$/.test(problem.text.slice(start - 1, start)) && /^[^\s/>]/.test(problem.text.slice(end, end + 1)) ? ' ' : '';
  return problem.mend(`Remove '${shown(problem.written)}'`, { start, end, insert });
};

/** `index=0`. */
export const quoteValue: FindMends = (problem) => {
  const found = valueOf(problem);
  if (!found || isQuote(found.before)) return NO_MENDS;
  const { attribute, from, to } = found;
  const value = escapeValue(problem.text.slice(from, to).replace(TYPOGRAPHIC_QUOTES, ''));
  return problem.mend(`Quote the value: '${attribute.name}="${shown(value)}"'`, { start: from, end: to, insert: `"${value}"` });
};

/** `index="0>`. */
export const closeQuote: FindMends = (problem) => {
  const found = valueOf(problem);
  if (!found || !isQuote(found.before) || problem.diagnostic.end !== found.to || found.to === found.from - 1) return NO_MENDS;
  return problem.mend(`Insert ${found.before} after the value`, { start: found.to, end: found.to, insert: found.before });
};

/** `index "0"`. */
export const insertEquals: FindMends = (problem) => {
  const found = valueOf(problem);
  const { diagnostic: { start, end } } = problem;
  if (!found || !isQuote(found.before) || end !== found.to + 1) return NO_MENDS;
  const nameEnd = start + found.attribute.name.length;
  if (!isBlank(problem.text, nameEnd, found.from - 1)) return NO_MENDS;
  return problem.mend(`Write '${found.attribute.name}=${found.before}${shown(problem.text.slice(found.from, found.to))}${found.before}'`, { start: nameEnd, end: found.from - 1, insert: '=' });
};

/** An attribute without a value gets one that its type allows. */
export const giveValue: FindMends = (problem) => {
  const { element, attribute, diagnostic: { start, end } } = problem;
  if (!element || attribute?.valueOffset !== -1 || start !== element.start + attribute.nameOffset || !isSeparate(problem, start)) return NO_MENDS;
  const expanded = problem.scope(element).attributeName(attribute.name);
  const { grammar } = problem.context;
  const use = attributeUsesOf(problem.type(element)).find((each) => grammar.attributes[each.attribute]!.name === expanded);
  const value = use && expanded !== undefined ? firstChoice(attributePlaceholder(grammar, problem.path(element), canonicalAttributeName(expanded), grammar.attributes[use.attribute]!.simpleType)) : '';
  return problem.mend(`Give it a value: '${attribute.name}="${value}"'`, { start: start + attribute.name.length, end, insert: `="${escapeXml(value)}"` });
};

/** `b="1"c="2"`. */
export const separateAttribute: FindMends = (problem) => {
  const { element, attribute, diagnostic: { start } } = problem;
  if (!element || !attribute || start !== element.start + attribute.nameOffset || isSeparate(problem, start) || attribute.nameOffset === element.node.name.length + 1) return NO_MENDS;
  if (problem.diagnostic.end !== start + attribute.name.length) return NO_MENDS;
  return problem.mend(`Insert space before '${attribute.name}'`, { start, end: start, insert: ' ' });
};

function isSeparate({ text }: Problem, start: number): boolean {
  return isSpace(text.charCodeAt(start - 1));
}

/** The value of the attribute that the problem covers, and the character before it. */
function valueOf(problem: Problem): { readonly attribute: AttributeNode; readonly from: number; readonly to: number; readonly before: string } | undefined {
  const { element, attribute, diagnostic: { start, end } } = problem;
  if (!element || !attribute || attribute.valueOffset < 0 || start !== element.start + attribute.nameOffset || end <= start + attribute.name.length) return undefined;
  const from = element.start + attribute.valueOffset;
  return { attribute, from, to: from + attribute.valueLength, before: problem.text.slice(from - 1, from) };
}

function isQuote(character: string): boolean {
  return character === '"' || character === "'";
}

/** Text of a value without quotes as it may stand in one, references left as they are. */
function escapeValue(value: string): string {
  return value.replace(/&(?!(?:lt|gt|amp|apos|quot|#\d+|#x[\da-fA-F]+);)/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}

function shown(value: string): string {
  return value.length > 40 ? `${value.slice(0, 39)}…` : value.replace(/\s+/g, ' ');
}
