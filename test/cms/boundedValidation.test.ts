import assert from 'node:assert/strict';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { boundedValidation, type BoundedValidation, type ValidationLimits } from '../../cms/src/boundedValidation';
import { DEEPEST } from '../../cms/src/documentCheck';
import { Refused } from '../../cms/src/refused';

const LARGE = 'x'.repeat(100);

/** The outcome as a test reads it: the codes of the errors, or the status and the text of the refusal. */
async function outcome(validation: BoundedValidation, text: string): Promise<string> {
  try {
    return (await validation.validate(text)).map(({ code }) => code).join(' ') || 'good';
  } catch (error) {
    if (!(error instanceof Refused)) return `throws ${String(error)}`;
    const { status, headers, body } = error.answer;
    const retry = headers['Retry-After'] === undefined ? '' : ` after ${headers['Retry-After']} s`;
    return `${status}${retry}: ${/phrase="([^"]*)"/.exec(new TextDecoder().decode(body))?.[1] ?? new TextDecoder().decode(body).trim()}`;
  }
}

suite('cms: what a check may cost', function () {
  this.timeout(30_000);
  let validation: BoundedValidation;
  let started: number;
  let thread: string;
  // Threads have no TypeScript.
  suiteSetup(async () => {
    const { outputFiles } = await build({ entryPoints: ['test/cms/validationThreadMain.ts'], bundle: true, platform: 'node', format: 'cjs', target: 'node20', write: false });
    thread = outputFiles[0]!.text;
  });
  const make = (limits: Partial<ValidationLimits> = {}): void => {
    started = 0;
    const startThread = (): Worker => {
      started += 1;
      return new Worker(thread, { eval: true, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 64 } });
    };
    validation = boundedValidation((text) => (text.includes('wrong') ? [{ code: 'on-the-spot', severity: 'error', message: '', start: 0, end: 0 }] : []), startThread, { onTheSpot: 90, ...limits });
  };
  teardown(() => validation.close());

  test('a small document is checked on the spot, a large one in a thread that is used again', async () => {
    make({ threads: 1 });
    assert.equal(await outcome(validation, 'wrong'), 'on-the-spot');
    assert.equal(started, 0);
    assert.equal(await outcome(validation, `wrong ${LARGE}`), 'malformed-tag');
    assert.equal(await outcome(validation, LARGE), 'good');
    assert.equal(started, 1);
  });

  test('one that takes too long is a constraint failure; the next one passes, in another thread', async () => {
    make({ threads: 1, milliseconds: 1000 });
    const [late, next] = await Promise.all([outcome(validation, `endless ${LARGE}`), outcome(validation, LARGE)]);
    assert.deepEqual([late, next], ['409: the document takes more than 1 s to check', 'good']);
    assert.equal(started, 2);
  });

  test('one that eats memory is a constraint failure', async () => {
    make({ threads: 1 });
    assert.equal(await outcome(validation, `hungry ${LARGE}`), '409: the document takes too much memory to check');
    assert.equal(await outcome(validation, LARGE), 'good');
  });

  test('a thread that dies, or a check that throws, is a failure of the CMS and no verdict', async () => {
    make({ threads: 1 });
    assert.equal(await outcome(validation, `dies ${LARGE}`), 'throws Error: the thread that checks documents ended');
    assert.equal(await outcome(validation, `throws ${LARGE}`), 'throws Error: a mistake in the check');
    assert.equal(await outcome(validation, LARGE), 'good');
  });

  test('too many that wait are refused for now', async () => {
    make({ threads: 1, waiting: 2 });
    const all = await Promise.all(Array.from({ length: 5 }, () => outcome(validation, LARGE)));
    assert.deepEqual(all, ['good', 'good', 'good', '503 after 5 s: The CMS has too many large documents to check.', '503 after 5 s: The CMS has too many large documents to check.']);
  });

  test('depth: the limit passes, one level more does not, and what only looks like a tag does not count', async () => {
    make({ onTheSpot: 1_000_000 });
    const nested = (depth: number, inside = ''): string => `${'<a>'.repeat(depth)}${inside}${'</a>'.repeat(depth)}`;
    const beyond = '409: line 2: the elements nest more than 200 levels deep';
    assert.equal(await outcome(validation, `\n${nested(DEEPEST)}`), 'good');
    assert.equal(await outcome(validation, `\n${nested(DEEPEST + 1)}`), beyond);
    assert.equal(await outcome(validation, `\n${'<a>'.repeat(300_000)}`), beyond);
    assert.equal(await outcome(validation, nested(DEEPEST, `<a/><!--${'<a>'.repeat(300)}--><![CDATA[${'<a>'.repeat(300)}]]>`)), 'good');
    assert.equal(await outcome(validation, '<a></a>'.repeat(1000)), 'good');
  });
});
