import type { DocumentText } from './documentText';
import { BYTE_ORDER_MARK, isSpace } from './characters';
import { addProblem, type Draft } from './draft';
import type { DocumentNode } from './node';
import { isBlank } from './scanner';
import { excerpt } from './wording';

const S = '[ \\t\\r\\n]';
const ENCODING_NAME = '[A-Za-z][A-Za-z0-9._-]*';
/** XML 1.0 2.8 XMLDecl, 4.3.3 EncName. */
const DECLARATION = new RegExp(
  `^<\\?xml${S}+version${S}*=${S}*(?:"1\\.[0-9]+"|'1\\.[0-9]+')(?:${S}+encoding${S}*=${S}*(?:"(${ENCODING_NAME})"|'(${ENCODING_NAME})'))?(?:${S}+standalone${S}*=${S}*(?:"(?:yes|no)"|'(?:yes|no)'))?${S}*\\?>$`);

/** What must hold for the document as a whole: one root, nothing but white space beside it, a declaration only at the very start, UTF-8. */
export function checkDocument(text: DocumentText, document: Draft<DocumentNode>): void {
  let at = 0;
  let roots = 0;
  for (const node of document.children) {
    if (node.kind === 'element') checkRoot(document, at, node.name, roots++);
    else if (node.kind === 'text' && !node.problems) checkTextOutside(text, document, at, at + node.length, roots > 0);
    else if (node.kind === 'cdata') addProblem(document, { code: 'text-outside-root', offset: at, length: node.length, message: 'a CDATA section can stand inside the root element only' });
    else if (node.kind === 'declaration' && isAtStart(text, at)) checkDeclaration(text, document, at, node.length);
    at += node.length;
  }
  // Where something else stands instead of the root, that is the mistake. An encoding is one of its own.
  const instead = document.children.some((node) => node.kind === 'strayEndTag' || node.kind === 'doctype' || node.problems !== undefined) || document.problems?.some(({ code }) => code !== 'encoding');
  if (roots === 0 && !instead) {
    const offset = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
    const message = isBlank(text, offset, text.length) ? 'the document is empty; it needs a root element' : 'the document has no root element';
    addProblem(document, { code: 'no-root-element', offset, length: Math.min(1, text.length - offset), message });
  }
}

function isAtStart(text: DocumentText, at: number): boolean {
  return at === 0 || (at === 1 && text.charCodeAt(0) === BYTE_ORDER_MARK);
}

function checkRoot(document: Draft<DocumentNode>, at: number, name: string, earlier: number): void {
  if (earlier > 0) addProblem(document, { code: 'second-root-element', offset: at + 1, length: name.length, message: `'${excerpt(name)}' stands after the root element; a document has one root element` });
}

function checkTextOutside(text: DocumentText, document: Draft<DocumentNode>, from: number, to: number, afterRoot: boolean): void {
  let start = from;
  while (start < to && (isSpace(text.charCodeAt(start)) || (start === 0 && text.charCodeAt(0) === BYTE_ORDER_MARK))) start++;
  if (start === to) return;
  let end = to;
  while (isSpace(text.charCodeAt(end - 1))) end--;
  // A long stretch is one mistake; its first line is enough to find it.
  const line = text.slice(start, Math.min(end, start + 80)).search(/[\r\n]/);
  const length = line > 0 ? line : Math.min(end - start, 80);
  addProblem(document, { code: 'text-outside-root', offset: start, length, message: `text ${afterRoot ? 'after' : 'before'} the root element is not allowed; remove it` });
}

function checkDeclaration(text: DocumentText, document: Draft<DocumentNode>, at: number, length: number): void {
  const declaration = text.slice(at, at + length);
  const match = DECLARATION.exec(declaration);
  if (!match) {
    if (declaration.endsWith('?>')) addProblem(document, { code: 'malformed-declaration', offset: at, length, message: `this is not an XML declaration; write '<?xml version="1.0" encoding="UTF-8"?>'` });
  } else {
    const encoding = match[1] ?? match[2];
    if (encoding === undefined || /^utf-8$/i.test(encoding)) return;
    // RFC 4825 5: a server takes documents in UTF-8 only, and the text is UTF-8 when it is sent.
    addProblem(document, { code: 'encoding', offset: at + declaration.indexOf(encoding, declaration.indexOf('encoding') + 8), length: encoding.length, message: `the document is published in UTF-8, not in '${excerpt(encoding)}'; write 'UTF-8'` });
  }
}
