import assert from 'node:assert/strict';
import fc from 'fast-check';
import { conflictPlaces } from '../../xcap/src/conflictPlaces';
import { readXcapError, type Conflict } from '../../xcap/src/xcapError';

const DOCUMENT = `<?xml version="1.0" encoding="UTF-8"?>
<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" user-profile-index="0">
  <Name>Ü €</Name>
  <Common index="0">
    <UserAlias><alias-entry index="7">Officer</alias-entry></UserAlias>
  </Common>
  <Common index="1" priority="high"/>
</mcptt-user-profile>
`;

/** The places as the editor shows them: line, the marked characters, message. */
function shown(conflict: Conflict, text = DOCUMENT): string[] {
  return conflictPlaces(conflict, text).map(({ start, end, message }) => {
    assert.ok(start >= 0 && start <= end && end <= text.length);
    return `${text.slice(0, start).split(/\r\n?|\n/).length} «${text.slice(start, end)}» ${message}`;
  });
}

const invalid = (phrase: string): Conflict => ({ kind: 'schema-validation-error', phrase });

suite('xcap: the places of a conflict', () => {
  const phrases: [what: string, phrase: string, place: string][] = [
    ['our CMS', 'line 5, column 17: unexpected element (unexpected-element)', '5 «alias-entry» unexpected element (unexpected-element)'],
    ['our CMS, in the middle of a tag', 'line 7, column 22: wrong (bad-value)', '7 «priority» wrong (bad-value)'],
    ['our CMS, inside a word', 'line 5, column 43: wrong', '5 «Officer» wrong'],
    ['our CMS, at a tag', 'line 4, column 3: wrong', '4 «Common» wrong'],
    ['our CMS, at an end tag', 'line 6, column 3: wrong', '6 «Common» wrong'],
    ['our CMS, at a mark', 'line 7, column 19: wrong', '7 «"» wrong'],
    ['lxml', "Element 'Nam': This element is not expected., line 3", "3 «<Name>Ü €</Name>» Element 'Nam': This element is not expected."],
    ['in brackets', 'The element is unknown (line 4, col. 4).', '4 «Common» The element is unknown.'],
    ['in a sentence', 'The element at line 4 column 4 is unknown.', '4 «Common» The element at line 4 column 4 is unknown.'],
    ['Java', "org.xml.sax.SAXParseException; lineNumber: 5; columnNumber: 16; cvc-complex-type.2.4.a: Invalid content.", '5 «alias-entry» org.xml.sax.SAXParseException; lineNumber: 5; columnNumber: 16; cvc-complex-type.2.4.a: Invalid content.'],
    ["libxml2's log", "<string>:3:0:ERROR:SCHEMASV:SCHEMAV_ELEMENT_CONTENT: Element 'Name': This element is not expected.", "3 «<Name>Ü €</Name>» Element 'Name': This element is not expected."],
    ['xmllint', 'profile.xml:7: element Common: Schemas validity error : Attribute not allowed.', '7 «<Common index="1" priority="high"/>» Attribute not allowed.'],
    ['xmllint, not well-formed', 'Entity: line 3: parser error : Start tag expected', '3 «<Name>Ü €</Name>» Entity: line 3: parser error : Start tag expected'],
    ['numbers', '7:21: wrong', '7 «priority» wrong'],
    ['numbers in brackets', '[7:21] wrong', '7 «priority» wrong'],
    ['nothing but the place', 'line 4, column 4', '4 «Common» line 4, column 4'],
    ['a column behind the end of the line', 'line 3, column 400: wrong', '3 «<Name>Ü €</Name>» wrong'],
    ['a line behind the end of the text', 'line 90, column 1: wrong', '2 «mcptt-user-profile» line 90, column 1: wrong'],
    ['the very large line', 'line 999999999, column 999999999: wrong', '2 «mcptt-user-profile» line 999999999, column 999999999: wrong'],
    ['a node selector', '/mcptt-user-profile/Common[2]/@priority: not allowed', '7 «priority» not allowed'],
    ['an encoded one', '/mcptt-user-profile/Common%5B2%5D/@priority: not allowed', '7 «priority» not allowed'],
    ['a name with a predicate', 'not allowed: /mcptt-user-profile/Common[@index="1"]', '7 «Common» not allowed:'],
    ['XPath with prefixes', '/ns0:mcptt-user-profile/ns0:Common[1]/ns0:UserAlias/ns0:alias-entry', '5 «alias-entry» /ns0:mcptt-user-profile/ns0:Common[1]/ns0:UserAlias/ns0:alias-entry'],
    ['XPath with local names', "/*[local-name()='mcptt-user-profile']/*[local-name()='Name'] is wrong", "3 «Name» is wrong"],
    ['an attribute that is missing', '/mcptt-user-profile/Common[2]/@index2 is missing', '7 «Common» is missing'],
    ['an element that is missing', "The value at '/mcptt-user-profile/Common[1]/Absent/x' is wrong", "4 «Common» The value at '/mcptt-user-profile/Common[1]/Absent/x' is wrong"],
    ['another document', '/other/Name is wrong', '2 «mcptt-user-profile» /other/Name is wrong'],
    ['no place', 'the document is not liked', '2 «mcptt-user-profile» the document is not liked'],
    ['a name of a file', 'see http://cms.example.com/help and and/or', '2 «mcptt-user-profile» see http://cms.example.com/help and and/or'],
  ];
  for (const [what, phrase, place] of phrases) test(`${what}: ${phrase.slice(0, 60)}`, () => assert.deepEqual(shown(invalid(phrase)), [place]));

  test('the schema errors of one server, in a comment', () => {
    const body = `<xcap-error xmlns="urn:ietf:params:xml:ns:xcap-error"><schema-validation-error><!--
<string>:3:0:ERROR:SCHEMASV:SCHEMAV_ELEMENT_CONTENT: Element 'Name': This element is not expected.
  Expected is ( Status ).
<string>:7:0:ERROR:SCHEMASV:SCHEMAV_CVC_COMPLEX_TYPE_3_2_1: Attribute 'priority' is not allowed.
--></schema-validation-error></xcap-error>`;
    const conflict = readXcapError(body);
    assert.ok(conflict);
    assert.deepEqual(shown(conflict), [
      "3 «<Name>Ü €</Name>» Element 'Name': This element is not expected. Expected is ( Status ).",
      '7 «<Common index="1" priority="high"/>» Attribute \'priority\' is not allowed.',
    ]);
  });

  test('what is in use, and what is free', () => {
    const exists = [{ field: 'mcptt-user-profile/Common[2]/@index', altValues: ['2', '3'] }, { field: 'Name', altValues: [] }];
    assert.deepEqual(shown({ kind: 'uniqueness-failure', exists }), ['7 «index» must be unique and is in use already; free: 2, 3', '3 «Name» must be unique and is in use already']);
  });

  test('the nearest element of an address that leads nowhere', () => {
    const ancestor = 'http://cms1.example.com/root/org.3gpp.mcptt.user-profile/users/sip:u@h/p.xml/~~/mcptt-user-profile/Common%5B1%5D?xmlns(p=urn:x)';
    assert.deepEqual(shown({ kind: 'no-parent', ancestor }), ['4 «Common» the CMS has this element, and not the next one of the address that was sent']);
  });

  test('no word at all: what the reason means', () => {
    assert.deepEqual(shown({ kind: 'not-utf-8' }), ['2 «mcptt-user-profile» the document is not encoded in UTF-8']);
    assert.deepEqual(shown({ kind: 'too-late' }), ['2 «mcptt-user-profile» too-late']);
  });

  test('a document without an element, and none', () => {
    assert.deepEqual(shown(invalid('line 1, column 1: no'), 'no'), ['1 «no» no']);
    assert.deepEqual(shown(invalid('/a/b: no'), ''), ['1 «» /a/b: no']);
    assert.deepEqual(shown(invalid('line 1, column 1: no'), ''), ['1 «» no']);
  });

  test('line ends of any kind count once', () => {
    assert.deepEqual(shown(invalid('line 3, column 2: no'), '<a>\r\n\r<b/>\r\n</a>'), ['3 «b» no']);
  });

  test('any phrase in any text: one place at least, inside the text, and soon', () => {
    const piece = fc.constantFrom('line ', '3', ',', ' column ', ':', '/', '[', ']', '@', 'a', '%5B', '%', '"', "'", '<', ' ', '(', ')', '\u202e', '\ud800');
    fc.assert(fc.property(fc.array(piece, { maxLength: 200 }), fc.array(fc.constantFrom('<a>', '</a>', '<a b="', '"', '\n', '\r', ' ', 'é', '/>'), { maxLength: 30 }), (phrase, parts) => {
      const text = parts.join('');
      assert.ok(shown({ kind: 'constraint-failure', phrase: phrase.join('') }, text).length === 1);
    }));
  });
});
