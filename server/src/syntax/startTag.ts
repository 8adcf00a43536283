import type { DocumentText } from './documentText';
import { endOfName, isForeignSpace, isSpace } from './characters';
import { addProblem, type ElementDraft, setAttributes } from './draft';
import { internName } from './names';
import type { AttributeNode, SyntaxProblem } from './node';
import { endBeforeAttribute, endOfQuoted } from './quoted';
import { excerpt } from './wording';

/**
 * Reads the attributes of a start tag that the XML grammar refuses, or that stands too deep or around too much for it:
 * whatever can be recognised is, and the first mistake becomes the tag's one problem.
 * On a tag without mistakes the attributes are those that the grammar finds.
 * @param start the offset of the tag's `<`
 */
export function readStartTag(text: DocumentText, start: number, node: ElementDraft): void {
  const tagEnd = start + node.startTagLength;
  if (holdsValue(text, start, node)) {
    addProblem(node, lacksEnd(node.name));
    return;
  }
  const isEmpty = node.form === 'empty' || (node.form === 'closed' && /\/\s*>$/.test(text.slice(start, tagEnd)));
  const end = node.form === 'unterminated' ? withoutLooseSlash(text, start, tagEnd) : isEmpty ? slashBefore(text, tagEnd) : tagEnd - 1;
  const nameEnd = start + 1 + node.name.length;
  const reader = new StartTagReader(text, start, end);
  if (node.name === '') reader.problem('malformed-tag', start, 1, `'<' begins no tag; write '&lt;' for the character itself`);
  reader.readAttributes(nameEnd, node.name);
  if (isEmpty && node.form === 'closed') reader.problem('malformed-tag', end, 1, `'/' ends '${excerpt(node.name)}' here, though its end tag follows; remove it`);
  if (node.form === 'empty' && end < tagEnd - 2) reader.problem('malformed-tag', end, tagEnd - end, `no white space may stand in '/>'; write '/>'`);
  if (node.form === 'unterminated') reader.report(lacksEnd(node.name));
  setAttributes(node, reader.attributes);
  if (reader.found) addProblem(node, reader.found);
}

function lacksEnd(name: string): SyntaxProblem {
  return { code: 'malformed-tag', offset: 1, length: name.length, message: `'<${excerpt(name)}' lacks its '>'; add it` };
}

/** `<Status true</Status>`: between a name and its end tag stands what is no attribute, but the value of the element. */
function holdsValue(text: DocumentText, start: number, { form, name, length, startTagLength, endTagLength }: ElementDraft): boolean {
  if (form !== 'unterminated' || endTagLength === 0 || length !== startTagLength + endTagLength) return false;
  const held = text.slice(start + 1 + name.length, start + startTagLength).trim();
  return held !== '' && held !== '/' && !/[="']/.test(held);
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
    this.report({ code, offset: from - this.start, length, message });
  }

  report(problem: SyntaxProblem): void {
    this.found ??= problem;
  }

  readAttributes(nameEnd: number, elementName: string): void {
    let at = nameEnd;
    if (at < this.end && !isBlank(this.text.charCodeAt(at))) at = this.readRunIn(at, elementName);
    for (at = this.skipBlank(at); at < this.end; at = this.skipBlank(at)) {
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

  private readAttribute(from: number, runEnd: number): number {
    // `index:"0"`: a name may hold a colon, but does not end with one.
    const nameEnd = runEnd > from + 1 && this.text.charCodeAt(runEnd - 1) === 58 && this.isQuotedAt(this.skipBlank(runEnd)) ? runEnd - 1 : runEnd;
    const name = internName(this.text.slice(from, nameEnd));
    const equals = this.skipBlank(nameEnd);
    const colon = this.text.charCodeAt(equals) === 58 ? this.skipBlank(equals + 1) : equals;
    if (this.isQuoteAt(colon)) {
      const closed = this.readValueWithoutEquals(name, from, colon, colon > equals);
      if (closed !== undefined) return closed;
    }
    const value = equals < this.end && this.text.charCodeAt(equals) === 61 ? this.skipBlank(equals + 1) : -1;
    if (value < 0 || value >= this.end) {
      this.problem('malformed-attribute', from, (value < 0 ? nameEnd : equals + 1) - from, `attribute '${excerpt(name)}' has no value; write '${excerpt(name)}="…"'`);
      this.add(name, from, -1, 0);
      return value < 0 ? nameEnd : this.end;
    }
    return this.isQuoteAt(value) ? this.readQuoted(name, from, value) : this.readUnquoted(name, from, value);
  }

  private readUnquoted(name: string, from: number, value: number): number {
    const next = this.skipValue(value);
    this.problem('malformed-attribute', from, next - from, `the value of '${excerpt(name)}' needs quotes; write '${excerpt(name)}="${excerpt(withoutQuotes(this.text.slice(value, next)))}"'`);
    this.add(name, from, value, next - value);
    return next;
  }

  /** A value that begins with the quote at `open`, and ends as it should or nearly so. */
  private readQuoted(name: string, from: number, open: number): number {
    const { valueEnd, closed } = endOfQuoted(this.text, open, this.end);
    const quote = this.text.slice(open, open + 1);
    const lost = closed ? endBeforeAttribute(this.text, open, valueEnd, this.end) : valueEnd;
    if (lost >= 0) {
      const wrong = !closed && lost > open + 2 && isOtherQuote(this.text.slice(lost - 1, lost), quote) ? this.text.slice(lost - 1, lost) : '';
      this.problem('malformed-attribute', from, lost - from, wrong === '' ? `the value of '${excerpt(name)}' lacks its closing quote; add ${quote} where it ends` : `the value of '${excerpt(name)}' begins with ${quote} and ends with ${wrong}; write ${quote} there too`);
      this.add(name, from, open + 1, lost - wrong.length - open - 1);
      return lost;
    }
    const doubled = valueEnd === open + 1 ? this.endOfDoubled(open + 2, quote) : -1;
    if (doubled >= 0) {
      const value = this.text.slice(open + 2, doubled);
      this.problem('malformed-attribute', from, doubled + 2 - from, `the value of '${excerpt(name)}' has its quotes twice; write '${excerpt(name)}=${quote}${excerpt(value)}${quote}'`);
      this.add(name, from, open + 2, doubled - open - 2);
      return doubled + 2;
    }
    this.add(name, from, open + 1, valueEnd - open - 1);
    return valueEnd + 1;
  }

  /** `index=""0""`: where the value that begins at `from` ends, with a quote twice; -1 where none does. In `a=""b=""` another attribute begins there. */
  private endOfDoubled(from: number, quote: string): number {
    let at = from;
    while (at < this.end && !isBlank(this.text.charCodeAt(at)) && !this.isQuoteAt(at)) at++;
    return at > from && this.text.charCodeAt(at - 1) !== 61 && this.text.startsWith(quote + quote, at) && at + 2 <= this.end ? at : -1;
  }

  /** `index "0"`, `index:"0"`. @returns where it ends; undefined where the quote that begins at `value` has no end */
  private readValueWithoutEquals(name: string, from: number, value: number, colon: boolean): number | undefined {
    const { valueEnd, closed } = endOfQuoted(this.text, value, this.end);
    if (!closed) return undefined;
    const lacks = colon ? `has ':' instead of '=' before its value` : `lacks the '=' before its value`;
    this.problem('malformed-attribute', from, valueEnd + 1 - from, `attribute '${excerpt(name)}' ${lacks}; write '${excerpt(name)}=${excerpt(this.text.slice(value, valueEnd + 1))}'`);
    this.add(name, from, value + 1, valueEnd - value - 1);
    return valueEnd + 1;
  }

  private isQuoteAt(at: number): boolean {
    return at < this.end && isQuote(this.text.charCodeAt(at));
  }

  private isQuotedAt(at: number): boolean {
    return this.isQuoteAt(at) && endOfQuoted(this.text, at, this.end).closed;
  }

  /** Skips white space, and what only looks like it, which is a mistake. */
  private skipBlank(from: number): number {
    let at = from;
    while (at < this.end && isBlank(this.text.charCodeAt(at))) {
      const code = this.text.charCodeAt(at);
      if (isForeignSpace(code)) this.problem('malformed-tag', at, 1, `the character U+${code.toString(16).toUpperCase().padStart(4, '0')} looks like a space, but is none in a tag; write a plain space`);
      at++;
    }
    return at;
  }

  /** After the value that begins at `from`, with its quotes or, without them, up to the next space or `<`. */
  private skipValue(from: number): number {
    if (isQuote(this.text.charCodeAt(from))) {
      const { valueEnd, closed } = endOfQuoted(this.text, from, this.end);
      return closed ? valueEnd + 1 : valueEnd;
    }
    let at = from;
    while (at < this.end && !isBlank(this.text.charCodeAt(at))) at++;
    return at;
  }

  private skipJunk(from: number): number {
    let at = from;
    do at = isQuote(this.text.charCodeAt(at)) ? this.skipValue(at) : at + 1;
    while (at < this.end && !isBlank(this.text.charCodeAt(at)) && endOfName(this.text, at, this.end) === at);
    this.problem('malformed-tag', from, at - from, `'${excerpt(this.text.slice(from, at))}' does not belong in a tag; remove it`);
    return at;
  }

  private add(name: string, from: number, valueFrom: number, valueLength: number): void {
    this.attributes.push({ name, nameOffset: from - this.start, valueOffset: valueFrom < 0 ? -1 : valueFrom - this.start, valueLength });
  }
}

/** What word processors make of quotes; for XML they are letters. */
const TYPOGRAPHIC_QUOTES = /[\u2018-\u201f\u00ab\u00bb]/g;

/** A value that was written without its quotes, without what is left of them. */
export function withoutQuotes(value: string): string {
  return value.replace(TYPOGRAPHIC_QUOTES, '').replace(/["']+$/, '');
}

/** A quote, but not the one that the value began with. */
function isOtherQuote(character: string, quote: string): boolean {
  return character !== quote && (character === '"' || character === "'" || character.search(TYPOGRAPHIC_QUOTES) === 0);
}

function isBlank(code: number): boolean {
  return isSpace(code) || isForeignSpace(code);
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39;
}
