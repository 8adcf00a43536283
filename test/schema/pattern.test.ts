import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compilePattern } from '../../server/src/schema/pattern';

const TABLE: readonly [pattern: string, right: readonly string[], wrong: readonly string[]][] = [
  ['', [''], ['a']],
  ['a|', ['a', ''], ['b']],
  [String.raw`\d{3}-[a-z-[aeiou]]+`, ['123-xyz', '١٢٣-b'], ['12-x', '123-xa']],
  ['^a$', ['^a$'], ['a']],
  ['.', ['a', '𝒳', '.'], ['\n', '\r', '', 'ab']],
  ['(ab?){2,3}', ['aa', 'abab', 'aba', 'aaab'], ['a', 'aaaa', 'ba']],
  ['a{2,}', ['aa', 'aaaaa'], ['a']],
  ['a{0}', [''], ['a']],
  [String.raw`\i\c*`, ['a', ':b-1', 'é'], ['1', '']],
  [String.raw`[\i-[:]][\c-[:]]*`, ['a1'], ['a:b']],
  [String.raw`[^\s]+`, ['ab'], ['a b']],
  [String.raw`[\-a\]]`, ['-', 'a', ']'], ['b']],
  ['[a-]', ['a', '-'], ['b']],
  ['[-a]', ['a', '-'], ['b']],
  [String.raw`\p{Lu}\P{Lu}`, ['Aa', 'Ä1'], ['AA']],
  [String.raw`\p{IsGreek}\P{IsBasicLatin}[\p{IsCyrillic}x]`, ['αéж', 'αéx'], ['aéж', 'αaж']],
  [String.raw`\w\W`, ['a ', '𝒳-'], ['aa']],
  ['()*', [''], ['a']],
  ['(a*)*', ['', 'aaa'], ['b']],
];

const WRONG: readonly [pattern: string, reason: string][] = [
  ['a**', `'*' at this place needs a '\\' before it`], ['*', `'*' at this place needs a '\\' before it`], ['(a', `'(' is not closed`], ['a)', `')' closes nothing`],
  ['[a', `'[' is not closed`], ['[]', `'[]' is empty`], ['[[a]]', `'[' inside '[…]' needs a '\\'`], ['a]', `']' at this place needs a '\\' before it`],
  ['[b-a]', `'b-a' is no range of characters`], ['a{2,1}', `'{2,1}' begins with the larger number`], ['a{x}', `'{' needs a number, as in {3}, {2,} or {1,5}`],
  ['\\', `it ends in '\\'`], ['\\q', `'\\q' is unknown`], ['\\p{IsNowhere}', `'\\p{IsNowhere}' is unknown`], ['\\p', `'\\p{}' is unknown`],
  ['('.repeat(5000), 'more than 200 parentheses inside each other'],
];

suite('schema: patterns', () => {
  for (const [pattern, right, wrong] of TABLE) {
    test(`'${pattern}'`, () => {
      const compiled = compilePattern(pattern);
      assert.deepEqual(right.filter((value) => !compiled.test(value)), []);
      assert.deepEqual(wrong.filter((value) => compiled.test(value)), []);
    });
  }

  test('what is no pattern', () => {
    for (const [pattern, reason] of WRONG) assert.throws(() => compilePattern(pattern), { message: `the pattern '${pattern}' cannot be used: ${reason}` });
    assert.throws(() => compilePattern('(a{1,1000}){1,1000}'), /too large when its repetitions are written out/);
  });

  test('they match what JavaScript matches, where both mean the same', () => {
    const atom = fc.constantFrom('a', 'b', '[ab]', '[^a]', '.', 'c');
    const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
      pattern: fc.oneof({ maxDepth: 4 }, atom,
        fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `${a}${b}`),
        fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(${a}|${b})`),
        fc.tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{2,}')).map(([a, quantity]) => `(${a})${quantity}`)),
    }));
    const value = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
    fc.assert(fc.property(pattern, fc.array(value, { minLength: 5, maxLength: 5 }), (written, values) => {
      const [ours, theirs] = [compilePattern(written), new RegExp(`^(?:${written})$`, 'v')];
      for (const each of values) assert.equal(ours.test(each), theirs.test(each), `${written} on '${each}'`);
    }), { numRuns: 1500 });
  });

  test('no pattern takes more than linear time in the value', function () {
    this.timeout(20_000);
    for (const pattern of ['(a*)*b', '(a|a)*b', '(a|aa)+', '(.*a){12}', '([a-z]+)*-', '(x+x+)+y']) {
      const compiled = compilePattern(pattern);
      const cost = (length: number): number => {
        const value = `${(pattern.includes('x') ? 'x' : 'a').repeat(length)}!`;
        const times = [1, 2, 3].map(() => {
          const before = process.hrtime.bigint();
          assert.equal(compiled.test(value), false);
          return Number(process.hrtime.bigint() - before);
        });
        return Math.min(...times);
      };
      cost(20_000);
      assert.ok(cost(200_000) < cost(20_000) * 60, pattern);
    }
  });

  test('a thousand times, and sixty-five thousand', () => {
    assert.equal(compilePattern('[a-z]{0,65535}').test('q'.repeat(65_535)), true);
    assert.equal(compilePattern('[a-z]{0,65535}').test('q'.repeat(65_536)), false);
    assert.equal(compilePattern('(ab?c){1000}').test('abc'.repeat(1000)), true);
  });
});
