import type { SyntaxTree } from '../../server/src/syntax/node';
import { parse } from '../../server/src/syntax/parse';
import { attributeValue } from '../../server/src/syntax/text';
import { splitExpandedName, type ExpandedName } from '../../server/src/syntax/namespaces';
import type { Step } from '../../xcap/src/nodeSelector';
import { attributeNamed, childrenOf, isNamed, select, type ScopedElement } from '../../xcap/src/select';

/** An element that would have the number of another one. */
export interface IndexClash {
  /** Where the number stands that is one too many. */
  readonly start: number;
  /** One line: what is wrong, what to do. */
  readonly message: string;
  readonly code: 'duplicate-index';
}

/** How an application numbers its elements. */
export interface Numbering {
  /** Attribute that tells apart elements of one name beside each other. */
  readonly attribute: string;
  /** That of the elements. */
  readonly namespace: string;
}

/**
 * Looks for a number that a change of a part has given twice: afterwards one address would match two elements. What is
 * there twice already may stay so, or else it could never be mended in parts.
 * @param steps lead to the element that was sent, or whose attribute was sent
 * @returns the later one of the two, in the document after the change
 */
export function newIndexClash(before: string, after: string, steps: readonly Step[], numbering: Numbering): IndexClash | undefined {
  const tree = parse(after);
  const sent = elementAt(tree, steps);
  const name = sent?.scope.elementName(sent.element.node.name);
  if (!sent || name === undefined || splitExpandedName(name)[0] !== numbering.namespace) return undefined;
  const number = numberOf(sent, tree, numbering);
  if (number === undefined) return undefined;
  const namesakes = namesakesOf(tree, steps, name);
  const same = namesakes.filter((each) => numberOf(each, tree, numbering) === number);
  if (same.length < 2 || repeated(namesakes, tree, numbering) <= repeatedBefore(before, steps, name, numbering)) return undefined;
  const later = same[0]!.element.start === sent.element.start ? same[1]! : sent;
  const start = later.element.start + attributeNamed(later, numbering.attribute)!.valueOffset;
  const local = splitExpandedName(name)[1];
  return { start, message: `${numbering.attribute} ${number.slice(0, 40)} is already used by another '${local}' beside it; give this one a number of its own`, code: 'duplicate-index' };
}

function elementAt(tree: SyntaxTree, steps: readonly Step[]): ScopedElement | undefined {
  const selection = select(tree, { steps });
  return selection.kind === 'element' ? selection.found : undefined;
}

/** The elements of a name in the element around the one that the steps lead to; none for the document element. */
function namesakesOf(tree: SyntaxTree, steps: readonly Step[], name: ExpandedName): ScopedElement[] {
  const parent = elementAt(tree, steps.slice(0, -1));
  return parent ? childrenOf(tree, parent).filter((each) => isNamed(each, name)) : [];
}

function repeatedBefore(before: string, steps: readonly Step[], name: ExpandedName, numbering: Numbering): number {
  const tree = parse(before);
  return repeated(namesakesOf(tree, steps, name), tree, numbering);
}

/** How many elements have the number of an earlier one. */
function repeated(elements: readonly ScopedElement[], tree: SyntaxTree, numbering: Numbering): number {
  const numbers = elements.flatMap((each) => numberOf(each, tree, numbering) ?? []);
  return numbers.length - new Set(numbers).size;
}

/** A number is a token: white space at its ends does not count. */
function numberOf(found: ScopedElement, tree: SyntaxTree, { attribute }: Numbering): string | undefined {
  const written = attributeNamed(found, attribute);
  return written && (attributeValue(written, found.element.start, tree.text).trim().replace(/ +/g, ' ') || undefined);
}
