// What the threads of boundedValidation.test.ts run: a check whose cost the text itself says.
import { validateInThread } from '../../cms/src/validationThread';

const ENDLESS = new Int32Array(new SharedArrayBuffer(4));

validateInThread((text) => {
  if (text.includes('endless')) Atomics.wait(ENDLESS, 0, 0);
  if (text.includes('dies')) process.exit(1);
  if (text.includes('throws')) throw new Error('a mistake in the check');
  if (text.includes('hungry')) for (const all: string[][] = []; ; ) all.push(Array.from({ length: 10_000 }, (_, index) => `${all.length} ${index}`));
  return text.includes('wrong') ? [{ code: 'malformed-tag', severity: 'error', message: 'wrong', start: 0, end: 1 }] : [];
});
