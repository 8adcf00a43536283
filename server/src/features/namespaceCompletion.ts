import { usualPrefix } from '../profile/namespaces';
import { escapeSnippet, escapeXml } from '../profile/snippetText';
import { globalElementsNamed, type Grammar } from '../schema';
import type { Completion } from '../service';
import type { PlacedElement } from '../syntax/cursor';
import { localName, prefixOf, type Scope, splitExpandedName } from '../syntax/namespaces';
import type { AttributeNode } from '../syntax/node';
import { attributePrefix, knownNamespaces, newPrefix } from './namespacePrefix';

/** Where an attribute is completed: the characters that give way, and whether a value is there already. */
export interface AttributeRange {
  readonly from: number;
  readonly to: number;
  readonly insertEnd: number;
  readonly hasValue: boolean;
}

/**
 * The namespace declarations that an element may want: the one that its name lacks, as required; on the document element
 * those of the other known namespaces.
 * @param scope the bindings inside the element
 */
export function completeNamespaces(element: PlacedElement, scope: Scope, range: AttributeRange, grammar: Grammar): Completion[] {
  const known = knownNamespaces(grammar);
  const wanted = wantedNamespaces(element, scope, known, grammar);
  // In front of a value there is only the prefix to choose.
  const needed = (range.hasValue ? wanted.slice(0, 1) : wanted).map((namespace) => declaration(prefixOf(element.node.name), namespace, true, range));
  if (element.parent) return needed;
  const unbound = known.filter((namespace) => !wanted.includes(namespace) && scope.prefixFor(namespace) === undefined && attributePrefix(namespace, scope) === undefined);
  return [...needed, ...unbound.map((namespace) => declaration(newPrefix(namespace, scope), namespace, false, range))];
}

/** The namespaces that the prefix of the element's name may stand for, where it is not bound; for the document element also that of its local name. */
function wantedNamespaces({ node, parent }: PlacedElement, scope: Scope, known: readonly string[], grammar: Grammar): readonly string[] {
  const prefix = prefixOf(node.name);
  const name = scope.elementName(node.name);
  if (parent === undefined && (name === undefined || splitExpandedName(name)[0] === '')) {
    const namespaces = globalElementsNamed(grammar, localName(node.name)).map((index) => splitExpandedName(grammar.elements[index]!.name)[0]);
    return namespaces.filter((namespace) => namespace !== '');
  }
  if (name !== undefined) return [];
  const usual = known.filter((namespace) => usualPrefix(namespace) === prefix);
  return usual.length > 0 ? usual : known;
}

function declaration(prefix: string, namespace: string, required: boolean, { from, to, insertEnd, hasValue }: AttributeRange): Completion {
  const label = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
  return {
    kind: 'namespace', label, detail: namespace, required, start: from, end: to, insertEnd,
    insert: hasValue ? label : `${label}="${escapeSnippet(escapeXml(namespace))}"$0`, snippet: !hasValue,
  };
}

/** The namespaces that a declaration may bind: first those that its prefix usually stands for. */
export function completeNamespaceValue({ name }: AttributeNode, range: Pick<AttributeRange, 'from' | 'to' | 'insertEnd'>, grammar: Grammar): Completion[] {
  const known = knownNamespaces(grammar);
  const usual = known.filter((namespace) => usualPrefix(namespace) === (name === 'xmlns' ? '' : localName(name)));
  return [...new Set([...usual, ...known])].map((namespace) => (
    { kind: 'namespace', label: namespace, detail: 'namespace', insert: escapeXml(namespace), snippet: false, required: false, start: range.from, end: range.to, insertEnd: range.insertEnd }));
}
