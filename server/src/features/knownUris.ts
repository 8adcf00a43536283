import { canonicalElementName, type CanonicalName } from '../profile/namespaces';
import { isFromSource, URI_ATTRIBUTES, URI_ELEMENTS, type UriKind, uriKindsAt, uriSourceFor } from '../profile/uriKinds';
import { rootElement } from '../syntax/cursor';
import { Scope } from '../syntax/namespaces';
import type { ElementNode, SyntaxTree } from '../syntax/node';
import { attributeValue, characterData } from '../syntax/text';

/** A URI that the document names, and what it names. */
export interface KnownUri {
  readonly uri: string;
  readonly kind: UriKind;
  /** The name to show for it, where the document has one. */
  readonly name: string | undefined;
  /** Canonical names down to what holds it, as far out as matters. */
  readonly path: readonly CanonicalName[];
  /** The list whose element it identifies, and that element. */
  readonly list: ElementNode | undefined;
  readonly entry: ElementNode | undefined;
  /** Where the element begins that has it as its text or in an attribute. */
  readonly start: number;
}

/** How many children are looked at in one element, and how many elements in all: a document of 10 MB is not walked for one keystroke. */
const MOST_CHILDREN = 256;
const MOST_ELEMENTS = 2_048;
/** Longer ones are not worth choosing from a list. */
const LONGEST_URI = 256;
const LONGEST_NAME = 80;
/** The table of kinds looks no further out. */
const PATH_DEPTH = 6;

interface Visit {
  readonly node: ElementNode;
  readonly start: number;
  readonly scope: Scope;
  readonly path: readonly CanonicalName[];
  readonly around: readonly ElementNode[];
}

/** The URIs that a document names, in document order, as far as it is looked at. */
export function knownUris(tree: SyntaxTree): KnownUri[] {
  const root = rootElement(tree);
  const found: KnownUri[] = [];
  const waiting: Visit[] = root ? [{ node: root.node, start: root.start, scope: Scope.root, path: [], around: [] }] : [];
  let visited = 0;
  for (let visit = waiting.pop(); visit && visited < MOST_ELEMENTS; visit = waiting.pop()) {
    visited++;
    const { node, start, around } = visit;
    const scope = visit.scope.enter(node, start, tree.text);
    const name = scope.elementName(node.name);
    const path = [...visit.path.slice(1 - PATH_DEPTH), name === undefined ? '' : canonicalElementName(name)];
    const last = found.at(-1);
    if (path.at(-1) === 'display-name' && last?.entry && last.entry === around.at(-1)) found[found.length - 1] = { ...last, name: shortName(characterData(node, start, tree.text)) };
    found.push(...urisOf({ ...visit, path }, tree));
    const inside: Visit[] = [];
    const holders = [...around.slice(-1), node];
    let at = start + node.startTagLength;
    for (let index = 0; index < Math.min(node.children.length, MOST_CHILDREN); index++) {
      const child = node.children[index]!;
      if (child.kind === 'element') inside.push({ node: child, start: at, scope, path, around: holders });
      at += child.length;
    }
    waiting.push(...inside.reverse());
  }
  return found;
}

function urisOf({ node, start, path, around }: Visit, { text }: SyntaxTree): KnownUri[] {
  const uris: KnownUri[] = [];
  const add = (kinds: readonly UriKind[], written: string, list: ElementNode | undefined, entry: ElementNode | undefined): void => {
    const uri = written.trim();
    // Where it may name two kinds, it does not tell which.
    if (kinds.length === 1 && uri !== '' && uri.length <= LONGEST_URI && !/\s/.test(uri)) uris.push({ uri, kind: kinds[0]!, name: undefined, path, list, entry, start });
  };
  if (URI_ELEMENTS.has(path.at(-1)!) && node.length <= LONGEST_URI * 4) add(uriKindsAt(path), characterData(node, start, text), around.at(-2), around.at(-1));
  for (const attribute of node.attributes) {
    if (URI_ATTRIBUTES.has(attribute.name) && attribute.valueLength > 0 && attribute.valueLength <= LONGEST_URI) add(uriKindsAt(path, attribute.name), attributeValue(attribute, start, text), around.at(-1), undefined);
  }
  return uris;
}

/** A name as it fits beside a URI; undefined where there is none. */
function shortName(name: string): string | undefined {
  const short = name.trim().replace(/\s+/g, ' ').slice(0, LONGEST_NAME);
  return short === '' ? undefined : short;
}

/** Where a URI is to be written. */
export interface UriPlace {
  readonly path: readonly CanonicalName[];
  readonly attribute: CanonicalName | undefined;
  /** The list whose element it will identify; undefined where it is not in one yet. */
  readonly list: ElementNode | undefined;
  /** Where the element begins that will hold it; what it holds now does not count. */
  readonly start: number;
}

/** Those of the URIs of a document that make sense at a place, each once, without those that its list has already. */
export function urisFitting(all: readonly KnownUri[], { path, attribute, list, start }: UriPlace): KnownUri[] {
  const kinds = uriKindsAt(path, attribute);
  const source = uriSourceFor(path);
  const known = all.filter((each) => each.start !== start);
  const taken = new Set(known.filter((each) => list !== undefined && each.list === list).map(({ uri }) => uri));
  const fitting = new Map<string, KnownUri>();
  for (const each of known) {
    if (kinds.includes(each.kind) && isFromSource(each.path, source) && !taken.has(each.uri) && !fitting.has(each.uri)) fitting.set(each.uri, each);
  }
  return [...fitting.values()];
}
