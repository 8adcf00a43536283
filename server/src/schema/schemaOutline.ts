import { childElements, type PlacedElement, rootElement } from '../syntax/cursor';
import { localName } from '../syntax/namespaces';
import { parse } from '../syntax/parse';
import { attributeValue } from '../syntax/text';

/** What a schema document says of its surroundings, for those who must gather documents before they compile them. */
export interface SchemaOutline {
  /** Undefined where it has none of its own. */
  readonly targetNamespace: string | undefined;
  /** The name of its root element; the first character where there is none. */
  readonly start: number;
  readonly end: number;
  readonly links: readonly SchemaLink[];
}

/** Another document that a schema document asks for. */
export interface SchemaLink {
  readonly kind: 'include' | 'redefine' | 'import';
  /** A reference, relative to the document, as written; empty where an import names a namespace only. */
  readonly location: string;
}

const KINDS: readonly string[] = ['include', 'redefine', 'import'] satisfies SchemaLink['kind'][];

/** Of a broken text, what can be seen. */
export function schemaOutline(text: string): SchemaOutline {
  const root = rootElement(parse(text));
  const value = ({ node, start }: PlacedElement, name: string): string | undefined => {
    const attribute = node.attributes.find((each) => each.name === name);
    return attribute && attributeValue(attribute, start, text).trim();
  };
  const links = (root ? childElements(root) : []).filter(({ node }) => KINDS.includes(localName(node.name)));
  return {
    ...(root ? { start: root.start + 1, end: root.start + 1 + root.node.name.length } : { start: 0, end: Math.min(1, text.length) }),
    targetNamespace: root && value(root, 'targetNamespace'),
    links: links.map((link) => ({ kind: localName(link.node.name) as SchemaLink['kind'], location: value(link, 'schemaLocation') ?? '' })),
  };
}
