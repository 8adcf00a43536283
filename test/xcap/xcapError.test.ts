import assert from 'node:assert/strict';
import fc from 'fast-check';
import { conflictLine, CONFLICTS, readXcapError, xcapErrorDocument, type Conflict, type ConflictKind } from '../../xcap/src/xcapError';

suite('xcap: xcap-error', function () {
  // The first run of a property loads tables of characters.
  this.timeout(20_000);
  test('is written as RFC 4825 11.2 has it', () => {
    assert.equal(
      xcapErrorDocument({ kind: 'schema-validation-error', phrase: 'line 3: <a> & "b"' }),
      `<?xml version="1.0" encoding="UTF-8"?>
<xcap-error xmlns="urn:ietf:params:xml:ns:xcap-error"><schema-validation-error phrase="line 3: &lt;a&gt; &amp; &quot;b&quot;"/></xcap-error>
`,
    );
  });

  test('what is written is read back, for every reason', () => {
    for (const kind of Object.keys(CONFLICTS) as ConflictKind[]) {
      const conflict = { kind, phrase: 'because' };
      assert.deepEqual(readXcapError(xcapErrorDocument(conflict)), kind === 'extension' ? { kind } : conflict);
    }
    const noParent = { kind: 'no-parent', ancestor: '/a/b?c&d' } as const;
    assert.deepEqual(readXcapError(xcapErrorDocument(noParent)), noParent);
    const unique = { kind: 'uniqueness-failure', exists: [{ field: 'a/@id', altValues: ['x', 'y'] }, { field: 'b', altValues: [] }] } as const;
    assert.deepEqual(readXcapError(xcapErrorDocument(unique)), unique);
  });

  test('any phrase survives, but for what XML cannot hold and white space that a line cannot', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 100 }), (phrase) => {
        const read = readXcapError(xcapErrorDocument({ kind: 'constraint-failure', phrase }));
        const shown = phrase.replace(/ +/g, ' ').trim();
        assert.equal(read?.phrase, shown === '' ? undefined : shown);
      }),
    );
    assert.match(xcapErrorDocument({ kind: 'constraint-failure', phrase: '\u0000\ud800\uffff' }), /phrase="\ufffd\ufffd\ufffd"/);
  });

  const foreign: [what: string, text: string, conflict: Conflict | undefined][] = [
    [
      'the schema errors of one server, in a comment',
      '<?xml version="1.0"?><xcap-error xmlns="urn:ietf:params:xml:ns:xcap-error"><schema-validation-error><!-- 3:12: element x\n  is not expected --></schema-validation-error></xcap-error>',
      { kind: 'schema-validation-error', remarks: ['3:12: element x', 'is not expected'] },
    ],
    ['a prefix', '<e:xcap-error xmlns:e="urn:ietf:params:xml:ns:xcap-error"><e:not-utf-8 phrase="no"/></e:xcap-error>', { kind: 'not-utf-8', phrase: 'no' }],
    ['no namespace, an unknown reason, text', '<xcap-error><too-late>sorry</too-late></xcap-error>', { kind: 'too-late', remarks: ['sorry'] }],
    ['cut in the middle', '<xcap-error xmlns="urn:ietf:params:xml:ns:xcap-error"><constraint-failure phrase="no', { kind: 'constraint-failure', phrase: 'no' }],
    ['no reason', '<xcap-error/>', undefined],
    ['a page', '<html><body>no</body></html>', undefined],
    ['JSON', '{"error": "no"}', undefined],
    ['nothing', '', undefined],
  ];
  for (const [what, text, conflict] of foreign) test(`reads ${what}`, () => assert.deepEqual(readXcapError(text), conflict));

  test('a conflict in one line', () => {
    assert.equal(
      conflictLine({ kind: 'uniqueness-failure', phrase: 'taken', exists: [{ field: '@index', altValues: ['4', '5'] }] }),
      'uniqueness-failure, something that must be unique is in use already; taken; in use: @index (free: 4, 5)',
    );
    assert.equal(conflictLine({ kind: 'no-parent', ancestor: '/a' }), 'no-parent, the place for it does not exist on the CMS; nearest place that exists: /a');
    assert.equal(conflictLine({ kind: 'too-late', remarks: ['sorry'] }), 'too-late; sorry');
  });
});
