import assert from 'node:assert/strict';
import { type Completion, createLanguageService, type DiagnoseOptions, type Fix, type Hover, type LanguageService, type TextEdit } from '../../server/src/service';
import { expandSnippet } from '../profile/snippetNotation';

/** What the bundled schema knows. */
export const service: LanguageService = createLanguageService();

/** A document with `$0` where the cursor is, as its text and the cursor's offset. */
export function withCursor(marked: string): { text: string; offset: number } {
  const offset = marked.indexOf('$0');
  assert.ok(offset >= 0 && marked.indexOf('$0', offset + 2) < 0, 'the document marks one cursor with $0');
  return { text: marked.slice(0, offset) + marked.slice(offset + 2), offset };
}

/** What is offered at the cursor. */
export function completionsAt(marked: string, { parse, complete: completionsIn }: LanguageService = service): Completion[] {
  const { text, offset } = withCursor(marked);
  return completionsIn(parse(text), offset);
}

/** The whole list that is offered at the cursor, in order: a label a line, `required` where it is marked. */
export function complete(marked: string, expected: string, language: LanguageService = service): void {
  const offered = completionsAt(marked, language).map(({ label, required }) => (required ? `${label} required` : label));
  assert.deepEqual(offered, expected.trim() === '' ? [] : expected.trim().split(/\s*\n\s*/).map((line) => line.replace(/\s+/g, ' ')));
}

/** The text after an offered completion is taken, tab stops at their first values, the cursor where the snippet ends. */
export function accept(marked: string, label: string, expected: string, language: LanguageService = service): void {
  assert.equal(apply(marked, label, language), expected);
}

/** @returns the text with the completion in it */
export function apply(marked: string, label: string, language: LanguageService = service): string {
  const { text } = withCursor(marked);
  const completion = completionsAt(marked, language).find((each) => each.label === label);
  assert.ok(completion, `'${label}' is not offered`);
  return applied(text, completion);
}

/** The text with a completion in it, as an editor that replaces what is behind the cursor leaves it. */
export function applied(text: string, { insert, snippet, start, end, also = [] }: Completion): string {
  const changes = [{ start, end, insert: snippet ? expandSnippet(insert) : insert }, ...also].sort((a, b) => b.start - a.start);
  return changes.reduce((changed, change) => changed.slice(0, change.start) + change.insert + changed.slice(change.end), text);
}

/** What the editor shows for the thing under the cursor; the characters that it is about are underlined with carets. */
export function hoverAt(marked: string, language: LanguageService = service): { readonly about: string; readonly contents: string } | undefined {
  const { text, offset } = withCursor(marked);
  const hover: Hover | undefined = language.hover(language.parse(text), offset);
  return hover && { about: text.slice(hover.start, hover.end), contents: hover.contents };
}

/** Codes of the errors of a text. */
export function errorsOf(text: string): string[] {
  return service.diagnose(service.parse(text)).filter(({ severity }) => severity === 'error').map(({ code, start, end }) => `${code} '${text.slice(start, end)}'`);
}

const OPEN = '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" XUI-URI="sip:a@b" user-profile-index="0">';

/** A profile around a piece of one. */
export function profile(content: string): string {
  return `${OPEN}${content}</mcptt-user-profile>`;
}

/** A profile with one rule around authorisations. */
export function withActions(actions: string): string {
  return profile(`<cp:ruleset><cp:rule id="r"><cp:actions>${actions}</cp:actions></cp:rule></cp:ruleset>`);
}

/** Every fix that is offered for a text, in the order of the document. */
export function fixesOf(text: string, options: DiagnoseOptions = {}): Fix[] {
  const tree = service.parse(text);
  return service.fixes(tree, service.diagnose(tree, options), options);
}

/** A fix by its title, or the beginning of it: the whole document before and after. */
export function fix(title: string, before: string, after: string, options: DiagnoseOptions = {}): void {
  const offered = fixesOf(before, options);
  const found = offered.find((each) => each.title === title) ?? offered.find((each) => each.title.startsWith(title));
  assert.ok(found, `'${title}' is not among\n${offered.map((each) => `${each.diagnostic.code}: ${each.title}`).join('\n')}`);
  assert.equal(edited(before, found.edits), after);
}

/** A text with edits, which stand in its order. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, insert } of edits) {
    assert.ok(start >= at && end >= start && end <= text.length, 'edits stand in order, inside the text');
    result += text.slice(at, start) + insert;
    at = end;
  }
  return result + text.slice(at);
}
