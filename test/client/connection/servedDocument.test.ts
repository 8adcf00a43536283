import assert from 'node:assert/strict';
import { otherThanProfile } from '../../../client/src/connection/servedDocument';

suite('what a CMS serves as a profile', () => {
  for (const text of [
    '<mcptt-user-profile/>', '\uFEFF<?xml version="1.0"?>\r\n<!-- <a/> --><p:mcptt-user-profile xmlns:p="x"/>', '<mcptt-user-profile XUI-URI="sip:', '<mcptt-user-profile>\n<broken',
    '<!DOCTYPE mcptt-user-profile><mcptt-user-profile/>', '<!-- nothing else', '',
  ]) {
    test(`may be one: ${JSON.stringify(text)}`, () => assert.equal(otherThanProfile('a.xml', text), undefined));
  }

  for (const [text, name] of [
    ['<error>no</error>', 'error'], ['<?xml version="1.0"?><soap:Envelope xmlns:soap="x"/>', 'Envelope'], ['<!--<mcptt-user-profile/>--><head><title>Sign in', 'head'],
    ['<Mcptt-User-Profile/>', 'Mcptt-User-Profile'], [`<${'x'.repeat(100_000)}`, 'x'.repeat(100)],
  ] as const) {
    test(`is another document: ${text.slice(0, 60)}`, () =>
      assert.equal(otherThanProfile('a.xml', text), `What came instead of a.xml is another document, whose root element is '${name}'. Nothing was written; check the XCAP root.`));
  }
});
