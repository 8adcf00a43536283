import type { DocumentText } from './documentText';
import { endOfName, isSpace, skipSpace } from './characters';
import { addProblem, type ElementDraft, setAttributes } from './draft';
import { internName } from './names';
import type { AttributeNode, SyntaxProblem } from './node';
import { endOfQuoted } from './quoted';
import { excerpt } from './wording';

/**
 * Reads the attributes of a start tag that the XML grammar refuses, or that stands too deep or around too much for it:
 * whatever can be recognised is, and the first mistake becomes the tag's one problem.
 * On a tag without mistakes the attributes are those that the grammar finds.
 * @param start the offset of the tag's `<`
 */
export function readStartTag(text: DocumentText, start: number, node: ElementDraft): void {
  const tagEnd = start + node.startTagLength;
  const end = node.form === 'unterminated' ? withoutLooseSlash(text, start, tagEnd) : node.form === 'empty' ? slashBefore(text, tagEnd) : tagEnd - 1;
  const nameEnd = start + 1 + node.name.length;
  const reader = new StartTagReader(text, start, end);
  if (node.name === '') reader.problem('malformed-tag', start, 1, `'<' begins no tag; write '&lt;' for the character itself`);
  reader.readAttributes(nameEnd, node.name);
  if (node.form === 'empty' && end < tagEnd - 2) reader.problem('malformed-tag', end, tagEnd - end, `no white space may stand in '/>'; write '/>'`);
  if (node.form === 'unterminated') reader.problem('malformed-tag', start + 1, node.name.length, `'<${excerpt(node.name)}' lacks its '>'; add it`);
  setAttributes(node, reader.attributes);
  if (reader.found) addProblem(node, reader.found);
}

/** The `/` of an empty-element tag that ends at `tagEnd`. */
function slashBefore(text: DocumentText, tagEnd: number): number {
  let at = tagEnd - 2;
  while (text.charCodeAt(at) !== 47) at--;
  return at;
}

/** The end of a tag that lacks its `>`, without the `/` that stands before that: `<Pre-selected-indication/`. One in a value without quotes is not meant. */
function withoutLooseSlash(text: DocumentText, start: number, tagEnd: number): number {
  let at = tagEnd;
  while (at > start + 1 && isSpace(text.charCodeAt(at - 1))) at--;
  if (at <= start + 2 || text.charCodeAt(at - 1) !== 47) return tagEnd;
  const before = text.charCodeAt(at - 2);
  return isSpace(before) || isQuote(before) || endOfName(text, start + 1, at) === at - 1 ? at - 1 : tagEnd;
}

class StartTagReader {
  readonly attributes: AttributeNode[] = [];
  /** The first mistake; the rest usually follows from it. */
  found: SyntaxProblem | undefined;

  constructor(private readonly text: DocumentText, private readonly start: number, private readonly end: number) {}

  problem(code: SyntaxProblem['code'], from: number, length: number, message: string): void {
    this.found ??= { code, offset: from - this.start, length, message };
  }

  readAttributes(nameEnd: number, elementName: string): void {
    let at = nameEnd;
    if (at < this.end && !isSpace(this.text.charCodeAt(at))) at = this.readRunIn(at, elementName);
    for (at = skipSpace(this.text, at, this.end); at < this.end; at = skipSpace(this.text, at, this.end)) {
      const attributeEnd = endOfName(this.text, at, this.end);
      at = attributeEnd > at ? this.readAttribute(at, attributeEnd) : this.skipJunk(at);
    }
  }

  /** `<alias-entryindex="0">`: no space after the element's name. */
  private readRunIn(at: number, elementName: string): number {
    const runEnd = endOfName(this.text, this.start + 1, this.end);
    const attributeName = this.text.slice(at, runEnd);
    if (this.text.charCodeAt(runEnd) !== 61) return at;
    const whole = [this.start + 1, runEnd - this.start - 1] as const;
    if (attributeName === '') {
      this.problem('malformed-tag', ...whole, `missing space between element name and attribute name in '${excerpt(elementName)}'`);
      return this.skipValue(runEnd + 1);
    }
    this.problem('malformed-tag', ...whole, `missing space between element name and attribute '${excerpt(attributeName)}'; write '${excerpt(elementName)} ${excerpt(attributeName)}'`);
    return this.readAttribute(at, runEnd);
  }

  private readAttribute(from: number, nameEnd: number): number {
    const name = internName(this.text.slice(from, nameEnd));
    const equals = skipSpace(this.text, nameEnd, this.end);
    if (equals < this.end && isQuote(this.text.charCodeAt(equals))) {
      const closed = this.readValueWithoutEquals(name, from, equals);
      if (closed !== undefined) return closed;
    }
    const value = equals < this.end && this.text.charCodeAt(equals) === 61 ? skipSpace(this.text, equals + 1, this.end) : -1;
    if (value < 0 || value >= this.end) {
      this.problem('malformed-attribute', from, (value < 0 ? nameEnd : equals + 1) - from, `attribute '${excerpt(name)}' has no value; write '${excerpt(name)}="…"'`);
      this.add(name, from, -1, 0);
      return value < 0 ? nameEnd : this.end;
    }
    const next = this.skipValue(value);
    const quoted = isQuote(this.text.charCodeAt(value));
    const closed = quoted && next > value + 1 && this.text.charCodeAt(next - 1) === this.text.charCodeAt(value);
    const valueFrom = quoted ? value + 1 : value;
    const valueTo = closed ? next - 1 : next;
    if (!quoted) this.problem('malformed-attribute', from, next - from, `the value of '${excerpt(name)}' needs quotes; write '${excerpt(name)}="${excerpt(this.text.slice(value, next).replace(TYPOGRAPHIC_QUOTES, ''))}"'`);
    else if (!closed) this.problem('malformed-attribute', from, next - from, `the value of '${excerpt(name)}' lacks its closing quote; add ${this.text.slice(value, value + 1)} where it ends`);
    this.add(name, from, valueFrom, valueTo - valueFrom);
    return next;
  }

  /** `index "0"`. @returns where it ends; undefined where the quote that begins at `value` has no end */
  private readValueWithoutEquals(name: string, from: number, value: number): number | undefined {
    const { valueEnd, closed } = endOfQuoted(this.text, value, this.end);
    if (!closed) return undefined;
    this.problem('malformed-attribute', from, valueEnd + 1 - from, `attribute '${excerpt(name)}' lacks the '=' before its value; write '${excerpt(name)}=${excerpt(this.text.slice(value, valueEnd + 1))}'`);
    this.add(name, from, value + 1, valueEnd - value - 1);
    return valueEnd + 1;
  }

  /** After the value that begins at `from`, with its quotes or, without them, up to the next space or `<`. */
  private skipValue(from: number): number {
    if (isQuote(this.text.charCodeAt(from))) {
      const { valueEnd, closed } = endOfQuoted(this.text, from, this.end);
      return closed ? valueEnd + 1 : valueEnd;
    }
    let at = from;
    while (at < this.end && !isSpace(this.text.charCodeAt(at))) at++;
    return at;
  }

  private skipJunk(from: number): number {
    let at = from;
    do at = isQuote(this.text.charCodeAt(at)) ? this.skipValue(at) : at + 1;
    while (at < this.end && !isSpace(this.text.charCodeAt(at)) && endOfName(this.text, at, this.end) === at);
    this.problem('malformed-tag', from, at - from, `'${excerpt(this.text.slice(from, at))}' does not belong in a tag; remove it`);
    return at;
  }

  private add(name: string, from: number, valueFrom: number, valueLength: number): void {
    this.attributes.push({ name, nameOffset: from - this.start, valueOffset: valueFrom < 0 ? -1 : valueFrom - this.start, valueLength });
  }
}

/** What word processors make of quotes; for XML they are letters. */
const TYPOGRAPHIC_QUOTES = /[\u2018-\u201f\u00ab\u00bb]/g;

function isQuote(code: number): boolean {
  return code === 34 || code === 39;
}
