import { authorisation } from '../profile/authorisations';
import { canonicalElementName } from '../profile/namespaces';
import { type CanonicalPath, canonicalPath } from '../profile/path';
import { escapeSnippet } from '../profile/snippetText';
import { elementTemplate, undeclaredTemplate } from '../profile/templates';
import { pointsElsewhere } from '../profile/uriKinds';
import { complexTypeOf, declaredType, describeSimpleType, documentationOfElement, type ElementType, type Grammar, scopeOf, simpleTypeOf } from '../schema';
import type { Completion, TextChange } from '../service';
import type { PlacedElement } from '../syntax/cursor';
import { Scope } from '../syntax/namespaces';
import type { SyntaxTree } from '../syntax/node';
import type { CursorPlace } from './cursorPlace';
import { type Candidate, elementCandidates } from './elementCandidates';
import { type KnownUri, knownUris, urisFitting } from './knownUris';
import { ownValues } from './listNumbers';
import { NewPrefixes } from './namespacePrefix';
import { rootDeclarations } from './rootElements';

type ElementPlace = Extract<CursorPlace, { kind: 'element' }>;

/** Our tables look no further out. */
const PATH_DEPTH = 8;

/** The elements that may stand at the cursor inside `parent`: those that it lacks first, then in schema order. */
export function completeElements(tree: SyntaxTree, place: ElementPlace, parent: PlacedElement, offset: number, grammar: Grammar): Completion[] {
  const scope = scopeOf(parent, tree.text);
  const path = canonicalPath(parent, tree.text).slice(-PATH_DEPTH);
  const offered = offeredUris(tree, parent, place.from);
  return elementCandidates(tree, parent, path, scope, offset, grammar)
    .map((candidate) => elementCompletion(tree, candidate, { place, parent, path, scope, offset, offered }, grammar));
}

/** What an element would be inserted into. */
interface Inside {
  readonly place: ElementPlace;
  /** Undefined at the top of the document. */
  readonly parent: PlacedElement | undefined;
  readonly path: CanonicalPath;
  readonly scope: Scope;
  readonly offset: number;
  readonly offered: (path: CanonicalPath) => readonly string[];
}

/** The document element, with the XML declaration where nothing stands before it. */
export function completeRoot(tree: SyntaxTree, place: ElementPlace, offset: number, grammar: Grammar): Completion[] {
  if (tree.document.children.some((node) => node.kind === 'element' && node !== place.whole?.node && node.name !== '' && node.form !== 'unterminated')) return [];
  const bare = tree.text.slice(0, place.from).trim() === '';
  return rootDeclarations(grammar).map((declaration) => {
    const candidate: Candidate = { name: grammar.elements[declaration]!.name, declaration, followers: [], need: 'required' };
    const completion = elementCompletion(tree, candidate, { place, parent: undefined, path: [], scope: Scope.root, offset, offered: () => [] }, grammar);
    return bare && !place.opened ? { ...completion, kind: 'skeleton', insert: `<?xml version="1.0" encoding="UTF-8"?>\n${completion.insert}` } : completion;
  });
}

/** White space before the `>` of an end tag, as far as anybody writes it. */
const LONGEST_GAP = 64;

/** The end tag of what is open. */
export function completeEndTag(tree: SyntaxTree, place: Extract<CursorPlace, { kind: 'endTag' }>): Completion {
  const { name } = place.element.node;
  const closed = /^\s*>/.test(tree.text.slice(place.to, place.to + LONGEST_GAP));
  return { kind: 'endTag', label: name, insert: closed ? name : `${name}>`, snippet: false, start: place.from, end: place.to, insertEnd: place.to, required: true };
}

function elementCompletion(tree: SyntaxTree, candidate: Candidate, inside: Inside, grammar: Grammar): Completion {
  const { name, declaration, need } = candidate;
  const { place, parent, path, scope, offset } = inside;
  const prefixes = new NewPrefixes(scope, parent === undefined ? name : undefined);
  const template = templateOf(tree, candidate, inside, prefixes, grammar);
  const label = /^<([^\s/>]+)/.exec(template)?.[1] ?? name;
  // A namespace that nothing around binds yet is bound by the element itself.
  const bound = template.replace(label, () => label + escapeSnippet(prefixes.declarations));
  const type = declaration === undefined ? undefined : declaredType(grammar, declaration);
  const said = declaration !== undefined && documentationOfElement(grammar.elements[declaration], type) !== undefined;
  const described = declaration === undefined ? (authorisation(canonicalElementName(name)) ? 'true or false' : undefined) : typeInWords(grammar, type);
  const end = place.to;
  return {
    kind: 'element', label, required: need === 'required',
    ...(described !== undefined && { detail: described }),
    topic: { path: [...path, canonicalElementName(name)], ...(described !== undefined && { type: described }), ...(said && { declared: declaration }) },
    insert: place.whole ? label : place.opened ? bound.slice(1) : bound,
    snippet: !place.whole, start: place.from, end,
    // The `>` that an editor closed by itself is part of what is written.
    insertEnd: place.opened && !tree.text.endsWith('>', end) ? offset : end,
    ...(place.whole && renamedEndTag(tree, place.whole, label)),
  };
}

function templateOf(tree: SyntaxTree, { name, declaration, followers }: Candidate, { place, parent, path, scope, offset, offered }: Inside, prefixes: NewPrefixes, grammar: Grammar): string {
  const values = parent && !place.whole ? ownValues(parent, name, scope, tree.text, offset) : {};
  const options = { prefixOf: (namespace: string) => prefixes.of(namespace), indent: '\t', values, offered };
  return declaration === undefined ? undeclaredTemplate(name, options) : elementTemplate(grammar, path, declaration, options, followers);
}

/** The URIs of the document that a new element of `parent` may point to; they are looked for when first asked for. */
function offeredUris(tree: SyntaxTree, parent: PlacedElement, start: number): (path: CanonicalPath) => readonly string[] {
  let known: readonly KnownUri[] | undefined;
  return (path) => {
    if (!pointsElsewhere(path)) return [];
    known ??= knownUris(tree);
    return urisFitting(known, { path, attribute: undefined, list: parent.node, start }).map(({ uri }) => uri).slice(0, MOST_OFFERED);
  };
}

/** A choice with more lines than this is no choice. */
const MOST_OFFERED = 20;

/** A type in a few words, as far as one can say it so. */
export function typeInWords(grammar: Grammar, type: ElementType | undefined): string | undefined {
  const value = simpleTypeOf(grammar, type);
  return value ? describeSimpleType(grammar, value) : complexTypeOf(type)?.content === 'empty' ? 'empty element' : undefined;
}

function renamedEndTag({ text }: SyntaxTree, { node, start }: PlacedElement, label: string): { also?: readonly TextChange[] } {
  const from = start + node.length - node.endTagLength + 2;
  if (node.form !== 'closed' || !text.startsWith(node.name, from) || /[^\s>]/.test(text.slice(from + node.name.length, from + node.name.length + 1))) return {};
  return { also: [{ start: from, end: from + node.name.length, insert: label }] };
}
