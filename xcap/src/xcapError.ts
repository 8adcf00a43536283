import { childElements, placedChildren, rootElement, type PlacedElement } from '../../server/src/syntax/cursor';
import { localName } from '../../server/src/syntax/namespaces';
import { parse } from '../../server/src/syntax/parse';
import { attributeValue, characterData } from '../../server/src/syntax/text';
import { escapeXml, oneLine } from './plainText';

export const XCAP_ERROR_NAMESPACE = 'urn:ietf:params:xml:ns:xcap-error';

/** The reasons of a conflict and what each means to the person who sent the document (RFC 4825 11.2). */
export const CONFLICTS = {
  'not-well-formed': 'the document is not well-formed XML',
  'not-xml-frag': 'the part that was sent is not an XML element',
  'no-parent': 'the place for it does not exist on the CMS',
  'schema-validation-error': 'the document does not follow the schema',
  'not-xml-att-value': 'the value is not that of an XML attribute',
  'cannot-insert': 'after the change the address would not lead to what was sent',
  'cannot-delete': 'after the removal the address would lead to something else',
  'uniqueness-failure': 'something that must be unique is in use already',
  'constraint-failure': 'the document breaks a rule of the CMS',
  extension: 'the CMS gives a reason of its own',
  'not-utf-8': 'the document is not encoded in UTF-8',
} as const;

export type ConflictKind = keyof typeof CONFLICTS;

/** Why a server refused with 409. */
export interface Conflict {
  /** Name of the element that gives the reason; one of {@link CONFLICTS}, or whatever the server wrote. */
  readonly kind: string;
  readonly phrase?: string;
  /** For `no-parent`: the nearest element that exists. */
  readonly ancestor?: string;
  /** For `uniqueness-failure`: the fields in use, with free values that the server proposes. */
  readonly exists?: readonly { readonly field: string; readonly altValues: readonly string[] }[];
  /** The lines of comments and other text inside the reason: some servers put the schema's messages there. */
  readonly remarks?: readonly string[];
}

/** An xcap-error document. `extension` takes no phrase (RFC 4825 11.2), so its phrase is left out. */
export function xcapErrorDocument(conflict: Conflict & { readonly kind: ConflictKind }): string {
  const phrase = conflict.phrase === undefined || conflict.kind === 'extension' ? '' : ` phrase="${escapeXml(conflict.phrase)}"`;
  const children = [
    ...(conflict.ancestor === undefined ? [] : [`<ancestor>${escapeXml(conflict.ancestor)}</ancestor>`]),
    ...(conflict.exists ?? []).map(({ field, altValues }) => {
      const values = altValues.map((value) => `<alt-value>${escapeXml(value)}</alt-value>`).join('');
      return `<exists field="${escapeXml(field)}">${values}</exists>`;
    }),
  ].join('');
  const reason = children === '' ? `<${conflict.kind}${phrase}/>` : `<${conflict.kind}${phrase}>${children}</${conflict.kind}>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<xcap-error xmlns="${XCAP_ERROR_NAMESPACE}">${reason}</xcap-error>\n`;
}

/** Reads an xcap-error document by local names, whatever the namespace; undefined where the text is none or gives no reason. */
export function readXcapError(text: string): Conflict | undefined {
  const root = rootElement(parse(text));
  if (!root || localName(root.node.name) !== 'xcap-error') return undefined;
  const reason = childElements(root)[0];
  if (!reason) return undefined;
  const phrase = oneLine(attributeOf(reason, 'phrase', text));
  const ancestor = childElements(reason).find((child) => localName(child.node.name) === 'ancestor');
  const exists = childElements(reason).filter((child) => localName(child.node.name) === 'exists');
  const remarks = [comments(root, text), comments(reason, text), contentOf(reason, text)].join('\n').split(/[\r\n]+/).map(oneLine).filter(String).slice(0, MOST_REMARKS);
  return {
    kind: localName(reason.node.name),
    ...(phrase ? { phrase } : {}),
    ...(ancestor ? { ancestor: oneLine(contentOf(ancestor, text)) } : {}),
    ...(exists.length > 0 ? { exists: exists.map((element) => fieldOf(element, text)) } : {}),
    ...(remarks.length > 0 ? { remarks } : {}),
  };
}

/** A conflict in one plain line, what the server wrote included. */
export function conflictLine(conflict: Conflict): string {
  const meaning = CONFLICTS[conflict.kind as ConflictKind] as string | undefined;
  const parts = [
    meaning === undefined ? conflict.kind : `${conflict.kind}, ${meaning}`,
    conflict.phrase,
    conflict.ancestor && `nearest place that exists: ${conflict.ancestor}`,
    ...(conflict.exists ?? []).map(({ field, altValues }) => `in use: ${field}${altValues.length > 0 ? ` (free: ${altValues.join(', ')})` : ''}`),
    conflict.remarks?.join(' '),
  ];
  return oneLine(parts.filter((part) => part).join('; '));
}

/** Nobody reads more lines than these. */
const MOST_REMARKS = 200;

function fieldOf(element: PlacedElement, text: string): { field: string; altValues: string[] } {
  const values = childElements(element).filter((child) => localName(child.node.name) === 'alt-value');
  return { field: oneLine(attributeOf(element, 'field', text)), altValues: values.map((value) => oneLine(contentOf(value, text))) };
}

function attributeOf(element: PlacedElement, name: string, text: string): string {
  const attribute = element.node.attributes.find((candidate) => localName(candidate.name) === name);
  return attribute ? attributeValue(attribute, element.start, text) : '';
}

function contentOf(element: PlacedElement, text: string): string {
  return characterData(element.node, element.start, text);
}

function comments(element: PlacedElement, text: string): string {
  return placedChildren(element)
    .filter(({ node }) => node.kind === 'comment')
    .map(({ node, start }) => text.slice(start, start + node.length).replace(/^<!--|-->$/g, ''))
    .join('\n');
}
