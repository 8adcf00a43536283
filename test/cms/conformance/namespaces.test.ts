import { conformance } from './conformance';

const POLICY = 'urn:ietf:params:xml:ns:common-policy';
const RULES = `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="${POLICY}" XUI-URI="sip:a@x" user-profile-index="0" xmlns:v="urn:v" v:edition="3"><Status>true</Status><cp:ruleset><cp:rule id="r1"><cp:conditions/></cp:rule></cp:ruleset></mcptt-user-profile>`;
// The same profile in other prefixes.
const PREFIXED = `<up:mcptt-user-profile xmlns:up="urn:3gpp:mcptt:user-profile:1.0" XUI-URI="sip:a@x" user-profile-index="0" xmlns:v="urn:v"><up:Status>true</up:Status><ruleset xmlns="${POLICY}"><rule id="r1"><conditions/></rule></ruleset></up:mcptt-user-profile>`;
const row = { application: 'profile' } as const;

conformance('namespaces', [
  // Selectors
  { ...row, section: '6.3', what: 'a name without a prefix is in the default document namespace', before: RULES, request: 'GET mcptt-user-profile/Status', answer: '200', text: '<Status>true</Status>' },
  { ...row, section: '6.3', what: 'whatever prefixes the document uses', before: PREFIXED, request: 'GET mcptt-user-profile/Status', answer: '200', text: '<up:Status>true</up:Status>' },
  { ...row, section: '6.3', what: 'and not in the default namespace of the document', before: PREFIXED, request: 'GET mcptt-user-profile/ruleset', answer: '404' },
  { ...row, section: '6.4', what: 'a prefix of the query', before: RULES, request: `GET mcptt-user-profile/cp:ruleset/cp:rule/cp:conditions?xmlns(cp=${POLICY})`, answer: '200', text: '<cp:conditions/>' },
  { ...row, section: '6.4', what: 'any prefix of the query', before: PREFIXED, request: `GET mcptt-user-profile/x:ruleset/x:rule[@id="r1"]/x:conditions?xmlns(x=${POLICY})`, answer: '200', text: '<conditions/>' },
  { ...row, section: '6.4', what: 'several prefixes', before: RULES, request: `GET u:mcptt-user-profile/cp:ruleset/cp:rule/cp:conditions?xmlns(u=urn:3gpp:mcptt:user-profile:1.0)xmlns(cp=${POLICY})`, answer: '200', text: '<cp:conditions/>' },
  { ...row, section: '6.4', what: 'several prefixes with white space between them', before: RULES, request: `GET u:mcptt-user-profile/cp:ruleset/cp:rule/cp:conditions?xmlns(u=urn:3gpp:mcptt:user-profile:1.0)%20xmlns(cp=${POLICY})`, answer: '200', text: '<cp:conditions/>' },
  { ...row, section: '6.4', what: 'an encoded query', before: RULES, request: 'GET mcptt-user-profile/cp:ruleset/cp:rule/cp:conditions?xmlns%28cp=urn%3aietf%3aparams%3axml%3ans%3acommon-policy%29', answer: '200', text: '<cp:conditions/>' },
  { ...row, section: '6.4', what: 'a scheme that is not known is passed over', before: RULES, request: `GET mcptt-user-profile/cp:ruleset/cp:rule/cp:conditions?other(a(b)^))xmlns(cp=${POLICY})`, answer: '200', text: '<cp:conditions/>' },
  { ...row, section: '6.4', what: 'another namespace', before: RULES, request: 'GET mcptt-user-profile/cp:ruleset?xmlns(cp=urn:x)', answer: '404' },
  { ...row, section: '6.4', what: 'a prefix that only the document binds', before: RULES, request: 'GET mcptt-user-profile/cp:ruleset', answer: '400', text: 'The prefix "cp" of the node selector is not declared; add ?xmlns(cp=<namespace>).\n' },
  { ...row, section: '6.4', what: 'a prefix of an attribute', before: RULES, request: 'GET mcptt-user-profile/@e:edition?xmlns(e=urn:v)', answer: '200', text: '3' },
  { ...row, section: '6.4', what: 'a prefix of an attribute that nothing binds', before: RULES, request: 'GET mcptt-user-profile/@v:edition', answer: '400' },
  { ...row, section: '6.4', what: 'a prefix in a predicate', before: RULES, request: 'GET mcptt-user-profile[@e:edition="3"]/Status?xmlns(e=urn:v)', answer: '200', text: '<Status>true</Status>' },
  { ...row, section: '6.3', what: 'an attribute without a prefix is in no namespace', before: RULES, request: 'GET mcptt-user-profile/@edition', answer: '404' },
  { ...row, section: '6.4', what: 'a query that is none', before: RULES, request: 'GET mcptt-user-profile/Status?cp=urn:x', answer: '400' },
  { ...row, section: '6.4', what: 'a query that is cut', before: RULES, request: 'GET mcptt-user-profile/Status?xmlns(cp=urn:x', answer: '400', text: "A ')' is missing in the query.\n" },
  { ...row, section: '6.4', what: 'a binding without a namespace', before: RULES, request: 'GET mcptt-user-profile/Status?xmlns(cp=)', answer: '400' },
  { ...row, section: '6.4', what: 'xml cannot be bound otherwise', before: RULES, request: 'GET mcptt-user-profile/Status?xmlns(xml=urn:x)', answer: '400' },
  { ...row, section: '8.2.3', what: 'PUT by a prefix of the query', before: RULES, request: `PUT mcptt-user-profile/p:ruleset/p:rule[@id="r2"]?xmlns(p=${POLICY})`, body: '<cp:rule id="r2"/>', answer: '201', after: RULES.replace('</cp:rule>', '</cp:rule><cp:rule id="r2"/>') },
  { ...row, section: '8.2.3', what: 'PUT of the same name in another namespace', before: RULES, request: `PUT mcptt-user-profile/p:ruleset/p:rule[@id="r2"]?xmlns(p=${POLICY})`, body: '<rule id="r2"/>', answer: '409 cannot-insert' },
  { ...row, section: '8.2.1', what: 'the ancestor of no-parent keeps its namespaces', before: RULES, request: `PUT mcptt-user-profile/p:ruleset/p:rule[@id="r7"]/p:actions?xmlns(p=${POLICY})`, body: '<cp:actions/>', answer: '409 no-parent', ancestor: `/~~/mcptt-user-profile/n1:ruleset?xmlns(n1=${POLICY})` },
  // Namespace bindings
  { ...row, section: '10', what: 'the bindings inside the root element', before: RULES, request: 'GET mcptt-user-profile/namespace::*', answer: '200', type: 'application/xcap-ns+xml', text: `<mcptt-user-profile xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="${POLICY}" xmlns:v="urn:v"/>` },
  { ...row, section: '10', what: 'the bindings inside an element, with those around it', before: RULES, request: `GET mcptt-user-profile/p:ruleset/namespace::*?xmlns(p=${POLICY})`, answer: '200', text: `<cp:ruleset xmlns="urn:3gpp:mcptt:user-profile:1.0" xmlns:cp="${POLICY}" xmlns:v="urn:v"/>` },
  { ...row, section: '10', what: 'a default namespace of its own', before: PREFIXED, request: `GET mcptt-user-profile/p:ruleset/namespace::*?xmlns(p=${POLICY})`, answer: '200', text: `<ruleset xmlns="${POLICY}" xmlns:up="urn:3gpp:mcptt:user-profile:1.0" xmlns:v="urn:v"/>` },
  { ...row, section: '10', what: 'HEAD', before: RULES, request: 'HEAD mcptt-user-profile/namespace::*', answer: '200', text: '', type: 'application/xcap-ns+xml' },
  { ...row, section: '7.10', what: 'of an element that is not there', before: RULES, request: 'GET mcptt-user-profile/Name/namespace::*', answer: '404' },
  { ...row, section: '7.10', what: 'PUT is not possible', before: RULES, request: 'PUT mcptt-user-profile/namespace::*', body: '<a/>', answer: '405', allow: 'GET, HEAD' },
  { ...row, section: '7.10', what: 'DELETE is not possible', before: RULES, request: 'DELETE mcptt-user-profile/namespace::*', answer: '405', allow: 'GET, HEAD' },
  { ...row, section: '8.1', what: 'POST is not possible', before: RULES, request: 'POST mcptt-user-profile/namespace::*', body: 'a', answer: '405', allow: 'GET, HEAD' },
]);
