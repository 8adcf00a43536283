import assert from 'node:assert/strict';
import type { Diagnostic } from '../../server/src/diagnostic';
import { ruleCodes } from '../../server/src/profile/rules';
import { createLanguageService, type Fix, type TextEdit } from '../../server/src/service';
import type { SyntaxTree } from '../../server/src/syntax/node';
import { edited } from './editor';

const service = createLanguageService();

const VALIDITY: ReadonlySet<string> = new Set(['unexpected-element', 'missing-element', 'unexpected-attribute', 'missing-attribute', 'invalid-value', 'unexpected-text', 'duplicate-id']);

/** What is said of a text beside the root, and of a missing root, only where nothing else is wrong there. */
const UNLESS_OTHERWISE_WRONG: ReadonlySet<string> = new Set(['text-outside-root', 'no-root-element']);

/** What is found only where nothing of a lower layer is wrong: well-formedness, the root and what namespace it all is in, schema, rules. */
function layerOf(code: string): number {
  return code === 'misspelt-namespace' ? 1 : ruleCodes.has(code) ? 3 : VALIDITY.has(code) ? 2 : code === 'unknown-root' ? 1 : 0;
}

/** What is told of a text, as many times as it is told, without its place. */
function keyOf(text: string, { code, start, end }: Diagnostic): string {
  return `${code} '${text.slice(start, end)}'`;
}

/** What the characters of a text come from, in a text that was edited: the edited ranges in the new one, their tags included. */
function editedRanges(after: string, edits: readonly TextEdit[]): { start: number; end: number }[] {
  let shift = 0;
  return edits.map(({ start, end, insert }) => {
    const from = start + shift;
    shift += insert.length - (end - start);
    const to = from + insert.length;
    const open = after.lastIndexOf('<', Math.max(0, from - 1));
    const close = after.indexOf('>', Math.max(to, from));
    return { start: open > after.lastIndexOf('>', from - 1) ? open : from, end: close < 0 ? after.length : close + 1 };
  });
}

/** What takes in all that follows as long as it has no end: with an end, all of that is read for the first time. */
const SWALLOWING = /^Insert '(?:-->|\]\]>|\?>)'$|^Write '(?:\?>|-->|\]\]>|<!--|<!\[CDATA\[)'$|^Remove the document type declaration$/;

/** What compares two places: it says nothing while one of them is missing, and something when an entry is taken away that the other names. */
const COMPARING: ReadonlySet<string> = new Set(['implicit-affiliation-not-in-group-list', 'implicit-affiliations-exceed-n2', 'authorised-without-target']);

const END_TAGS: ReadonlySet<string> = new Set(['missing-end-tag', 'mismatched-end-tag', 'stray-end-tag']);

/**
 * Applies a fix and holds it to its promise: its diagnostic is gone, and outside of the tags that it edits there is no
 * new one. What is wrong in a higher layer may show only now: it was not looked for where a lower one was broken.
 * @param tangled where tags were torn apart at random, mending one of several mistakes may bring another reading of the rest
 * @param diagnose how the text is checked; by all there is where it is left out
 */
export function holdToPromise(before: string, found: readonly Diagnostic[], fix: Fix, { tangled = false, diagnose = (tree) => service.diagnose(tree) }: { readonly tangled?: boolean; readonly diagnose?: (tree: SyntaxTree) => readonly Diagnostic[] } = {}): void {
  const after = edited(before, fix.edits);
  assert.notEqual(after, before, `${fix.title} does something`);
  if (tangled && layerOf(fix.diagnostic.code) === 0 && found.filter(({ code }) => layerOf(code) === 0).length > 1) return;
  const left = diagnose(service.parse(after));
  const key = keyOf(before, fix.diagnostic);
  const told = (): string => `${fix.diagnostic.code}: ${fix.title}\n--- before\n${around(before, fix)}\n--- after\n${around(after, fix)}\n--- then\n${left.map((each) => `${keyOf(after, each)}: ${each.message}`).join('\n')}\n--- first\n${found.map((each) => keyOf(before, each)).join('\n')}`;
  const count = (text: string, list: readonly Diagnostic[], wanted: string): number => list.filter((each) => keyOf(text, each) === wanted).length;
  if (SWALLOWING.test(fix.title)) {
    assert.ok(!left.some((each) => each.start === fix.diagnostic.start && keyOf(after, each) === key), `it is still there after ${told()}`);
    return;
  }
  assert.ok(count(after, left, key) < count(before, found, key), `it is still there after ${told()}`);
  // An end tag closes what it fits: with two of them wrong, mending one may bring the other into another element, and so may any other edit where tags were torn.
  if ((tangled || END_TAGS.has(fix.diagnostic.code)) && found.some((each) => each !== fix.diagnostic && END_TAGS.has(each.code))) return;
  const tags = editedRanges(after, fix.edits);
  // An element that gets a name that is known is looked into for the first time.
  const ranges = fix.title.startsWith('Rename to ') ? [{ start: tags[0]!.start, end: tags[tags.length - 1]!.end }] : tags;
  const outside = left.filter((each) => layerOf(each.code) <= layerOf(fix.diagnostic.code) && !UNLESS_OTHERWISE_WRONG.has(each.code)
    && !((fix.diagnostic.code.startsWith('missing-') || fix.title.startsWith('Remove this ')) && COMPARING.has(each.code)) && !ranges.some(({ start, end }) => each.start < end && each.end > start));
  for (const each of outside) {
    const wanted = keyOf(after, each);
    assert.ok(count(after, outside, wanted) <= count(before, found, wanted), `${wanted} is new after ${told()}`);
  }
}

function around(text: string, { edits }: Fix): string {
  const first = edits[0]!.start;
  const last = edits[edits.length - 1]!.end;
  return text.slice(Math.max(0, first - 200), last + 200);
}
