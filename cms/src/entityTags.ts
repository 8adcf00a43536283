/** The condition of an If-Match or If-None-Match field (RFC 9110 13.1): any version, or one of a list. */
export type TagCondition = '*' | readonly { readonly weak: boolean; readonly opaque: string }[];

/** Reads such a field; undefined where it is none. Tags are kept with their quotes. */
export function parseTagCondition(field: string): TagCondition | undefined {
  if (field.trim() === '*') return '*';
  const tags: { weak: boolean; opaque: string }[] = [];
  // White space has one place before a tag and one behind it: two for the same would take quadratic time on much of it.
  const tag = /[\t ]*(?:(W\/)?("[\x21\x23-\x7e\x80-\xff]*")[\t ]*)?(?:,|$)/y;
  while (tag.lastIndex < field.length) {
    const match = tag.exec(field);
    if (!match) return undefined;
    // An empty list element means nothing (RFC 9110 5.6.1).
    if (match[2] !== undefined) tags.push({ weak: match[1] !== undefined, opaque: match[2] });
  }
  return tags.length > 0 ? tags : undefined;
}

/** Strong comparison (RFC 9110 8.8.3.2), as If-Match asks for: a weak tag matches nothing. Without a version nothing matches. */
export function matchesStrongly(condition: TagCondition, entityTag: string | undefined): boolean {
  if (entityTag === undefined) return false;
  return condition === '*' || condition.some(({ weak, opaque }) => !weak && opaque === entityTag);
}

/** Weak comparison, as If-None-Match asks for. */
export function matchesWeakly(condition: TagCondition, entityTag: string | undefined): boolean {
  if (entityTag === undefined) return false;
  return condition === '*' || condition.some(({ opaque }) => opaque === entityTag);
}
