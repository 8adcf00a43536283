import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LineIndex, type Position } from '../../server/src/syntax/lineIndex';
import { Session } from './session';

const sample = readFileSync(resolve(__dirname, '../../samples/user-profile-0.xml'), 'utf8');
/** Not a divisor of anything in the document, so that the comparisons fall on every kind of place. */
const STEPS_BETWEEN_COMPARISONS = 97;

suite('typing the example, character by character', function () {
  this.timeout(120_000);
  let session: Session;
  let uri: string;
  setup(async () => {
    session = new Session();
    await session.initialize();
  });
  teardown(async () => assert.equal(await session.end(), 0));

  /** Every answer is one, and none is stale: what is told of the typed text is what is told of the same text when it is opened. */
  const compare = async (text: string): Promise<void> => {
    const fresh = await session.open(text, 'file:///fresh/user-profile-0.xml');
    // Related places name their document.
    const told = JSON.parse(JSON.stringify(await session.diagnostics(uri)).replaceAll(JSON.stringify(uri), JSON.stringify(fresh))) as unknown;
    assert.deepEqual(told, await session.diagnostics(fresh), `after ${text.length} characters`);
    await session.close(fresh);
  };
  /** Asks as an editor does: for diagnostics always, for completion after the characters that open the list. An error answer rejects, and so fails the test. */
  const look = async (position: Position, character: string): Promise<void> => {
    const completion = '</ "\':'.includes(character) ? session.completion(uri, position) : undefined;
    await session.diagnostics(uri);
    await completion;
  };

  test('from an empty file to the end', async () => {
    uri = await session.open('');
    const lines = new LineIndex(sample);
    for (let at = 0; at < sample.length; at++) {
      const start = lines.positionAt(at);
      await session.change(uri, sample[at]!, { start, end: start });
      await look(lines.positionAt(at + 1), sample[at]!);
      if (at % STEPS_BETWEEN_COMPARISONS === 0) await compare(sample.slice(0, at + 1));
    }
    await compare(sample);
    assert.deepEqual(await session.diagnostics(uri), []);
  });

  test('deleting it backwards', async () => {
    uri = await session.open(sample);
    await session.diagnostics(uri);
    const lines = new LineIndex(sample);
    for (let at = sample.length - 1; at >= 0; at--) {
      await session.change(uri, '', { start: lines.positionAt(at), end: lines.positionAt(at + 1) });
      await look(lines.positionAt(at), sample[at - 1] ?? '<');
      if (at % STEPS_BETWEEN_COMPARISONS === 0) await compare(sample.slice(0, at));
    }
    await compare('');
  });
});
