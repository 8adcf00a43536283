import { normalizeWhiteSpace, valueRange } from '../../schema';
import type { DocumentText } from '../../syntax/documentText';
import type { PlacedElement } from '../../syntax/cursor';
import type { AttributeNode, ElementNode } from '../../syntax/node';
import type { Scope } from '../../syntax/namespaces';
import { attributeValue, characterData } from '../../syntax/text';
import { canonicalElementName, type CanonicalName } from '../namespaces';
import type { CanonicalPath } from '../path';

/** Our longest statement about a place names this many elements; what stands further out does not matter to any rule. */
const PATH_DEPTH = 8;

const NONE: readonly Place[] = [];

/** A value at its place in the text. */
export interface Value {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

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

  /** The child elements of a name, in document order; the others cost next to nothing. */
  childrenNamed(name: CanonicalName): readonly Place[] {
    return this.namedChildren(name, Infinity);
  }

  /** The first child element of a name. */
  childNamed(name: CanonicalName): Place | undefined {
    return this.namedChildren(name, 1)[0];
  }

  private namedChildren(name: CanonicalName, most: number): readonly Place[] {
    let places: Place[] | undefined;
    const { node, start } = this.element;
    let at = start + node.startTagLength;
    for (const child of node.children) {
      if (child.kind === 'element' && this.isNamed(child, name)) {
        const place = this.child(child, at);
        if (place.name === name) (places ??= []).push(place);
        if (places?.length === most) break;
      }
      at += child.length;
    }
    return places ?? NONE;
  }

  /** False where a child certainly has another name. */
  private isNamed(child: ElementNode, name: CanonicalName): boolean {
    if (child.malformed || child.name === '') return false;
    if (child.declaresNamespaces) return true;
    const expanded = this.scope.elementName(child.name);
    return expanded !== undefined && canonicalElementName(expanded) === name;
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

  /**
   * The text of an element that holds nothing else, references replaced, white space collapsed, and where it
   * stands: at the name, where it is empty. Undefined where elements or mistakes stand in it.
   */
  get value(): Value | undefined {
    return valueOf(this.element.node, this.element.start, this.text);
  }

  /** The value of the first child element of a name; undefined where there is none. Asked of every element of long lists. */
  childValue(name: CanonicalName): Value | undefined {
    const { node, start } = this.element;
    let at = start + node.startTagLength;
    for (const child of node.children) {
      if (child.kind === 'element' && this.isNamed(child, name) && (!child.declaresNamespaces || this.child(child, at).name === name)) return valueOf(child, at, this.text);
      at += child.length;
    }
    return undefined;
  }

  /** The value of an attribute without a namespace and where it stands; undefined where there is none, or no value. */
  attribute(name: string): Value | undefined {
    const attribute = this.element.node.attributes.find((each: AttributeNode) => each.name === name);
    return attribute && this.valueOf(attribute);
  }

  /** The value of one of its attributes and where it stands; undefined where it has none. Whoever asks for many has no time to look for each by its name. */
  valueOf(attribute: AttributeNode): Value | undefined {
    if (attribute.valueOffset < 0) return undefined;
    const start = this.element.start + attribute.valueOffset;
    return { value: attributeValue(attribute, this.element.start, this.text), start, end: start + attribute.valueLength };
  }
}

function valueOf(node: ElementNode, start: number, text: DocumentText): Value | undefined {
  const [only] = node.children;
  if (node.children.length === 1 && only!.kind === 'text' && !only!.problems && node.form === 'closed') {
    const from = start + node.startTagLength;
    const written = text.slice(from, from + only!.length);
    if (!/[& \t\n\r]/.test(written)) return { value: written, start: from, end: from + only!.length };
  }
  if (node.children.some((child) => child.kind === 'element' || child.problems) || node.form === 'unclosed') return undefined;
  const [from, to] = valueRange(node, start, text);
  return { value: normalizeWhiteSpace(characterData(node, start, text), 'collapse'), start: from, end: to };
}
