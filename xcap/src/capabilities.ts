import { childElements, rootElement } from '../../server/src/syntax/cursor';
import { localName } from '../../server/src/syntax/namespaces';
import { parse } from '../../server/src/syntax/parse';
import { characterData } from '../../server/src/syntax/text';
import { globalAddress, type WireAddress } from './address';
import { escapeXml } from './plainText';

/** AUID of the document that says what a server can do (RFC 4825 12.1). */
export const CAPABILITIES_AUID = 'xcap-caps';
/** Its only document, in the global tree (12.7). */
export const CAPABILITIES_DOCUMENT = 'index';
export const CAPABILITIES_NAMESPACE = 'urn:ietf:params:xml:ns:xcap-caps';

/** What a server can do. */
export interface Capabilities {
  readonly auids: readonly string[];
  /** Extensions of the protocol (RFC 4825 12.6). */
  readonly extensions: readonly string[];
  /** Namespaces of the documents and elements that it understands. */
  readonly namespaces: readonly string[];
}

/** The capabilities document of a server (RFC 4825 12.2). */
export function capabilitiesDocument({ auids, extensions, namespaces }: Capabilities): string {
  const list = (name: string, item: string, values: readonly string[]) =>
    values.length === 0 ? `  <${name}/>\n` : `  <${name}>\n${values.map((value) => `    <${item}>${escapeXml(value)}</${item}>\n`).join('')}  </${name}>\n`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<xcap-caps xmlns="${CAPABILITIES_NAMESPACE}">\n${
    list('auids', 'auid', auids)}${list('extensions', 'extension', extensions)}${list('namespaces', 'namespace', namespaces)}</xcap-caps>\n`;
}

/** Where a server tells its capabilities. @throws AddressError */
export function capabilitiesAddress(root: string): WireAddress {
  return globalAddress({ root, auid: CAPABILITIES_AUID, document: CAPABILITIES_DOCUMENT });
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
