import assert from 'node:assert/strict';
import { reportLines, reportMarkdown } from '../../../client/src/bulk/bulkReport';
import { exitCode, noCounts, type BulkReport } from '../../../client/src/bulk/outcome';

const report: BulkReport = {
  counts: { ...noCounts(), stored: 2, refused: 1, waiting: 3 },
  withErrors: [],
  told: [
    { path: '/p/a|b.xml', address: 'https://cms/a', state: 'refused', message: '403 Forbidden: <img src=x>\n[no](http://x)' },
    { path: '/p/c.xml', address: 'https://cms/c', state: 'stored', message: 'stored, but it could not be read back to compare' },
  ],
  stopped: { kind: 'cancelled', message: 'cancelled.' },
};

suite('the report of a publication', () => {
  test('lines for a terminal', () => {
    assert.deepEqual(reportLines(report).slice(1), ['/p/c.xml: stored, but it could not be read back to compare.', 'Stopped: cancelled. Run it again to go on.', '2 stored, 1 refused, 3 not begun.']);
  });

  test('a document for people, in which nothing of a server is markup', () => {
    assert.equal(reportMarkdown('shift_b', report), `# shift\\_b

2 stored, 1 refused, 3 not begun.

**Stopped:** cancelled. Publish the folder again to go on where it was.

## Not stored

| | file | state | why | address |
|---|---|---|---|---|
| ❌ | /p/a\\|b.xml | refused | 403 Forbidden: \\<img src=x\\> \\[no\\](http://x). | https://cms/a |

## Stored, but look at

| | file | state | why | address |
|---|---|---|---|---|
| ⓘ | /p/c.xml | stored | stored, but it could not be read back to compare. | https://cms/c |
`);
  });

  test('the exit code of each end', () => {
    const codeOf = (counts: Partial<BulkReport['counts']>, stopped?: BulkReport['stopped']): number => exitCode({ counts: { ...noCounts(), ...counts }, withErrors: [], told: [], ...(stopped && { stopped }) });
    assert.deepEqual([codeOf({ stored: 1, there: 1, earlier: 1 }), codeOf({ refused: 1 }), codeOf({ unfit: 1 }), codeOf({ uncertain: 1 }), codeOf({ unreadable: 1 })], [0, 1, 1, 2, 2]);
    assert.deepEqual([codeOf({ waiting: 1 }, { kind: 'cancelled', message: '' }), codeOf({ waiting: 1 }, { kind: 'token', message: '' })], [2, 1]);
  });
});
