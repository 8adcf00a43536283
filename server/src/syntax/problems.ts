import type { Diagnostic } from '../diagnostic';
import { isQualifiedName } from './characters';
import type { ElementNode, Node, SyntaxCode, SyntaxProblem, SyntaxTree } from './node';
import { localName, prefixOf, Scope, XML_NAMESPACE, XMLNS_NAMESPACE } from './namespaces';
import { attributeValue } from './text';
import { excerpt } from './wording';

/** Everything that makes a text no well-formed, namespace-well-formed document, in document order. */
export function syntaxDiagnostics(tree: SyntaxTree): Diagnostic[] {
  const found: Diagnostic[] = [];
  const report = (start: number, problems: readonly SyntaxProblem[] | undefined): void => {
    for (const { code, offset, length, message } of problems ?? []) found.push({ code, severity: 'error', message, start: start + offset, end: start + offset + length, href: SECTIONS[code] });
  };
  report(0, tree.document.problems);
  /** Unbound prefixes that an element around the current one has been reported for. */
  const told = new Set<string>();
  const pending: { nodes: readonly Node[]; index: number; at: number; scope: Scope; told: readonly string[] }[] =
    [{ nodes: tree.document.children, index: 0, at: 0, scope: Scope.root, told: [] }];
  for (let level = pending[pending.length - 1]; level; level = pending[pending.length - 1]) {
    const node = level.nodes[level.index++];
    if (!node) {
      for (const prefix of level.told) told.delete(prefix);
      pending.pop();
      continue;
    }
    report(level.at, node.problems);
    if (node.kind === 'element') {
      const scope = level.scope.enter(node, level.at, tree.text);
      let unbound: readonly string[] = [];
      if (node.attributes.length > 0 || node.name.includes(':')) {
        const problems = namespaceProblems(node, level.at, tree.text, scope, told);
        report(level.at, problems);
        unbound = problems.filter(({ code }) => code === 'unbound-prefix').map(({ offset, length }) => tree.text.slice(level.at + offset, level.at + offset + length));
      }
      if (node.children.length > 0) {
        for (const prefix of unbound) told.add(prefix);
        pending.push({ nodes: node.children, index: 0, at: level.at + node.startTagLength, scope, told: unbound });
      }
    }
    level.at += node.length;
  }
  // With a document type declaration refused, what it might have declared is not a second mistake.
  const refused = tree.document.children.some((node) => node.kind === 'doctype');
  return (refused ? found.filter(({ code }) => code !== 'undeclared-entity') : found).sort((a, b) => a.start - b.start || a.end - b.end);
}

/**
 * Namespaces in XML 1.0: prefixes are bound, reserved ones stay what they are, no two attributes have one expanded name.
 * @param known unbound prefixes that an element around this one has been reported for
 */
function namespaceProblems(node: ElementNode, start: number, text: string, scope: Scope, known: ReadonlySet<string>): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const here = new Set<string>();
  const unbound = (name: string, offset: number): void => {
    const prefix = prefixOf(name);
    if (prefix === '' || known.has(prefix) || here.has(prefix)) return;
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
