import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { authorisations } from '../../server/src/profile/authorisations';
import { checkRules } from '../../server/src/profile/rules';
import { bundledGrammar } from '../../server/src/profile/grammar';
import { validate } from '../../server/src/schema';
import { parse } from '../../server/src/syntax/parse';
import { missing } from './required';
import { expandSnippet, tabStops } from './snippetNotation';
import { syntaxProblems } from './wellFormed';

interface Snippet { readonly prefix: string | string[]; readonly body: string[]; readonly description: string; readonly isFileTemplate?: boolean }

const snippets = JSON.parse(readFileSync('snippets/mcptt-user-profile.json', 'utf8')) as Record<string, Snippet>;

/** Where each snippet goes, the outermost first; nothing for a whole document. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  'MCPTT user profile: complete example': [],
  'MCPTT user profile: minimal': [],
  'Private call entry': ['Common index="0"', 'PrivateCall', 'PrivateCallList'],
  'ProSe private call entry': ['Common index="0"', 'PrivateCall', 'PrivateCallList'],
  'Group entry': ['OnNetwork index="0"', 'MCPTTGroupInfo'],
  Alias: ['Common index="0"', 'UserAlias'],
  'Emergency target: group': ['Common index="0"', 'MCPTT-group-call'],
  'Emergency target: private': ['Common index="0"', 'PrivateCall'],
  'Emergency alert': ['Common index="0"', 'MCPTT-group-call'],
  'Implicit affiliation': ['OnNetwork index="0"'],
  Rule: ['cp:ruleset'],
  Authorisations: ['cp:ruleset', 'cp:rule id="r"', 'cp:actions'],
  'Authorisations of later releases': ['cp:ruleset', 'cp:rule id="r"', 'cp:actions'],
  'Group servers': ['OnNetwork index="0"'],
};

function expanded(title: string): string {
  const text = expandSnippet(snippets[title]!.body.join('\n'));
  const around = PLACES[title]!;
  if (around.length === 0) return text;
  const root = 'mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" XUI-URI="sip:a@b" user-profile-index="0"';
  return [root, ...around].reduceRight((inner, tag) => `<${tag}>${inner}</${tag.split(' ')[0]}>`, text);
}

suite('Snippets', () => {
  test('each is one that has a place here', () => assert.deepEqual(Object.keys(snippets), Object.keys(PLACES)));

  test('no two answer to the same prefix', () => {
    const prefixes = Object.values(snippets).flatMap(({ prefix }) => prefix);
    assert.deepEqual([...new Set(prefixes)], prefixes);
    for (const prefix of prefixes) assert.match(prefix, /^[a-z][a-z-]+$/);
  });

  for (const [title, { body, description }] of Object.entries(snippets)) {
    test(`${title}: tab stops from 1 on in the order of the text, tabs, one end`, () => {
      const text = body.join('\n');
      const stops = tabStops(text).filter((stop) => stop !== 0);
      assert.deepEqual(stops, stops.map((_stop, at) => at + 1));
      assert.equal(text.split('$0').length, 2);
      for (const line of body) assert.match(line, /^\t*\S.*$/);
      assert.notEqual(description, '');
    });

    test(`${title}: well formed in its place, and no rule complains`, () => {
      const text = expanded(title);
      assert.deepEqual(syntaxProblems(text), []);
      // What stands around it for the test lacks much, targets of what it allows too; that is not the snippet's affair.
      const from = text.indexOf(expandSnippet(body.join('\n')));
      assert.deepEqual(checkRules(parse(text)).filter(({ start, code }) => start >= from && code !== 'authorised-without-target'), []);
    });

    // Private call without its list is what stands around the emergency call, not the snippet.
    test(`${title}: valid in its place`, () => {
      const around = title === 'Emergency target: private' ? ['missing-element'] : [];
      assert.deepEqual(validate(parse(expanded(title)), bundledGrammar).map(({ code }) => code), around);
    });
  }

  for (const title of ['MCPTT user profile: complete example', 'MCPTT user profile: minimal']) {
    test(`${title}: lacks nothing that TS 24.484 8.3.2.1 asks for`, () => assert.deepEqual(missing(expanded(title)), []));
  }

  test('the complete example is the sample', () => {
    const sample = readFileSync('samples/user-profile-0.xml', 'utf8');
    assert.equal(`${expanded('MCPTT user profile: complete example').replaceAll('\t', '  ')}\n`, sample);
  });

  test('the blocks of authorisations hold exactly the authorisations of the bundled schema, in order', () => {
    const names = (title: string): string[] => [...expanded(title).matchAll(/<(allow-[\w-]+)>(?:true)</g)].map((match) => match[1]!);
    const ofSchema = (place: string): string[] => authorisations.filter(({ belongsIn, sure }) => belongsIn === place && sure === 'schema').map(({ name }) => name);
    assert.deepEqual(names('Authorisations'), ofSchema('cp:actions'));
    assert.deepEqual(names('Authorisations of later releases'), ofSchema('cp:actions/anyExt'));
  });
});

suite('Samples', () => {
  test('the printed one differs from the valid one in the three misprints only', () => {
    const sample = readFileSync('samples/user-profile-0.xml', 'utf8').split('\n');
    const printed = readFileSync('samples/as-printed/user-profile-0.xml', 'utf8').split('\n');
    assert.deepEqual(printed.filter((line, at) => line !== sample[at]).map((line) => line.trim()),
      ['<alias-entryindex="0" xml:lang="en-GB">Officer 12345</alias-entry>', '<entry index=0>', '<one id="sip:user2@example.com"/>']);
    assert.equal(printed.length, sample.length);
  });

  test('the valid one is well formed and lacks nothing', () => {
    const sample = readFileSync('samples/user-profile-0.xml', 'utf8');
    assert.deepEqual(syntaxProblems(sample), []);
    assert.deepEqual(missing(sample), []);
  });
});
