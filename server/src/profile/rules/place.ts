import type { DocumentText } from '../../syntax/documentText';
import type { PlacedElement } from '../../syntax/cursor';
import type { AttributeNode, ElementNode } from '../../syntax/node';
import type { Scope } from '../../syntax/namespaces';
import { attributeValue } from '../../syntax/text';
import { canonicalElementName, type CanonicalName } from '../namespaces';
import type { CanonicalPath } from '../path';

/** Our longest statement about a place names this many elements; what stands further out does not matter to any rule. */
const PATH_DEPTH = 8;

const NONE: readonly Place[] = [];

/** An element as a rule sees it: where it is, what it is, what is around it. */
export class Place {
  /** Canonical name; '' where the start tag cannot be trusted or its prefix is not bound. */
  readonly name: CanonicalName;
  private found: readonly Place[] | undefined;

  /**
   * @param element the element in its text
   * @param scope the namespaces in force on the element, its own declarations included
   */
  constructor(readonly element: PlacedElement, readonly scope: Scope, readonly text: DocumentText, readonly parent: Place | undefined) {
    const { name, malformed } = element.node;
    const expanded = malformed || name === '' ? undefined : scope.elementName(name);
    this.name = expanded === undefined ? '' : canonicalElementName(expanded);
  }

  /** The child elements, in document order. */
  get children(): readonly Place[] {
    return this.found ??= this.findChildren();
  }

  /** One of the child elements. @param start where it begins in the text */
  child(node: ElementNode, start: number): Place {
    return new Place({ node, start, parent: this.element }, this.scope.enter(node, start, this.text), this.text, this);
  }

  private findChildren(): readonly Place[] {
    // Most elements hold text alone.
    if (!this.element.node.children.some((node) => node.kind === 'element')) return NONE;
    const places: Place[] = [];
    let start = this.element.start + this.element.node.startTagLength;
    for (const node of this.element.node.children) {
      if (node.kind === 'element') places.push(this.child(node, start));
      start += node.length;
    }
    return places;
  }

  /** Canonical names down to this element, as far out as rules look. */
  get path(): CanonicalPath {
    const path: CanonicalName[] = [this.name];
    for (let at = this.parent; at && path.length < PATH_DEPTH; at = at.parent) path.push(at.name);
    return path.reverse();
  }

  /** Where the name stands in the start tag. */
  get nameRange(): { start: number; end: number } {
    const start = this.element.start + 1;
    return { start, end: start + this.element.node.name.length };
  }

  /** The value of an attribute without a namespace and where it stands; undefined where there is none, or no value. */
  attribute(name: string): { value: string; start: number; end: number } | undefined {
    const attribute = this.element.node.attributes.find((each: AttributeNode) => each.name === name);
    if (!attribute || attribute.valueOffset < 0) return undefined;
    const start = this.element.start + attribute.valueOffset;
    return { value: attributeValue(attribute, this.element.start, this.text), start, end: start + attribute.valueLength };
  }
}
