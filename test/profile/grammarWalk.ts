import type { Grammar, SimpleType } from '../../server/src/schema/grammar';
import { canonicalAttributeName, canonicalElementName } from '../../server/src/profile/namespaces';

/** An element at a place where the grammar lets it stand, with its attributes and the values that it and they are limited to. */
export interface GrammarPlace {
  readonly declaration: number;
  readonly path: readonly string[];
  readonly attributes: ReadonlyMap<string, readonly string[]>;
  readonly values: readonly string[];
}

/** Every element of a grammar at every place below every global element; each child of the same element once. */
export function grammarPlaces(grammar: Grammar): GrammarPlace[] {
  const places: GrammarPlace[] = [];
  const seen = new Set<string>();
  const waiting = Object.values(grammar.globalElements).map((declaration) => ({ declaration, around: [] as readonly string[] }));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { declaration, around } = next;
    const { name, complexType, simpleType } = grammar.elements[declaration]!;
    const path = [...around, canonicalElementName(name)];
    const key = path.slice(-3).join('/');
    if (seen.has(key)) continue;
    seen.add(key);
    const type = complexType === undefined ? undefined : grammar.complexTypes[complexType]!;
    const attributes = new Map((type?.attributeUses ?? []).map((use) => {
      const attribute = grammar.attributes[use.attribute]!;
      return [canonicalAttributeName(attribute.name), limitedTo(grammar.simpleTypes[attribute.simpleType])];
    }));
    const textType = type ? type.simpleType : simpleType;
    places.push({ declaration, path, attributes, values: textType === undefined ? [] : limitedTo(grammar.simpleTypes[textType]) });
    for (const { steps } of type?.model?.states ?? []) {
      for (const { element } of steps) if (element !== undefined) waiting.push({ declaration: element, around: path });
    }
  }
  return places;
}

function limitedTo(type: SimpleType | undefined): readonly string[] {
  if (type?.builtIn === 'boolean') return ['true', 'false'];
  return type?.facets?.enumeration ?? [];
}
