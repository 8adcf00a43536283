import fc from 'fast-check';
import { placedChildren, type PlacedElement, rootElement } from '../../server/src/syntax/cursor';
import { parse } from '../../server/src/syntax/parse';

/** A slip of the hand that knows what an element is: `which` of the document's elements, and where to where it takes two. */
interface Slip {
  readonly kind: 'delete' | 'duplicate' | 'misspell' | 'move' | 'dropAttribute' | 'dropQuotes' | 'value' | 'openOnly' | 'wrongEnd' | 'attribute' | 'text';
  readonly which: number;
  readonly where: number;
  readonly value: string;
}

const slip: fc.Arbitrary<Slip> = fc.record({
  kind: fc.constantFrom('delete', 'duplicate', 'misspell', 'move', 'dropAttribute', 'dropQuotes', 'value', 'openOnly', 'wrongEnd', 'attribute', 'text'),
  which: fc.nat(10_000), where: fc.nat(10_000), value: fc.constantFrom('True', 'no', '', 'x', '-1', 'DedicatedGroup', 'sip:%', 'a & b', '0', 'LocallyDetermine'),
});

/** Valid profiles with one to three slips of their author. */
export function withSlips(documents: readonly string[]): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...documents), fc.array(slip, { minLength: 1, maxLength: 3 })).map(([text, slips]) => slips.reduce(slipped, text));
}

/** The elements of a document, in its order. */
export function elementsOf(text: string): PlacedElement[] {
  const root = rootElement(parse(text));
  const all: PlacedElement[] = root ? [root] : [];
  for (const element of all) all.push(...placedChildren(element).filter((child): child is PlacedElement => child.node.kind === 'element'));
  return all.sort((a, b) => a.start - b.start);
}

function slipped(text: string, { kind, which, where, value }: Slip): string {
  const elements = elementsOf(text);
  if (elements.length < 2) return text;
  const { node, start } = elements[1 + which % (elements.length - 1)]!;
  const whole = text.slice(start, start + node.length);
  const rest = text.slice(0, start) + text.slice(start + node.length);
  const attribute = node.attributes[where % Math.max(1, node.attributes.length)];
  const replace = (from: number, to: number, by: string): string => text.slice(0, start + from) + by + text.slice(start + to);
  const content = node.startTagLength;
  const endTag = node.length - node.endTagLength;
  switch (kind) {
    case 'delete': return rest;
    case 'duplicate': return text.slice(0, start) + whole + text.slice(start);
    case 'misspell': return text.slice(0, start) + whole.replaceAll(node.name, `${node.name.slice(0, -2)}${node.name.slice(-1)}`) + text.slice(start + node.length);
    case 'move': {
      const others = elementsOf(rest);
      const target = others[where % others.length];
      const at = target ? target.start + target.node.startTagLength : 0;
      return rest.slice(0, at) + whole + rest.slice(at);
    }
    case 'dropAttribute': return attribute ? replace(attribute.nameOffset - 1, attribute.valueOffset + attribute.valueLength + 1, '') : text;
    case 'dropQuotes': return attribute ? replace(attribute.valueOffset - 1, attribute.valueOffset + attribute.valueLength + 1, text.slice(start + attribute.valueOffset, start + attribute.valueOffset + attribute.valueLength)) : text;
    case 'value': return attribute ? replace(attribute.valueOffset, attribute.valueOffset + attribute.valueLength, value.replace(/&/g, '&amp;')) : node.endTagLength > 0 && node.children.every((child) => child.kind === 'text') ? replace(content, endTag, value) : text;
    case 'openOnly': return node.endTagLength > 0 ? replace(endTag, node.length, '') : text;
    case 'wrongEnd': return node.endTagLength > 0 ? replace(endTag, node.length, `</${node.name}s>`) : text;
    case 'attribute': return replace(1 + node.name.length, 1 + node.name.length, ` ${where % 2 === 0 ? 'indx' : 'vendor'}="1"`);
    case 'text': return node.endTagLength > 0 ? replace(endTag, endTag, value) : text;
  }
}
