import { attributeDocumentation } from '../profile/documentation';
import { canonicalAttributeName } from '../profile/namespaces';
import { attributesRequiredOn } from '../profile/occurrences';
import { type CanonicalPath, canonicalPath } from '../profile/path';
import { attributePlaceholder } from '../profile/placeholders';
import { TabStops } from '../profile/snippetText';
import { type AttributeUse, attributeUsesOf, declarationFor, describeSimpleType, type Grammar, scopeOf } from '../schema';
import type { Completion } from '../service';
import { type Scope, splitExpandedName, XML_NAMESPACE } from '../syntax/namespaces';
import type { SyntaxTree } from '../syntax/node';
import type { CursorPlace } from './cursorPlace';
import { documentationText } from './documentationText';
import { valueCompletions } from './valueCompletion';

/** The attributes that the element does not have yet: those it needs first. */
export function completeAttributes(tree: SyntaxTree, place: Extract<CursorPlace, { kind: 'attribute' }>, grammar: Grammar): Completion[] {
  const { element, attribute, from, to } = place;
  const scope = scopeOf(element, tree.text);
  const path = canonicalPath(element, tree.text);
  const there = new Set(element.node.attributes.filter((each) => each !== attribute).map(({ name }) => scope.attributeName(name)));
  const needed = new Set(attributesRequiredOn(path).map((each) => each.attribute));
  const completions = attributeUsesOf(grammar, declarationFor(element, tree.text, grammar))
    .filter((use) => !there.has(grammar.attributes[use.attribute]!.name))
    .map((use) => attributeCompletion(use, { path, scope, needed, from, to, hasValue: attribute !== undefined && attribute.valueOffset >= 0 }, grammar));
  return [...completions.filter(({ required }) => required), ...completions.filter(({ required }) => !required)];
}

interface AttributePlace {
  readonly path: CanonicalPath;
  readonly scope: Scope;
  readonly needed: ReadonlySet<string>;
  readonly from: number;
  readonly to: number;
  readonly hasValue: boolean;
}

function attributeCompletion(use: AttributeUse, { path, scope, needed, from, to, hasValue }: AttributePlace, grammar: Grammar): Completion {
  const declaration = grammar.attributes[use.attribute]!;
  const [namespace, local] = splitExpandedName(declaration.name);
  const prefix = namespace === '' ? '' : namespace === XML_NAMESPACE ? 'xml:' : `${scope.prefixFor(namespace) ?? ''}:`;
  const name = canonicalAttributeName(declaration.name);
  const label = prefix + local;
  const type = describeSimpleType(grammar, grammar.simpleTypes[declaration.simpleType]!);
  const documentation = attributeDocumentation(path, name);
  const value = new TabStops().next(attributePlaceholder(grammar, path, name, declaration.simpleType));
  return {
    kind: 'attribute', label, required: use.required || needed.has(name), detail: type,
    ...(documentation && { documentation: documentationText(documentation, type) }),
    insert: hasValue ? label : `${label}="${value}"$0`, snippet: !hasValue, start: from, end: to,
  };
}

/** The values that an attribute may have, where they can be told. */
export function completeAttributeValue(tree: SyntaxTree, place: Extract<CursorPlace, { kind: 'attributeValue' }>, grammar: Grammar): Completion[] {
  const { element, attribute, from, to } = place;
  const scope = scopeOf(element, tree.text);
  const name = scope.attributeName(attribute.name);
  if (name === undefined) return [];
  const use = attributeUsesOf(grammar, declarationFor(element, tree.text, grammar)).find((each) => grammar.attributes[each.attribute]!.name === name);
  if (!use) return [];
  return valueCompletions({ path: canonicalPath(element, tree.text), attribute: canonicalAttributeName(name), type: grammar.attributes[use.attribute]!.simpleType, from, to }, grammar);
}
