import { childElements, rootElement, type PlacedElement } from '../../../server/src/syntax/cursor';
import { localName } from '../../../server/src/syntax/namespaces';
import type { SyntaxTree } from '../../../server/src/syntax/node';
import type { DocumentText } from '../../../server/src/syntax/documentText';
import { attributeValue, characterData } from '../../../server/src/syntax/text';

/**
 * What a document says about the address it might be published at. Proposals only: they are shown to the user, who
 * decides, because a document's content must never choose where it goes.
 */
export interface AddressProposals {
  /** The MCPTT ID of the user, else the `XUI-URI` of the root; empty where there is neither. */
  readonly xui: string;
  /** `mcptt-user-profile-<user-profile-index>.xml` (TS 24.484 clause 8.3.1A). */
  readonly documentName: string;
}

/** Reads the proposals out of a document, however broken. */
export function proposeAddress(tree: SyntaxTree): AddressProposals {
  const root = rootElement(tree);
  const id = oneLine(contentAt(root, ['Common', 'MCPTTUserID', 'uri-entry'], tree.text));
  const index = oneLine(attributeOf(root, 'user-profile-index', tree.text));
  return {
    // In TS 24.484 A.2.1 the XUI-URI is the administrator's, while the path carries the user's identity: hence this order.
    xui: id || oneLine(attributeOf(root, 'XUI-URI', tree.text)),
    documentName: `mcptt-user-profile-${/^\d{1,3}$/.test(index) ? Number(index) : 0}.xml`,
  };
}

function contentAt(root: PlacedElement | undefined, path: readonly string[], text: DocumentText): string {
  let at = root;
  for (const name of path) at = at && childElements(at).find((child) => localName(child.node.name) === name);
  return at ? characterData(at.node, at.start, text) : '';
}

function attributeOf(element: PlacedElement | undefined, name: string, text: DocumentText): string {
  const attribute = element?.node.attributes.find((candidate) => candidate.name === name);
  return element && attribute ? attributeValue(attribute, element.start, text) : '';
}

function oneLine(value: string): string {
  return value.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
