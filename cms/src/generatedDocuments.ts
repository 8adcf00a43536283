import { DIRECTORY_AUID, DIRECTORY_DOCUMENT, wireAddress } from '../../xcap/src/address';
import { CAPABILITIES_AUID, CAPABILITIES_DOCUMENT, CAPABILITIES_NAMESPACE, capabilitiesDocument } from '../../xcap/src/capabilities';
import { DIRECTORY_NAMESPACE, directoryDocument } from '../../xcap/src/directory';
import { CAPABILITIES_MEDIA_TYPE, DIRECTORY_MEDIA_TYPE } from '../../xcap/src/mediaTypes';
import { XCAP_ERROR_NAMESPACE } from '../../xcap/src/xcapError';
import type { ApplicationUsage, Tree } from './applicationUsages';
import type { UserDatabase } from './database';

/** A document that the CMS writes itself, anew for each request. It is read and never written. */
export interface GeneratedDocument {
  readonly auid: string;
  readonly tree: Tree;
  readonly document: string;
  readonly mediaType: string;
  readonly defaultNamespace: string;
  /** @param root encoded path of the XCAP root; @param xui empty in the global tree */
  readonly write: (root: string, xui: string, from: GeneratedFrom) => Promise<string>;
}

export interface GeneratedFrom {
  readonly database: UserDatabase;
  readonly usages: readonly ApplicationUsage[];
}

export const GENERATED_DOCUMENTS: readonly GeneratedDocument[] = [
  {
    auid: CAPABILITIES_AUID,
    tree: 'global',
    document: CAPABILITIES_DOCUMENT,
    mediaType: CAPABILITIES_MEDIA_TYPE,
    defaultNamespace: CAPABILITIES_NAMESPACE,
    write: (_root, _xui, { usages }) => Promise.resolve(capabilities(usages)),
  },
  {
    auid: DIRECTORY_AUID,
    tree: 'users',
    document: DIRECTORY_DOCUMENT,
    mediaType: DIRECTORY_MEDIA_TYPE,
    defaultNamespace: DIRECTORY_NAMESPACE,
    write: (root, xui, { database }) => directoryOf(root, xui, database),
  },
];

/** RFC 4825 12.6: the AUIDs, no extensions, and every namespace that the CMS understands. */
function capabilities(usages: readonly ApplicationUsage[]): string {
  const namespaces = [...GENERATED_DOCUMENTS, ...usages].map(({ defaultNamespace }) => defaultNamespace);
  return capabilitiesDocument({
    auids: [...GENERATED_DOCUMENTS, ...usages].map(({ auid }) => auid),
    extensions: [],
    namespaces: [...new Set([...namespaces, XCAP_ERROR_NAMESPACE, ...usages.flatMap(({ otherNamespaces }) => otherNamespaces)])],
  });
}

/** The documents of a user that the CMS keeps below the same root. */
async function directoryOf(root: string, xui: string, database: UserDatabase): Promise<string> {
  const listings = await database.list(root, xui);
  return directoryDocument(listings.map(({ key, entityTag }) => {
    const { target } = wireAddress({ ...key, root: `http://localhost${key.root}` });
    return { auid: key.auid, uri: target, entityTag };
  }));
}
