import { canonicalAttributeName, canonicalElementName } from '../profile/namespaces';
import { attributesRequiredOn } from '../profile/occurrences';
import { type CanonicalPath, canonicalPath } from '../profile/path';
import { attributePlaceholder } from '../profile/placeholders';
import { TabStops } from '../profile/snippetText';
import { type AttributeUse, attributeUsesOf, complexTypeOf, declaredType, describeSimpleType, documentationOfAttribute, type ElementType, globalElementsNamed, type Grammar, scopeOf, takesNamespace, typeAt } from '../schema';
import type { Completion } from '../service';
import type { PlacedElement } from '../syntax/cursor';
import { localName, type Scope, splitExpandedName, XML_NAMESPACE } from '../syntax/namespaces';
import type { SyntaxTree } from '../syntax/node';
import type { CursorPlace } from './cursorPlace';
import { ownValues } from './listNumbers';
import { type AttributeRange, completeNamespaces, completeNamespaceValue } from './namespaceCompletion';
import { attributePrefix, newPrefix } from './namespacePrefix';
import { completeTypeAttribute, completeTypeNames, TYPE_ATTRIBUTE } from './typeCompletion';
import { lineRange, valueCompletions } from './valueCompletion';

/** The attributes that the element does not have yet: those it needs first, namespaces last. */
export function completeAttributes(tree: SyntaxTree, place: Extract<CursorPlace, { kind: 'attribute' }>, offset: number, grammar: Grammar): Completion[] {
  const { element, attribute, from, to } = place;
  const scope = scopeOf(element, tree.text);
  const range: AttributeRange = { from, to, insertEnd: offset, hasValue: attribute !== undefined && attribute.valueOffset >= 0 };
  const { type, path } = meantElement(tree, element, grammar);
  const there = new Set(element.node.attributes.filter((each) => each !== attribute).map(({ name }) => scope.attributeName(name)));
  const needed = new Set(attributesRequiredOn(path).map((each) => each.attribute));
  const around: AttributePlace = { path, scope, needed, range, values: valuesFor(tree, element, scope) };
  const completions = [...attributeUsesOf(type), ...foreignUses(grammar, type)]
    .filter((use) => !there.has(grammar.attributes[use.attribute]!.name))
    .map((use) => attributeCompletion(use, around, grammar));
  const namespaces = completeNamespaces(element, scope, range, grammar);
  const named = there.has(TYPE_ATTRIBUTE) ? [] : completeTypeAttribute(tree, element, scope, range, grammar);
  return [...namespaces, ...completions, ...named].sort((a, b) => rank(a) - rank(b));
}

/** Namespaces that are needed, then attributes that are, then the other attributes, then the other namespaces. */
function rank({ kind, required }: Completion): number {
  return kind === 'namespace' ? (required ? 0 : 3) : required ? 1 : 2;
}

/** What an element is of; a document element whose namespace is not declared yet is what it is called. */
function meantElement(tree: SyntaxTree, element: PlacedElement, grammar: Grammar): { type: ElementType | undefined; path: CanonicalPath } {
  const { type } = typeAt(element, tree.text, grammar);
  const meant = element.parent || type !== undefined ? undefined : globalElementsNamed(grammar, localName(element.node.name))[0];
  return meant === undefined ? { type, path: canonicalPath(element, tree.text) } : { type: declaredType(grammar, meant), path: [canonicalElementName(grammar.elements[meant]!.name)] };
}

function valuesFor(tree: SyntaxTree, { node, start, parent }: PlacedElement, scope: Scope): Readonly<Record<string, string>> {
  const name = scope.elementName(node.name);
  return parent && name !== undefined ? ownValues(parent, name, scopeOf(parent, tree.text), tree.text, start + 1) : {};
}

/** The global attributes of other namespaces that the type lets stand on the element (anyAttribute), such as a vendor's. */
function foreignUses(grammar: Grammar, type: ElementType | undefined): readonly AttributeUse[] {
  const wildcard = complexTypeOf(type)?.anyAttribute;
  if (!wildcard) return [];
  return Object.entries(grammar.globalAttributes)
    .filter(([name]) => splitExpandedName(name)[0] !== XML_NAMESPACE && takesNamespace(wildcard, splitExpandedName(name)[0]))
    .map(([, attribute]) => ({ attribute, required: false }));
}

interface AttributePlace {
  readonly path: CanonicalPath;
  readonly scope: Scope;
  readonly needed: ReadonlySet<string>;
  readonly range: AttributeRange;
  /** Values that only this place gives. */
  readonly values: Readonly<Record<string, string>>;
}

function attributeCompletion(use: AttributeUse, { path, scope, needed, range, values }: AttributePlace, grammar: Grammar): Completion {
  const { from, to, insertEnd, hasValue } = range;
  const declaration = grammar.attributes[use.attribute]!;
  const [namespace, local] = splitExpandedName(declaration.name);
  const bound = namespace === '' ? undefined : attributePrefix(namespace, scope);
  const prefix = namespace === '' ? undefined : bound ?? newPrefix(namespace, scope);
  const name = canonicalAttributeName(declaration.name);
  const label = prefix === undefined ? local : `${prefix}:${local}`;
  const type = describeSimpleType(grammar, grammar.simpleTypes[declaration.simpleType]!);
  const given = values[name] ?? use.fixed ?? use.default;
  const value = new TabStops().next(given === undefined ? attributePlaceholder(grammar, path, name, declaration.simpleType) : { text: given });
  const binding = prefix !== undefined && bound === undefined ? `xmlns:${prefix}="${namespace}" ` : '';
  return {
    kind: 'attribute', label, required: use.required || needed.has(name), detail: type, topic: { path: path.slice(-PATH_DEPTH), attribute: name, type, ...(documentationOfAttribute(grammar, declaration) !== undefined && { declared: use.attribute }) },
    insert: hasValue ? label : `${binding}${label}="${value}"$0`, snippet: !hasValue, start: from, end: to, insertEnd,
  };
}

/** Our tables look no further out. */
const PATH_DEPTH = 8;

/** The values that an attribute may have, where they can be told. */
export function completeAttributeValue(tree: SyntaxTree, place: Extract<CursorPlace, { kind: 'attributeValue' }>, offset: number, grammar: Grammar): Completion[] {
  const { element, attribute } = place;
  const range = { ...lineRange(tree.text, place.from, place.to, offset), insertEnd: offset };
  if (attribute.name === 'xmlns' || attribute.name.startsWith('xmlns:')) return completeNamespaceValue(attribute, range, grammar);
  const scope = scopeOf(element, tree.text);
  const expanded = scope.attributeName(attribute.name);
  if (expanded === TYPE_ATTRIBUTE) return completeTypeNames(tree, element, scope, range, grammar);
  const { type, path } = meantElement(tree, element, grammar);
  const use = [...attributeUsesOf(type), ...foreignUses(grammar, type)].find((each) => grammar.attributes[each.attribute]!.name === expanded);
  if (!use || expanded === undefined) return [];
  const name = canonicalAttributeName(expanded);
  const { start, parent } = element;
  const free = valuesFor(tree, element, scope)[name];
  const own = use.fixed !== undefined ? { value: use.fixed, detail: 'the only value allowed' } : free !== undefined ? { value: free, detail: 'not taken yet' } : undefined;
  return valueCompletions(tree, { path, attribute: name, type: grammar.simpleTypes[grammar.attributes[use.attribute]!.simpleType]!, own, list: parent?.node, start, range }, grammar);
}
