import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { summarize, table } from './report';
import { type Outcome, runGroup } from './runGroup';
import { readSuite, readTestSet } from './testSet';

const checkout = process.env['XSTS'];
/** Each test that failed, on a line of its own with what was found. */
const list = join(import.meta.dirname, '../../../out/xsts.txt');
/** So much of what is not skipped passes at least. It may only be raised. */
const LEAST_PASSED = 0.99;

/** The test suite of the W3C for XML Schema, tests of version 1.0: github.com/w3c/xsdtests, in the folder that XSTS names. */
suite('the test suite of the W3C', function () {
  this.timeout(900_000);

  test('by feature', function () {
    if (checkout === undefined) {
      console.warn('      SKIPPED: XSTS names no checkout of github.com/w3c/xsdtests, so the test suite of the W3C was not run');
      this.skip();
    }
    const sets = readSuite(readFileSync(join(checkout, 'suite.xml'), 'utf8'));
    const outcomes = new Map<string, Outcome[]>();
    for (const set of sets) {
      const path = join(checkout, set);
      if (!existsSync(path)) {
        console.warn(`      SKIPPED: ${set} is not in the checkout`);
        continue;
      }
      const found = readTestSet(readFileSync(path, 'utf8')).flatMap((group) => runGroup(group, dirname(path)));
      if (found.length > 0) outcomes.set(`${basename(dirname(set)).replace('Meta', '')} ${basename(set).replace(/\..*|_w3c.*/, '')}`, found);
    }
    const reports = [...outcomes].map(([feature, found]) => summarize(feature, found));
    console.log(table(reports));
    const failed = [...outcomes].flatMap(([feature, found]) => found.filter(({ result }) => result !== 'passed' && result !== 'skipped').map((each) => ({ feature, ...each })));
    mkdirSync(dirname(list), { recursive: true });
    writeFileSync(list, failed.map(({ feature, test, result, reason }) => `${feature}\t${test.kind}\t${test.name}\t${result}\t${test.documents.join(' ')}\t${reason.split('\n')[0]}\n`).join(''));

    assert.deepEqual(failed.filter(({ result }) => result === 'crashed').map(({ test, reason }) => `${test.name}: ${reason}`), []);
    const passed = reports.reduce((total, report) => total + report.passed, 0);
    assert.ok(passed / (passed + failed.length) >= LEAST_PASSED, `${passed} passed and ${failed.length} failed: see ${list}`);
  });
});
