import type { DocumentText } from './documentText';
import type { AttributeNode, ElementNode } from './node';

const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '"' };

/** Replaces the five predefined entities and character references (XML 1.0 4.1, 4.6); what is not a reference stays. */
export function decodeReferences(raw: string): string {
  if (!raw.includes('&')) return raw;
  return raw.replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
    if (name !== undefined) return PREDEFINED[name] ?? whole;
    const code = decimal !== undefined ? parseInt(decimal, 10) : parseInt(hex ?? '', 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The value of an attribute: references replaced, white space characters read as spaces (XML 1.0 3.3.3). Empty where there is none. */
export function attributeValue(attribute: AttributeNode, elementStart: number, text: DocumentText): string {
  if (attribute.valueOffset < 0) return '';
  const from = elementStart + attribute.valueOffset;
  return decodeReferences(text.slice(from, from + attribute.valueLength).replace(/\r\n|[\t\n\r]/g, ' '));
}

/** What a CDATA section from `start` to `end` holds, line ends as `\n`. */
export function cdataText(start: number, end: number, text: DocumentText): string {
  return text.slice(start + '<![CDATA['.length, text.endsWith(']]>', end) ? end - 3 : end).replace(/\r\n?/g, '\n');
}

/** The character data directly inside an element: text and CDATA sections, references replaced, line ends as `\n` (XML 1.0 2.11). */
export function characterData(element: ElementNode, start: number, text: DocumentText): string {
  let value = '';
  let at = start + element.startTagLength;
  for (const child of element.children) {
    const end = at + child.length;
    if (child.kind === 'text') value += decodeReferences(text.slice(at, end).replace(/\r\n?/g, '\n'));
    else if (child.kind === 'cdata') value += cdataText(at, end, text);
    at = end;
  }
  return value;
}
