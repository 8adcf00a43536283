import { internName } from '../syntax/names';
import { expandedName, splitExpandedName, XML_NAMESPACE, type ExpandedName } from '../syntax/namespaces';

/** Namespace of the profile document and of its authorisations (TS 24.484 8.3.2.1). */
export const PROFILE_NAMESPACE = 'urn:3gpp:mcptt:user-profile:1.0';
/** Namespace of the rules (RFC 4745 5). */
export const COMMON_POLICY_NAMESPACE = 'urn:ietf:params:xml:ns:common-policy';
/** Namespace of `xsi:schemaLocation` (XML Schema part 1, 2.6). */
export const SCHEMA_INSTANCE_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance';

/**
 * A name as our tables spell it, whatever prefixes a document uses: an element of the profile bare (`UserAlias`), one of
 * common policy as `cp:rule`; an attribute without a namespace bare (`index`), else `xml:lang`, `xsi:schemaLocation`.
 * A name of any other namespace is spelled `{namespace}local`, so that it never equals one of ours.
 */
export type CanonicalName = string;

const PREFIXES: ReadonlyMap<string, string> = new Map([
  [COMMON_POLICY_NAMESPACE, 'cp:'], [XML_NAMESPACE, 'xml:'], [SCHEMA_INSTANCE_NAMESPACE, 'xsi:'],
]);

/** The canonical name of an element. The same string for the same name: asked for every element of a document, which has few different names. */
export function canonicalElementName(name: ExpandedName): CanonicalName {
  let canonical = canonicalNames.get(name);
  if (canonical === undefined) {
    const [namespace, local] = splitExpandedName(name);
    if (canonicalNames.size >= MOST_REMEMBERED) canonicalNames.clear();
    canonicalNames.set(name, (canonical = internName(namespace === PROFILE_NAMESPACE ? local : prefixed(namespace, local))));
  }
  return canonical;
}

const canonicalNames = new Map<ExpandedName, CanonicalName>();
const MOST_REMEMBERED = 4096;

/** The canonical name of an attribute; the default namespace does not apply to it (Namespaces in XML 6.2). */
export function canonicalAttributeName(name: ExpandedName): CanonicalName {
  const [namespace, local] = splitExpandedName(name);
  return namespace === '' ? local : prefixed(namespace, local);
}

/** The expanded name behind the canonical name of an element. */
export function expandedElementName(name: CanonicalName): ExpandedName {
  if (name.startsWith('{}')) return name.slice(2);
  if (name.startsWith('{')) return name;
  for (const [namespace, prefix] of PREFIXES) {
    if (name.startsWith(prefix)) return expandedName(namespace, name.slice(prefix.length));
  }
  return expandedName(PROFILE_NAMESPACE, name);
}

function prefixed(namespace: string, local: string): CanonicalName {
  const prefix = PREFIXES.get(namespace);
  return prefix === undefined ? `{${namespace}}${local}` : prefix + local;
}

/** The prefix that documents usually bind to a namespace: '' for the profile's own and for one that has none. */
export function usualPrefix(namespace: string): string {
  return PREFIXES.get(namespace)?.slice(0, -1) ?? '';
}
