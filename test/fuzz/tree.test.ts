import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { rootElement } from '../../server/src/syntax/cursor';
import type { Node } from '../../server/src/syntax/node';
import { parse } from '../../server/src/syntax/parse';
import { readPiece } from '../../server/src/syntax/piece';
import { syntaxDiagnostics } from '../../server/src/syntax/problems';
import { mutated, soup } from './mutation';
import { LONG_RUN, runs, SEED } from './runs';
import { checkTree } from './treeCheck';

const EXAMPLES = ['samples/user-profile-0.xml', 'samples/as-printed/user-profile-0.xml'].map((path) => readFileSync(path, 'utf8'));

suite('the tree of any text', function () {
  this.timeout(0);

  test('markup soup', () => {
    fc.assert(fc.property(soup, (text) => checkTree(parse(text))), runs(3_000));
  });

  test('any characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => checkTree(parse(text))), runs(500));
  });

  test('mutated documents', () => {
    fc.assert(fc.property(mutated(), (text) => checkTree(parse(text))), runs(3_000));
    fc.assert(fc.property(mutated(EXAMPLES), (text) => checkTree(parse(text))), runs(50));
  });

  // Every place of the example in a long run; in a short one every 24th, others each time.
  const places = function* (text: string): Generator<number> {
    const step = LONG_RUN ? 1 : 24;
    for (let at = SEED % step; at <= text.length; at += step) yield at;
  };

  test(`the example cut (seed ${SEED})`, () => {
    const example = EXAMPLES[0]!;
    for (const at of places(example)) {
      const tree = parse(example.slice(0, at));
      checkTree(tree);
      assert.ok(at === 0 || tree.document.children.length > 0);
    }
  });

  test(`</ typed into the example (seed ${SEED})`, () => {
    const example = EXAMPLES[0]!;
    for (const at of places(example)) {
      const tree = parse(`${example.slice(0, at)}</${example.slice(at)}`);
      checkTree(tree);
      const text = at > example.indexOf('<mcptt-user-profile') && at < example.length;
      // Wherever it stands, the root element is found.
      if (text) assert.ok(tree.document.children.some((node) => node.kind === 'element' && node.name.startsWith('mcptt-user-profile'.slice(0, Math.max(0, at - example.indexOf('<mcptt-user-profile') - 1)))));
    }
  });
});

suite('the same tree, however it is read', function () {
  this.timeout(0);
  const wellFormed = mutated().filter((text) => syntaxDiagnostics(parse(text)).length === 0);

  test('with the XML grammar and without it', () => {
    fc.assert(fc.property(fc.oneof(mutated(), soup), (text) => assert.deepEqual(parse(text, () => undefined), parse(text))), runs(3_000));
    fc.assert(fc.property(mutated(EXAMPLES), (text) => assert.deepEqual(parse(text, () => undefined), parse(text))), runs(30));
  });

  test('the XML grammar reads every piece of the example', () => {
    const pieces: string[] = [];
    parse(EXAMPLES[0]!, (piece) => {
      pieces.push(piece);
      const tags = readPiece(piece);
      assert.ok(tags !== undefined && tags.length > 0, piece);
      return tags;
    });
    // Every start tag that holds more than a name, and nothing else.
    const tags = EXAMPLES[0]!.match(/<[\w:-]+\s[^>]*>/g)!;
    assert.equal(pieces.join('').match(/<[\w:-]+/g)!.length, tags.length);
  });

  test('alone and inside a larger document, wherever the pieces end', () => {
    const filler = fc.tuple(fc.nat(20_000), fc.constantFrom('<e f="g">text</e>\n', '<!-- comment -->', '<?one x?><?two y?>', ' text ', '<e>'.repeat(20) + '</e>'.repeat(20)))
      .map(([length, unit]) => unit.repeat(length / unit.length));
    fc.assert(fc.property(wellFormed, filler, filler, (text, before, after) => {
      const { node: alone, start } = rootElement(parse(text))!;
      const source = text.slice(start, start + alone.length);
      const root = parse(`<r>${before}${source}${after}</r>`).document.children[0] as Node & { kind: 'element' };
      let at = '<r>'.length;
      const found = root.children.find((node) => {
        const here = at === '<r>'.length + before.length;
        at += node.length;
        return here;
      });
      assert.deepEqual(found, alone);
    }), runs(60));
  });
});
