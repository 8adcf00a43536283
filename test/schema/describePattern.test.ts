import assert from 'node:assert/strict';
import { describePattern } from '../../server/src/schema/describePattern';

suite('what a pattern wants, in words', () => {
  for (const [pattern, words] of [
    ['CH[0-9]{2}', `'CH', then 2 digits`], [String.raw`\d{3,5}`, '3 to 5 digits'], [String.raw`\d{3,}`, '3 or more digits'], [String.raw`\d`, 'one digit'], [String.raw`\d{1}`, 'one digit'],
    ['[a-zA-Z]+', 'one or more letters'], ['[A-Z]{2}-[0-9]+', `2 capital letters, then '-', then one or more digits`], ['[0-9A-F]{6}', '6 hex digits in capitals'],
    ['ø@x', `'ø@x'`], [String.raw`1\.0`, `'1.0'`],
    ['', undefined], ['a|b', undefined], ['[^a]', undefined], ['[a-z-[aeiou]]+', undefined], [String.raw`\i\c*`, undefined], ['a*', undefined], ['[0-9]?', undefined], ['(ab)+', undefined], ['.{3}', undefined],
    ['[A-Z][0-9][A-Z][0-9][A-Z][0-9]', undefined], ['[0-9', undefined], ['[A-Z0-9_]', undefined],
  ] as const) test(`${pattern === '' ? 'nothing' : pattern}: ${words ?? 'the pattern itself'}`, () => assert.equal(describePattern(pattern), words));
});
