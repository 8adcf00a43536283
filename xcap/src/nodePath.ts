import { childElements, type PlacedElement } from '../../server/src/syntax/cursor';
import { localName } from '../../server/src/syntax/namespaces';
import { attributeValue } from '../../server/src/syntax/text';
import type { TextRange } from './textRange';

/**
 * The place that a server's path leads to: the name of an element, or of an attribute. Servers write node selectors,
 * encoded or not, and XPath with prefixes of their own, so local names count; a path without `/` before it begins at
 * the root element or inside it. Where it leads further than the document, its end is the last element that is there;
 * undefined where it begins at another root.
 */
export function nodeRange(root: PlacedElement, path: string, text: string): TextRange | undefined {
  // A whole address leads to its part behind the separator (RFC 4825 6).
  const selector = path.includes('/~~/') ? path.slice(path.indexOf('/~~/') + 4).replace(/\?.*$/s, '') : path;
  const steps = stepsOf(selector);
  const fromRoot = steps[0] !== undefined && matches(root, steps[0]);
  if (!fromRoot && selector.startsWith('/')) return undefined;
  const rest = fromRoot ? steps.slice(1) : steps;
  let place = root;
  for (const step of rest) {
    if (step.startsWith('@')) return attributeRange(place, step.slice(1)) ?? nameRange(place);
    const next = childAt(place, step, text);
    if (!next) return nameRange(place);
    place = next;
  }
  return nameRange(place);
}

/** The steps of a path; a `/` between brackets is none of its own. */
function stepsOf(path: string): string[] {
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // A '%' of its own: then the path was not encoded.
  }
  return decoded.match(/(?:[^/[\]]|\[[^\]]*\]?)+/g)?.slice(0, DEEPEST) ?? [];
}

/** Longer ones are no answer to anybody's question. */
const DEEPEST = 1000;

function childAt(parent: PlacedElement, step: string, text: string): PlacedElement | undefined {
  let left = childElements(parent).filter((child) => matches(child, step));
  for (const [, predicate = ''] of step.matchAll(/\[([^\]]*)\]/g)) {
    const position = /^\s*(?:position\(\)\s*=\s*)?(\d{1,9})\s*$/.exec(predicate)?.[1];
    const [, name, , value] = /^\s*@([^\s=]+)\s*=\s*(["'])(.*)\2\s*$/s.exec(predicate) ?? [];
    if (position !== undefined) left = left.slice(Number(position) - 1, Number(position));
    else if (name !== undefined) left = left.filter((child) => valueOf(child, name, text) === value);
  }
  return left[0];
}

function matches({ node }: PlacedElement, step: string): boolean {
  const name = /local-name\(\)\s*=\s*["']([^"']+)["']/.exec(step)?.[1] ?? step.replace(/\[.*$/s, '');
  return name === '*' || localName(name) === localName(node.name);
}

function valueOf({ node, start }: PlacedElement, name: string, text: string): string | undefined {
  const attribute = node.attributes.find((each) => localName(each.name) === localName(name));
  return attribute && attributeValue(attribute, start, text);
}

function attributeRange({ node, start }: PlacedElement, name: string): TextRange | undefined {
  const attribute = node.attributes.find((each) => localName(each.name) === localName(name));
  return attribute && { start: start + attribute.nameOffset, end: start + attribute.nameOffset + attribute.name.length };
}

function nameRange({ node, start }: PlacedElement): TextRange {
  return { start: start + 1, end: start + 1 + node.name.length };
}
