import assert from 'node:assert/strict';
import { directoryDocument, readDirectory } from '../../xcap/src/directory';

const ENTRIES = [
  { auid: 'org.3gpp.mcptt.user-profile', uri: "/mcptt/a&b'<c>/users/sip:u@h/p.xml", entityTag: '"1"' },
  { auid: 'org.3gpp.mcptt.user-profile', uri: '/q.xml', entityTag: '"2"' },
  { auid: 'other', uri: '/r.xml' },
];

suite('xcap: directory', () => {
  test('a folder for each application', () => {
    assert.equal(
      directoryDocument(ENTRIES),
      `<?xml version="1.0" encoding="UTF-8"?>
<xcap-directory xmlns="urn:oma:xml:xdm:xcap-directory">
  <folder auid="org.3gpp.mcptt.user-profile">
    <entry uri="/mcptt/a&amp;b'&lt;c&gt;/users/sip:u@h/p.xml" etag="&quot;1&quot;"/>
    <entry uri="/q.xml" etag="&quot;2&quot;"/>
  </folder>
  <folder auid="other">
    <entry uri="/r.xml"/>
  </folder>
</xcap-directory>
`,
    );
  });

  test('what is written is read back', () => {
    assert.deepEqual(readDirectory(directoryDocument(ENTRIES)), ENTRIES);
    assert.deepEqual(readDirectory(directoryDocument([])), []);
  });

  test('what is none is told from an empty one', () => {
    for (const text of ['', '<html/>', '{}', directoryDocument(ENTRIES).replace('</xcap-directory>', ''), '<xcap-directory']) assert.equal(readDirectory(text), undefined);
  });
});
