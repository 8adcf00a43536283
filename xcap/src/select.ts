import { childElements, rootElement, type PlacedElement } from '../../server/src/syntax/cursor';
import { Scope, type ExpandedName } from '../../server/src/syntax/namespaces';
import type { AttributeNode, SyntaxTree } from '../../server/src/syntax/node';
import type { DocumentText } from '../../server/src/syntax/documentText';
import { attributeValue } from '../../server/src/syntax/text';
import type { NodeSelector, Step } from './nodeSelector';

/** An element with the bindings inside it. */
export interface ScopedElement {
  readonly element: PlacedElement;
  readonly scope: Scope;
}

/** What a node selector leads to. */
export type Selection =
  | { readonly kind: 'element'; readonly found: ScopedElement }
  | { readonly kind: 'attribute'; readonly found: ScopedElement; readonly attribute: AttributeNode }
  | { readonly kind: 'namespaces'; readonly found: ScopedElement }
  /** The elements are there, and the last of them has no such attribute. */
  | { readonly kind: 'no-attribute'; readonly found: ScopedElement }
  | Astray;

/** A step that matches no element, or more than one. */
export interface Astray {
  readonly kind: 'astray';
  /** How many steps led to one element each. */
  readonly depth: number;
  /** Where they led: the deepest element that exists; undefined where the first step leads nowhere. */
  readonly reached: ScopedElement | undefined;
  /** Does the next step match more than one element? Else it matches none. */
  readonly several: boolean;
}

/** Follows a node selector through a document: each step must match exactly one element (RFC 4825 6.3). Reads each child list on the way once. */
export function select(tree: SyntaxTree, selector: NodeSelector): Selection {
  const walked = walk(tree, selector.steps);
  if ('kind' in walked) return walked;
  const { terminal } = selector;
  if (!terminal) return { kind: 'element', found: walked };
  if (terminal.kind === 'namespaces') return { kind: 'namespaces', found: walked };
  const attribute = attributeNamed(walked, terminal.name);
  return attribute ? { kind: 'attribute', found: walked, attribute } : { kind: 'no-attribute', found: walked };
}

function walk(tree: SyntaxTree, steps: readonly Step[]): ScopedElement | Astray {
  let reached: ScopedElement | undefined;
  for (const [depth, step] of steps.entries()) {
    const matches = matching(childrenOf(tree, reached), step, tree.text);
    if (matches.length !== 1) return { kind: 'astray', depth, reached, several: matches.length > 1 };
    reached = matches[0]!;
  }
  return reached ?? { kind: 'astray', depth: 0, reached, several: false };
}

/** The child elements of an element, or the document element where none is given. */
export function childrenOf(tree: SyntaxTree, parent: ScopedElement | undefined): ScopedElement[] {
  const root = parent ? undefined : rootElement(tree);
  const children = parent ? childElements(parent.element) : root ? [root] : [];
  const around = parent?.scope ?? Scope.root;
  return children.map((element) => ({ element, scope: around.enter(element.node, element.start, tree.text) }));
}

/** The elements that a step matches, in order. */
export function matching(elements: readonly ScopedElement[], step: Step, text: DocumentText): readonly ScopedElement[] {
  const named = elements.filter((each) => isNamed(each, step.name));
  // Position 0 is none: `slice(-1, 0)` is empty.
  const placed = step.position === undefined ? named : named.slice(step.position - 1, step.position);
  const { attribute: test } = step;
  if (!test) return placed;
  return placed.filter((each) => {
    const attribute = attributeNamed(each, test.name);
    return attribute !== undefined && attributeValue(attribute, each.element.start, text) === test.value;
  });
}

/** Whether an element has the name that a step asks for. */
export function isNamed({ element, scope }: ScopedElement, name: ExpandedName): boolean {
  return name === '*' || scope.elementName(element.node.name) === name;
}

/** An attribute by its expanded name. A namespace declaration is none (Namespaces in XML 1.0, 3; XPath 1.0, 5.3). */
export function attributeNamed({ element, scope }: ScopedElement, name: ExpandedName): AttributeNode | undefined {
  return element.node.attributes.find((attribute) =>
    attribute.valueOffset >= 0 && !isDeclaration(attribute.name) && scope.attributeName(attribute.name) === name);
}

function isDeclaration(name: string): boolean {
  return name === 'xmlns' || name.startsWith('xmlns:');
}
