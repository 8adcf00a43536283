import type { Diagnostic } from '../diagnostic';
import { isForeignSpace } from '../syntax/characters';
import type { DocumentText } from '../syntax/documentText';
import { characterData, decodeReferences } from '../syntax/text';
import { localName, type Scope } from '../syntax/namespaces';
import type { ElementNode, Node } from '../syntax/node';
import type { Assignment } from './assignment';
import type { ElementInPlace } from './elementInPlace';
import { hasTrustedContent } from './elementInPlace';
import { isVoid } from './elementValue';
import type { ElementDeclaration, Grammar, SimpleType } from './grammar';
import { identifiersIn, mayHoldIdentifiers } from './identifiers';
import { checkSimpleValue, sameValue } from './simpleTypes';
import { isSimpleType } from './typeDerivation';
import { ordinaryPlace, type TypeInPlace, typeInPlace } from './typeInPlace';
import { Findings } from './verdict';
import { quoted } from './wording';

const TEXT_REFUSED = {
  empty: (name: string): string => `${name} must be empty, without even a space`,
  nil: (name: string): string => `${name} is nil: it must be empty, without even a space`,
};

/**
 * What the text in an element is: its `value`, or forbidden altogether, so that it belongs to the verdict on the element;
 * `stray`, to be judged piece by piece; or `free`.
 */
export type TextRole = 'value' | 'stray' | 'free';

/** @param scope the bindings around the element */
export function textRole(node: ElementNode, start: number, text: DocumentText, scope: Scope, assignment: Assignment, grammar: Grammar): TextRole {
  const place = ordinaryPlace(node, grammar.elements[assignment], grammar)
    ?? typeInPlace({ node, start, text, scope: scope.enter(node, start, text), grammar }, assignment, new Findings());
  return roleOf(place);
}

/** The same by the type that an element turned out to have. */
export function roleOf({ type, declaration, nil }: TypeInPlace): TextRole {
  if (nil) return 'value';
  if (type === undefined) return 'free';
  if (type !== 'any' && (isSimpleType(type) || type.content === 'simple' || type.content === 'empty')) return 'value';
  if (type !== 'any' && type.content === 'elements') return 'stray';
  return declaration?.fixed === undefined ? 'free' : 'value';
}

/** Reports character data where nothing at all may stand: an empty type takes no character (part 1, 3.4.4). */
export function refuseText({ node, start, text }: ElementInPlace, reason: keyof typeof TEXT_REFUSED, findings: Findings): void {
  if (!hasTrustedContent(node)) return;
  let offset = node.startTagLength;
  for (const child of node.children) {
    const end = offset + child.length;
    if ((child.kind === 'text' || child.kind === 'cdata') && !child.problems) {
      const [from, to] = trimmed(text, start + offset, start + end);
      findings.error('unexpected-text', TEXT_REFUSED[reason](quoted(localName(node.name))), from - start, to - start);
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
  const only = text.charCodeAt(from);
  if (isForeignSpace(only) && text.slice(from, to).trim() === '') {
    const message = `the character U+${only.toString(16).toUpperCase().padStart(4, '0')} looks like a space, but is text, which is not allowed in ${quoted(localName(parent.name))}; remove it`;
    return { code: 'unexpected-text', severity: 'error', message, start: from - at, end: to - at };
  }
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
