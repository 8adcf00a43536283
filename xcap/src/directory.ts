import { childElements, rootElement, type PlacedElement } from '../../server/src/syntax/cursor';
import { localName } from '../../server/src/syntax/namespaces';
import { parse } from '../../server/src/syntax/parse';
import { attributeValue } from '../../server/src/syntax/text';
import { escapeXml } from './plainText';

export const DIRECTORY_NAMESPACE = 'urn:oma:xml:xdm:xcap-directory';

/** A document of a user as an XCAP directory lists it (OMA XDM Core). */
export interface DirectoryEntry {
  readonly auid: string;
  /** Address of the document: a URI, or a reference relative to the server. */
  readonly uri: string;
  readonly entityTag?: string;
}

/** The XCAP directory of a user: one folder for each application, in the order given. */
export function directoryDocument(entries: readonly DirectoryEntry[]): string {
  const folders = new Map<string, string[]>();
  for (const { auid, uri, entityTag } of entries) {
    const lines = folders.get(auid) ?? [];
    folders.set(auid, lines);
    lines.push(`    <entry uri="${escapeXml(uri)}"${entityTag === undefined ? '' : ` etag="${escapeXml(entityTag)}"`}/>\n`);
  }
  const body = [...folders].map(([auid, lines]) => `  <folder auid="${escapeXml(auid)}">\n${lines.join('')}  </folder>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<xcap-directory xmlns="${DIRECTORY_NAMESPACE}">\n${body.join('')}</xcap-directory>\n`;
}

/** Reads an XCAP directory by local names, whatever the namespace; undefined where the text is none, or only the beginning of one: what a list leaves out is taken to be not there. */
export function readDirectory(text: string): DirectoryEntry[] | undefined {
  const root = rootElement(parse(text));
  if (!root || localName(root.node.name) !== 'xcap-directory' || !isComplete(root.node)) return undefined;
  return named(root, 'folder').flatMap((folder) =>
    named(folder, 'entry').flatMap((entry) => {
      const uri = attributeOf(entry, 'uri', text);
      const entityTag = attributeOf(entry, 'etag', text);
      return uri === undefined ? [] : [{ auid: attributeOf(folder, 'auid', text) ?? '', uri, ...(entityTag === undefined ? {} : { entityTag }) }];
    }),
  );
}

function isComplete({ form }: PlacedElement['node']): boolean {
  return form === 'closed' || form === 'empty';
}

function named(parent: PlacedElement, name: string): PlacedElement[] {
  return childElements(parent).filter((child) => localName(child.node.name) === name);
}

function attributeOf(element: PlacedElement, name: string, text: string): string | undefined {
  const attribute = element.node.attributes.find((candidate) => localName(candidate.name) === name);
  return attribute && attributeValue(attribute, element.start, text);
}
