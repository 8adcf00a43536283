import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Node } from '../../server/src/syntax/node';
import { carryOver, type ListPlace, passBefore, passTo } from '../../server/src/syntax/stretches';
import { parse } from '../../server/src/syntax/parse';
import { runs, SEED } from '../fuzz/runs';

const START: ListPlace = { index: 0, at: 0, elements: 0 };

/** What walking child by child gives. */
function walked(nodes: readonly Node[], passes: (index: number, end: number) => boolean): ListPlace {
  let at = 0;
  let elements = 0;
  let index = 0;
  for (; index < nodes.length && passes(index, at + nodes[index]!.length); index++) {
    at += nodes[index]!.length;
    if (nodes[index]!.kind === 'element') elements++;
  }
  return { index, at, elements };
}

/** The children of an element with the given pieces in it. */
function listOf(pieces: readonly string[]): readonly Node[] {
  const root = parse(`<r>${pieces.join('')}</r>`).document.children[0]!;
  assert.ok(root.kind === 'element');
  return root.children;
}

const pieces = fc.array(fc.constantFrom('<a/>', '<a>x</a>', '<!-- c -->', '<?p?>', '<b><c/></b>'), { minLength: 1, maxLength: 900, size: 'max' });
const share = fc.double({ min: 0, max: 1, noNaN: true });

suite('stretches of a long list', () => {
  test(`lead to where walking leads, from any place on, in a list that was changed as well (seed ${SEED})`, () => {
    fc.assert(fc.property(pieces, share, share, fc.array(share, { maxLength: 3 }), (texts, from, to, changes) => {
      let nodes = listOf(texts);
      const length = nodes.reduce((sum, node) => sum + node.length, 0);
      for (const change of [undefined, ...changes]) {
        if (change !== undefined) {
          const place = Math.floor(change * (nodes.length - 1));
          const other = listOf([nodes[place]!.kind === 'element' ? '<longer>than it was</longer>' : '<!-- another comment -->'])[0]!;
          const before = nodes;
          nodes = before.map((node, index) => (index === place ? other : node));
          carryOver(before, nodes, [place]);
        }
        const first = walked(nodes, (index) => index < Math.floor(from * nodes.length));
        const index = Math.floor(to * (nodes.length + 1));
        if (index >= first.index) assert.deepEqual(passTo(nodes, first, index), walked(nodes, (each) => each < index));
        const limit = Math.floor(to * (length + 2));
        if (limit > first.at) assert.deepEqual(passBefore(nodes, first, limit), walked(nodes, (_, end) => end < limit));
        assert.deepEqual(passTo(nodes, START, nodes.length), walked(nodes, () => true));
      }
    }), runs(300));
  });

  test('one of 100 000 children is found by looking at fewer than 200 of them, also after a change', () => {
    let looks = 0;
    const counted = (length: number): Node => ({ kind: 'text', get length() { looks++; return length; } });
    const before = Array.from({ length: 100_000 }, (_, index) => counted(index % 7));
    passTo(before, START, 1);
    const nodes = [...before];
    nodes[70_000] = counted(50);
    const expected = walked(nodes, (index) => index < 99_990);
    looks = 0;
    carryOver(before, nodes, [70_000]);
    assert.deepEqual(passTo(nodes, START, 99_990), expected);
    assert.ok(looks < 200, `${looks} children`);
  });
});
