import assert from 'node:assert/strict';
import fc from 'fast-check';
import { childElements } from '../../server/src/syntax/cursor';
import { parse } from '../../server/src/syntax/parse';
import { deleteAttribute, putAttribute } from '../../xcap/src/attributeEdit';
import { deleteElement, putElement } from '../../xcap/src/elementEdit';
import { firstDifference } from '../../xcap/src/meaning';
import { parseNodeSelector, type NodeSelector } from '../../xcap/src/nodeSelector';
import type { PartialEdit, PlaceForChild } from '../../xcap/src/partialEdit';
import { planParts, type PartStep } from '../../xcap/src/partPlan';
import { select } from '../../xcap/src/select';
import { runs } from '../fuzz/runs';
import { changedDocument } from './documentChanges';
import { DEFAULT, document } from './randomDocument';

const last: PlaceForChild = (_tree, parent) => childElements(parent).length;

/** A step as a server of that default namespace would take it from the wire. */
function served(text: string, { selector, change }: PartStep, defaultNamespace: string): PartialEdit {
  const parsed = parseNodeSelector(selector, undefined, defaultNamespace);
  assert.ok(!('problem' in parsed), selector);
  if (change.kind === 'attribute') return putAttribute(text, parsed as Parameters<typeof putAttribute>[1], change.text);
  if (change.kind === 'element') return putElement(text, parsed, change.text, last);
  return parsed.terminal ? deleteAttribute(text, parsed) : deleteElement(text, parsed);
}

/** Steps in the words of a request. */
const told = (steps: readonly PartStep[] | undefined) => steps?.map(({ selector, change }) => `${change.kind === 'remove' ? 'DELETE' : 'PUT'} ${decodeURIComponent(selector)}${change.kind === 'remove' ? '' : ` ${change.text}`}`);

/** Enough beside a change that it is a small one. */
const rest = `<Rest>${'<a>text</a>'.repeat(30)}</Rest>`;
const doc = (content: string, attributes = '') => `<p xmlns="urn:d"${attributes}>${content}${rest}</p>`;

suite('xcap: which parts to change', () => {
  const cases: [what: string, theirs: string, ours: string, steps: string[] | undefined][] = [
    ['a text', doc('<n>a</n>'), doc('<n>b</n>'), ['PUT p/n <n>b</n>']],
    ['an attribute', doc('<n index="0" a="1"/>'), doc('<n index="0" a="it\'s &amp;"/>'), ["PUT p/n/@a it's &amp;"]],
    ['an attribute that tells the element', doc('<n index="0"/><n index="1"/>'), doc('<n index="0"/><n index="2"/>'), ['PUT p/n[2]/@index 2']],
    ['an attribute less, of the document element', doc('<n/>', ' b="1"'), doc('<n/>'), ['DELETE p/@b']],
    ['an entry more, at the end of its list', doc('<l><e index="0">a</e></l>'), doc('<l><e index="0">a</e><e index="1">b</e></l>'), ['PUT p/l/e[@index="1"] <e index="1">b</e>']],
    ['an entry more, in the middle', doc('<l><e index="0"/><e index="2"/></l>'), doc('<l><e index="0"/><e index="1"/><e index="2"/></l>'), ['PUT p/l/e[2][@index="1"] <e index="1"/>']],
    ['an entry less', doc('<l><e index="0"/><e index="1"/></l>'), doc('<l><e index="1"/></l>'), ['DELETE p/l/e[@index="0"]']],
    ['an entry less, that nothing tells from the next one', doc('<l><e>a</e><e>b</e><e>c</e></l>'), doc('<l><e>b</e><e>c</e></l>'), ['PUT p/l <l><e>b</e><e>c</e></l>']],
    ['one element in place of another', doc('<l><x/></l>'), doc('<l><y/></l>'), ['PUT p/l <l><y/></l>']],
    ['two places', doc('<n>a</n><m>a</m>'), doc('<n>b</n><m>b</m>'), ['PUT p/n <n>b</n>', 'PUT p/m <m>b</m>']],
    ['an element of another namespace', doc('<v:x xmlns:v="urn:v"><v:y>1</v:y></v:x>'), doc('<v:x xmlns:v="urn:v"><v:y>2</v:y></v:x>'), ['PUT p/*[1]/* <v:y>2</v:y>']],
    ['a prefix that is bound elsewhere', doc('<l><v:y xmlns:v="urn:v">1</v:y></l>'), doc('<l><v:y>2</v:y></l>', ' xmlns:v="urn:v"'), ['PUT p/l/* <v:y xmlns:v="urn:v">2</v:y>']],
    ['an attribute with a prefix takes its element along', doc('<n xml:lang="en">a</n>'), doc('<n xml:lang="de">a</n>'), ['PUT p/n <n xml:lang="de">a</n>']],
    ['layout and comments: nothing that a part could say', doc('<n>a</n>'), doc('\n  <n>a</n><!-- b -->'), undefined],
    ['the very text', doc('<n>a</n>'), doc('<n>a</n>'), undefined],
    ['another document element', doc('<n/>'), '<q/>', undefined],
    ['too much of the document', '<p xmlns="urn:d"><a>one text</a></p>', '<p xmlns="urn:d"><a>a rather long other text</a></p>', undefined],
    ['too many places', doc('<a/>'.repeat(20)), doc('<a>b</a>'.repeat(20)), undefined],
    ['one to remove and one to add in the document element', doc('<x/>'), doc('<y/>'), undefined],
    ['a text that is not well-formed', doc('<n>a</n>'), doc('<n>b</n>').slice(0, -4), undefined],
    ['nothing there', '', doc('<n/>'), undefined],
  ];
  for (const [what, theirs, ours, steps] of cases) {
    test(what, () => {
      const plan = planParts(theirs, ours);
      assert.deepEqual(told(plan), steps);
      assert.equal(plan && firstDifference(ours, plan.at(-1)!.whole), undefined);
    });
  }

  test('a byte order mark is the editor\'s', () => {
    assert.deepEqual(told(planParts(doc('<n>a</n>'), `\ufeff${doc('<n>b</n>')}`)), ['PUT p/n <n>b</n>']);
  });

  test('lists of thousands are compared in a moment, or not at all', () => {
    const list = (count: number, name: (at: number) => string) => `<p xmlns="urn:d">${Array.from({ length: count }, (_, at) => `<e>${name(at)}</e>`).join('')}</p>`;
    assert.deepEqual(told(planParts(list(5000, String), list(5000, (at) => at === 3000 ? 'x' : String(at)))), ['PUT p/e[3001] <e>x</e>']);
    assert.equal(planParts(list(5000, String), list(5000, (at) => `x${at}`)), undefined);
    const deep = (text: string) => `${'<a xmlns="urn:d">'.repeat(20_000)}${text}${'</a>'.repeat(20_000)}`;
    assert.equal(planParts(deep('x'), deep('y')), undefined);
  });
});

suite('xcap: parts of any two documents', function () {
  this.timeout(120_000);
  const namespaceOf = (text: string) => text.includes('<p:r') ? 'urn:p' : DEFAULT;

  function check(theirs: string, ours: string): boolean {
    const plan = planParts(theirs, ours);
    if (!plan) return false;
    let text = theirs;
    for (const each of plan) {
      const { selector, change } = each;
      assert.doesNotMatch(decodeURIComponent(selector).replace(/"[^"]*"/g, ''), /:/, 'no prefix');
      const before = select(parse(text), parseNodeSelector(selector, undefined, namespaceOf(text)) as NodeSelector);
      assert.ok(before.kind !== 'astray' || !before.several, 'one element, or none yet');
      if (change.kind === 'remove') assert.ok(before.kind === 'element' || before.kind === 'attribute');
      const edit = served(text, each, namespaceOf(text));
      assert.equal(edit.kind === 'edited' ? edit.text : JSON.stringify(edit), each.whole);
      text = each.whole;
      const after = select(parse(text), parseNodeSelector(selector, undefined, namespaceOf(text)) as NodeSelector);
      assert.equal(after.kind, change.kind === 'remove' ? (before.kind === 'attribute' ? 'no-attribute' : 'astray') : change.kind);
    }
    assert.equal(firstDifference(ours, text), undefined);
    assert.equal(firstDifference(text, ours), undefined);
    return true;
  }

  test('applied step by step they give our meaning, and every selector matches exactly one node', () => {
    let planned = 0;
    fc.assert(fc.property(changedDocument, ([theirs, ours]) => { planned += Number(check(theirs, ours)); }), runs(600));
    assert.ok(planned > 100, `${planned} of them were planned`);
  });

  test('documents that have nothing to do with each other, too', () => {
    fc.assert(fc.property(document, document, (theirs, ours) => { check(theirs, ours); }), runs(150));
  });
});
