import type { Diagnostic } from '../../diagnostic';
import { type CanonicalPath, canonicalPath } from '../../profile/path';
import type { RuleOptions } from '../../profile/rules';
import { Contents, type ElementType, type Grammar, scopeOf, typeAt } from '../../schema';
import type { Fix, TextEdit } from '../../service';
import type { PlacedElement, PlacedNode } from '../../syntax/cursor';
import type { DocumentText } from '../../syntax/documentText';
import { splitExpandedName, type Scope } from '../../syntax/namespaces';
import type { AttributeNode, SyntaxTree } from '../../syntax/node';
import type { FreeIndexes } from './freeIndexes';
import type { Layout } from './layout';
import type { Places } from '../places';

/** A fix, before it is said whose. */
export type Mend = Omit<Fix, 'diagnostic'>;

/** Finds the ways to mend a problem; none where it is not one of the kind. Pure. */
export type FindMends = (problem: Problem) => readonly Mend[];

/** Nothing to offer. */
export const NO_MENDS: readonly Mend[] = [];

/** What the fixes of one document have in common. */
export interface FixContext {
  readonly tree: SyntaxTree;
  readonly grammar: Grammar;
  readonly options: RuleOptions;
  readonly layout: Layout;
  readonly freeIndexes: FreeIndexes;
  readonly places: Places;
}

/** A diagnostic in its document, and what is known around it. Everything is found when it is asked for. */
export class Problem {
  private found: { readonly node: PlacedNode | undefined } | undefined;

  constructor(readonly diagnostic: Diagnostic, readonly context: FixContext) {}

  get text(): DocumentText {
    return this.context.tree.text;
  }

  /** The offending characters. */
  get written(): string {
    return this.text.slice(this.diagnostic.start, this.diagnostic.end);
  }

  /** The node that the diagnostic begins in. */
  get node(): PlacedNode | undefined {
    return (this.found ??= { node: this.context.places.nodeAt(this.diagnostic.start) }).node;
  }

  /** The element whose tags the diagnostic begins in, else the one around it. */
  get element(): PlacedElement | undefined {
    const { node } = this;
    return node && (isPlacedElement(node) ? node : node.parent);
  }

  /** The attribute that the diagnostic begins in, its name or its value. */
  get attribute(): AttributeNode | undefined {
    const { element } = this;
    const at = this.diagnostic.start - (element?.start ?? 0);
    return element?.node.attributes.find(({ nameOffset, name, valueOffset, valueLength }) => at >= nameOffset && at <= Math.max(nameOffset + name.length, valueOffset + valueLength));
  }

  /** The one fix, where it is the obvious one. */
  mend(title: string, ...edits: readonly TextEdit[]): readonly Mend[] {
    return [{ title, edits, preferred: true }];
  }

  /** The namespaces in force in an element. */
  scope(element: PlacedElement): Scope {
    return scopeOf(element, this.text);
  }

  path(element: PlacedElement): CanonicalPath {
    return canonicalPath(element, this.text);
  }

  /** Of an element, by its declaration and its own `xsi:type`. */
  type(element: PlacedElement): ElementType | undefined {
    return typeAt(element, this.text, this.context.grammar).type;
  }

  contents(element: PlacedElement): Contents {
    return new Contents(element, this.text, this.context.grammar);
  }
}

function isPlacedElement(node: PlacedNode): node is PlacedElement {
  return node.node.kind === 'element';
}

/** A name as it is written where these namespaces are in force; undefined where its own has no prefix. */
export function writtenName(expanded: string, scope: Scope): string | undefined {
  const [namespace, local] = splitExpandedName(expanded);
  const prefix = scope.prefixFor(namespace);
  return prefix === undefined ? undefined : prefix === '' ? local : `${prefix}:${local}`;
}
