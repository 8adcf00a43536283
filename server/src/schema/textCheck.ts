import type { Diagnostic } from '../diagnostic';
import type { DocumentText } from '../syntax/documentText';
import { characterData, decodeReferences } from '../syntax/text';
import { localName } from '../syntax/namespaces';
import type { ElementNode, Node } from '../syntax/node';
import type { ElementInPlace } from './elementInPlace';
import { hasTrustedContent } from './elementInPlace';
import type { SimpleType } from './grammar';
import { checkSimpleValue, normalizeWhiteSpace } from './simpleTypes';
import type { Findings } from './verdict';
import { quoted } from './wording';

/** Reports character data where nothing at all may stand: an empty type takes no character (part 1, 3.4.4). */
export function refuseText({ node, start, text }: ElementInPlace, findings: Findings): void {
  if (!hasTrustedContent(node)) return;
  let offset = node.startTagLength;
  for (const child of node.children) {
    const end = offset + child.length;
    if ((child.kind === 'text' || child.kind === 'cdata') && !child.problems) {
      const [from, to] = trimmed(text, start + offset, start + end);
      findings.error('unexpected-text', `${quoted(localName(node.name))} must be empty, without even a space`, from - start, to - start);
    }
    offset = end;
  }
}

/**
 * Character data directly in an element that only elements may stand in.
 * @param child of `parent`, at `at` in the text
 * @returns what is wrong with it, or undefined; offsets count from the child's start
 */
export function strayText(parent: ElementNode, child: Node, at: number, text: DocumentText): Diagnostic | undefined {
  if ((child.kind !== 'text' && child.kind !== 'cdata') || child.problems || !hasTrustedContent(parent)) return undefined;
  const end = at + child.length;
  // A CDATA section is text even where it is blank.
  if (child.kind === 'text' && (isBlank(text, at, end) || !/[^ \t\n\r]/.test(decodeReferences(text.slice(at, end))))) return undefined;
  const [from, to] = trimmed(text, at, end);
  return { code: 'unexpected-text', severity: 'error', message: `text is not allowed in ${quoted(localName(parent.name))}, only elements`, start: from - at, end: to - at };
}

function isBlank(text: DocumentText, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    if (!isSpace(text.charCodeAt(at))) return false;
  }
  return true;
}

/** White space of XML (2.3 S). */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** Checks the character data of an element against the type of its value. */
export function checkText(element: ElementInPlace, type: SimpleType, findings: Findings): void {
  const { node, start, text, grammar, scope } = element;
  // Elements in a value are reported as such; then the text around them is not all there should be.
  if (!hasTrustedContent(node) || node.children.some((child) => child.kind === 'element' || ('problems' in child && child.problems))) return;
  const value = characterData(node, start, text);
  const problem = checkSimpleValue(grammar, type, value, scope);
  if (problem === undefined && type.builtIn !== 'ID') return;
  const [from, to] = valueRange(node, start, text);
  if (problem !== undefined) findings.error('invalid-value', problem, from - start, to - start);
  else findings.identifier(normalizeWhiteSpace(value, 'collapse'), from - start, to - start);
}

/** Where the value of an element stands: the trimmed character data, or the element's name where there is none. */
export function valueRange(node: ElementNode, start: number, text: DocumentText): [from: number, to: number] {
  let from = -1;
  let to = -1;
  let at = start + node.startTagLength;
  for (const child of node.children) {
    if (child.kind === 'text' || child.kind === 'cdata') {
      if (from < 0) from = at;
      to = at + child.length;
    }
    at += child.length;
  }
  if (from >= 0 && !isBlank(text, from, to)) return trimmed(text, from, to);
  return [start + 1, start + 1 + node.name.length];
}

/** A range without the white space at its ends; a range of nothing else stays as it is. */
function trimmed(text: DocumentText, from: number, to: number): [from: number, to: number] {
  let [first, last] = [from, to];
  while (first < last && isSpace(text.charCodeAt(first))) first++;
  while (last > first && isSpace(text.charCodeAt(last - 1))) last--;
  return first === last ? [from, to] : [first, last];
}
