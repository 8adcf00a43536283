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
