import { conformance, shift } from './conformance';

const XML = `<?xml version="1.0" encoding="UTF-8"?>\r\n<!-- Früh -->\r\n${shift('\r\n  <crew id="a">Søster &amp; 消防</crew>\r\n')}\r\n\r\n`;
const TYPE = 'application/vnd.example.shift+xml';

conformance('documents', [
  { section: '7.1', what: 'PUT creates', request: 'PUT', body: XML, answer: '201', text: '', after: XML },
  { section: '7.1', what: 'PUT replaces', before: shift(''), request: 'PUT', body: XML, answer: '200', text: '', after: XML },
  { section: '7.1', what: 'PUT of the very same', before: XML, request: 'PUT', body: XML, answer: '200', after: XML },
  { section: '7.1', what: 'a byte order mark is kept', request: 'PUT', body: `\ufeff${XML}`, answer: '201', after: `\ufeff${XML}` },
  { section: '7.1', what: 'a document without an XML declaration', request: 'PUT', body: shift(''), answer: '201', after: shift('') },
  { section: '7.1', what: 'processing instructions and comments around the root', request: 'PUT', body: `<?p q?><!-- a -->${shift('')}<!-- b -->\n`, answer: '201', after: `<?p q?><!-- a -->${shift('')}<!-- b -->\n` },
  { section: '7.2', what: 'DELETE removes', before: XML, request: 'DELETE', answer: '200', text: '', after: null },
  { section: '7.2', what: 'DELETE of what is not there', request: 'DELETE', answer: '404' },
  { section: '7.3', what: 'GET gives the bytes and the registered type', before: XML, request: 'GET', answer: '200', text: XML, type: TYPE },
  { section: '7.3', what: 'GET of what is not there', request: 'GET', answer: '404' },
  { section: '7.3', what: 'HEAD gives no body', before: XML, request: 'HEAD', answer: '200', text: '', type: TYPE },
  { section: '7.3', what: 'HEAD of what is not there', request: 'HEAD', answer: '404', text: '' },
  { section: '8.1', what: 'POST is for no XCAP resource', before: XML, request: 'POST', body: XML, answer: '405', allow: 'GET, HEAD, PUT, DELETE' },
  { section: '8.1', what: 'POST where no document is', request: 'POST', body: XML, answer: '405', allow: 'GET, HEAD, PUT, DELETE' },
  { section: 'RFC 9110 15.5.6', what: 'PATCH', before: XML, request: 'PATCH', body: '<a/>', answer: '405', allow: 'GET, HEAD, PUT, DELETE' },
  { section: 'RFC 9110 15.5.6', what: 'OPTIONS', before: XML, request: 'OPTIONS', answer: '405', allow: 'GET, HEAD, PUT, DELETE' },
  { section: '8.2.2', what: 'the type is exactly that of the application', request: 'PUT', body: XML, headers: { 'Content-Type': 'application/xml' }, answer: '415' },
  { section: '8.2.2', what: 'the type of an element is not that of a document', request: 'PUT', body: XML, headers: { 'Content-Type': 'application/xcap-el+xml' }, answer: '415' },
  { section: '8.2.2', what: 'no type', before: XML, request: 'PUT', body: XML, headers: { 'Content-Type': '' }, answer: '415' },
  { section: 'RFC 9110 8.3.1', what: 'names of types have no case', request: 'PUT', body: XML, headers: { 'Content-Type': 'Application/VND.example.SHIFT+xml; charset="UTF-8"' }, answer: '201', after: XML },
  { section: '8.2.2', what: 'another charset', request: 'PUT', body: XML, headers: { 'Content-Type': `${TYPE}; charset=utf-16` }, answer: '415' },
  { section: '8.2.2', what: 'not well-formed', before: XML, request: 'PUT', body: '<shift>', answer: '409 not-well-formed', text: "line 1, column 2: 'shift' has no end tag; add '</shift>' where it ends (missing-end-tag)" },
  { section: '8.2.2', what: 'two root elements', request: 'PUT', body: '<a/><b/>', answer: '409 not-well-formed' },
  { section: '8.2.2', what: 'nothing at all', request: 'PUT', body: '', answer: '409 not-well-formed' },
  { section: '8.2.2', what: 'a prefix that is not bound', request: 'PUT', body: '<v:shift/>', answer: '409 not-well-formed' },
  { section: '5', what: 'another encoding, by its bytes', request: 'PUT', body: Uint8Array.of(0x3c, 0xe4, 0x2f, 0x3e), answer: '409 not-utf-8', text: 'the document is not encoded in UTF-8' },
  { section: '5', what: 'another encoding, by its declaration', request: 'PUT', body: '<?xml version="1.0" encoding="ISO-8859-1"?><a/>', answer: '409 not-utf-8' },
  { section: '8.2.2', what: 'a document type declaration is not read', request: 'PUT', body: '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', answer: '409 constraint-failure' },
]);
