/** What an ETag field is good for. */
export interface TagReading {
  /** A tag that If-Match can carry: it stands for one version of the document and for nothing else. */
  readonly entityTag?: string;
  /** Why a field that was there gives none. */
  readonly unusableTag?: 'weak' | 'malformed';
}

/** Longer ones do not fit into the header of a later request: servers bear 8 kB of it altogether, and more often 4. */
const LONGEST_TAG = 1024;

/**
 * Reads an ETag field. A weak tag is no guard, because If-Match compares strongly (RFC 9110 13.1.1). Tags without quotes
 * are seen and go back as they came; but not one that would say something else in If-Match: `*`, or a list of tags, which
 * several ETag fields become when they are joined.
 */
export function readEntityTag(field: string | undefined): TagReading {
  const tag = field?.trim();
  if (tag === undefined) return {};
  if (/^W\//i.test(tag)) return { unusableTag: 'weak' };
  const usable = tag.length <= LONGEST_TAG && tag !== '*' && (QUOTED.test(tag) || BARE.test(tag));
  return usable ? { entityTag: tag } : { unusableTag: 'malformed' };
}

/** The words for a tag that cannot guard a change: "no entity tag". */
export function tagLack({ unusableTag }: TagReading): string {
  if (unusableTag === 'weak') return 'only a weak entity tag (W/…), which does not tell one version from another';
  return unusableTag === 'malformed' ? 'an entity tag that cannot be sent back to it' : 'no entity tag';
}

// RFC 9110 8.8.3.
const QUOTED = /^"[\x21\x23-\x7e\x80-\xff]*"$/;
const BARE = /^[\x21\x23-\x2b\x2d-\x7e]+$/;
