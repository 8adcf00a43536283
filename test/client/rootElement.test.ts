import assert from 'node:assert/strict';
import { isProfileText, prologLength, readRootElement } from '../../client/src/vscode/rootElement';

const root = '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="sip:user1@example.com" user-profile-index="0">';

suite('root element of a document', () => {
  const profiles: Record<string, string> = {
    'nothing before it': root,
    'byte order mark and declaration': `\uFEFF<?xml version="1.0" encoding="UTF-8"?>\r\n${root}`,
    'comments, one with a tag in it': `<!-- <other/> --><!---->\n${root}`,
    'an instruction': `<?xml-stylesheet href="a>b"?>${root}`,
    'DOCTYPE with identifiers': `<!DOCTYPE mcptt-user-profile PUBLIC "a>b" 'c[d'>\n${root}`,
    'DOCTYPE with an internal subset': `<!DOCTYPE mcptt-user-profile [ <!ENTITY a "]>"> ]>${root}`,
    'a prefix': '<up:mcptt-user-profile xmlns:up="urn:3gpp:mcptt:user-profile:1.0">',
    'single quotes, blanks, line ends': "<mcptt-user-profile\r\n\txmlns = 'urn:3gpp:mcptt:user-profile:1.0'\r\n>",
    'a start tag that is not finished': '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="',
    'attributes without a blank between them': '<mcptt-user-profile a="1"xmlns="urn:3gpp:mcptt:user-profile:1.0">',
    'a character reference in the namespace': '<mcptt-user-profile xmlns="urn:3gpp:mcptt&#58;user-profile&#x3a;1.0">',
  };
  for (const [name, text] of Object.entries(profiles)) {
    test(`a profile: ${name}`, () => assert.equal(isProfileText(text), true));
  }

  const others: Record<string, string> = {
    'empty text': '',
    'no namespace': '<mcptt-user-profile>',
    'another namespace': '<mcptt-user-profile xmlns="urn:example">',
    'another name': '<mcptt-user-profiles xmlns="urn:3gpp:mcptt:user-profile:1.0">',
    'the namespace on an unused prefix': '<mcptt-user-profile xmlns:up="urn:3gpp:mcptt:user-profile:1.0">',
    'inside another root': `<list>${root}`,
    'in a comment only': `<!-- ${root} -->`,
    'in a comment that does not end': `<!-- ${root}`,
    'text before it': `hello ${root}`,
    'binary': '\u0000\u0001\uD800',
    'behind a very long comment': `<!--${' '.repeat(prologLength)}-->${root}`,
  };
  for (const [name, text] of Object.entries(others)) {
    test(`no profile: ${name}`, () => assert.equal(isProfileText(text), false));
  }

  test('reads name, namespace and attributes, the first of two counts', () => {
    const element = readRootElement('<a:b xmlns:a="urn:x" c="1 &amp; 2" c="3" d=4>');
    assert.ok(element);
    assert.equal(element.localName, 'b');
    assert.equal(element.namespace, 'urn:x');
    assert.deepEqual([...element.attributes], [['xmlns:a', 'urn:x'], ['c', '1 & 2'], ['d', '4']]);
  });
});
