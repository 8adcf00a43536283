import type { DocumentKey, DocumentListing } from './database';

/** The parts of a key in the order in which stores write them. */
export type KeyParts = readonly [root: string, auid: string, xui: string, document: string];

export function partsOf(key: DocumentKey): KeyParts {
  return [key.root, key.auid, key.xui, key.document];
}

export function keyOf([root, auid, xui, document]: KeyParts): DocumentKey {
  return { root, auid, xui, document };
}

/** One string for one key, another one for any other. */
export function keyId(key: DocumentKey): string {
  return JSON.stringify(partsOf(key));
}

/** Orders listings by application and name, byte by byte as XUIs and names are compared, so that every store gives the same order. */
export function inOrder(listings: readonly DocumentListing[]): DocumentListing[] {
  return [...listings].sort((left, right) => compare(left.key.auid, right.key.auid) || compare(left.key.document, right.key.document));
}

function compare(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left, 'utf8'), Buffer.from(right, 'utf8'));
}
