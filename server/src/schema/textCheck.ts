import type { DocumentText } from '../syntax/documentText';
import { characterData, decodeReferences } from '../syntax/text';
import { localName } from '../syntax/namespaces';
import type { ElementNode, Node } from '../syntax/node';
import type { ElementInPlace } from './elementInPlace';
import { hasTrustedContent } from './elementInPlace';
import { isVoid } from './elementValue';
import type { ElementDeclaration, SimpleType } from './grammar';
import { identifiersIn, mayHoldIdentifiers } from './identifiers';
import { checkSimpleValue, sameValue } from './simpleTypes';
import type { Findings } from './verdict';
import { quoted } from './wording';

const TEXT_REFUSED = {
  empty: (name: string): string => `${name} must be empty, without even a space`,
  nil: (name: string): string => `${name} is nil: it must be empty, without even a space`,
  elements: (name: string): string => `text is not allowed in ${name}, only elements`,
};

/** Reports character data where only elements, or nothing at all, may stand. */
export function refuseText({ node, start, text }: ElementInPlace, content: keyof typeof TEXT_REFUSED, findings: Findings): void {
  if (!hasTrustedContent(node)) return;
  let offset = node.startTagLength;
  for (const child of node.children) {
    const end = offset + child.length;
    if (child.kind !== 'element' && isRefused(child, text, start + offset, start + end, content)) {
      const [from, to] = trimmed(text, start + offset, start + end);
      findings.error('unexpected-text', TEXT_REFUSED[content](quoted(localName(node.name))), from - start, to - start);
    }
    offset = end;
  }
}

/** An empty type takes no character at all (part 1, 3.4.4); a CDATA section is text even where it is blank. */
function isRefused(child: Node, text: DocumentText, from: number, to: number, content: keyof typeof TEXT_REFUSED): boolean {
  if (child.kind === 'cdata') return !child.problems;
  if (child.kind !== 'text' || child.problems) return false;
  return content !== 'elements' || (!isBlank(text, from, to) && /[^ \t\n\r]/.test(decodeReferences(text.slice(from, to))));
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

/** Checks the character data of an element against the type of its value, and against the value that its declaration fixes. */
export function checkText(element: ElementInPlace, type: SimpleType, declaration: ElementDeclaration | undefined, findings: Findings): void {
  const { node, start, text, grammar, scope } = element;
  // Elements in a value are reported as such; then the text around them is not all there should be.
  if (!hasTrustedContent(node) || node.children.some((child) => child.kind === 'element' || ('problems' in child && child.problems))) return;
  const fixed = declaration?.fixed;
  const assumed = fixed ?? declaration?.default;
  const value = assumed !== undefined && isVoid(node) ? assumed : characterData(node, start, text);
  const problem = checkSimpleValue(grammar, type, value, scope) ?? (fixed === undefined || sameValue(grammar, type, fixed, value, scope) ? undefined : `${quoted(value)} is not ${quoted(fixed)}, the only value allowed`);
  if (problem === undefined && !mayHoldIdentifiers(grammar, type)) return;
  const [from, to] = valueRange(node, start, text);
  if (problem !== undefined) findings.error('invalid-value', problem, from - start, to - start);
  else findings.identify(identifiersIn(grammar, type, value, scope, from - start, to - start));
}

/** The trimmed character data, or the element's name where there is none. */
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
