import { childElements, rootElement } from '../../server/src/syntax/cursor';
import { localName } from '../../server/src/syntax/namespaces';
import { parse } from '../../server/src/syntax/parse';
import { characterData } from '../../server/src/syntax/text';
import { globalAddress, type WireAddress } from './address';

/** What a server says it can do (RFC 4825 12). */
export interface Capabilities {
  readonly auids: readonly string[];
  readonly extensions: readonly string[];
  readonly namespaces: readonly string[];
}

/** Where a server tells its capabilities. @throws AddressError */
export function capabilitiesAddress(root: string): WireAddress {
  return globalAddress({ root, auid: 'xcap-caps', document: 'index' });
}

/** Reads a capabilities document by local names, whatever the namespace; undefined where the text is none. */
export function readCapabilities(text: string): Capabilities | undefined {
  const root = rootElement(parse(text));
  if (!root || localName(root.node.name) !== 'xcap-caps') return undefined;
  const list = (name: string, item: string): string[] => childElements(root)
    .filter((child) => localName(child.node.name) === name)
    .flatMap((child) => childElements(child).filter(({ node }) => localName(node.name) === item))
    .map(({ node, start }) => characterData(node, start, text).trim())
    .filter((value) => value !== '');
  return { auids: list('auids', 'auid'), extensions: list('extensions', 'extension'), namespaces: list('namespaces', 'namespace') };
}
