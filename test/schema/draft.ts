import type { ElementNode, Node } from '../../server/src/syntax/node';
import { parse } from '../../server/src/syntax/parse';

/** A document as something to change; `source` pieces are kept as they are written. */
export interface Draft {
  name: string;
  attributes: { name: string; source: string }[];
  children: (Draft | { source: string })[];
}

/** Reads the document element of a text. @param namespaces are declared on it where it does not declare their prefixes itself */
export function readDraft(text: string, namespaces: Readonly<Record<string, string>>): Draft {
  let at = 0;
  for (const node of parse(text).document.children) {
    if (node.kind === 'element') {
      const root = draftOf(node, at, text);
      for (const [prefix, namespace] of Object.entries(namespaces)) {
        if (!root.attributes.some(({ name }) => name === `xmlns:${prefix}`)) root.attributes.push({ name: `xmlns:${prefix}`, source: `xmlns:${prefix}="${namespace}"` });
      }
      return root;
    }
    at += node.length;
  }
  throw new Error('the document has no root element');
}

function draftOf(node: ElementNode, start: number, text: string): Draft {
  const attributes = node.attributes.map(({ name, nameOffset, valueOffset, valueLength }) => ({ name, source: text.slice(start + nameOffset, start + valueOffset + valueLength + 1) }));
  let at = start + node.startTagLength;
  const children = node.children.map((child: Node) => {
    const from = at;
    at += child.length;
    return child.kind === 'element' ? draftOf(child, from, text) : { source: text.slice(from, at) };
  });
  return { name: node.name, attributes, children };
}

/** The text of a draft. */
export function writeDraft({ name, attributes, children }: Draft): string {
  const tag = [name, ...attributes.map(({ source }) => source)].join(' ');
  return children.length === 0 ? `<${tag}/>` : `<${tag}>${children.map((child) => ('name' in child ? writeDraft(child) : child.source)).join('')}</${name}>`;
}

/** An element and all in it, in document order. */
export function elementsOf(root: Draft): Draft[] {
  return [root, ...root.children.flatMap((child) => ('name' in child ? elementsOf(child) : []))];
}

/** Gives an attribute a value, in the place of the one that it has. @param value as it is written between the quotes */
export function setAttribute(owner: Draft, name: string, value: string): void {
  const source = `${name}="${value}"`;
  const present = owner.attributes.find((each) => each.name === name);
  if (present) present.source = source;
  else owner.attributes.push({ name, source });
}

/** Gives an attribute another name, where no other attribute has it. */
export function renameAttribute(owner: Draft, chosen: { name: string; source: string }, name: string): void {
  if (owner.attributes.some((each) => each.name === name)) return;
  chosen.source = name + chosen.source.slice(chosen.name.length);
  chosen.name = name;
}
