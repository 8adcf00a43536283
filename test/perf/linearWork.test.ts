import assert from 'node:assert/strict';
import { deletePart, putPart, readPart } from '../../cms/src/parts';
import { newIndexClash } from '../../cms/src/indexClash';
import { createLanguageService } from '../../server/src/service';
import { parseNodeSelector, type NodeSelector } from '../../xcap/src/nodeSelector';
import { CountedText } from './countedText';
import { WorkCounter } from './countedWork';
import { SHAPES } from './hostileShapes';

const NAMESPACE = 'urn:3gpp:mcptt:user-profile:1.0';
/** Twice the text may cost twice the work, and a little more where something is searched in a tree or sorted; its square would be four times. */
const MOST = 2.5;
const COUNT = 600;

function selector(written: string): NodeSelector {
  const read = parseNodeSelector(encodeURIComponent(written), undefined, NAMESPACE);
  assert.ok('steps' in read);
  return read;
}

const ROOT = selector('mcptt-user-profile');
const NEW = selector('mcptt-user-profile/Status[@x="1"]');
const FIRST = selector('mcptt-user-profile/*[1]');
const NUMBERING = { attribute: 'index', namespace: NAMESPACE };
const SMALL = `<mcptt-user-profile xmlns="${NAMESPACE}"/>`;

/** What is done with texts that anybody may send. Each is counted for every shape. */
const WORK: Readonly<Record<string, (text: string) => number>> = {
  'read and checked'(text) {
    const service = createLanguageService();
    const counted = new CountedText(text);
    service.diagnose(service.parse(counted as unknown as string));
    return counted.read;
  },
  'parts of it read, put and removed'(text) {
    const { placeForChild } = createLanguageService();
    readPart(text, FIRST);
    const put = putPart(text, NEW, '<Status x="1">true</Status>', placeForChild);
    if (put.kind === 'edited') newIndexClash(text, put.text, NEW.steps, NUMBERING);
    deletePart(text, FIRST);
    return 0;
  },
  'put as a part'(text) {
    putPart(SMALL, ROOT, text, createLanguageService().placeForChild);
    return 0;
  },
};

suite('the work that a text can cause', function () {
  this.timeout(120_000);
  const counter = new WorkCounter();
  suiteSetup(() => counter.start());
  suiteTeardown(() => counter.stop());

  /** How often code runs, and how many characters are read where that is counted. */
  function workOf(work: (text: string) => number, text: string): number {
    let read = 0;
    const done = counter.count(() => (read = work(text)));
    return done + read;
  }

  for (const [what, work] of Object.entries(WORK)) {
    for (const shape of SHAPES) {
      test(`${what}: grows with the number of ${shape.what}`, () => {
        // What is remembered of earlier texts is known for both.
        work(shape.document(2 * COUNT));
        // A third size beside the first takes away what any text costs.
        const [none, once, twice] = [1, COUNT, 2 * COUNT].map((count) => workOf(work, shape.document(count)));
        const ratio = (twice! - none!) / Math.max(once! - none!, COUNT);
        assert.ok(ratio < MOST, `${COUNT}: ${once! - none!}, ${2 * COUNT}: ${twice! - none!}, ${ratio.toFixed(2)} times as much`);
      });
    }
  }

  test('the counter sees a square', () => {
    const square = (text: string): number => {
      let sum = 0;
      for (const _ of text) for (let at = 0; at < text.length; at++) sum += at;
      return sum > 0 ? 0 : 1;
    };
    const [once, twice] = [COUNT, 2 * COUNT].map((count) => workOf(square, 'x'.repeat(count)));
    assert.ok(twice! / once! > 3.5, `${once} ${twice}`);
  });
});
