import type { Diagnostic } from '../diagnostic';
import { rootElement } from '../syntax/cursor';
import { localName, Scope, splitExpandedName } from '../syntax/namespaces';
import type { ElementNode, SyntaxTree } from '../syntax/node';
import type { Assignment } from './assignment';
import { UNCHECKED } from './assignment';
import { checkElement } from './checkElement';
import { hasTrustedTag } from './elementInPlace';
import type { Grammar } from './grammar';
import { nearestName } from './nearestName';
import type { Verdict } from './verdict';
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
  const diagnostics: Diagnostic[] = [];
  const ids = new Set<string>();
  const levels: Level[] = [];

  const enter = (node: ElementNode, start: number, scope: Scope, assignment: Assignment): void => {
    const verdict = checkElement(node, start, tree.text, scope, assignment, grammar);
    for (const { code, severity, message, start: from, end: to } of verdict.diagnostics) diagnostics.push({ code, severity, message, start: start + from, end: start + to });
    checkIdentifiers(verdict, start, ids, diagnostics);
    if (verdict.children.some((child) => child !== UNCHECKED)) {
      levels.push({ node, scope: scope.enter(node, start, tree.text), children: verdict.children, child: 0, place: 0, at: start + node.startTagLength });
    }
  };

  enter(root.node, root.start, Scope.root, rootAssignment(tree, grammar, diagnostics));
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
  return diagnostics.sort((a, b) => a.start - b.start || a.end - b.end);
}

function rootAssignment(tree: SyntaxTree, grammar: Grammar, diagnostics: Diagnostic[]): Assignment {
  const { node, start } = rootElement(tree)!;
  const name = Scope.root.enter(node, start, tree.text).elementName(node.name);
  if (name === undefined) return UNCHECKED;
  if (Object.hasOwn(grammar.globalElements, name)) return grammar.globalElements[name]!;
  if (hasTrustedTag(node)) {
    diagnostics.push({ code: 'unknown-root', severity: 'error', message: unknownRootMessage(node.name, grammar), start: start + 1, end: start + 1 + node.name.length });
  }
  return UNCHECKED;
}

function unknownRootMessage(name: string, grammar: Grammar): string {
  const roots = Object.keys(grammar.globalElements).map(splitExpandedName);
  const local = localName(name);
  const otherwise = roots.find(([, root]) => root === local);
  if (otherwise) return `${quoted(local)} is in the wrong namespace; expected ${otherwise[0] === '' ? 'none' : quoted(otherwise[0])}`;
  const near = nearestName(local, roots.map(([, root]) => root));
  const first = roots[0]?.[1];
  return `a document cannot begin with ${quoted(local)}; ${near !== undefined ? `did you mean ${quoted(near)}?` : `expected ${quoted(first ?? '')}`}`;
}

function checkIdentifiers(verdict: Verdict, start: number, seen: Set<string>, diagnostics: Diagnostic[]): void {
  for (const { value, start: from, end: to } of verdict.ids) {
    if (seen.has(value)) diagnostics.push({ code: 'duplicate-id', severity: 'error', message: `${quoted(value)} is used twice; an identifier must be unique in the document`, start: start + from, end: start + to });
    seen.add(value);
  }
}
