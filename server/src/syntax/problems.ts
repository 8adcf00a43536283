import type { DocumentText } from './documentText';
import { type Diagnostic, moved } from '../diagnostic';
import { Bindings } from './bindings';
import { isQualifiedName } from './characters';
import { internName } from './names';
import type { ElementNode, Node, SyntaxCode, SyntaxProblem, SyntaxTree } from './node';
import { localName, prefixOf, Scope, XML_NAMESPACE, XMLNS_NAMESPACE } from './namespaces';
import { attributeValue } from './text';
import { excerpt } from './wording';

/** Everything that makes a text no well-formed, namespace-well-formed document, in document order. */
export function syntaxDiagnostics(tree: SyntaxTree): Diagnostic[] {
  const found: Diagnostic[] = documentDiagnostics(tree);
  const pending: { nodes: readonly Node[]; index: number; at: number; scope: Scope; told: ToldPrefixes }[] =
    [{ nodes: tree.document.children, index: 0, at: 0, scope: Scope.root, told: Bindings.none }];
  for (let level = pending[pending.length - 1]; level; level = pending[pending.length - 1]) {
    const node = level.nodes[level.index++];
    if (!node) {
      pending.pop();
      continue;
    }
    if (node.kind === 'element') {
      const scope = level.scope.enter(node, level.at, tree.text);
      const { diagnostics, told } = elementDiagnostics(node, level.at, tree.text, scope, level.told);
      for (const each of diagnostics) found.push(moved(each, level.at));
      let at = level.at + node.startTagLength;
      for (const child of node.children) {
        if (child.kind !== 'element') found.push(...diagnosticsOf(at, child.problems));
        at += child.length;
      }
      if (node.children.length > 0) pending.push({ nodes: node.children, index: 0, at: level.at + node.startTagLength, scope, told });
    }
    level.at += node.length;
  }
  return withoutConsequences(tree, found).sort((a, b) => a.start - b.start || a.end - b.end);
}

/** What is wrong with the document as a whole, and with what stands beside its elements. */
export function documentDiagnostics({ document }: SyntaxTree): Diagnostic[] {
  const found = diagnosticsOf(0, document.problems);
  let at = 0;
  for (const node of document.children) {
    if (node.kind !== 'element') found.push(...diagnosticsOf(at, node.problems));
    at += node.length;
  }
  return found;
}

/** With a document type declaration refused, what it might have declared is not a second mistake. */
export function withoutConsequences(tree: SyntaxTree, found: Diagnostic[]): Diagnostic[] {
  const refused = tree.document.children.some((node) => node.kind === 'doctype');
  return refused ? found.filter(({ code }) => code !== 'undeclared-entity') : found;
}

/**
 * What is wrong with the tags of one element; not what stands between them. Offsets count from the element's start.
 * @param scope the bindings inside the element
 * @param told the unbound prefixes that an element around it has been reported for
 * @returns `told` with those that are reported here
 */
export function elementDiagnostics(node: ElementNode, start: number, text: DocumentText, scope: Scope, told: ToldPrefixes): { diagnostics: readonly Diagnostic[]; told: ToldPrefixes } {
  const named = usesNamespaces(node) ? namespaceProblems(node, start, text, scope, told) : NONE;
  if (named.length === 0 && !node.problems) return { diagnostics: NONE, told };
  const unbound = named.filter(({ code }) => code === 'unbound-prefix').map(({ offset, length }) => internName(text.slice(start + offset, start + offset + length)));
  return { diagnostics: [...diagnosticsOf(0, node.problems), ...diagnosticsOf(0, named)], told: unbound.reduce((around, prefix) => around.with(prefix, ''), told) };
}

/** What is wrong with a text, a comment or the like. Offsets count from its start. */
export function textDiagnostics(node: Exclude<Node, ElementNode>): readonly Diagnostic[] {
  return node.problems ? diagnosticsOf(0, node.problems) : NONE;
}

const NONE: readonly never[] = [];

/** The unbound prefixes that have been reported around a place, each bound to nothing: one mistake is told once. */
export type ToldPrefixes = Bindings;

function diagnosticsOf(start: number, problems: readonly SyntaxProblem[] | undefined): Diagnostic[] {
  return (problems ?? []).map(({ code, offset, length, message, related }) => ({
    code, severity: 'error', message, start: start + offset, end: start + offset + length, href: SECTIONS[code],
    ...(related && { related: [{ start: start + related.offset, end: start + related.offset + related.length, message: related.message }] }),
  }));
}

/** Whether an element has any prefix but `xml:`, which is always bound: most have none. */
function usesNamespaces(node: ElementNode): boolean {
  if (node.declaresNamespaces || node.name.includes(':')) return true;
  for (const { name } of node.attributes) if (name.includes(':') && !name.startsWith('xml:')) return true;
  return false;
}

/**
 * Namespaces in XML 1.0: prefixes are bound, reserved ones stay what they are, no two attributes have one expanded name.
 * @param known unbound prefixes that an element around this one has been reported for
 */
function namespaceProblems(node: ElementNode, start: number, text: DocumentText, scope: Scope, known: ToldPrefixes): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const here = new Set<string>();
  const unbound = (name: string, offset: number): void => {
    const prefix = prefixOf(name);
    if (prefix === '' || known.get(prefix) !== undefined || here.has(prefix)) return;
    here.add(prefix);
    problems.push({ code: 'unbound-prefix', offset, length: prefix.length, message: `prefix '${excerpt(prefix)}' is not declared; add 'xmlns:${excerpt(prefix)}="…"' to this element or one around it` });
  };
  if (isPrefixed(node.name) && scope.elementName(node.name) === undefined) unbound(node.name, 1);
  if (prefixOf(node.name) === 'xmlns') problems.push({ code: 'reserved-prefix', offset: 1, length: 5, message: `prefix 'xmlns' is reserved for declarations and cannot begin an element's name` });
  const seen = new Map<string, string>();
  for (const attribute of node.attributes) {
    const { name, nameOffset } = attribute;
    if (name === 'xmlns' || name.startsWith('xmlns:')) {
      const message = attribute.valueOffset < 0 ? undefined : declarationProblem(name, attributeValue(attribute, start, text));
      if (message !== undefined) problems.push({ code: 'reserved-prefix', offset: nameOffset, length: name.length, message });
      continue;
    }
    if (!isPrefixed(name)) continue;
    const expanded = scope.attributeName(name);
    if (expanded === undefined) {
      unbound(name, nameOffset);
      continue;
    }
    const earlier = seen.get(expanded);
    if (earlier !== undefined && earlier !== name) problems.push({ code: 'duplicate-attribute', offset: nameOffset, length: name.length, message: `attribute '${excerpt(name)}' is the same as '${excerpt(earlier)}'; remove one` });
    seen.set(expanded, name);
  }
  return problems;
}

/** A name with a prefix; one with several colons is no name, and reported as such. */
function isPrefixed(name: string): boolean {
  return name.includes(':') && isQualifiedName(name);
}

/** What is wrong with a namespace declaration (Namespaces in XML 1.0, 3), or undefined. */
function declarationProblem(name: string, namespace: string): string | undefined {
  const prefix = name === 'xmlns' ? '' : localName(name);
  if (prefix === 'xmlns') return `prefix 'xmlns' is reserved and cannot be declared; remove it`;
  if (prefix === 'xml') return namespace === XML_NAMESPACE ? undefined : `prefix 'xml' is reserved for '${XML_NAMESPACE}'`;
  if (namespace === XML_NAMESPACE || namespace === XMLNS_NAMESPACE) return `'${namespace}' is reserved and cannot be bound to '${excerpt(prefix || 'xmlns')}'`;
  return prefix !== '' && namespace === '' ? `prefix '${excerpt(prefix)}' is bound to nothing; give it a namespace` : undefined;
}

const XML = 'https://www.w3.org/TR/xml/#';
const NAMES = 'https://www.w3.org/TR/xml-names/#';

/** Where each requirement is written. */
const SECTIONS: Readonly<Record<SyntaxCode, string>> = {
  'malformed-tag': `${XML}sec-starttags`,
  'malformed-attribute': `${XML}sec-starttags`,
  'duplicate-attribute': `${XML}uniqattspec`,
  'invalid-name': `${NAMES}ns-qualnames`,
  'unbound-prefix': `${NAMES}nsc-NSDeclared`,
  'reserved-prefix': `${NAMES}xmlReserved`,
  'missing-end-tag': `${XML}sec-starttags`,
  'mismatched-end-tag': `${XML}GIMatch`,
  'stray-end-tag': `${XML}GIMatch`,
  'bare-less-than': `${XML}syntax`,
  'bare-ampersand': `${XML}syntax`,
  'undeclared-entity': `${XML}wf-entdeclared`,
  'invalid-reference': `${XML}wf-Legalchar`,
  'invalid-character': `${XML}charsets`,
  'cdata-end-in-text': `${XML}syntax`,
  'malformed-comment': `${XML}sec-comments`,
  'malformed-cdata': `${XML}sec-cdata-sect`,
  'malformed-instruction': `${XML}sec-pi`,
  'malformed-declaration': `${XML}sec-prolog-dtd`,
  'encoding': 'https://www.rfc-editor.org/rfc/rfc4825#section-5',
  'doctype': `${XML}dt-doctype`,
  'no-root-element': `${XML}dt-root`,
  'text-outside-root': `${XML}sec-well-formed`,
  'second-root-element': `${XML}dt-root`,
};
