import assert from 'node:assert/strict';
import { GatheredBody } from '../../../client/src/transport/gatheredBody';

suite('the body of an answer', () => {
  test('is what came, in order, up to the limit', () => {
    const body = new GatheredBody(40_000);
    const sent = Uint8Array.from({ length: 40_000 }, (_, index) => index % 251);
    for (let at = 0; at < sent.length; at += 7) assert.ok(body.add(sent.subarray(at, at + 7)));
    assert.equal(body.add(new Uint8Array(1)), false);
    assert.deepEqual(body.whole(), sent);
  });

  test('in pieces of one byte takes no more memory than in one piece', () => {
    const body = new GatheredBody(4_000_000);
    const piece = Buffer.from('x');
    const before = process.memoryUsage();
    for (let count = 0; count < 4_000_000; count++) body.add(piece.subarray(0));
    const after = process.memoryUsage();
    // As a list of pieces it would be more than 100 bytes each.
    assert.ok(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers < 40 * 4_000_000);
    assert.equal(body.whole().length, 4_000_000);
  });
});
