import { conformance, shift, type Case } from './conformance';

const PLAN = shift('<crew id="a"/>');
const AFTER = shift('<crew id="a"/><car/>');
const put: Pick<Case, 'before' | 'request' | 'body'> = { before: PLAN, request: 'PUT shift/car', body: '<car/>' };

conformance('preconditions', [
  { section: '7.11', what: 'the tag of a part is that of its document', ...put, headers: { 'If-Match': '{tag}' }, answer: '201', after: AFTER },
  { section: '7.11', what: 'a part of another version', ...put, headers: { 'If-Match': '"x"' }, answer: '412' },
  { section: '7.11', what: 'a part of any version', ...put, headers: { 'If-Match': '*' }, answer: '201', after: AFTER },
  { section: '7.11', what: 'a part of one of several versions', ...put, headers: { 'If-Match': '"x", {tag}' }, answer: '201', after: AFTER },
  { section: 'RFC 9110 8.8.3.2', what: 'a weak tag never matches for a change', ...put, headers: { 'If-Match': 'W/{tag}' }, answer: '412' },
  { section: '7.11', what: 'creating only fails for a part that is new: the tag is the document\'s', ...put, headers: { 'If-None-Match': '*' }, answer: '412', text: 'The document is there already, and its parts share its entity tag; guard a new part with If-Match.\n' },
  { section: '7.11', what: 'unless it is another version', ...put, headers: { 'If-None-Match': '"x"' }, answer: '201', after: AFTER },
  { section: '7.11', what: 'unless it is this version', ...put, headers: { 'If-None-Match': '{tag}' }, answer: '412' },
  { section: 'RFC 9110 13.1.2', what: 'what is no list of tags', ...put, headers: { 'If-None-Match': 'x' }, answer: '400' },
  { section: 'RFC 9110 13.2.2', what: 'the version goes before a conflict', before: PLAN, request: 'PUT shift/boat/crew', body: '<crew/>', headers: { 'If-Match': '"x"' }, answer: '412' },
  { section: 'RFC 9110 13.2.2', what: 'the type goes before the version', ...put, headers: { 'Content-Type': 'text/xml', 'If-Match': '"x"' }, answer: '415' },
  { section: '8.2.6', what: 'a part of a document that is not there, by its version', request: 'PUT shift/car', body: '<car/>', headers: { 'If-Match': '"x"' }, answer: '412' },
  { section: '8.2.6', what: 'a part of a document that is not there, if it is not', request: 'PUT shift/car', body: '<car/>', headers: { 'If-None-Match': '*' }, answer: '409 no-parent' },
  { section: '7.11', what: 'a conflict keeps the version', before: PLAN, request: 'PUT shift/boat/crew', body: '<crew/>', headers: { 'If-Match': '{tag}' }, answer: '409 no-parent', ancestor: '/~~/shift' },
  { section: '7.11', what: 'an attribute of this version', before: PLAN, request: 'PUT shift/crew/@on', body: '1', headers: { 'If-Match': '{tag}' }, answer: '201', after: shift('<crew id="a" on="1"/>') },
  { section: '7.11', what: 'an attribute of another version', before: PLAN, request: 'PUT shift/crew/@on', body: '1', headers: { 'If-Match': '"x"' }, answer: '412' },
  { section: '7.11', what: 'DELETE of a part of this version', before: PLAN, request: 'DELETE shift/crew', headers: { 'If-Match': '{tag}' }, answer: '200', after: shift('') },
  { section: '7.11', what: 'DELETE of a part of another version', before: PLAN, request: 'DELETE shift/crew', headers: { 'If-Match': '"x"' }, answer: '412' },
  { section: 'RFC 9110 13.2.1', what: 'DELETE of what is not there is no matter of versions', before: PLAN, request: 'DELETE shift/car', headers: { 'If-Match': '"x"' }, answer: '404' },
  { section: '7.11', what: 'GET of a part that is unchanged', before: PLAN, request: 'GET shift/crew', headers: { 'If-None-Match': '{tag}' }, answer: '304', text: '' },
  { section: 'RFC 9110 13.1.2', what: 'weak comparison is enough for reading', before: PLAN, request: 'GET shift/crew/@id', headers: { 'If-None-Match': 'W/{tag}' }, answer: '304', text: '' },
  { section: '7.11', what: 'GET of a part that has changed', before: PLAN, request: 'GET shift/crew', headers: { 'If-None-Match': '"x"' }, answer: '200', text: '<crew id="a"/>' },
  { section: '7.11', what: 'GET of a part of another version', before: PLAN, request: 'GET shift/crew', headers: { 'If-Match': '"x"' }, answer: '412' },
  { section: '7.11', what: 'GET of the bindings that are unchanged', before: PLAN, request: 'GET shift/namespace::*', headers: { 'If-None-Match': '{tag}' }, answer: '304', text: '' },
  { section: 'RFC 9110 13.2.1', what: 'GET of what is not there is no matter of versions', before: PLAN, request: 'GET shift/car', headers: { 'If-None-Match': '{tag}' }, answer: '404' },
  { section: '7.11', what: 'creating a document only', before: PLAN, request: 'PUT', body: AFTER, headers: { 'If-None-Match': '*' }, answer: '412', text: 'The document is there already.\n' },
  { section: '7.11', what: 'creating a document that is not there', request: 'PUT', body: AFTER, headers: { 'If-None-Match': '*' }, answer: '201', after: AFTER },
  { section: '7.11', what: 'replacing this version of a document', before: PLAN, request: 'PUT', body: AFTER, headers: { 'If-Match': '{tag}' }, answer: '200', after: AFTER },
  { section: '7.11', what: 'replacing a document that is not there', request: 'PUT', body: AFTER, headers: { 'If-Match': '*' }, answer: '412' },
  { section: '7.11', what: 'removing another version of a document', before: PLAN, request: 'DELETE', headers: { 'If-Match': '"x"' }, answer: '412' },
]);
