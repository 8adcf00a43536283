import assert from 'node:assert/strict';
import { FIXES, fixesOf as fixesOfCode, WITHOUT_FIX } from '../../server/src/features/fixes/table';
import type { Diagnostic } from '../../server/src/diagnostic';
import { checkRules, rules } from '../../server/src/profile/rules';
import type { ValidityCode } from '../../server/src/schema';
import type { SyntaxCode, SyntaxTree } from '../../server/src/syntax/node';
import { createLanguageService } from '../../server/src/service';
import { exampleDocument } from '../profile/exampleDocument';
import { edited, fix, fixesOf } from './editor';
import { holdToPromise } from './fixCheck';
import { type FixExample, IN_PROFILES, OF_RULES, profileAround, WHOLE } from './fixExamples';

/** Every code of the two lower rooms: the compiler holds the lists to the types. */
const SYNTAX: Readonly<Record<SyntaxCode, true>> = {
  'malformed-tag': true, 'malformed-attribute': true, 'duplicate-attribute': true, 'invalid-name': true, 'unbound-prefix': true, 'reserved-prefix': true,
  'missing-end-tag': true, 'mismatched-end-tag': true, 'stray-end-tag': true, 'bare-less-than': true, 'bare-ampersand': true, 'undeclared-entity': true,
  'invalid-reference': true, 'invalid-character': true, 'cdata-end-in-text': true, 'malformed-comment': true, 'malformed-cdata': true, 'malformed-instruction': true,
  'malformed-declaration': true, 'encoding': true, 'doctype': true, 'no-root-element': true, 'text-outside-root': true, 'second-root-element': true,
};
const SCHEMA: Readonly<Record<ValidityCode, true>> = {
  'unknown-root': true, 'unexpected-element': true, 'missing-element': true, 'unexpected-attribute': true, 'missing-attribute': true, 'invalid-value': true, 'unexpected-text': true, 'duplicate-id': true,
  'unknown-id': true, 'duplicate-key': true, 'missing-key': true, 'ambiguous-key': true, 'unknown-key': true,
};
const codes = [...Object.keys(SYNTAX), ...Object.keys(SCHEMA), ...rules.map(({ code }) => code)];

function tried({ title, before, after, fileName, alone }: FixExample, around: (text: string) => string): void {
  const options = { ...(fileName !== undefined && { fileName }), ...(alone && { fileExists: () => false }) };
  fix(title, around(before), around(after), options);
  const windows = (text: string): string => around(text).replaceAll('\n', '\r\n');
  fix(title, windows(before), windows(after), options);
}

suite('quick fixes', () => {
  for (const [examples, around] of [[IN_PROFILES, profileAround], [OF_RULES, profileAround], [WHOLE, (text: string) => text]] as const) {
    for (const [code, list] of Object.entries(examples)) {
      for (const each of list) test(`${code}: ${each.title}`, () => tried(each, around));
    }
  }

  test('an empty document becomes a profile, numbered as its file', () => {
    for (const text of ['', '\n', '\uFEFF', '<!-- nothing -->\r\n']) {
      const [first] = fixesOf(text, { fileName: 'user-profile-9.xml' });
      assert.equal(first?.title, "Insert 'mcptt-user-profile'");
      const profile = edited(text, first.edits);
      const service = createLanguageService();
      assert.deepEqual(service.diagnose(service.parse(profile), { fileName: 'user-profile-9.xml' }), []);
    }
  });

  test('every code has a fix and an example of it, or a reason why it has none', () => {
    const examples = new Set([...Object.keys(IN_PROFILES), ...Object.keys(OF_RULES), ...Object.keys(WHOLE), 'no-root-element']);
    for (const code of codes) {
      const reason = WITHOUT_FIX[code];
      assert.equal(reason === undefined, fixesOfCode(code) !== undefined, `${code} has either a fix or a reason`);
      const family = FIXES[code] === undefined && fixesOfCode(code) !== undefined;
      if (reason === undefined && !family) assert.ok(examples.has(code), `${code} has an example`);
    }
  });

  test('a rule tells of its fix where it has one', () => {
    for (const { code, fix: told } of rules) assert.equal(told === undefined, WITHOUT_FIX[code] !== undefined, code);
  });

  test('of two in one place where one is missing, the first gives way to it', () => {
    const titles = fixesOf(profileAround('<Common><PrivateCall><Foo/><Bar/><EmergencyCall/></PrivateCall></Common>')).filter(({ diagnostic }) => diagnostic.code === 'unexpected-element').map(({ title }) => title);
    assert.deepEqual(titles, ["Replace 'Foo' by 'PrivateCallList'", "Remove 'Bar'"]);
  });

  test('an obvious choice is preferred, and where there is none nothing is', () => {
    const preferred = (content: string): string[] => fixesOf(profileAround(content)).filter((each) => each.preferred && !/^missing-[A-Zi]/.test(each.diagnostic.code)).map(({ title }) => title);
    assert.deepEqual(preferred('<Status>Yes</Status>'), ["Replace by 'true'"]);
    assert.deepEqual(preferred('<Status>maybe</Status>'), []);
    assert.deepEqual(preferred('<OnNetwork><PrivateEmergencyAlert/></OnNetwork>'), ["Insert 'entry'"]);
  });

  test('a line that begins inside a tag has no place for a comment', () => {
    const offered = fixesOf(profileAround('<cp:ruleset><cp:rule\n id="a"><cp:conditions><cp:identity><one id="b"/></cp:identity></cp:conditions></cp:rule></cp:ruleset>'));
    assert.deepEqual(offered.filter(({ diagnostic }) => diagnostic.code === 'rule-condition-namespace').map(({ title }) => title), ["Rename to 'cp:one'"]);
  });

  for (const { code, example } of rules) {
    if (WITHOUT_FIX[code] !== undefined) continue;
    test(`${code}: the example of the rule is mended, and nothing new comes of it`, () => {
      const text = exampleDocument(inSurroundings(example.bad));
      const first = text.indexOf(/^<[^\s>]+/.exec(example.bad)![0]);
      const service = createLanguageService();
      // By the rules alone: the examples are too short for the schema.
      const diagnose = (tree: SyntaxTree): readonly Diagnostic[] => checkRules(tree, example.options);
      const found = diagnose(service.parse(text));
      const offered = service.fixes(service.parse(text), found.filter((each) => each.code === code && each.start >= first), example.options);
      assert.ok(offered.some(({ title }) => !title.startsWith('Disable ')), 'there is a fix');
      for (const each of offered) holdToPromise(text, found, each, { diagnose });
    });
  }
});

/** What each element of an example stands in. */
const AROUND: Readonly<Record<string, string>> = {
  Common: 'mcptt-user-profile', OnNetwork: 'mcptt-user-profile', OffNetwork: 'mcptt-user-profile', 'cp:ruleset': 'mcptt-user-profile',
  UserAlias: 'Common', MCPTTUserID: 'Common', PrivateCall: 'Common', 'MCPTT-group-call': 'Common', EmergencyCall: 'PrivateCall', MCPTTPrivateRecipient: 'EmergencyCall',
  MCPTTGroupInfo: 'OnNetwork', 'cp:rule': 'cp:ruleset', 'cp:conditions': 'cp:rule', 'cp:actions': 'cp:rule', '!--': 'OnNetwork',
};

/** A piece of a profile inside what it stands in. */
function inSurroundings(piece: string): string {
  const name = /^<([^\s>/]+)/.exec(piece)![1]!;
  const around = AROUND[name];
  if (around === undefined) return piece;
  const attributes = around === 'cp:rule' ? ' id="surroundings"' : around === 'mcptt-user-profile' ? ' XUI-URI="sip:a@b" user-profile-index="0"' : '';
  const before = name === 'EmergencyCall' ? '<PrivateCallList/>' : '';
  return inSurroundings(`<${around}${attributes}>\n${before}${piece}\n</${around}>`);
}

suite('fix all', () => {
  const service = createLanguageService();
  const all = (text: string, wanted: readonly string[] | 'safe'): string => edited(text, service.fixAll(service.parse(text), wanted));

  test('numbers that are handed out together differ', () => {
    const list = (...indexes: number[]): string => profileAround(`<OnNetwork><MCPTTGroupInfo>${indexes.map((index) => `<entry index="${index}"><uri-entry>a${'b'.repeat(index)}</uri-entry></entry>`).join('')}</MCPTTGroupInfo></OnNetwork>`).replace(/b+<\/uri/g, '</uri');
    assert.equal(all(list(0, 0, 0, 2), ['duplicate-index']), list(0, 1, 3, 2));
  });

  test('numbers that are handed out differ whatever the prefix', () => {
    const list = (...entries: string[]): string => profileAround(`<OnNetwork xmlns:up="urn:3gpp:mcptt:user-profile:1.0"><MCPTTGroupInfo>${entries.map((entry, at) => `<${entry}><uri-entry>sip:${at}</uri-entry></${entry.split(' ')[0]!}>`).join('')}</MCPTTGroupInfo></OnNetwork>`);
    assert.equal(all(list('entry index="0"', 'up:entry index="0"', 'entry index="1"', 'up:entry index="1"'), ['duplicate-index']), list('entry index="0"', 'up:entry index="2"', 'entry index="1"', 'up:entry index="3"'));
  });

  test('an open document is mended as one that is read for it, and thousands of duplicates sooner than they are found', function () {
    this.timeout(60_000);
    const text = profileAround(`<OnNetwork><MCPTTGroupInfo>${Array.from({ length: 20_000 }, (_, at) => `<entry index="${at >> 1}"><uri-entry>sip:${at}@example.com</uri-entry></entry>`).join('\n')}</MCPTTGroupInfo></OnNetwork>`);
    const begun = performance.now();
    const document = service.open(text);
    document.diagnose();
    const opened = performance.now();
    const edits = document.fixAll(['duplicate-index']);
    const mended = performance.now();
    assert.equal(edits.length, 10_000);
    assert.deepEqual(edits, service.fixAll(service.parse(text), ['duplicate-index']));
    assert.ok(mended - opened < opened - begun, `${mended - opened} ms, after ${opened - begun} ms`);
    document.edit(0, text.length, profileAround('<Name>a & b</Name>'));
    assert.deepEqual(document.fixAll('safe').map(({ insert }) => insert), ['&amp;'], 'of the text as it is');
  });

  test('every mistake of a tag, one after the other', () => {
    assert.equal(all(profileAround('<Common><UserAlias><alias-entryxml:lang=en index=0>Fire & Rescue</alias-entry></UserAlias></Common>'), 'safe'),
      profileAround('<Common><UserAlias><alias-entry xml:lang="en" index="0">Fire &amp; Rescue</alias-entry></UserAlias></Common>'));
  });

  test('what only a person can judge is left alone', () => {
    for (const content of ['<Status>maybe</Status>', '<Foo/>', '<Status>true</status>', '<OnNetwork index="0" index="1"/>', '<Common><PrivateCall/></Common>']) assert.equal(all(profileAround(content), 'safe'), profileAround(content));
  });
});
