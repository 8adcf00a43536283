import { conformance, shift } from './conformance';

const ROW = shift('<crew id="a"/><crew id="b"/><!-- relief --><car id="a"/>');
const after = (content: string) => shift(content);

conformance('positions and predicates', [
  { section: '6.3', what: 'the first and only by its name', before: ROW, request: 'GET shift/car', answer: '200', text: '<car id="a"/>' },
  { section: '6.3', what: 'a position among those of the name', before: ROW, request: 'GET shift/crew[2]', answer: '200', text: '<crew id="b"/>' },
  { section: '6.3', what: 'a position among all', before: ROW, request: 'GET shift/*[3]', answer: '200', text: '<car id="a"/>' },
  { section: '6.3', what: 'any name at the root', before: ROW, request: 'GET */car', answer: '200', text: '<car id="a"/>' },
  { section: '6.3', what: 'the root by its position', before: ROW, request: 'GET shift[1]/car', answer: '200', text: '<car id="a"/>' },
  { section: '6.3', what: 'an attribute', before: ROW, request: 'GET shift/crew[@id="b"]', answer: '200', text: '<crew id="b"/>' },
  { section: '6.3', what: 'an attribute in the other quotes', before: ROW, request: "GET shift/crew[@id='b']", answer: '200', text: '<crew id="b"/>' },
  { section: '6.3', what: 'an attribute of any element', before: ROW, request: 'GET shift/*[@id="b"]', answer: '200', text: '<crew id="b"/>' },
  { section: '6.3', what: 'an attribute of two elements', before: ROW, request: 'GET shift/*[@id="a"]', answer: '404' },
  { section: '6.3', what: 'position and attribute', before: ROW, request: 'GET shift/*[3][@id="a"]', answer: '200', text: '<car id="a"/>' },
  { section: '6.3', what: 'position first, then attribute', before: ROW, request: 'GET shift/crew[1][@id="b"]', answer: '404' },
  { section: '6.3', what: 'position 0', before: ROW, request: 'GET shift/crew[0]', answer: '404' },
  { section: '6.3', what: 'a position too far', before: ROW, request: 'GET shift/crew[3]', answer: '404' },
  { section: '6.3', what: 'a position beyond all numbers', before: ROW, request: `GET shift/crew[${'9'.repeat(400)}]`, answer: '404' },
  { section: '6.3', what: 'leading zeros', before: ROW, request: 'GET shift/crew[002]', answer: '200', text: '<crew id="b"/>' },
  { section: '6.3', what: 'comments have no position', before: ROW, request: 'GET shift/*[4]', answer: '404' },
  { section: '6.3', what: 'a step matches one of its own parent only', before: shift('<crew id="a"><radio/></crew><crew id="b"><radio n="2"/></crew>'), request: 'GET shift/crew[@id="b"]/radio', answer: '200', text: '<radio n="2"/>' },
  // 8.2.3: where a new element goes
  { section: '8.2.3', what: 'after the last of its name', before: ROW, request: 'PUT shift/crew[@id="c"]', body: '<crew id="c"/>', answer: '201', after: after('<crew id="a"/><crew id="b"/><crew id="c"/><!-- relief --><car id="a"/>') },
  { section: '8.2.3', what: 'after the last of its name, by its number', before: ROW, request: 'PUT shift/crew[3]', body: '<crew id="c"/>', answer: '201', after: after('<crew id="a"/><crew id="b"/><crew id="c"/><!-- relief --><car id="a"/>') },
  { section: '8.2.3', what: 'by number and attribute', before: ROW, request: 'PUT shift/crew[3][@id="c"]', body: '<crew id="c"/>', answer: '201', after: after('<crew id="a"/><crew id="b"/><crew id="c"/><!-- relief --><car id="a"/>') },
  { section: '8.2.3', what: 'by its number among all', before: ROW, request: 'PUT shift/*[3][@id="c"]', body: '<crew id="c"/>', answer: '201', after: after('<crew id="a"/><crew id="b"/><crew id="c"/><!-- relief --><car id="a"/>') },
  { section: '8.2.3', what: 'between two of its name', before: ROW, request: 'PUT shift/crew[2][@id="c"]', body: '<crew id="c"/>', answer: '201', after: after('<crew id="a"/><crew id="c"/><crew id="b"/><!-- relief --><car id="a"/>') },
  { section: '8.2.3', what: 'before the first of its name', before: ROW, request: 'PUT shift/car[1][@id="c"]', body: '<car id="c"/>', answer: '201', after: after('<crew id="a"/><crew id="b"/><!-- relief --><car id="c"/><car id="a"/>') },
  { section: '8.2.3', what: 'before all', before: ROW, request: 'PUT shift/*[1][@id="c"]', body: '<car id="c"/>', answer: '201', after: after('<car id="c"/><crew id="a"/><crew id="b"/><!-- relief --><car id="a"/>') },
  { section: '8.2.3', what: 'between others', before: ROW, request: 'PUT shift/*[2][@id="c"]', body: '<car id="c"/>', answer: '201', after: after('<crew id="a"/><car id="c"/><crew id="b"/><!-- relief --><car id="a"/>') },
  { section: '8.2.3', what: 'after all', before: ROW, request: 'PUT shift/*[4]', body: '<car id="c"/>', answer: '201', after: after('<crew id="a"/><crew id="b"/><!-- relief --><car id="a"/><car id="c"/>') },
  { section: '8.2.3', what: 'any name: the name of what is sent decides', before: ROW, request: 'PUT shift/*[@id="c"]', body: '<crew id="c"/>', answer: '201', after: after('<crew id="a"/><crew id="b"/><crew id="c"/><!-- relief --><car id="a"/>') },
  { section: '8.2.3', what: 'any name: a name that is new', before: ROW, request: 'PUT shift/*[@id="c"]', body: '<boat id="c"/>', answer: '201', after: after('<crew id="a"/><crew id="b"/><!-- relief --><car id="a"/><boat id="c"/>') },
  { section: '8.2.3', what: 'the first child by any name', before: shift(''), request: 'PUT shift/*', body: '<crew/>', answer: '201', after: shift('<crew/>') },
  { section: '8.2.3', what: 'the first child by its position', before: shift('<!-- none -->'), request: 'PUT shift/*[1]', body: '<crew/>', answer: '201', after: shift('<!-- none --><crew/>') },
  { section: '8.2.3', what: 'any name where there are several', before: ROW, request: 'PUT shift/*', body: '<crew/>', answer: '409 cannot-insert' },
  { section: '8.2.3', what: 'a position that leaves a gap', before: ROW, request: 'PUT shift/crew[4]', body: '<crew id="c"/>', answer: '409 cannot-insert', text: 'position 4 is not possible: there are 2, so a new one may be number 1 to 3' },
  { section: '8.2.3', what: 'a position that leaves a gap among all', before: ROW, request: 'PUT shift/*[5][@id="c"]', body: '<crew id="c"/>', answer: '409 cannot-insert' },
  { section: '8.2.3', what: 'position 0', before: ROW, request: 'PUT shift/*[0][@id="c"]', body: '<crew id="c"/>', answer: '409 cannot-insert' },
  { section: '8.2.3', what: 'an attribute that makes two', before: shift('<crew id="a"/>'), request: 'PUT shift/crew[2][@id="a"]', body: '<crew id="a"/>', answer: '201', after: shift('<crew id="a"/><crew id="a"/>') },
  { section: '8.2.3', what: 'not the attribute of the address', before: ROW, request: 'PUT shift/crew[3][@id="c"]', body: '<crew id="d"/>', answer: '409 cannot-insert' },
  { section: '8.2.3', what: 'not the name of the address', before: ROW, request: 'PUT shift/crew[3]', body: '<car/>', answer: '409 cannot-insert' },
  { section: '8.2.4', what: 'a position that exists is replaced', before: ROW, request: 'PUT shift/*[2]', body: '<boat/>', answer: '200', after: after('<crew id="a"/><boat/><!-- relief --><car id="a"/>') },
  // 8.4: a removal is idempotent
  { section: '8.4', what: 'the last by its position', before: ROW, request: 'DELETE shift/crew[2]', answer: '200', after: after('<crew id="a"/><!-- relief --><car id="a"/>') },
  { section: '8.4', what: 'the last of all', before: ROW, request: 'DELETE shift/*[3]', answer: '200', after: after('<crew id="a"/><crew id="b"/><!-- relief -->') },
  { section: '8.4', what: 'another moves up', before: ROW, request: 'DELETE shift/*[2]', answer: '409 cannot-delete' },
  { section: '8.4', what: 'another moves up, with another attribute', before: ROW, request: 'DELETE shift/*[2][@id="b"]', answer: '200', after: after('<crew id="a"/><!-- relief --><car id="a"/>') },
  { section: '8.4', what: 'another moves up, with the same attribute', before: shift('<crew id="a"/><crew id="a"/>'), request: 'DELETE shift/crew[1][@id="a"]', answer: '409 cannot-delete' },
  // 8.2.3: where the schema wants it
  {
    section: '8.2.3', what: 'where the schema takes it, rather than nowhere', application: 'profile',
    before: profile('<MCPTTPrivateRecipient>\n      <ProSeUserID-entry index="0"><User-Info-ID>0000000000C0</User-Info-ID></ProSeUserID-entry>\n    </MCPTTPrivateRecipient>').replace('<ProSe', '<entry index="0"><uri-entry>sip:c@x</uri-entry></entry><ProSe'),
    request: 'PUT mcptt-user-profile/Common/PrivateCall/EmergencyCall/MCPTTPrivateRecipient/entry/display-name', body: '<display-name>Control</display-name>', answer: '201',
    after: profile('<MCPTTPrivateRecipient>\n      <ProSeUserID-entry index="0"><User-Info-ID>0000000000C0</User-Info-ID></ProSeUserID-entry>\n    </MCPTTPrivateRecipient>').replace('<ProSe', '<entry index="0"><uri-entry>sip:c@x</uri-entry><display-name>Control</display-name></entry><ProSe'),
  },
  {
    section: '8.2.3', what: 'in front of the others, where the schema wants it there', application: 'profile',
    before: profile('<MCPTTPrivateRecipient><entry index="0"><uri-entry>sip:c@x</uri-entry><anyExt/></entry><ProSeUserID-entry index="0"><User-Info-ID>0000000000C0</User-Info-ID></ProSeUserID-entry></MCPTTPrivateRecipient>'),
    request: 'PUT mcptt-user-profile/Common/PrivateCall/EmergencyCall/MCPTTPrivateRecipient/entry/display-name', body: '<display-name>Control</display-name>', answer: '201',
    after: profile('<MCPTTPrivateRecipient><entry index="0"><uri-entry>sip:c@x</uri-entry><display-name>Control</display-name><anyExt/></entry><ProSeUserID-entry index="0"><User-Info-ID>0000000000C0</User-Info-ID></ProSeUserID-entry></MCPTTPrivateRecipient>'),
  },
]);

/** A profile whose emergency call is made to this. */
function profile(target: string): string {
  return `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="sip:a@x" user-profile-index="0"><Common index="0"><PrivateCall><PrivateCallList/><EmergencyCall>${target}</EmergencyCall></PrivateCall></Common></mcptt-user-profile>`;
}
