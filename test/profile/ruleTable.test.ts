import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { occurrences } from '../../server/src/profile/occurrences';
import { checkRules, rules } from '../../server/src/profile/rules';
import { parse } from '../../server/src/syntax/parse';
import { exampleDocument } from './exampleDocument';

suite('The table of rules', () => {
  test('codes, and what they are told as: nothing that is only recalled is more than information', () => {
    assert.deepEqual(rules.map(({ code, defaultSeverity }) => `${defaultSeverity} ${code}`).filter((line) => !/ (?:missing|duplicate)-[A-Z]/.test(line)), [
      'warning duplicate-ruleset', 'warning missing-alias-entry', 'warning missing-index', 'warning entry-info-family', 'warning emergency-call-kind', 'warning misplaced-extension',
      'information unknown-extension', 'warning rule-condition-namespace', 'warning duplicate-authorisation', 'warning user-info-id-length', 'information discovery-group-id-length',
      'warning mcptt-id-scheme', 'warning file-name-index', 'information schema-location', 'warning misspelt-namespace', 'information misspelt-attribute', 'warning duplicate-index', 'information duplicate-uri',
      'warning implicit-affiliation-not-in-group-list', 'warning implicit-affiliations-exceed-n2', 'warning contradicting-authorisation', 'information authorised-without-target', 'information unknown-rule',
    ]);
  });

  test('a code for each shall and each at most one of 8.3.2.1', () => {
    const local = (child: string): string => child.replace('cp:', '');
    const wanted = new Map(occurrences.flatMap(({ child, required, single, sure }) => {
      const severity = sure === 'recalled' ? 'information' : 'warning';
      return [...(required ? [`missing-${local(child)}`] : []), ...(single ? [`duplicate-${local(child)}`] : [])].map((code) => [code, severity] as const);
    }));
    for (const [code, severity] of wanted) assert.equal(rules.find((rule) => rule.code === code)?.defaultSeverity, severity, code);
    assert.equal(wanted.size, 47);
    // One code has one severity, so a child is as sure in one holder as in another.
    for (const { child, sure } of occurrences) assert.ok(occurrences.every((other) => other.child !== child || other.sure === sure), child);
  });

  test('no code twice; each with a clause, a summary and a reason in whole sentences', () => {
    assert.equal(new Set(rules.map(({ code }) => code)).size, rules.length);
    for (const { code, clause, summary, why } of rules) {
      assert.match(code, /^[a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)+$/);
      assert.match(clause, /^(?:(?:TS 24\.484|RFC 4745|XML Schema 1|Namespaces in XML) [\dA-Z.]+|docs\/rules\.md)$/);
      assert.match(summary, /^[A-Z].*[^.]$/);
      assert.match(why, /^[A-Z].*\.$/, code);
    }
  });

  for (const { code, example } of rules) {
    test(`${code}: the bad example breaks it alone, the good one nothing; the message is one line, then the clause`, () => {
      const found = (text: string): { code: string; message: string }[] => checkRules(parse(exampleDocument(text)), example.options);
      assert.deepEqual(found(example.bad).map((each) => each.code), [code], exampleDocument(example.bad));
      assert.deepEqual(found(example.good), [], exampleDocument(example.good));
      assert.match(found(example.bad)[0]!.message, /^(?:[a-z]|')[^\n]*(?:; |\?)[^\n]*[^.\n]\n(?:TS|RFC|XML|Namespaces|docs)[^\n]+$/);
    });
  }

  test('the samples have no finding', () => {
    for (const [name, fileName] of [['samples/user-profile-0.xml', 'user-profile-0.xml'], ['test/fixtures/complete-profile.xml', 'complete-profile.xml']] as const) {
      assert.deepEqual(checkRules(parse(readFileSync(name, 'utf8')), { fileName, fileExists: () => false }), [], name);
    }
  });
});
