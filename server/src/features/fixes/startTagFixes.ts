import { attributePlaceholder, firstChoice } from '../../profile/placeholders';
import { canonicalAttributeName } from '../../profile/namespaces';
import { escapeXml } from '../../profile/snippetText';
import { attributeUsesOf } from '../../schema';
import type { PlacedElement } from '../../syntax/cursor';
import type { AttributeNode } from '../../syntax/node';
import { type FindMends, NO_MENDS, type Problem, writtenName } from './problem';
import { hasOwnEndTag } from './tags';
import { isForeignSpace, isQualifiedName, isSpace, skipSpace } from '../../syntax/characters';
import { withoutQuotes } from '../../syntax/startTag';

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
  if (element.node.form === 'closed' && hasOwnEndTag(element, text)) edits.push({ start: endTag + 2 + meant.length, end: endTag + 2 + name.length, insert: '' });
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
  if (node.endTagLength > 0 && node.length === node.startTagLength + node.endTagLength && node.attributes.length === 0) {
    // `<Status true</Status>`: what stands in the tag is the value.
    const value = skipSpace(text, end, element.start + node.startTagLength);
    return problem.mend(`Insert '>'`, { start: end, end: value, insert: '>' });
  }
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
  if (!element || start <= element.start + element.node.name.length || end > element.start + element.node.startTagLength || /^(?:\/\s+>|\s+)$/.test(problem.written)) return NO_MENDS;
  const insert = /\S$/.test(problem.text.slice(start - 1, start)) && /^[^\s/>]/.test(problem.text.slice(end, end + 1)) ? ' ' : '';
  return problem.mend(`Remove '${shown(problem.written)}'`, { start, end, insert });
};

/** `index=0`, and every other value in the tag that lacks its quotes. */
export const quoteValue: FindMends = (problem) => {
  const found = valueOf(problem);
  if (!found || !problem.element || isQuote(found.before)) return NO_MENDS;
  const { start, node } = problem.element;
  const bare = node.attributes.filter(({ nameOffset, valueOffset }) => nameOffset >= found.attribute.nameOffset && valueOffset >= 0 && !isQuote(problem.text.slice(start + valueOffset - 1, start + valueOffset)));
  const quoted = bare.map(({ name, valueOffset, valueLength }) => {
    const [from, to] = [start + valueOffset, start + valueOffset + valueLength];
    return { name, start: from, end: to, insert: `"${escapeValue(withoutQuotes(problem.text.slice(from, to)))}"` };
  });
  return problem.mend(`Quote the ${quoted.length > 1 ? 'values' : 'value'}: '${shown(quoted.map(({ name, insert }) => `${name}=${insert}`).join(' '))}'`, ...quoted.map(({ start, end, insert }) => ({ start, end, insert })));
};

/** `index="0>`, or with another quote at its end. */
export const closeQuote: FindMends = (problem) => {
  const found = valueOf(problem);
  const { end } = problem.diagnostic;
  if (!found || !isQuote(found.before) || end < found.to || problem.text.startsWith(found.before, found.to) || found.to === found.from - 1) return NO_MENDS;
  const title = end > found.to ? `Write ${found.before} behind the value` : `Insert ${found.before} after the value`;
  return problem.mend(title, { start: found.to, end, insert: found.before });
};

/** `index=""0""`. */
export const quoteOnce: FindMends = (problem) => {
  const found = valueOf(problem);
  if (!found || !isQuote(found.before) || found.from === found.to || problem.diagnostic.end !== found.to + 2 || !problem.text.endsWith(found.before + found.before, found.from)) return NO_MENDS;
  const value = `${found.before}${problem.text.slice(found.from, found.to)}${found.before}`;
  return problem.mend(`Write '${found.attribute.name}=${shown(value)}'`, { start: found.from - 2, end: found.to + 2, insert: value });
};

/** `index "0"`, `index:"0"`. */
export const insertEquals: FindMends = (problem) => {
  const found = valueOf(problem);
  const { diagnostic: { start, end } } = problem;
  if (!found || !isQuote(found.before) || end !== found.to + 1) return NO_MENDS;
  const nameEnd = start + found.attribute.name.length;
  if (!/^\s*:?\s*$/.test(problem.text.slice(nameEnd, found.from - 1))) return NO_MENDS;
  return problem.mend(`Write '${found.attribute.name}=${found.before}${shown(problem.text.slice(found.from, found.to))}${found.before}'`, { start: nameEnd, end: found.from - 1, insert: '=' });
};

/** A no-break space, or another that XML takes for none, between the parts of a tag: all of them in it. */
export const writeSpaces: FindMends = (problem) => {
  const { element, text, diagnostic: { start } } = problem;
  if (!element || !isForeignSpace(text.charCodeAt(start)) || start >= element.start + element.node.startTagLength) return NO_MENDS;
  const values = element.node.attributes.filter(({ valueOffset }) => valueOffset >= 0).map(({ valueOffset, valueLength }) => [element.start + valueOffset, element.start + valueOffset + valueLength] as const);
  const edits = [];
  for (let at = start; at < element.start + element.node.startTagLength; at++) {
    if (isForeignSpace(text.charCodeAt(at)) && !values.some(([from, to]) => at >= from && at < to)) edits.push({ start: at, end: at + 1, insert: ' ' });
  }
  return problem.mend(edits.length > 1 ? 'Write plain spaces' : 'Write a plain space', ...edits);
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
