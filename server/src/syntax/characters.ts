import type { DocumentText } from './documentText';
/** Character classes of XML 1.0 (fifth edition), 2.2 and 2.3, and of Namespaces in XML 1.0. */

/** U+FEFF; nothing but a mark where it is the first character of a text. */
export const BYTE_ORDER_MARK = 0xfeff;

const NAME_START = 1;
const NAME = 2;
const SPACE = 4;

/** Classes of the ASCII characters; a scan looks here once per character. */
const ASCII = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_:]/.test(character)) ASCII[code] = NAME_START | NAME;
  else if (/[-.0-9]/.test(character)) ASCII[code] = NAME;
  else if (/[ \t\r\n]/.test(character)) ASCII[code] = SPACE;
}

/** Space, tab, line feed, carriage return (2.3 S). */
export function isSpace(code: number): boolean {
  return code < 128 && (ASCII[code]! & SPACE) !== 0;
}

/** White space to the eye that XML does not count as such, and no name may hold: the no-break space and its like. */
export function isForeignSpace(code: number): boolean {
  return code === 0x85 || code === 0xa0 || (code >= 0x2000 && code <= 0x200a) || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}

/** May begin a name. Outside ASCII nearly every character passes here, so that a scan sees one name; `isQualifiedName` is exact. */
function isNameStart(code: number): boolean {
  return code < 128 ? (ASCII[code]! & NAME_START) !== 0 : !isForeignSpace(code);
}

/** May stand in a name; generous outside ASCII as `isNameStart` is. */
function isNameCharacter(code: number): boolean {
  return code < 128 ? (ASCII[code]! & NAME) !== 0 : !isForeignSpace(code);
}

/** The offset after the name that begins at `from`; `from` itself where none does. */
export function endOfName(text: DocumentText, from: number, to: number): number {
  let at = from;
  if (at >= to || !isNameStart(text.charCodeAt(at))) return from;
  do at++; while (at < to && isNameCharacter(text.charCodeAt(at)));
  return at;
}

/** The offset of the first character from `from` on that is no white space; `to` where all is. */
export function skipSpace(text: DocumentText, from: number, to: number): number {
  let at = from;
  while (at < to && isSpace(text.charCodeAt(at))) at++;
  return at;
}

const START = String.raw`A-Z_a-z\u{C0}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{2FF}\u{370}-\u{37D}\u{37F}-\u{1FFF}\u{200C}-\u{200D}\u{2070}-\u{218F}\u{2C00}-\u{2FEF}\u{3001}-\u{D7FF}\u{F900}-\u{FDCF}\u{FDF0}-\u{FFFD}\u{10000}-\u{EFFFF}`;
const REST = String.raw`\u{300}-\u{36F}${START}\-.0-9\u{B7}\u{203F}\u{2040}`;
const QUALIFIED_NAME = new RegExp(`^[${START}][${REST}]*(?::[${START}][${REST}]*)?$`, 'u');
const PLAIN_QUALIFIED_NAME = /^[A-Za-z_][-.\w]*(?::[A-Za-z_][-.\w]*)?$/;

/** A QName of Namespaces in XML: a name with at most one colon, inside it. */
export function isQualifiedName(name: string): boolean {
  return PLAIN_QUALIFIED_NAME.test(name) || QUALIFIED_NAME.test(name);
}

const ENTITY_NAME = new RegExp(`^[${START}:][${REST}:]*$`, 'u');

/** A Name (2.3), colons anywhere. */
export function isName(name: string): boolean {
  return ENTITY_NAME.test(name);
}

/** Whether a code point may stand in a document at all (2.2 Char). */
export function isCharacter(codePoint: number): boolean {
  return codePoint === 0x9 || codePoint === 0xa || codePoint === 0xd || (codePoint >= 0x20 && codePoint <= 0xd7ff)
    || (codePoint >= 0xe000 && codePoint <= 0xfffd) || (codePoint >= 0x10000 && codePoint <= 0x10ffff);
}
