import { type Diagnostic, type DiagnosticData, moved } from '../diagnostic';
import { rootElement } from '../syntax/cursor';
import type { DocumentText } from '../syntax/documentText';
import { localName, Scope, splitExpandedName } from '../syntax/namespaces';
import type { ElementNode, SyntaxTree } from '../syntax/node';
import type { Assignment } from './assignment';
import { UNCHECKED } from './assignment';
import { checkElement } from './checkElement';
import { hasTrustedTag } from './elementInPlace';
import type { Grammar } from './grammar';
import { IdentifierTable } from './identifiers';
import { identityDiagnostics } from './identityCheck';
import { nearestName } from './nearestName';
import { strayText, textRole } from './textCheck';
import { quoted } from './wording';

/** An element whose children are being visited. */
interface Level {
  readonly node: ElementNode;
  readonly scope: Scope;
  readonly children: readonly Assignment[];
  /** Next child, next child element, and where it begins. */
  child: number;
  place: number;
  at: number;
}

/** Checks a tree against a schema. Linear in the text; never overflows, however deep the elements are nested. */
export function validate(tree: SyntaxTree, grammar: Grammar): Diagnostic[] {
  const root = rootElement(tree);
  if (!root) return [];
  const { assignment, diagnostics } = assignRoot(tree, grammar);
  const identifiers = new IdentifierTable();
  const levels: Level[] = [];

  const enter = (node: ElementNode, start: number, scope: Scope, assignment: Assignment): void => {
    const verdict = checkElement(node, start, tree.text, scope, assignment, grammar);
    for (const each of verdict.diagnostics) diagnostics.push(moved(each, start));
    for (const each of identityDiagnostics(node, start, tree.text, scope, assignment, grammar)) diagnostics.push(moved(each, start));
    diagnostics.push(...identifiers.add(verdict.ids, start));
    if (textRole(node, start, tree.text, scope, assignment, grammar) === 'stray') diagnostics.push(...strayTexts(node, start, tree.text));
    if (verdict.children.some((child) => child !== UNCHECKED)) {
      levels.push({ node, scope: scope.enter(node, start, tree.text), children: verdict.children, child: 0, place: 0, at: start + node.startTagLength });
    }
  };

  enter(root.node, root.start, Scope.root, assignment);
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const child = level.node.children[level.child++];
    if (!child) {
      levels.pop();
      continue;
    }
    const at = level.at;
    level.at += child.length;
    if (child.kind === 'element') enter(child, at, level.scope, level.children[level.place++] ?? UNCHECKED);
  }
  diagnostics.push(...identifiers.unknownReferences());
  return diagnostics.sort((a, b) => a.start - b.start || a.end - b.end);
}

function strayTexts(node: ElementNode, start: number, text: DocumentText): Diagnostic[] {
  let at = start + node.startTagLength;
  return node.children.flatMap((child) => {
    const from = at;
    at += child.length;
    const stray = strayText(node, child, from, text);
    return stray ? [{ ...stray, start: from + stray.start, end: from + stray.end }] : [];
  });
}

/** What the document element is checked against, and what is wrong with its being there. */
export function assignRoot(tree: SyntaxTree, grammar: Grammar): { assignment: Assignment; diagnostics: Diagnostic[] } {
  const unchecked = { assignment: UNCHECKED, diagnostics: [] };
  const root = rootElement(tree);
  if (!root) return unchecked;
  const { node, start } = root;
  const name = Scope.root.enter(node, start, tree.text).elementName(node.name);
  if (name === undefined) return unchecked;
  if (Object.hasOwn(grammar.globalElements, name)) return { assignment: grammar.globalElements[name]!, diagnostics: [] };
  if (!hasTrustedTag(node)) return unchecked;
  return { assignment: UNCHECKED, diagnostics: [{ code: 'unknown-root', severity: 'error', ...unknownRoot(node.name, grammar), start: start + 1, end: start + 1 + node.name.length, href: 'https://www.w3.org/TR/xmlschema-1/#cvc-elt' }] };
}

function unknownRoot(name: string, grammar: Grammar): { message: string; data?: DiagnosticData } {
  const roots = Object.keys(grammar.globalElements).map(splitExpandedName);
  const local = localName(name);
  const otherwise = roots.find(([, root]) => root === local);
  const meant = (root: string | undefined): DiagnosticData | undefined => {
    const names = Object.keys(grammar.globalElements).filter((each) => splitExpandedName(each)[1] === root);
    return names.length > 0 ? { expected: names } : undefined;
  };
  if (otherwise) return { message: `${quoted(local)} is in the wrong namespace; expected ${otherwise[0] === '' ? 'none' : quoted(otherwise[0])}`, data: meant(local)! };
  const near = nearestName(local, roots.map(([, root]) => root));
  const first = roots[0]?.[1];
  const data = meant(near);
  return { message: `a document cannot begin with ${quoted(local)}; ${near !== undefined ? `did you mean ${quoted(near)}?` : `expected ${quoted(first ?? '')}`}`, ...(data && { data }) };
}
