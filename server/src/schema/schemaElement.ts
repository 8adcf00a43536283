import type { PlacedElement } from '../syntax/cursor';
import { childElements } from '../syntax/cursor';
import type { ExpandedName } from '../syntax/namespaces';
import { expandedName, localName, prefixOf, type Scope, splitExpandedName } from '../syntax/namespaces';
import { attributeValue } from '../syntax/text';
import { SchemaError } from './schemaError';
import { ONLY_FALSE, VOCABULARY } from './vocabulary';

/** The namespace of XML Schema itself. */
export const XML_SCHEMA = 'http://www.w3.org/2001/XMLSchema';

/** Models are compiled by functions that call themselves: a hostile schema must not overflow them. */
const DEEPEST = 200;

/** A schema document: a text and the namespace that it declares into. */
export interface DeclaringDocument {
  readonly location: string;
  readonly text: string;
  /** Of its `targetNamespace`, or of the document that includes it. '' is none. */
  readonly namespace: string;
  /** True where the namespace is that of the including document: names without prefix are then in it too (part 1, 4.2.1). */
  readonly adopted: boolean;
  /** Which of `elementFormDefault` and `attributeFormDefault` are `qualified`. */
  readonly qualified: ReadonlySet<string>;
}

/** An element of a schema document, of which everything is known to be supported. */
export class SchemaElement {
  private readonly scope: Scope;
  private readonly values = new Map<string, string>();

  constructor(private readonly element: PlacedElement, scope: Scope, readonly document: DeclaringDocument, private readonly depth = 0) {
    this.scope = scope.enter(element.node, element.start, document.text);
    if (depth > DEEPEST) this.fail(`more than ${DEEPEST} elements inside each other are not supported`);
    const supported = VOCABULARY[this.name];
    if (!supported || splitExpandedName(this.scope.elementName(element.node.name) ?? '')[0] !== XML_SCHEMA) this.fail(`'${element.node.name}' is not supported in a schema`);
    for (const attribute of element.node.attributes) {
      const { name } = attribute;
      if (name.includes(':') || name === 'xmlns' || name === 'id') continue;
      const value = attributeValue(attribute, element.start, document.text).trim();
      const harmless = ONLY_FALSE.has(name) && (value === 'false' || value === '0');
      const isKnown = supported.attributes.includes(name) && (!ONLY_FALSE.has(name) || harmless);
      if (!isKnown) throw new SchemaError(`'${name}' is not supported on '${this.name}'`, document.location, element.start + attribute.nameOffset);
      this.values.set(name, value);
    }
  }

  /** Local name: `complexType`. */
  get name(): string {
    return localName(this.element.node.name);
  }

  /** Tells one element of a schema from all others. */
  get key(): string {
    return `${this.document.namespace} ${this.document.location}#${this.element.start}`;
  }

  attribute(name: string): string | undefined {
    return this.values.get(name);
  }

  required(name: string): string {
    return this.attribute(name) ?? this.fail(`'${this.name}' lacks the attribute '${name}'`);
  }

  /** The child elements, annotations left out. */
  children(...names: string[]): SchemaElement[] {
    const supported = VOCABULARY[this.name]!.children;
    return childElements(this.element).flatMap((child) => {
      const name = localName(child.node.name);
      if (name === 'annotation') return [];
      if (!supported.includes(name)) throw new SchemaError(`'${child.node.name}' is not supported in '${this.name}'`, this.document.location, child.start + 1);
      return names.length === 0 || names.includes(name) ? [new SchemaElement(child, this.scope, this.document, this.depth + 1)] : [];
    });
  }

  /** The first child of one of these names. */
  child(...names: string[]): SchemaElement | undefined {
    return this.children(...names)[0];
  }

  /** The expanded name that an attribute's value, a qualified name, stands for. */
  reference(attribute: string): ExpandedName | undefined {
    const value = this.attribute(attribute);
    return value === undefined ? undefined : this.resolve(value);
  }

  /** The expanded name of a qualified name at this place. */
  resolve(qualifiedName: string): ExpandedName {
    const namespace = this.scope.bindings.get(prefixOf(qualifiedName));
    if (namespace === undefined) this.fail(`the prefix of '${qualifiedName}' is not declared`);
    return expandedName(namespace === '' && this.document.adopted ? this.document.namespace : namespace, localName(qualifiedName));
  }

  /** The namespace that a prefix stands for at this place. */
  namespaceOf(prefix: string): string {
    return this.scope.bindings.get(prefix) ?? this.fail(`the prefix of '${prefix}:' is not declared`);
  }

  /** Whether a local declaration is in the document's namespace: its own `form`, else what the document says. */
  isQualified(byDefault: 'elementFormDefault' | 'attributeFormDefault'): boolean {
    const form = this.attribute('form');
    return form === undefined ? this.document.qualified.has(byDefault) : form === 'qualified';
  }

  /** @throws SchemaError at this element's name */
  fail(message: string): never {
    throw new SchemaError(message, this.document.location, this.element.start + 1);
  }
}
