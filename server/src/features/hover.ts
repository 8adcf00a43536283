import { attributeDocumentation, elementDocumentation, valueDocumentation } from '../profile/documentation';
import { canonicalAttributeName } from '../profile/namespaces';
import { type CanonicalPath, canonicalPath } from '../profile/path';
import { attributeUsesOf, complexTypeOf, declarationFor, describeSimpleType, type Grammar, scopeOf, simpleTypeOf } from '../schema';
import type { Hover } from '../service';
import { nodeAt, type PlacedElement } from '../syntax/cursor';
import type { AttributeNode, SyntaxTree } from '../syntax/node';
import { attributeValue, characterData } from '../syntax/text';
import { documentationText } from './documentationText';

/** What is known of the element, attribute or value whose characters the offset stands in. */
export function hover(tree: SyntaxTree, offset: number, grammar: Grammar): Hover | undefined {
  const at = nodeAt(tree, offset);
  if (at?.node.kind === 'element') return hoverTags(tree, at as PlacedElement, offset, grammar);
  return at?.parent && (at.node.kind === 'text' || at.node.kind === 'cdata') ? hoverText(tree, at.parent, at.start, at.start + at.node.length, offset, grammar) : undefined;
}

function hoverTags(tree: SyntaxTree, element: PlacedElement, offset: number, grammar: Grammar): Hover | undefined {
  const { node, start } = element;
  const endName = start + node.length - node.endTagLength + 2;
  const onStart = offset <= start + node.name.length && offset >= start;
  // An end tag with another name, or with a part of it, is about nothing that is known.
  const closes = node.endTagLength >= node.name.length + 2 && tree.text.startsWith(node.name, endName);
  const onEnd = closes && offset >= endName - 2 && offset < endName + node.name.length;
  if (onStart || onEnd) return hoverElement(tree, element, onStart ? start + 1 : endName, grammar);
  for (const attribute of node.attributes) {
    const from = start + attribute.nameOffset;
    if (offset >= from && offset < from + attribute.name.length) return hoverAttribute(tree, element, attribute, undefined, grammar);
    const valueFrom = start + attribute.valueOffset;
    if (attribute.valueOffset >= 0 && offset >= valueFrom && offset < valueFrom + attribute.valueLength) return hoverAttribute(tree, element, attribute, attributeValue(attribute, start, tree.text).trim(), grammar);
  }
  return undefined;
}

function hoverElement(tree: SyntaxTree, element: PlacedElement, from: number, grammar: Grammar): Hover | undefined {
  const path = canonicalPath(element, tree.text);
  const documentation = elementDocumentation(path);
  if (!documentation) return undefined;
  const declaration = declarationFor(element, tree.text, grammar);
  const type = simpleTypeOf(grammar, declaration);
  const described = type ? describeSimpleType(grammar, type) : complexTypeOf(grammar, declaration)?.content === 'empty' ? 'empty element' : undefined;
  return { contents: `**${element.node.name}**\n\n${documentationText(documentation, described)}`, start: from, end: from + element.node.name.length };
}

function hoverAttribute(tree: SyntaxTree, element: PlacedElement, attribute: AttributeNode, value: string | undefined, grammar: Grammar): Hover | undefined {
  const expanded = scopeOf(element, tree.text).attributeName(attribute.name);
  if (expanded === undefined) return undefined;
  const path = canonicalPath(element, tree.text);
  const name = canonicalAttributeName(expanded);
  const documentation = attributeDocumentation(path, name);
  const [start, length] = value === undefined ? [attribute.nameOffset, attribute.name.length] : [attribute.valueOffset, attribute.valueLength];
  const use = attributeUsesOf(grammar, declarationFor(element, tree.text, grammar)).find((each) => grammar.attributes[each.attribute]!.name === expanded);
  const type = use && describeSimpleType(grammar, grammar.simpleTypes[grammar.attributes[use.attribute]!.simpleType]!);
  return documentation && { contents: withValue(`**${attribute.name}**\n\n${documentationText(documentation, type)}`, path, name, value), start: element.start + start, end: element.start + start + length };
}

function hoverText(tree: SyntaxTree, element: PlacedElement, from: number, to: number, offset: number, grammar: Grammar): Hover | undefined {
  const written = tree.text.slice(from, to);
  const start = from + written.length - written.trimStart().length;
  const end = start + written.trim().length;
  if (offset < start || offset >= end || !simpleTypeOf(grammar, declarationFor(element, tree.text, grammar))) return undefined;
  const about = hoverElement(tree, element, element.start + 1, grammar);
  return about && { contents: withValue(about.contents, canonicalPath(element, tree.text), undefined, characterData(element.node, element.start, tree.text).trim()), start, end };
}

/** What the value means stands before what its holder does. */
function withValue(about: string, path: CanonicalPath, attribute: string | undefined, value: string | undefined): string {
  const documentation = value === undefined ? undefined : valueDocumentation(path, attribute, value);
  return documentation ? `**${value}**: ${documentation.meaning}\n\n${about}` : about;
}
