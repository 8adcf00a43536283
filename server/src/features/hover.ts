import { attributeDocumentation, elementDocumentation, valueDocumentation } from '../profile/documentation';
import { canonicalAttributeName } from '../profile/namespaces';
import { type CanonicalPath, canonicalPath } from '../profile/path';
import { attributeUsesOf, childDeclarationsOf, declarationFor, describeSimpleType, documentationOfAttribute, documentationOfElement, documentationOfValue, type ElementType, type Grammar, occurrenceIn, scopeOf, type SimpleType, simpleTypeOf, typeAt } from '../schema';
import type { Hover } from '../service';
import { nodeAt, type PlacedElement } from '../syntax/cursor';
import { splitExpandedName } from '../syntax/namespaces';
import type { AttributeNode, SyntaxTree } from '../syntax/node';
import { attributeValue, characterData } from '../syntax/text';
import { code, documentationText, fact, literal, saidText } from './documentationText';
import { effectiveFacts } from './effectiveFacts';
import { typeInWords } from './elementCompletion';
import { aboutNamedType, TYPE_ATTRIBUTE } from './typeCompletion';

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
  if (onStart || onEnd) {
    const from = onStart ? start + 1 : endName;
    const contents = aboutElement(tree, element, onEnd && !onStart, grammar);
    return contents === undefined ? undefined : { contents, start: from, end: from + node.name.length };
  }
  for (const attribute of node.attributes) {
    const from = start + attribute.nameOffset;
    if (offset >= from && offset < from + attribute.name.length) return hoverAttribute(tree, element, attribute, undefined, grammar);
    const valueFrom = start + attribute.valueOffset;
    if (attribute.valueOffset >= 0 && offset >= valueFrom && offset < valueFrom + attribute.valueLength) return hoverAttribute(tree, element, attribute, attributeValue(attribute, start, tree.text).trim(), grammar);
  }
  return undefined;
}

/** What is known of an element; of one that is in no documentation of ours, what the schema says. @param names whether its effect is told by names */
function aboutElement({ text }: SyntaxTree, element: PlacedElement, names: boolean, grammar: Grammar): string | undefined {
  const path = canonicalPath(element, text);
  const declaration = declarationFor(element, text, grammar);
  const documentation = elementDocumentation(path);
  const { type } = typeAt(element, text, grammar);
  const words = typeInWords(grammar, type);
  const facts = effectiveFacts({ element, text, names }, path, type, grammar);
  const title = `**${literal(element.node.name)}**\n\n`;
  if (documentation) return title + documentationText(documentation, words, facts);
  if (type === undefined || type === 'any') return undefined;
  const said = documentationOfElement(grammar.elements[declaration], type);
  const occurs = element.parent && grammar.elements[declaration] && occurrenceIn(grammar, typeAt(element.parent, text, grammar).type, declaration);
  const known = [...fact('Type', words), ...fact('Holds', holds(grammar, type)), ...fact('Occurs', occurs), ...facts];
  return said === undefined && known.length === 0 ? undefined : title + saidText(said, known);
}

/** The elements that may stand in one, by name. */
function holds(grammar: Grammar, type: ElementType): string | undefined {
  const names = childDeclarationsOf(grammar, type).map((child) => code(splitExpandedName(grammar.elements[child]!.name)[1]));
  const shown = names.slice(0, MOST_NAMES).join(', ');
  return names.length > MOST_NAMES ? `${shown} and ${names.length - MOST_NAMES} more` : shown || undefined;
}

const MOST_NAMES = 12;

function hoverAttribute(tree: SyntaxTree, element: PlacedElement, attribute: AttributeNode, value: string | undefined, grammar: Grammar): Hover | undefined {
  const expanded = scopeOf(element, tree.text).attributeName(attribute.name);
  if (expanded === undefined) return undefined;
  const path = canonicalPath(element, tree.text);
  if (expanded === TYPE_ATTRIBUTE && value !== undefined) {
    const about = aboutNamedType(value, scopeOf(element, tree.text), grammar);
    const from = element.start + attribute.valueOffset;
    return about === undefined ? undefined : { contents: `**${literal(value)}**\n\n${about}`, start: from, end: from + attribute.valueLength };
  }
  const name = canonicalAttributeName(expanded);
  const documentation = attributeDocumentation(path, name);
  const [start, length] = value === undefined ? [attribute.nameOffset, attribute.name.length] : [attribute.valueOffset, attribute.valueLength];
  const use = attributeUsesOf(typeAt(element, tree.text, grammar).type).find((each) => grammar.attributes[each.attribute]!.name === expanded);
  if (!documentation && !use) return undefined;
  const declared = use && grammar.attributes[use.attribute]!;
  const simpleType = declared && grammar.simpleTypes[declared.simpleType]!;
  const type = simpleType && describeSimpleType(grammar, simpleType);
  const facts = use ? [...fact('Required', use.required && !documentation ? 'yes' : undefined), ...fact('Only value', use.fixed && code(use.fixed)), ...fact('Counts as', use.default && `${code(use.default)} where it is absent`)] : [];
  const about = documentation ? documentationText(documentation, type, facts) : saidText(documentationOfAttribute(grammar, declared!), [...fact('Type', type), ...facts]);
  return { contents: withValue(`**${literal(attribute.name)}**\n\n${about}`, value, valueMeaning(path, name, value, simpleType, grammar)), start: element.start + start, end: element.start + start + length };
}

function hoverText(tree: SyntaxTree, element: PlacedElement, from: number, to: number, offset: number, grammar: Grammar): Hover | undefined {
  const written = tree.text.slice(from, to);
  const start = from + written.length - written.trimStart().length;
  const end = start + written.trim().length;
  const type = simpleTypeOf(grammar, typeAt(element, tree.text, grammar).type);
  if (offset < start || offset >= end || !type) return undefined;
  const value = characterData(element.node, element.start, tree.text).trim();
  const about = aboutElement(tree, element, false, grammar);
  return about === undefined ? undefined : { contents: withValue(about, value, valueMeaning(canonicalPath(element, tree.text), undefined, value, type, grammar)), start, end };
}

/** What the value means stands before what its holder does. */
function withValue(about: string, value: string | undefined, meaning: string | undefined): string {
  return value === undefined || meaning === undefined ? about : `**${literal(value)}**${meaning}\n\n${about}`;
}

/** What a value means, to follow it: as our documentation says, else as the schema does. */
function valueMeaning(path: CanonicalPath, attribute: string | undefined, value: string | undefined, type: SimpleType | undefined, grammar: Grammar): string | undefined {
  if (value === undefined) return undefined;
  const documentation = valueDocumentation(path, attribute, value);
  if (documentation) return `${BOOLEANS.has(value) ? ` (${BOOLEANS.get(value)})` : ''}: ${documentation.meaning}`;
  const said = type && documentationOfValue(grammar, type, value);
  return said === undefined ? undefined : `: ${literal(said)}`;
}

/** The other spellings of a boolean (XML Schema part 2, 3.2.2): values with documentation that are digits are these. */
const BOOLEANS: ReadonlyMap<string, string> = new Map([['1', 'true'], ['0', 'false']]);
