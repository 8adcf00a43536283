import { elementDocumentation } from '../profile/documentation';
import { extensionsFor } from '../profile/extensions';
import { canonicalElementName, expandedElementName, usualPrefix } from '../profile/namespaces';
import { occurrencesIn, occurrenceOf } from '../profile/occurrences';
import { type CanonicalPath, canonicalPath } from '../profile/path';
import { elementTemplate } from '../profile/templates';
import { complexTypeOf, declarationFor, describeSimpleType, expectedElements, type Grammar, scopeOf, simpleTypeOf, takesNamespace } from '../schema';
import type { Completion } from '../service';
import type { PlacedElement } from '../syntax/cursor';
import { Scope, splitExpandedName } from '../syntax/namespaces';
import type { SyntaxTree } from '../syntax/node';
import type { CursorPlace } from './cursorPlace';
import { documentationText } from './documentationText';

type ElementPlace = Extract<CursorPlace, { kind: 'element' }>;

/** An element that may stand at the cursor. */
interface Candidate {
  readonly declaration: number;
  /** The document lacks it. */
  readonly required: boolean;
  /** The specification allows one, and it is there. */
  readonly present: boolean;
}

/** The elements that may stand at the cursor inside `parent`: those that it lacks first, then in schema order, those it has enough of last. */
export function completeElements(tree: SyntaxTree, place: ElementPlace, parent: PlacedElement, offset: number, grammar: Grammar): Completion[] {
  const scope = scopeOf(parent, tree.text);
  const path = canonicalPath(parent, tree.text);
  const candidates = candidatesAt(tree, parent, path, scope, offset, grammar);
  const ordered = [...candidates.filter(({ required }) => required), ...candidates.filter(({ required, present }) => !required && !present), ...candidates.filter(({ present }) => present)];
  return ordered.map((candidate) => elementCompletion(candidate, place, path, scope, grammar));
}

/** The document element, with the XML declaration where nothing stands before it. */
export function completeRoot(tree: SyntaxTree, place: ElementPlace, grammar: Grammar): Completion[] {
  if (tree.document.children.some((node) => node.kind === 'element' && node.name !== '' && node.form !== 'unterminated')) return [];
  return Object.values(grammar.globalElements).filter((declaration) => ROOTS.has(grammar.elements[declaration]!.name)).map((declaration) => {
    const completion = elementCompletion({ declaration, required: true, present: false }, place, [], Scope.root, grammar);
    const bare = !place.opened && tree.text.slice(0, place.from).trim() === '';
    return bare ? { ...completion, kind: 'skeleton', insert: `<?xml version="1.0" encoding="UTF-8"?>\n${completion.insert}` } : completion;
  });
}

/** What a profile document may begin with: the schema's other global elements are parts of it. */
const ROOTS = new Set([expandedElementName('mcptt-user-profile')]);

export function completeEndTag(tree: SyntaxTree, place: Extract<CursorPlace, { kind: 'endTag' }>): Completion {
  const { name } = place.element.node;
  const closed = tree.text.startsWith('>', place.to);
  return { kind: 'endTag', label: name, insert: closed ? name : `${name}>`, snippet: false, start: place.from, end: place.to, required: true };
}

function candidatesAt(tree: SyntaxTree, parent: PlacedElement, path: CanonicalPath, scope: Scope, offset: number, grammar: Grammar): Candidate[] {
  const expected = expectedElements(parent.node, parent.start, tree.text, scope, declarationFor(parent, tree.text, grammar), offset, grammar);
  const present = occurrencesIn(path).length === 0 ? new Set() : presentNames(tree, parent, scope, offset);
  const candidate = (declaration: number, required: boolean): Candidate => {
    const { name } = grammar.elements[declaration]!;
    const occurrence = occurrenceOf(path, canonicalElementName(name));
    const there = present.has(name);
    return { declaration, required: !there && (required || (occurrence?.required === true && occurrence.sure !== 'recalled')), present: there && occurrence?.single === true };
  };
  const byName = new Map(expected.elements.map(({ declaration, required }) => [grammar.elements[declaration]!.name, candidate(declaration, required)]));
  const known = [...extensionsFor(path).map(({ element }) => element), ...occurrencesIn(path).map(({ child }) => child)];
  for (const name of known.map(expandedElementName)) {
    const declaration = grammar.globalElements[name];
    if (declaration !== undefined && !byName.has(name) && expected.wildcards.some((wildcard) => takesNamespace(wildcard, splitExpandedName(name)[0]))) byName.set(name, candidate(declaration, false));
  }
  return [...byName.values()];
}

/** The names of the children, without the one whose start tag the cursor is in. */
function presentNames({ text }: SyntaxTree, parent: PlacedElement, scope: Scope, offset: number): ReadonlySet<string | undefined> {
  const present = new Set<string | undefined>();
  let at = parent.start + parent.node.startTagLength;
  let last: string | undefined;
  for (const node of parent.node.children) {
    const typed = node.kind === 'element' && offset > at && offset <= at + node.startTagLength;
    // Lists hold thousands of children of one name.
    if (node.kind === 'element' && !typed && node.name !== last) {
      present.add(scope.enter(node, at, text).elementName(node.name));
      last = node.name;
    }
    at += node.length;
  }
  return present;
}

function elementCompletion({ declaration, required, present }: Candidate, place: ElementPlace, path: CanonicalPath, scope: Scope, grammar: Grammar): Completion {
  const { name } = grammar.elements[declaration]!;
  const [namespace] = splitExpandedName(name);
  const prefixOf = (wanted: string): string => scope.prefixFor(wanted) ?? usualPrefix(wanted);
  const template = elementTemplate(grammar, path, declaration, { prefixOf, indent: '\t' });
  const label = /^<([^\s/>]+)/.exec(template)?.[1] ?? name;
  // A namespace that nothing around binds yet is bound by the element itself.
  const bound = path.length === 0 || scope.prefixFor(namespace) !== undefined ? template : template.replace(label, () => `${label} xmlns:${prefixOf(namespace)}="${namespace}"`);
  const documentation = elementDocumentation([...path, canonicalElementName(name)]);
  const type = simpleTypeOf(grammar, declaration);
  const described = type ? describeSimpleType(grammar, type) : complexTypeOf(grammar, declaration)?.content === 'empty' ? 'empty' : undefined;
  return {
    kind: 'element', label, required,
    ...((present || described !== undefined) && { detail: [described, present ? 'there is one already' : undefined].filter((part) => part !== undefined).join(', ') }),
    ...(documentation && { documentation: documentationText(documentation, described) }),
    insert: place.whole ? label : place.opened ? bound.slice(1) : bound,
    snippet: !place.whole, start: place.from, end: place.to,
  };
}

