import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { createLanguageService } from '../../server/src/service';
import type { TextChange } from '../../server/src/syntax/edit';
import type { DocumentNode, Node } from '../../server/src/syntax/node';
import { ruleDocument } from './ruleDocument';
import { runs } from './runs';

/** Invariant 4: the same text gives the same tree and the same diagnostics, however it was typed. */

const sample = readFileSync(resolve(__dirname, '../../samples/user-profile-0.xml'), 'utf8');
const printed = readFileSync(resolve(__dirname, '../../samples/as-printed/user-profile-0.xml'), 'utf8');
const complete = readFileSync(resolve(__dirname, '../fixtures/complete-profile.xml'), 'utf8');
const small = `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" XUI-URI="sip:u@example.com" user-profile-index="0">
  <Status>true</Status>
  <OnNetwork index="0"><MCPTTGroupInfo><entry index="0"><uri-entry>sip:a@b</uri-entry></entry><!-- c --><entry index="1"><uri-entry>sip:c@d</uri-entry></entry></MCPTTGroupInfo></OnNetwork>
  <cp:ruleset><cp:rule id="r"><cp:conditions><cp:identity><cp:one id="sip:a@b"/></cp:identity></cp:conditions></cp:rule></cp:ruleset>
</mcptt-user-profile>`;
const broken = '<a b="1"><b c=\'2\'>x</b>\r\n<p:c xmlns:p="u"><![CDATA[y]]></p:c><d e=f><g></d></h></a><!-- z --><';

/** Lists so long that an edit passes over their elements many at a time. */
const long = `<r><m>${'<a></a>'.repeat(40)}</m>\n<n>${'<b>x</b>\n'.repeat(40)}</n></r>`;
/** So long that they are passed over by stretches: of a profile, whose entries are told apart by their indexes. */
const longer = small.replace('<!-- c -->', Array.from({ length: 300 }, (_, index) => `\n<entry index="${index + 7}"><uri-entry>sip:a@b</uri-entry></entry>`).join(''));

// The one of the rules twice: it is met more often.
const DOCUMENTS = { long, longer, sample, printed, complete, small, rules: ruleDocument, rulesAgain: ruleDocument, broken, empty: '' };

/** What is typed, pasted and left half done. */
const PIECES = [
  '<', '>', '/', '"', "'", '=', ' ', '\n', '\r\n', 'x', '1', ':', '&', ';', '</', '/>', '</>', '<!--', '-->', '<![CDATA[', ']]>', '<?', '?>', '<?p i?>', '<!DOCTYPE', '<?xml version="1.0"?>', '&amp;', '&#1;', '\u0001', 'é', '\ud83d',
  '<entry', '</entry>', '<entry index="0">', '<entry index="1"><uri-entry>sip:x@y</uri-entry></entry>', '<uri-entry>', '</uri-entry>', '</Common>', '<a/>', '<a>', '</a>', '</m>', '</r>', '</r', '<b c="', '<b c=1>', ' index="0"', ' xmlns="urn:x"', ' xmlns:cp="urn:y"', ' xmlns:q="urn:q"',
  '</ a>', '< /a>', '<\\a>', '</ entry>', '<entry>', '<entry/>', '<MCPTTGroupInfo>', '<Status>', '<Status/>', '<m>', '<b>', '<sip:a@b>', '<a', '<entry index="0"/>', '<MCPTTGroupInfo/>', '</MCPTTGroupInfo>', '</OnNetwork>', '</cp:rule>', '<cp:rule id="x"/>', '<<', '<!- ', '\u00a0', ' b:"1"', '=""0""', ' b="x',
  '<q:v/>', '<cp:one id="sip:q@r"/>', '<one id="s"/>', '<cp:rule id="r"/>', '<allow-regroup>true</allow-regroup>', '<anyExt>', '</anyExt>', 'true', 'mcptt-user-profile',
  '<!-- mcptt-disable-next-line duplicate-index missing-index -->', '<!-- mcptt-disable missing-Status duplicate-uri contradicting-authorisation -->', '<!-- mcptt-enable duplicate-uri -->', '<!--mcptt-disable x-->', 'mcptt-disable', 'duplicate-uri',
  '<Status>true</Status>', '<Statsu/>', '<OffNetwork index="0"/>', '<EmergencyCall/>', '<MCPTTPrivateRecipient/>', '<MCPTTGroupInitiation/>', '<MCPTTGroupInfo/>', '<ImplicitAffiliations>', '<User-Info-ID>', '00',
];

/** One change: where (in thousandths of the text, so that it shrinks well), how much goes, what comes. */
const step = fc.record({
  where: fc.nat(1_000_000), taken: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 4, arbitrary: fc.nat(8) }, { weight: 1, arbitrary: fc.nat(400) }),
  given: fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...PIECES) }, { weight: 2, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join('')) }),
  /** Instead of all this, the value of an attribute or of an element becomes that of another one. */
  value: fc.option(fc.constantFrom('0', '1', '2', '', 'sip:a@b', 'sip:c@d', 'sip:g@1', 'tel:1', '000000000000', 'true', 'false', 'DedicatedGroup'), { freq: 2 }),
  /** After it: nothing; the same change at a second place (multi-cursor); the change is undone. */
  then: fc.constantFrom('', '', '', 'again', 'undo'),
  /** Whether the diagnostics are asked for: editors type faster than they ask. */
  asks: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Applied {
  readonly text: string;
  readonly change: TextChange;
}

function applied(text: string, { where, taken, given, value }: Pick<Step, 'where' | 'taken' | 'given' | 'value'>): Applied {
  const values = value === null ? [] : [...text.matchAll(/(?<=(?:index|id|entry-info)=")[^"<]*(?=")|(?<=<(?:uri-entry|allow-[a-z-]+|Status|MaxAffiliationsN2|User-Info-ID|DiscoveryGroupID)>)[^<]*/g)];
  if (value !== null && values.length > 0) {
    const { index, 0: old } = values[Math.floor((where / 1_000_001) * values.length)]!;
    return { text: text.slice(0, index) + value + text.slice(index + old.length), change: { start: index, end: index + old.length, inserted: value.length } };
  }
  const start = Math.floor((where / 1_000_001) * (text.length + 1));
  const end = Math.min(text.length, start + taken);
  return { text: text.slice(0, start) + given + text.slice(end), change: { start, end, inserted: given.length } };
}

function undone(before: string, { change: { start, end, inserted } }: Applied): Applied {
  return { text: before, change: { start, end: start + inserted, inserted: end - start } };
}

/** Fails at the first node that differs; iterative, since texts nest as deep as they like. */
function sameTree(one: DocumentNode, other: DocumentNode): void {
  const pending: [Node | DocumentNode, Node | DocumentNode][] = [[one, other]];
  for (let pair = pending.pop(); pair; pair = pending.pop()) {
    const [a, b] = pair;
    if (a === b) continue;
    const { children: left = [], ...own } = a as { children?: readonly Node[] };
    const { children: right = [], ...theirs } = b as { children?: readonly Node[] };
    assert.deepEqual(withoutAbsent(own), withoutAbsent(theirs));
    assert.deepEqual(left.map(({ kind, length }) => `${kind} ${length}`), right.map(({ kind, length }) => `${kind} ${length}`));
    left.forEach((child, index) => pending.push([child, right[index]!]));
  }
}

function withoutAbsent(node: object): object {
  return Object.fromEntries(Object.entries(node).filter(([, value]) => value !== undefined));
}

suite('an edited tree', function () {
  this.timeout(3_600_000);
  const service = createLanguageService();
  const options = { fileName: 'user-profile-1.xml' };

  test('is the tree from scratch, and so are its diagnostics', () => {
    let edits = 0;
    fc.assert(fc.property(fc.constantFrom(...(Object.keys(DOCUMENTS) as (keyof typeof DOCUMENTS)[])), fc.array(step, { minLength: 1, maxLength: 40 }), (name, steps) => {
      const start = DOCUMENTS[name];
      const document = service.open(start, options);
      let text = start;
      const take = (next: Applied): void => {
        const { start, end, inserted } = next.change;
        document.edit(start, end, next.text.slice(start, start + inserted));
        assert.ok(document.text.toString() === next.text, 'the text is the edited one');
        text = next.text;
        edits++;
        sameTree(document.tree.document, service.parse(text).document);
      };
      for (const each of steps) {
        const before = text;
        const next = applied(text, each);
        take(next);
        if (each.then === 'undo') take(undone(before, next));
        if (each.then === 'again') take(applied(text, { ...each, where: 1_000_000 - each.where }));
        if (each.asks) assert.deepEqual(document.diagnose(), service.diagnose(service.parse(text), options));
      }
      assert.deepEqual(document.diagnose(), service.diagnose(service.parse(text), options));
    }), runs(150));
    console.log(`      ${edits} edits`);
  });
});
