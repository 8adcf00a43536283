import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { diagnose, withoutCarets } from './diagnose';
import { edited, fixesOf, service } from './editor';
import { SLIPS_IN_CONTENT } from './slipsOfTheHand/content';
import { SLIPS_IN_NAMES } from './slipsOfTheHand/names';
import { SLIPS_IN_NESTING } from './slipsOfTheHand/nesting';
import type { SlipOfTheHand } from './slipsOfTheHand/slip';
import { SLIPS_IN_TAGS } from './slipsOfTheHand/tags';

const complete = readFileSync(resolve(__dirname, '../fixtures/complete-profile.xml'), 'utf8');

/** What this product promises to those who type: one slip, one message at the right characters, and the right fix first. */
suite('a slip of the hand is one diagnostic, with the right fix first', () => {
  for (const [place, slips] of Object.entries({ tags: SLIPS_IN_TAGS, nesting: SLIPS_IN_NESTING, names: SLIPS_IN_NAMES, content: SLIPS_IN_CONTENT })) {
    for (const slip of slips) test(`in ${place}: ${slip.name}`, () => check(slip));
  }
});

function check({ right, wrong, fix, offered, mended = right }: SlipOfTheHand): void {
  const at = complete.indexOf(right);
  assert.ok(at >= 0 && complete.indexOf(right, at + 1) < 0, 'the right lines stand in the profile once');
  const profileWith = (lines: string): string => complete.slice(0, at) + lines + complete.slice(at + right.length);
  diagnose(profileWith(wrong));
  for (const ending of ['\n', '\r\n']) {
    const text = profileWith(withoutCarets(wrong)).replaceAll('\n', ending);
    assert.equal(service.diagnose(service.parse(text)).length, 1, 'one diagnostic');
    const first = fixesOf(text).find(({ title }) => !title.startsWith('Disable'));
    assert.equal(first?.title, fix);
    if (!first) continue;
    assert.equal(first.preferred, !offered, 'the first fix is the obvious one');
    assert.equal(edited(text, first.edits), profileWith(mended).replaceAll('\n', ending));
  }
}
