import type { Wildcard } from './grammar';

/** How much a wildcard asks of what it takes. */
export const STRICTNESS: Readonly<Record<Wildcard['process'], number>> = { skip: 0, lax: 1, strict: 2 };

/** Whether a wildcard takes names of a namespace ('' is none). */
export function takesNamespace(wildcard: Wildcard, namespace: string): boolean {
  const { namespaces } = wildcard;
  if (namespaces === 'any') return true;
  return 'not' in namespaces ? !namespaces.not.includes(namespace) : namespaces.in.includes(namespace);
}

/** Whether there is a namespace that both take. */
export function wildcardsOverlap(a: Wildcard, b: Wildcard): boolean {
  if (a.namespaces === 'any' || b.namespaces === 'any') return true;
  if ('in' in a.namespaces) return a.namespaces.in.some((namespace) => takesNamespace(b, namespace));
  if ('in' in b.namespaces) return b.namespaces.in.some((namespace) => takesNamespace(a, namespace));
  return true;
}

/** Whether all that the first takes is taken by the second (part 1, 3.10.6, wildcard subset). */
export function isSubset(a: Wildcard, b: Wildcard): boolean {
  if (b.namespaces === 'any') return true;
  if (a.namespaces === 'any') return false;
  if ('in' in a.namespaces) return a.namespaces.in.every((namespace) => takesNamespace(b, namespace));
  const { not } = a.namespaces;
  return 'not' in b.namespaces && b.namespaces.not.every((namespace) => not.includes(namespace));
}

/** Takes what both take (attribute wildcards of several groups, part 1, 3.4.2). */
export function intersection(a: Wildcard, b: Wildcard): Wildcard {
  const { process } = a;
  if (a.namespaces === 'any') return { namespaces: b.namespaces, process };
  if (b.namespaces === 'any') return a;
  if ('in' in a.namespaces) return { namespaces: { in: a.namespaces.in.filter((namespace) => takesNamespace(b, namespace)) }, process };
  if ('in' in b.namespaces) return { namespaces: { in: b.namespaces.in.filter((namespace) => takesNamespace(a, namespace)) }, process };
  return { namespaces: { not: [...new Set([...a.namespaces.not, ...b.namespaces.not])] }, process };
}

/** Takes what either takes (an extension adds to what its base has, part 1, 3.4.2). `process` is that of the first. */
export function union(a: Wildcard, b: Wildcard): Wildcard {
  const { process } = a;
  if (a.namespaces === 'any' || b.namespaces === 'any') return { namespaces: 'any', process };
  if ('in' in a.namespaces && 'in' in b.namespaces) return { namespaces: { in: [...new Set([...a.namespaces.in, ...b.namespaces.in])] }, process };
  const not = 'not' in a.namespaces ? a.namespaces.not : ('not' in b.namespaces ? b.namespaces.not : []);
  const other = 'not' in a.namespaces ? b : a;
  const left = not.filter((namespace) => !takesNamespace(other, namespace));
  return { namespaces: left.length === 0 ? 'any' : { not: left }, process };
}
