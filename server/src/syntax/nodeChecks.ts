import type { DocumentText } from './documentText';
import { BYTE_ORDER_MARK, isCharacter, isForeignSpace, isName, isQualifiedName, isSpace } from './characters';
import { addProblem, type ElementDraft, type NodeDraft } from './draft';
import { LONGEST_LOOK, nearlyMarkup } from './nearlyMarkup';
import type { SyntaxCode } from './node';
import { excerpt } from './wording';

/** The well-formedness constraints that the XML grammar does not check, node by node; each looks at its own characters only. */

/** Checks one node that stands at `start`, without its children. */
export function checkNode(text: DocumentText, start: number, node: NodeDraft): void {
  switch (node.kind) {
    case 'element': return checkTags(text, start, node);
    case 'text': return checkCharacters(text, start, 0, node.length, node, 'text');
    case 'strayEndTag': {
      const message = node.name === '' ? `'</' ends no element; write the name of the element to close` : `'</${excerpt(node.name)}>' closes nothing; remove it, or add '<${excerpt(node.name)}>' where it begins`;
      addProblem(node, { code: 'stray-end-tag', offset: 0, length: node.length, message });
      return;
    }
    case 'doctype':
      addProblem(node, { code: 'doctype', offset: 0, length: 9, message: 'a document type declaration is not allowed in a profile, and nothing in it is read; remove it' });
      return;
    default: return checkDelimited(text, start, node);
  }
}

function checkTags(text: DocumentText, start: number, node: ElementDraft): void {
  const problem = problemAdder(node);
  if (node.name !== '' && !isQualifiedName(node.name)) problem('invalid-name', 1, node.name.length, `'${excerpt(node.name)}' is not a name; an element's name has letters, digits, '-', '_', '.' and at most one ':'`);
  if (node.attributes.length === 0) return;
  const names = new Set<string>();
  for (const { name, nameOffset, valueOffset, valueLength } of node.attributes) {
    if (!isQualifiedName(name)) problem('invalid-name', nameOffset, name.length, `'${excerpt(name)}' is not a name of an attribute`);
    if (nameOffset > node.name.length + 1 && !isSpace(text.charCodeAt(start + nameOffset - 1)) && !isForeignSpace(text.charCodeAt(start + nameOffset - 1))) problem('malformed-attribute', nameOffset, name.length, `missing space before attribute '${excerpt(name)}'`);
    if (names.has(name)) problem('duplicate-attribute', nameOffset, name.length, `attribute '${excerpt(name)}' stands twice; remove one`);
    names.add(name);
    if (valueOffset >= 0) checkCharacters(text, start, valueOffset, valueOffset + valueLength, node, 'value');
  }
}

type Delimited = Extract<NodeDraft, { kind: 'comment' | 'cdata' | 'instruction' | 'declaration' }>;

const DELIMITERS: Readonly<Record<Delimited['kind'], { open: string; close: string; code: SyntaxCode; what: string }>> = {
  comment: { open: '<!--', close: '-->', code: 'malformed-comment', what: 'comment' },
  cdata: { open: '<![CDATA[', close: ']]>', code: 'malformed-cdata', what: 'CDATA section' },
  instruction: { open: '<?', close: '?>', code: 'malformed-instruction', what: 'processing instruction' },
  declaration: { open: '<?', close: '?>', code: 'malformed-declaration', what: 'XML declaration' },
};

function checkDelimited(text: DocumentText, start: number, node: Delimited): void {
  const problem = problemAdder(node);
  const { open, close, code, what } = DELIMITERS[node.kind];
  const end = start + node.length;
  if (node.length < open.length + close.length || !text.startsWith(close, end - close.length)) {
    problem(code, 0, open.length, `this ${what} has no end; add '${close}'`);
    return;
  }
  if (node.kind === 'comment') {
    const dashes = text.indexOf('--', start + open.length);
    // `--->` ends in a dash too many: its `--` begins one character before the end.
    if (dashes < end - close.length) problem(code, dashes - start, 2, `'--' is not allowed inside a comment; write '- -'`);
  }
  if (node.kind === 'instruction') {
    const target = text.slice(start + 2, endOfTarget(text, start + 2, end - 2));
    if (!isName(target) || target.includes(':')) problem(code, 0, 2, 'a processing instruction begins with a name, and white space follows it');
    else if (target.toLowerCase() === 'xml') problem(code, 2, target.length, `'${excerpt(target)}' is reserved for the XML declaration`);
  }
  if (node.kind === 'declaration' && start > (text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0)) problem(code, 0, 5, 'the XML declaration can stand only at the very start of the document');
  checkCharacters(text, start, open.length, node.length - close.length, node, 'delimited');
}

/** Processing instructions (2.6): the target goes up to white space or the end. */
function endOfTarget(text: DocumentText, from: number, to: number): number {
  let at = from;
  while (at < to && !isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** Character data and attribute values: what may not stand there as it is. `delimited`: only characters that XML does not know. */
function checkCharacters(text: DocumentText, start: number, from: number, to: number, node: NodeDraft, place: 'text' | 'value' | 'delimited'): void {
  const end = start + to;
  for (let at = start + from; at < end; at++) {
    const code = text.charCodeAt(at);
    // Most characters by far: nothing but `&`, `<`, `]` below the surrogates needs a second look.
    if (code >= 0x20 && code < 0xd800 && code !== 38 && code !== 60 && code !== 93) continue;
    if (isSpace(code)) continue;
    at = checkCharacter(text, at, end, start, node, place) - 1;
  }
}

/** Checks the character at `at`, and gives the offset to go on from. */
function checkCharacter(text: DocumentText, at: number, end: number, start: number, node: NodeDraft, place: 'text' | 'value' | 'delimited'): number {
  const problem = problemAdder(node);
  const code = text.charCodeAt(at);
  if (code < 0x20 || code >= 0xd800) {
    const codePoint = text.codePointAt(at)!;
    if (isCharacter(codePoint) || (codePoint === BYTE_ORDER_MARK && at === 0)) return at + (codePoint > 0xffff ? 2 : 1);
    let after = at + 1;
    while (after < end && !isCharacter(text.codePointAt(after)!) ) after++;
    return problem('invalid-character', at - start, after - at, `the character U+${codePoint.toString(16).toUpperCase().padStart(4, '0')} cannot stand in an XML document; remove it`) ? after : end;
  }
  if (place === 'delimited') return at + 1;
  if (code === 60) {
    const meant = place === 'text' ? nearlyMarkup(text.slice(at, Math.min(end, at + LONGEST_LOOK))) : undefined;
    if (meant) return problem('bare-less-than', at - start, meant.written.length, meant.message) ? at + meant.written.length : end;
    let after = at + 1;
    while (after < end && text.charCodeAt(after) === 60) after++;
    // What follows a text is markup, which begins with one of its own.
    if (place === 'text' && after === end && end < text.length) return problem('bare-less-than', at - start, after - at, `'<' stands before a tag once more; remove it, or write '&lt;' for the character itself`) ? after : end;
    return problem('bare-less-than', at - start, after - at, place === 'value' ? `'<' cannot stand in an attribute value; write '&lt;'` : `'<' begins no tag here; write '&lt;' for the character itself`) ? after : end;
  }
  if (code === 93) {
    if (place !== 'text' || at + 3 > end || !text.startsWith(']]>', at)) return at + 1;
    return problem('cdata-end-in-text', at - start, 3, `']]>' cannot stand in text; write ']]&gt;'`) ? at + 3 : end;
  }
  return checkReference(text, at, end, start, node);
}

const PREDEFINED = new Set(['lt', 'gt', 'amp', 'apos', 'quot']);

/** A reference (4.1): its form, a character that exists, an entity that every XML processor knows. */
function checkReference(text: DocumentText, at: number, end: number, start: number, node: NodeDraft): number {
  const semicolon = endOfReference(text, at, end);
  const whole = semicolon < 0 ? undefined : text.slice(at, semicolon);
  const problem = whole === undefined ? BARE_AMPERSAND : referenceProblem(whole);
  const next = at + (whole === undefined || problem === BARE_AMPERSAND ? 1 : whole.length);
  return !problem || problemAdder(node)(problem.code, at - start, next - at, problem.message) ? next : end;
}

/** After the `;` of what looks like a reference, or -1; nothing in it is looked at twice, however many `&` stand in a row. */
function endOfReference(text: DocumentText, ampersand: number, end: number): number {
  for (let at = ampersand + 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 59) return at + 1;
    if (isSpace(code) || code === 38 || code === 60 || code === 34 || code === 39) return -1;
  }
  return -1;
}

const BARE_AMPERSAND = { code: 'bare-ampersand', message: `'&' begins no reference here; write '&amp;' for the character itself` } as const;

function referenceProblem(whole: string): { readonly code: SyntaxCode; readonly message: string } | undefined {
  const number = /^&#(?:x([0-9a-fA-F]+)|([0-9]+));$/.exec(whole);
  if (number) {
    const codePoint = number[1] !== undefined ? parseInt(number[1], 16) : parseInt(number[2]!, 10);
    return isCharacter(codePoint) ? undefined : { code: 'invalid-reference', message: `'${excerpt(whole)}' names a character that cannot stand in an XML document` };
  }
  const name = whole.slice(1, -1);
  if (!isName(name)) return BARE_AMPERSAND;
  return PREDEFINED.has(name) ? undefined : { code: 'undeclared-entity', message: `entity '${excerpt(whole)}' is not declared; XML knows &lt; &gt; &amp; &apos; &quot;` };
}

function problemAdder(node: NodeDraft): (code: SyntaxCode, offset: number, length: number, message: string) => boolean {
  return (code, offset, length, message) => addProblem(node, { code, offset, length, message });
}
