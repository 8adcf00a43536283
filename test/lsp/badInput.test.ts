import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Session } from './session';

const sample = readFileSync(resolve(__dirname, '../../samples/user-profile-0.xml'), 'utf8');
const LAUGHS = `<?xml version="1.0"?>
<!DOCTYPE mcptt-user-profile [
  <!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">
]>
<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="sip:a@b" user-profile-index="0"><Name>&c;</Name></mcptt-user-profile>`;

/** Text, and the codes of the errors that it must bring, the whole list; or how many at most where the text is noise. */
const SHAPES: Readonly<Record<string, { readonly text: string; readonly codes?: readonly string[] }>> = {
  'an empty file': { text: '', codes: ['no-root-element'] },
  'white space': { text: ' \r\n\t', codes: ['no-root-element'] },
  'binary': { text: Array.from({ length: 100_000 }, (_, at) => String.fromCharCode((at * 7919) % 256)).join('') },
  '10 MB of <': { text: '<'.repeat(10_000_000), codes: ['bare-less-than'] },
  '100 000 nested elements': { text: '<a>'.repeat(100_000) + '</a>'.repeat(100_000), codes: ['unknown-root'] },
  '100 000 nested elements without an end': { text: '<a>'.repeat(100_000) },
  '100 000 nested elements inside the profile': { text: sample.replace('</anyExt>', `${'<anyExt>'.repeat(100_000)}${'</anyExt>'.repeat(100_000)}</anyExt>`), codes: [] },
  'an entity bomb': { text: LAUGHS, codes: ['doctype'] },
  'an external document type': { text: LAUGHS.replace(/\[[\s\S]*?\]>/, 'SYSTEM "http://127.0.0.1:1/profile.dtd">'), codes: ['doctype'] },
  'another encoding declared': { text: sample.replace(/encoding="[^"]*"/, 'encoding="ISO-8859-1"'), codes: ['encoding'] },
  'a megabyte on one line': { text: sample.replace(/<MCPTTGroupInfo[^>]*>/, (tag) => tag + '<entry index="x"><uri-entry>sip:g@example.com</uri-entry></entry>'.repeat(16_000)).replace(/\n/g, ' '), codes: [] },
};

suite('bad input over stdio', function () {
  this.timeout(120_000);

  test('no shape ends the server or makes it wait', async () => {
    const session = new Session();
    await session.initialize();
    for (const [name, { text, codes }] of Object.entries(SHAPES)) {
      const uri = await session.open(text);
      const found = (await session.diagnostics(uri)).filter(({ severity }) => severity === 1);
      if (codes) assert.deepEqual(found.map(({ code }) => code), codes, name);
      else assert.ok(found.length > 0 && found.length <= 1_001, `${name}: ${found.length} errors`);
      await session.completion(uri, { line: 0, character: Math.min(1, text.length) });
      await session.hover(uri, { line: 0, character: 0 });
      await session.close(uri);
      // Still the same process, with a whole answer for a document that is in order.
      assert.deepEqual(await session.diagnostics(await session.open(sample)), [], `after ${name}`);
      await session.close('file:///profiles/user-profile-0.xml');
    }
    assert.equal(await session.end(), 0);
  });

  test("'</' typed at every place of the example", async () => {
    const session = new Session();
    await session.initialize();
    for (let at = 0; at <= sample.length; at++) {
      const uri = await session.open(`${sample.slice(0, at)}</${sample.slice(at)}`, `file:///${at}/user-profile-0.xml`);
      await session.diagnostics(uri);
      await session.close(uri);
    }
    assert.equal(await session.end(), 0);
  });

  test('the example cut at every offset', async () => {
    const session = new Session();
    await session.initialize();
    for (let at = 0; at < sample.trimEnd().length; at++) {
      const uri = await session.open(sample.slice(0, at), `file:///${at}/user-profile-0.xml`);
      const errors = (await session.diagnostics(uri)).filter(({ severity }) => severity === 1);
      assert.ok(errors.length > 0, `cut at ${at}: something is missing, and nothing was said`);
      await session.close(uri);
    }
    assert.equal(await session.end(), 0);
  });
});
