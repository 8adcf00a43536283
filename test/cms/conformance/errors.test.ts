import { conformance, shift } from './conformance';

const profile = (content: string) => `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="sip:a@x" user-profile-index="0">\n${content}\n</mcptt-user-profile>`;
const LIST = profile(`<OnNetwork index="0">
  <MCPTTGroupInfo index="0">
    <entry index="0"><uri-entry>sip:fire@x</uri-entry></entry>
    <entry index="1"><uri-entry>sip:police@x</uri-entry></entry>
    <entry index="3"><uri-entry>sip:rescue@x</uri-entry></entry>
  </MCPTTGroupInfo>
  <MaxAffiliationsN2>4</MaxAffiliationsN2>
</OnNetwork>`);
const GROUPS = 'mcptt-user-profile/OnNetwork/MCPTTGroupInfo';
const FIELD = 'mcptt-user-profile/OnNetwork/MCPTTGroupInfo';
const entry = (index: string) => `<entry index="${index}"><uri-entry>sip:new@x</uri-entry></entry>`;
const TWICE = LIST.replace('index="3"', 'index="1"');
const RULES = profile('<cp:ruleset xmlns:cp="urn:ietf:params:xml:ns:common-policy"><cp:rule id="r"/><cp:rule id="r-2"/></cp:ruleset>');
const common = (index: string) => `<Common index="${index}"><MissionCriticalOrganization>Gotham PD</MissionCriticalOrganization></Common>`;
const COMMONS = profile(`${common('0')}\n${common('1')}`);
const identity = (index: string) => `<MCPTTUserID index="${index}"><uri-entry>sip:b@x</uri-entry></MCPTTUserID>`;
const IDENTIFIED = profile(`<Common index="0">${identity('0')}</Common>`);
const POLICY = '?xmlns(cp=urn:ietf:params:xml:ns:common-policy)';
const PLAN = shift('<crew id="a"/><crew id="Łódź / &quot;7&quot;"/>');
const row = { application: 'profile' } as const;

conformance('errors', [
  // 11: the schema's verdict on the whole new document
  { ...row, section: '8.2.5', what: 'a value that the schema refuses, at its place in the document', before: LIST, request: 'PUT mcptt-user-profile/OnNetwork/MaxAffiliationsN2', body: '<MaxAffiliationsN2>many</MaxAffiliationsN2>', answer: '409 schema-validation-error', text: "line 8, column 22: 'many' is not a whole number of at least 0 (invalid-value)" },
  { ...row, section: '8.2.5', what: 'an element that the schema does not know', before: LIST, request: `PUT ${GROUPS}/group`, body: '<group/>', answer: '409 schema-validation-error' },
  { ...row, section: '8.2.5', what: 'an attribute that the schema refuses', before: LIST, request: 'PUT mcptt-user-profile/@user-profile-index', body: '256', answer: '409 schema-validation-error' },
  { ...row, section: '8.2.5', what: 'a required attribute removed', before: LIST, request: 'DELETE mcptt-user-profile/@XUI-URI', answer: '409 schema-validation-error' },
  { ...row, section: '8.2.5', what: 'a required element removed', before: LIST, request: `DELETE ${GROUPS}/entry[@index="1"]/uri-entry`, answer: '409 schema-validation-error' },
  { ...row, section: '8.2.5', what: 'an element of a vendor is no matter of this schema', before: LIST, request: `PUT ${GROUPS}/*[4]`, body: '<v:note xmlns:v="urn:v"/>', answer: '201', after: LIST.replace('</entry>\n  </MCPTT', '</entry>\n    <v:note xmlns:v="urn:v"/>\n  </MCPTT') },
  { ...row, section: '8.2.5', what: 'a whole document against the schema', before: LIST, request: 'PUT', body: '<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0"/>', answer: '409 schema-validation-error' },
  { ...row, section: '8.2.5', what: 'a warning of a rule refuses nothing', before: LIST, request: 'PUT mcptt-user-profile/OnNetwork/ImplicitAffiliations', body: `<ImplicitAffiliations>${entry('0')}</ImplicitAffiliations>`, answer: '201', after: LIST.replace('N2>\n', `N2>\n  <ImplicitAffiliations>${entry('0')}</ImplicitAffiliations>\n`) },
  // 11: uniqueness
  { ...row, section: '8.2.5', what: 'an index that another entry of the list has', before: LIST, request: `PUT ${GROUPS}/entry[4]`, body: entry('1'), answer: '409 uniqueness-failure', exists: [{ field: `${FIELD}/entry%5B4%5D/@index`, altValues: ['2', '4', '5'] }] },
  { ...row, section: '8.2.5', what: 'an index that a later entry has: the later one is told', before: LIST, request: `PUT ${GROUPS}/entry[1][@index="3"]`, body: entry('3'), answer: '409 uniqueness-failure', exists: [{ field: `${FIELD}/entry%5B4%5D/@index`, altValues: ['2', '4', '5'] }] },
  { ...row, section: '8.2.5', what: 'an index by its attribute alone', before: LIST, request: `PUT ${GROUPS}/entry[2]/@index`, body: '0', answer: '409 uniqueness-failure', exists: [{ field: `${FIELD}/entry%5B2%5D/@index`, altValues: ['1', '2', '4'] }] },
  { ...row, section: '8.2.5', what: 'an index that is proposed is free', before: LIST, request: `PUT ${GROUPS}/entry[4]`, body: entry('2'), answer: '201', after: LIST.replace('</entry>\n  </MCPTT', `</entry>\n    ${entry('2')}\n  </MCPTT`) },
  { ...row, section: '8.2.5', what: 'a list with two of one index can be changed elsewhere', before: TWICE, request: `PUT ${GROUPS}/entry[1]/uri-entry`, body: '<uri-entry>sip:sea@x</uri-entry>', answer: '200', after: TWICE.replace('sip:fire@x', 'sip:sea@x') },
  { ...row, section: '8.2.5', what: 'and what is there twice can stay so', before: TWICE, request: `PUT ${GROUPS}/entry[3]`, body: entry('1'), answer: '200', after: TWICE.replace('<entry index="1"><uri-entry>sip:rescue@x</uri-entry></entry>', entry('1')) },
  { ...row, section: '8.2.5', what: 'or be mended', before: TWICE, request: `PUT ${GROUPS}/entry[3]/@index`, body: '2', answer: '200', after: LIST.replace('index="3"', 'index="2"') },
  { ...row, section: '8.2.5', what: 'a whole document with two of one index is stored: a warning', request: 'PUT', body: TWICE, answer: '201', after: TWICE },
  { ...row, section: '8.2.5', what: 'a second Common of one index: they are numbered too', before: COMMONS, request: 'PUT mcptt-user-profile/Common[3]', body: common('1'), answer: '409 uniqueness-failure', text: "line 4, column 16: index 1 is already used by another 'Common' beside it; give this one a number of its own (duplicate-index)", exists: [{ field: 'mcptt-user-profile/Common%5B3%5D/@index', altValues: ['2', '3', '4'] }] },
  { ...row, section: '8.2.5', what: 'a second Common of its own index', before: COMMONS, request: 'PUT mcptt-user-profile/Common[3]', body: common('2'), answer: '201', after: COMMONS.replace(common('1'), `${common('1')}\n${common('2')}`) },
  { ...row, section: '8.2.5', what: 'the index of a Common by its attribute alone', before: COMMONS, request: 'PUT mcptt-user-profile/Common[2]/@index', body: ' 0 ', answer: '409 uniqueness-failure', exists: [{ field: 'mcptt-user-profile/Common%5B2%5D/@index', altValues: ['1', '2', '3'] }] },
  { ...row, section: '8.2.5', what: 'an element that no schema wants more than once', before: IDENTIFIED, request: 'PUT mcptt-user-profile/Common/MCPTTUserID[2]', body: identity('0'), answer: '409 uniqueness-failure', exists: [{ field: 'mcptt-user-profile/Common/MCPTTUserID%5B2%5D/@index', altValues: ['1', '2', '3'] }] },
  { ...row, section: '8.2.5', what: 'an index that two different elements have', before: COMMONS, request: 'PUT mcptt-user-profile/OnNetwork', body: '<OnNetwork index="1"/>', answer: '201', after: COMMONS.replace(common('1'), `${common('1')}\n<OnNetwork index="1"/>`) },
  { ...row, section: '8.2.5', what: 'an index of a vendor means what the vendor says', before: COMMONS, request: 'PUT mcptt-user-profile/*[3]', body: '<v:note xmlns:v="urn:v" index="1"/>', answer: '201', after: COMMONS.replace(common('1'), `${common('1')}\n<v:note xmlns:v="urn:v" index="1"/>`) },
  { ...row, section: '8.2.5', what: 'the id of another rule', before: RULES, request: `PUT mcptt-user-profile/cp:ruleset/cp:rule[3]${POLICY}`, body: '<cp:rule id="r"/>', answer: '409 uniqueness-failure', exists: [{ field: 'mcptt-user-profile/*/*%5B3%5D/@id', altValues: ['r-3', 'r-4', 'r-5'] }] },
  { ...row, section: '8.2.5', what: 'the id of another rule in a whole document', request: 'PUT', body: RULES.replace('r-2', 'r'), answer: '409 uniqueness-failure', exists: [{ field: 'mcptt-user-profile/*/*%5B2%5D/@id', altValues: ['r-2', 'r-3', 'r-4'] }] },
  // 6: addresses that cannot be read
  { section: '6.3', what: 'no selector', before: PLAN, request: 'GET %20', answer: '400' },
  { section: '6.3', what: 'an empty step', before: PLAN, request: 'GET shift//crew', answer: '400' },
  { section: '6.3', what: 'a slash at the beginning', before: PLAN, request: 'GET /shift', answer: '400' },
  { section: '6.3', what: 'a slash at the end', before: PLAN, request: 'GET shift/', answer: '400' },
  { section: '6.3', what: 'an empty predicate', before: PLAN, request: 'GET shift/crew[]', answer: '400', text: "The node selector cannot be read at character 12: '[' is followed by a position or by @name=\"value\".\n" },
  { section: '6.3', what: 'a position below 0', before: PLAN, request: 'GET shift/crew[-1]', answer: '400' },
  { section: '6.3', what: 'attribute before position', before: PLAN, request: 'GET shift/crew[@id="a"][1]', answer: '400' },
  { section: '6.3', what: 'two positions', before: PLAN, request: 'GET shift/crew[1][1]', answer: '400' },
  { section: '6.3', what: 'three predicates', before: PLAN, request: 'GET shift/crew[1][@id="a"][@id="a"]', answer: '400' },
  { section: '6.3', what: 'a value without quotes', before: PLAN, request: 'GET shift/crew[@id=a]', answer: '400' },
  { section: '6.3', what: 'a value without its end', before: PLAN, request: 'GET shift/crew[@id="a]', answer: '400' },
  { section: '6.3', what: 'an attribute without a value', before: PLAN, request: 'GET shift/crew[@id]', answer: '400' },
  { section: '6.3', what: 'more of XPath', before: PLAN, request: 'GET shift/child::crew[1]', answer: '400' },
  { section: '6.3', what: 'a function of XPath', before: PLAN, request: 'GET shift/crew[last()]', answer: '400' },
  { section: '6.3', what: 'an attribute in the middle', before: PLAN, request: 'GET shift/@id/crew', answer: '400' },
  { section: '6.3', what: 'an attribute of nothing', before: PLAN, request: 'GET @id', answer: '400' },
  { section: '6.3', what: 'bindings in the middle', before: PLAN, request: 'GET shift/namespace::*/crew', answer: '400' },
  { section: '6.3', what: 'no name', before: PLAN, request: 'GET shift/1st', answer: '400' },
  { section: '6.3', what: 'a name of three parts', before: PLAN, request: 'GET shift/a:b:c?xmlns(a=urn:a)', answer: '400' },
  { section: '6.3', what: 'an escape that is none', before: PLAN, request: 'GET shift/%zz', answer: '400' },
  { section: '6.3', what: 'an escape that is not UTF-8', before: PLAN, request: 'GET shift/%ff', answer: '400' },
  { section: '6.3', what: 'a PUT to what cannot be read', before: PLAN, request: 'PUT shift/crew[', body: '<crew/>', answer: '400' },
  // 6.3: encodings
  { section: '6.3', what: 'every character may be encoded', before: PLAN, request: 'GET %73hift%2Fcrew%5b%40id%3D%22%61%22%5d', answer: '200', text: '<crew id="a"/>' },
  { section: '6.3', what: 'brackets and quotes as some clients send them', before: PLAN, request: "GET shift/crew[@id='a']", answer: '200', text: '<crew id="a"/>' },
  { section: '6.3', what: 'other scripts, slashes and references in a value', before: PLAN, request: 'GET shift/crew[@id="Łódź / &quot;7&quot;"]', answer: '200', text: '<crew id="Łódź / &quot;7&quot;"/>' },
  { section: '6.3', what: 'the same in the other quotes, encoded', before: PLAN, request: `GET shift/crew[@id='%C5%81%C3%B3d%C5%BA%20%2F%20"7"']`, answer: '200', text: '<crew id="Łódź / &quot;7&quot;"/>' },
  { section: '6.3', what: 'decoded once only', before: shift('<crew id="%61"/><crew id="a"/>'), request: 'GET shift/crew[@id="%2561"]', answer: '200', text: '<crew id="%61"/>' },
  { section: '6.3', what: 'a plus is a plus', before: shift('<crew id="a+b"/><crew id="a b"/>'), request: 'GET shift/crew[@id="a+b"]', answer: '200', text: '<crew id="a+b"/>' },
  { section: '6.3', what: 'a question mark in a value is encoded', before: shift('<crew id="who?"/>'), request: 'GET shift/crew[@id="who%3F"]', answer: '200', text: '<crew id="who?"/>' },
  { section: '6.2', what: '~~ in a value', before: shift('<crew id="/~~/"/>'), request: 'GET shift/crew[@id="/~~/"]', answer: '200', text: '<crew id="/~~/"/>' },
  { section: '6.3', what: 'names of other scripts', before: shift('<äk ö="é"/>'), request: 'GET shift/äk[@ö="é"]/@ö', answer: '200', text: 'é' },
  { section: '6.2', what: 'a document has no query', before: PLAN, request: 'GET', answer: '200', text: PLAN },
]);
