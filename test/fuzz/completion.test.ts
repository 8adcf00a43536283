import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { type Completion, createLanguageService } from '../../server/src/service';
import { tabStops } from '../profile/snippetNotation';
import { mutated, soup } from './mutation';
import { runs } from './runs';

const EXAMPLES = ['samples/user-profile-0.xml', 'samples/as-printed/user-profile-0.xml', 'test/fixtures/complete-profile.xml'].map((path) => readFileSync(path, 'utf8'));
/** Small profiles, so that the slips fall where something is offered. */
const PROFILES = ['<Common index="0"><PrivateCall/></Common>', '<OnNetwork><MCPTTGroupInfo><entry index="0"><uri-entry>sip:a\r\n</uri-entry></entry></MCPTTGroupInfo></OnNetwork>', '<cp:ruleset><cp:rule id="r"><cp:conditions><cp:identity><cp:one id="a"/></cp:identity></cp:conditions><cp:actions><allow-regroup> true\n</allow-regroup><anyExt/></cp:actions></cp:rule></cp:ruleset>']
  .map((content) => `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="urn:ietf:params:xml:ns:common-policy" XUI-URI="sip:a@b" user-profile-index="0">${content}</mcptt-user-profile>`);

const service = createLanguageService();

/** What every editor relies on. */
function checkOffered(text: string, offset: number, { label, insert, snippet, start, end, insertEnd, also = [] }: Completion): void {
  const told = `${label} at ${offset} of ${JSON.stringify(text)}`;
  assert.ok(label !== '' && insert !== '', told);
  // The protocol wants the replaced characters in one line, around the cursor.
  assert.ok(0 <= start && start <= insertEnd && insertEnd <= end && end <= text.length && start <= offset && offset <= end && offset <= insertEnd, `${start} ${insertEnd} ${end}: ${told}`);
  assert.doesNotMatch(text.slice(start, end), /[\r\n]/, told);
  for (const change of also) assert.ok(change.start >= end && change.end <= text.length && change.start <= change.end, told);
  if (!snippet) return;
  const stops = tabStops(insert);
  assert.deepEqual(stops, [...stops.slice(0, -1).map((_stop, index) => index + 1), 0], `${insert}: ${told}`);
}

function checkAnywhere(text: string, at: number): void {
  const offset = at % (text.length + 1);
  const tree = service.parse(text);
  const offered = service.complete(tree, offset);
  for (const completion of offered) checkOffered(text, offset, completion);
  const names = offered.map(({ kind, label, insert }) => `${kind} ${label} ${insert}`);
  assert.deepEqual([...new Set(names)], names, `nothing twice at ${offset} of ${JSON.stringify(text)}`);
  const hover = service.hover(tree, offset);
  // The name of an element is explained on its `<` or `</` as well.
  assert.ok(!hover || (hover.start - 2 <= offset && offset <= hover.end && hover.end <= text.length), `hover at ${offset} of ${JSON.stringify(text)}`);
}

suite('completion and hover in any text', function () {
  this.timeout(0);

  test('markup soup', () => {
    fc.assert(fc.property(soup, fc.nat(10_000), checkAnywhere), runs(1_000));
  });

  test('mutated documents', () => {
    fc.assert(fc.property(mutated(), fc.nat(10_000), checkAnywhere), runs(500));
    fc.assert(fc.property(mutated(PROFILES), fc.nat(10_000), checkAnywhere), runs(3_000));
    fc.assert(fc.property(mutated(EXAMPLES), fc.nat(100_000), checkAnywhere), runs(100));
  });
});
