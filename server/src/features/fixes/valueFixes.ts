import { entryInfoChoices, GROUP_CHOICES, USER_CHOICES } from '../../profile/entryInfo';
import { canonicalAttributeName } from '../../profile/namespaces';
import { numberOfFileName } from '../../profile/rules';
import { escapeXml } from '../../profile/snippetText';
import { attributeUsesOf, checkSimpleValue, complexTypeOf, nearestName, type SimpleType, simpleTypeOf } from '../../schema';
import type { TextEdit } from '../../service';
import type { PlacedElement } from '../../syntax/cursor';
import type { AttributeNode } from '../../syntax/node';
import { attributeValue, decodeReferences } from '../../syntax/text';
import { freeIdentifier } from './freeIdentifier';
import { removal } from './placing';
import { type FindMends, type Mend, NO_MENDS, type Problem } from './problem';

/** What people write for a boolean, in small letters. */
const MEANS_TRUE: ReadonlySet<string> = new Set(['true', 'yes', 'y', 'on', 'enabled', 'allow', 'allowed', 't', 'ture', 'treu', 'tru', 'ja']);
const MEANS_FALSE: ReadonlySet<string> = new Set(['false', 'no', 'n', 'off', 'disabled', 'deny', 'denied', 'f', 'flase', 'fasle', 'fals', 'nei']);

/** A value that must be one of a few. */
export const replaceValue: FindMends = (problem) => {
  const { element, context: { grammar } } = problem;
  if (!element) return NO_MENDS;
  const attribute = inStartTag(problem, element) ? problem.attribute : undefined;
  const place = attribute ? attributePlace(problem, element, attribute) : textPlace(problem, element);
  if (!place) return NO_MENDS;
  const { type, edit, value } = place;
  const slip = type.builtIn === 'hexBinary' && !/^0x/i.test(value.trim()) ? undefined : slipOf(value, (each) => checkSimpleValue(grammar, type, each, problem.scope(element)) === undefined);
  if (slip) return [{ title: `Replace by '${slip.meant}'`, edits: [{ ...edit, insert: escapeXml(slip.meant) }], preferred: slip.sure }];
  const allowed = allowedValues(type, place.choices).filter((each) => checkSimpleValue(grammar, type, each, problem.scope(element)) === undefined);
  const meant = meantValue(value, allowed);
  const ordered = meant === undefined ? allowed : [meant, ...allowed.filter((each) => each !== meant)];
  return ordered.map((each): Mend => ({ title: `${value.trim() === '' ? 'Insert' : 'Replace by'} '${each}'`, edits: [{ ...edit, insert: escapeXml(each) }], preferred: each === meant || ordered.length === 1 }));
};

/** Slips in values that are typed by hand, and what they stand for; sure where nothing is added and nothing is lost but what says nothing. */
const SLIPS: readonly { readonly pattern: RegExp; readonly meant: string; readonly sure: boolean }[] = [
  { pattern: /^([A-Za-z]+)_([A-Za-z\d]+)$/, meant: '$1-$2', sure: true },
  { pattern: /^0x([\dA-Fa-f]+)$/i, meant: '$1', sure: true },
  { pattern: /^(\d{4}-\d\d-\d\d)\s+(\d\d:\d\d:\d\d\S*)$/, meant: '$1T$2', sure: true },
  { pattern: /^(\d{4}-\d\d-\d\d)$/, meant: '$1T00:00:00Z', sure: false },
  { pattern: /^(\d+)\s*[A-Za-z%]+$/, meant: '$1', sure: false },
];

function slipOf(value: string, isValid: (value: string) => boolean): { readonly meant: string; readonly sure: boolean } | undefined {
  const written = value.trim();
  return SLIPS.filter(({ pattern }) => pattern.test(written)).map(({ pattern, meant, sure }) => ({ meant: written.replace(pattern, meant), sure })).find(({ meant }) => isValid(meant));
}

interface ValuePlace {
  readonly type: SimpleType;
  readonly value: string;
  readonly edit: TextEdit;
  readonly choices?: readonly string[];
}

function attributePlace(problem: Problem, element: PlacedElement, attribute: AttributeNode): ValuePlace | undefined {
  const { grammar } = problem.context;
  const name = problem.scope(element).attributeName(attribute.name);
  const use = attributeUsesOf(problem.type(element)).find((each) => grammar.attributes[each.attribute]!.name === name);
  if (!use || name === undefined || attribute.valueOffset < 0) return undefined;
  const start = element.start + attribute.valueOffset;
  const choices = use.fixed !== undefined ? [use.fixed] : canonicalAttributeName(name) === 'entry-info' ? entryInfoChoices(problem.path(element)) : undefined;
  return {
    type: grammar.simpleTypes[grammar.attributes[use.attribute]!.simpleType]!, value: attributeValue(attribute, element.start, problem.text),
    edit: { start, end: start + attribute.valueLength, insert: '' }, ...(choices && { choices }),
  };
}

function textPlace(problem: Problem, element: PlacedElement): ValuePlace | undefined {
  const { text, diagnostic: { start, end }, context: { grammar } } = problem;
  const type = simpleTypeOf(grammar, problem.type(element));
  if (!type) return undefined;
  if (!inStartTag(problem, element)) return { type, value: decodeReferences(text.slice(start, end)), edit: { start, end, insert: '' } };
  const from = element.start + element.node.startTagLength;
  const to = element.start + element.node.length - element.node.endTagLength;
  if (element.node.form === 'empty') return undefined;
  return { type, value: '', edit: { start: from, end: to, insert: '' } };
}

/** An element that should hold a value and is one tag gets two. */
export const fillEmptyElement: FindMends = (problem) => {
  const { element, text, context: { grammar } } = problem;
  const type = element && simpleTypeOf(grammar, problem.type(element));
  if (!element || !type || element.node.form !== 'empty' || problem.diagnostic.start !== element.start + 1) return NO_MENDS;
  const end = element.start + element.node.length;
  let slash = end - 2;
  while (text.charCodeAt(slash) !== 47) slash--;
  return allowedValues(type).map((each) => ({ title: `Insert '${each}'`, edits: [{ start: slash, end, insert: `>${escapeXml(each)}</${element.node.name}>` }], preferred: false }));
};

function allowedValues(type: SimpleType, choices?: readonly string[]): readonly string[] {
  return choices ?? type.facets?.enumeration ?? (type.builtIn === 'boolean' ? ['true', 'false'] : []);
}

function meantValue(value: string, allowed: readonly string[]): string | undefined {
  const written = value.trim();
  const small = written.toLowerCase();
  if (allowed.includes('true') && MEANS_TRUE.has(small)) return 'true';
  if (allowed.includes('false') && MEANS_FALSE.has(small)) return 'false';
  return nearestName(written, allowed);
}

function inStartTag({ diagnostic: { start } }: Problem, element: PlacedElement): boolean {
  return start < element.start + element.node.startTagLength;
}

/** An identifier that is used twice: the second gets one that is free. */
export const renewIdentifier: FindMends = (problem) => {
  const { start, end } = problem.diagnostic;
  const written = problem.written.trim();
  const free = freeIdentifier(problem.text, /\d$/.test(written) ? written : `${written}2`);
  return problem.mend(`Replace by '${free}'`, { start, end, insert: free });
};

/** Text where only elements, or nothing, may stand. */
export const removeText: FindMends = (problem) => {
  const { element, node, diagnostic: { start, end }, context: { layout } } = problem;
  // What stands before it must not come to mean something with what comes after.
  if (!element || !node || node.node.kind === 'element' || /[<&]/.test(problem.text.slice(node.start - 1, node.start))) return NO_MENDS;
  const empty = complexTypeOf(problem.type(element))?.content === 'empty';
  const edit = empty ? { start: node.start, end: node.start + node.node.length, insert: '' } : removal(start, end, layout);
  return problem.mend(problem.written.trim() === '' ? 'Remove the white space' : 'Remove the text', edit);
};

/** An entry-info of the other family: the value that says the same of a user that this one says of a group, or the reverse. */
export const replaceEntryInfo: FindMends = (problem) => {
  const { element, written, diagnostic: { start, end } } = problem;
  const choices = element && entryInfoChoices(problem.path(element));
  if (!choices) return NO_MENDS;
  const [from, to] = GROUP_CHOICES.includes(written) ? [GROUP_CHOICES, USER_CHOICES] : [USER_CHOICES, GROUP_CHOICES];
  const meant = to[from.indexOf(written)];
  return [...choices].sort((a, b) => Number(b === meant) - Number(a === meant)).map((each) => ({ title: `Replace by '${each}'`, edits: [{ start, end, insert: each }], preferred: each === meant }));
};

/** The number that the file name tells. */
export const writeFileNumber: FindMends = (problem) => {
  const number = numberOfFileName(problem.context.options);
  const { start, end } = problem.diagnostic;
  return number === undefined || Number(number) > 255 ? NO_MENDS : problem.mend(`Replace by '${number}'`, { start, end, insert: number });
};
