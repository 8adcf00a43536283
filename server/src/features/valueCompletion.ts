import { valueDocumentation } from '../profile/documentation';
import { entryInfoChoices } from '../profile/entryInfo';
import type { CanonicalName } from '../profile/namespaces';
import { type CanonicalPath, canonicalPath } from '../profile/path';
import { declarationFor, type Grammar, simpleTypeOf } from '../schema';
import type { Completion } from '../service';
import type { PlacedElement } from '../syntax/cursor';
import type { SyntaxTree } from '../syntax/node';
import { documentationText } from './documentationText';

/** Where a value stands, and of what type it is. */
export interface ValuePlace {
  readonly path: CanonicalPath;
  /** Undefined for the text of an element. */
  readonly attribute: CanonicalName | undefined;
  /** Index into `grammar.simpleTypes`. */
  readonly type: number;
  readonly from: number;
  readonly to: number;
}

/** The values of an element's text, where they can be told. */
export function completeText(tree: SyntaxTree, place: { readonly parent: PlacedElement | undefined; readonly from: number; readonly to: number }, grammar: Grammar): Completion[] {
  if (!place.parent) return [];
  const type = simpleTypeOf(grammar, declarationFor(place.parent, tree.text, grammar));
  if (!type) return [];
  return valueCompletions({ path: canonicalPath(place.parent, tree.text), attribute: undefined, type: grammar.simpleTypes.indexOf(type), from: place.from, to: place.to }, grammar);
}

/** Every value of a type that has a handful; those that fit the place first. */
export function valueCompletions({ path, attribute, type, from, to }: ValuePlace, grammar: Grammar): Completion[] {
  const allowed = valuesOf(grammar, type);
  const fitting = attribute === 'entry-info' ? entryInfoChoices(path) ?? allowed : allowed;
  return fitting.filter((value) => allowed.includes(value)).map((value) => {
    const documentation = valueDocumentation(path, attribute, value);
    return { kind: 'value', label: value, required: false, ...(documentation && { documentation: documentationText(documentation) }), insert: value, snippet: false, start: from, end: to };
  });
}

/** The values of an enumeration or a boolean, in schema order; empty for a type with more than can be listed. */
function valuesOf(grammar: Grammar, index: number): readonly string[] {
  const type = grammar.simpleTypes[index]!;
  if (type.facets?.enumeration) return type.facets.enumeration.filter((value) => value !== '');
  if (type.variety === 'union') return (type.members ?? []).flatMap((member) => valuesOf(grammar, member));
  return type.builtIn === 'boolean' ? ['true', 'false'] : [];
}
