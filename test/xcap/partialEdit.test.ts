import assert from 'node:assert/strict';
import fc from 'fast-check';
import { childElements, rootElement, type PlacedElement } from '../../server/src/syntax/cursor';
import type { SyntaxTree } from '../../server/src/syntax/node';
import { parse } from '../../server/src/syntax/parse';
import { syntaxDiagnostics } from '../../server/src/syntax/problems';
import { deleteAttribute, putAttribute, valueRange } from '../../xcap/src/attributeEdit';
import { deleteElement, putElement } from '../../xcap/src/elementEdit';
import { parseNodeSelector, type NodeSelector } from '../../xcap/src/nodeSelector';
import type { PartialEdit, PlaceForChild } from '../../xcap/src/partialEdit';
import { select } from '../../xcap/src/select';
import { selectorFor } from '../../xcap/src/selectorFor';
import { formatNodeSelector } from '../../xcap/src/selectorText';
import { runs } from '../fuzz/runs';
import { DEFAULT, document, element } from './randomDocument';

const last: PlaceForChild = (_tree, parent) => childElements(parent).length;

/** Every element of a document. */
function all(tree: SyntaxTree): PlacedElement[] {
  const found: PlacedElement[] = [];
  const root = rootElement(tree);
  if (root) found.push(root);
  for (const each of found) found.push(...childElements(each));
  return found;
}

const sliceOf = (text: string, { start, node }: PlacedElement) => text.slice(start, start + node.length);
const wellFormed = (text: string) => syntaxDiagnostics(parse(text)).length === 0;

/** What a GET of a selector gives. */
function read(text: string, selector: NodeSelector): string | undefined {
  const selection = select(parse(text), selector);
  if (selection.kind === 'element') return sliceOf(text, selection.found.element);
  if (selection.kind !== 'attribute') return undefined;
  const { start, end } = valueRange(selection.found, selection.attribute);
  return text.slice(start, end);
}

function edited(edit: PartialEdit): string {
  return edit.kind === 'edited' ? edit.text : assert.fail(JSON.stringify(edit));
}

suite('xcap: parts of any document', function () {
  this.timeout(60_000);
  const keys = fc.constantFrom<readonly string[]>([], ['id'], ['lang', 'id']);

  test('the selector of an element leads to exactly that element, through its address, without a prefix', () => {
    fc.assert(fc.property(document, keys, (text, names) => {
      const tree = parse(text);
      for (const each of all(tree)) {
        const address = formatNodeSelector(selectorFor(each, tree, DEFAULT, names), DEFAULT);
        assert.doesNotMatch(address.selector, /:/);
        assert.equal(address.query, undefined);
        const selection = select(tree, parseNodeSelector(address.selector, address.query, DEFAULT) as NodeSelector);
        assert.deepEqual(selection.kind === 'element' && selection.found.element.start, each.start, address.selector);
      }
    }), runs(150));
  });

  test('an element put over itself changes nothing; another one put is the one got', () => {
    fc.assert(fc.property(document, element, fc.nat(), (text, body, pick) => {
      const tree = parse(text);
      const elements = all(tree);
      const target = elements[pick % elements.length]!;
      const selector = selectorFor(target, tree, DEFAULT);
      assert.equal(edited(putElement(text, selector, sliceOf(text, target), last)), text);
      const edit = putElement(text, selector, body, last);
      if (edit.kind !== 'edited') return assert.match(JSON.stringify(edit), /cannot-insert|not-xml-frag/);
      assert.deepEqual([edit.outcome, read(edit.text, selector)], ['replaced', body]);
      assert.equal(edit.text, text.slice(0, target.start) + body + text.slice(target.start + target.node.length));
      assert.ok(!wellFormed(text) || wellFormed(edit.text));
    }), runs(300));
  });

  test('an element put at a place is the one got, all else stays, and its removal brings the document back', () => {
    let created = 0;
    let undone = 0;
    const test = fc.constantFrom('*[n]', 'a[n]', 'a[@id="9"]', '*[@id="9"]', 'c[n][@id="9"]', 'z');
    fc.assert(fc.property(document, element, test, fc.nat(), fc.nat({ max: 5 }), (text, body, step, pick, position) => {
      const tree = parse(text);
      const elements = all(tree);
      const parent = elements[pick % elements.length]!;
      const around = selectorFor(parent, tree, DEFAULT);
      const sent = body.replace(/^<[\w:]+( id="[12]")?(?= |>|\/)/, (tag) => `${tag.replace(/ id=.*/, '')}${step.includes('9') ? ' id="9"' : ''}`);
      const { steps } = parseNodeSelector(step.replace('n', String(position)), undefined, DEFAULT) as NodeSelector;
      const selector = { steps: [...around.steps, ...steps] };
      const edit = putElement(text, selector, sent, last);
      if (edit.kind !== 'edited' || edit.outcome !== 'created') return;
      created++;
      assert.equal(read(edit.text, selector), sent);
      const { start, end } = edit.changed;
      assert.equal(edit.text.slice(start, end), sent);
      assert.equal(edit.text.length - sent.length >= text.length, true);
      if (parent.node.form === 'empty') return;
      const back = deleteElement(edit.text, selector);
      // With another one behind it, the address alone cannot take it away again.
      if (back.kind === 'edited') {
        undone++;
        assert.equal(back.text, text);
      } else assert.equal(back.kind === 'conflict' && back.conflict.kind, 'cannot-delete');
    }), runs(1500));
    assert.ok(created > 100 && undone > 50, `${created} were created, ${undone} undone`);
  });

  test('an element that is removed is gone, and all else stays', () => {
    fc.assert(fc.property(document, fc.nat(), (text, pick) => {
      const tree = parse(text);
      const elements = all(tree);
      const target = elements[pick % elements.length]!;
      const selector = selectorFor(target, tree, DEFAULT, ['id']);
      const edit = deleteElement(text, selector);
      if (edit.kind !== 'edited') return assert.match(JSON.stringify(edit), /cannot-delete|schema-validation-error/);
      assert.equal(read(edit.text, selector), undefined);
      assert.equal(deleteElement(edit.text, selector).kind, 'absent');
      const removed = text.length - edit.text.length - target.node.length;
      assert.equal(text.slice(0, target.start - removed) + text.slice(target.start + target.node.length), edit.text);
      assert.match(text.slice(target.start - removed, target.start), /^(?:(?:\r\n|\n|\r)[ \t]*)?$/);
      assert.ok(!wellFormed(text) || wellFormed(edit.text));
    }), runs(500));
  });

  test('an attribute put is the one got, and its removal brings the document back', () => {
    const name = fc.constantFrom('@id', '@new', '@p:id', '@z:new', '@xml:lang');
    const value = fc.oneof(fc.constantFrom('', '&lt;', '"', "'", "it's", 'a\nb', '<', '&', '消防'), fc.string({ unit: 'grapheme-ascii', maxLength: 8 }));
    fc.assert(fc.property(document, name, value, fc.nat(), (text, attribute, body, pick) => {
      const tree = parse(text);
      const elements = all(tree);
      const { steps } = selectorFor(elements[pick % elements.length]!, tree, DEFAULT);
      const { terminal } = parseNodeSelector(`x/${attribute}`, 'xmlns(p=urn:p)xmlns(z=urn:z)', DEFAULT) as NodeSelector;
      const selector = { steps, terminal: terminal as NodeSelector['terminal'] & { kind: 'attribute' } };
      const edit = putAttribute(text, selector, body);
      if (edit.kind !== 'edited') return assert.match(JSON.stringify(edit), /not-xml-att-value|cannot-insert/);
      assert.equal(read(edit.text, selector), body);
      assert.ok(!wellFormed(text) || wellFormed(edit.text), edit.text);
      const gone = edited(deleteAttribute(edit.text, selector));
      assert.equal(read(gone, selector), undefined);
      if (edit.outcome === 'created' && !attribute.startsWith('@z')) assert.equal(gone, text);
    }), runs(500));
  });

  test('hostile selectors and documents take time in proportion to their length', () => {
    const milliseconds = (work: () => unknown): number => {
      const began = performance.now();
      work();
      return performance.now() - began;
    };
    // Eight times the length: were it the square, it would be 64 times. The best of some turns, both in each, because the
    // machine does other things as well; and no less than what a clock can measure.
    const assertLinear = (what: string, work: (size: number) => () => unknown): void => {
      const [little, much] = [work(12_500), work(100_000)];
      let [least, most] = [Infinity, Infinity];
      for (let turn = 0; turn < 9; turn++) [least, most] = [Math.min(least, milliseconds(little)), Math.min(most, milliseconds(much))];
      assert.ok(most < 40 * Math.max(least, 1), `${what}: ${least} and ${most} ms`);
    };
    const deep = (depth: number) => `<a xmlns="${DEFAULT}">${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}</a>`;
    const shapes: [what: string, make: (size: number) => string][] = [
      ['steps', (size) => 'a/'.repeat(size) + 'a'],
      ['a name', (size) => 'a'.repeat(size)],
      ['digits', (size) => `a[${'1'.repeat(size)}]`],
      ['a value', (size) => `a[@b="${'x'.repeat(size)}"]`],
      ['a value without its end', (size) => `a[@b="${"'".repeat(size)}`],
      ['references', (size) => `a[@b="${'&#6'.repeat(size)}"]`],
      ['brackets', (size) => `a${'['.repeat(size)}`],
      ['escapes', (size) => '%61'.repeat(size)],
    ];
    for (const [what, make] of shapes) assertLinear(what, (size) => {
      const text = make(size);
      return () => parseNodeSelector(text, text, DEFAULT);
    });
    const down = (depth: number) => parseNodeSelector('a/'.repeat(depth) + 'a', undefined, DEFAULT) as NodeSelector;
    assertLinear('many steps down a deep document', (size) => {
      const [tree, selector] = [parse(deep(size)), down(size)];
      return () => select(tree, selector);
    });
    const text = deep(10_000);
    const selector = down(10_000);
    assert.equal(read(text, selector), '<a></a>');
    const edit = putElement(text, { steps: [...selector.steps, { name: `{${DEFAULT}}b` }] }, '<b/>', last);
    assert.equal(edit.kind === 'edited' && edit.outcome, 'created');
  });
});
