import { SCHEMA_INSTANCE_NAMESPACE } from '../profile/namespaces';
import { escapeXml, TabStops } from '../profile/snippetText';
import { complexTypeOf, declarationFor, declaredType, documentationOfElement, type Grammar, namedTypesFor, typeNamed } from '../schema';
import type { Completion } from '../service';
import type { PlacedElement } from '../syntax/cursor';
import { expandedName, type Scope, splitExpandedName } from '../syntax/namespaces';
import type { SyntaxTree } from '../syntax/node';
import { literal } from './documentationText';
import { attributePrefix, newPrefix } from './namespacePrefix';
import type { AttributeRange } from './namespaceCompletion';
import type { ValueRange } from './valueCompletion';

/** The attribute that names the type of an element where it stands (XML Schema part 1, 2.6.1). */
export const TYPE_ATTRIBUTE = expandedName(SCHEMA_INSTANCE_NAMESPACE, 'type');

/** The types that `xsi:type` may name on an element; a namespace that nothing binds yet is bound by the element. */
export function completeTypeNames(tree: SyntaxTree, element: PlacedElement, scope: Scope, range: ValueRange, grammar: Grammar): Completion[] {
  const afterName = element.start + 1 + element.node.name.length;
  return namedTypesFor(grammar, declarationFor(element, tree.text, grammar)).flatMap((name): Completion[] => {
    const [namespace, local] = splitExpandedName(name);
    const bound = scope.prefixFor(namespace);
    // Under a default namespace a type of no namespace has no name.
    if (bound === undefined && namespace === '') return [];
    const prefix = bound ?? newPrefix(namespace, scope);
    const label = prefix === '' ? local : `${prefix}:${local}`;
    return [{
      kind: 'value', label, insert: label, snippet: false, required: false, start: range.from, end: range.to, insertEnd: range.insertEnd,
      ...(bound === undefined && { also: [{ start: afterName, end: afterName, insert: ` xmlns:${prefix}="${escapeXml(namespace)}"` }] }),
    }];
  });
}

/**
 * `xsi:type` itself, where the schema has other types for the element than the declared one; required where that is abstract.
 * Its value is a choice of those whose namespace has a prefix.
 */
export function completeTypeAttribute(tree: SyntaxTree, element: PlacedElement, scope: Scope, { from, to, insertEnd, hasValue }: AttributeRange, grammar: Grammar): Completion[] {
  const assignment = declarationFor(element, tree.text, grammar);
  const declared = complexTypeOf(declaredType(grammar, assignment));
  const names = declared ? namedTypesFor(grammar, assignment) : [];
  if (!declared || !names.some((name) => name !== declared.name)) return [];
  const bound = attributePrefix(SCHEMA_INSTANCE_NAMESPACE, scope);
  const prefix = bound ?? newPrefix(SCHEMA_INSTANCE_NAMESPACE, scope);
  const label = `${prefix}:type`;
  const choices = names.flatMap((name) => {
    const [namespace, local] = splitExpandedName(name);
    const known = scope.prefixFor(namespace);
    return known === undefined ? [] : known === '' ? local : `${known}:${local}`;
  });
  const tabStops = new TabStops();
  const value = choices.length > 0 ? tabStops.next({ choices }) : tabStops.empty();
  const binding = bound === undefined ? `xmlns:${prefix}="${SCHEMA_INSTANCE_NAMESPACE}" ` : '';
  return [{
    kind: 'attribute', label, required: declared.abstract === true, detail: 'name of a type',
    insert: hasValue ? label : `${binding}${label}="${value}"$0`, snippet: !hasValue, start: from, end: to, insertEnd,
  }];
}

/** What the schema says of the type that a value of `xsi:type` names, as Markdown; undefined where it says nothing. */
export function aboutNamedType(value: string, scope: Scope, grammar: Grammar): string | undefined {
  const name = scope.elementName(value);
  const said = name === undefined ? undefined : documentationOfElement(undefined, typeNamed(grammar, name));
  return said === undefined ? undefined : literal(said);
}
