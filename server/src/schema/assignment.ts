import { type ExpandedName, splitExpandedName } from '../syntax/namespaces';
import type { Grammar, Wildcard } from './grammar';

/**
 * What an element is checked against: the index of an element declaration, or one of the three below.
 * A number, because a document of 10 MB has some hundred thousand of them.
 */
export type Assignment = number;

/** As xs:anyType: no declaration is known, so that only the declared elements and attributes somewhere in it are checked (lax wildcard). */
export const ANY_TYPE: Assignment = -1;

/** Not at all: a wildcard says so (skip), or the element is wrong where it stands and nothing is known of its content. */
export const UNCHECKED: Assignment = -2;

/** A wildcard wants it declared (strict), and it is not: wrong, unless its own `xsi:type` says what it is (part 1, 3.10.1). */
export const UNDECLARED: Assignment = -3;

/** What a wildcard makes of an element that it takes. */
export function wildcardAssignment(grammar: Grammar, wildcard: Wildcard, name: ExpandedName): Assignment {
  if (wildcard.process === 'skip') return UNCHECKED;
  return wildcard.process === 'lax' ? laxAssignment(grammar, name) : globalElementIndex(grammar, name) ?? UNDECLARED;
}

/** What a wildcard that checks what it knows makes of an element. */
export function laxAssignment(grammar: Grammar, name: ExpandedName): Assignment {
  return globalElementIndex(grammar, name) ?? ANY_TYPE;
}

/** The index of a global element, or undefined. */
export function globalElementIndex(grammar: Grammar, name: ExpandedName): number | undefined {
  return Object.hasOwn(grammar.globalElements, name) ? grammar.globalElements[name] : undefined;
}

const namedGlobally = new WeakMap<Grammar, ReadonlyMap<string, readonly number[]>>();

/** The global elements of a local name, in no matter which namespace: for an element whose namespace is missing or wrong. */
export function globalElementsNamed(grammar: Grammar, local: string): readonly number[] {
  let byLocal = namedGlobally.get(grammar);
  if (!byLocal) {
    const found = new Map<string, number[]>();
    for (const [name, index] of Object.entries(grammar.globalElements)) {
      const key = splitExpandedName(name)[1];
      found.set(key, [...found.get(key) ?? [], index]);
    }
    namedGlobally.set(grammar, (byLocal = found));
  }
  return byLocal.get(local) ?? [];
}
