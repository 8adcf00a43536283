import type { PlacedElement } from '../syntax/cursor';
import { childElements } from '../syntax/cursor';
import type { ExpandedName } from '../syntax/namespaces';
import { expandedName, localName, prefixOf, type Scope, splitExpandedName } from '../syntax/namespaces';
import { attributeValue } from '../syntax/text';
import type { DerivationMethod } from './grammar';
import { documentationOf } from './annotation';
import { NCNAME } from './characterClasses';
import { nearestName } from './nearestName';
import type { SchemaCode, SchemaProblems } from './schemaError';
import { SchemaError } from './schemaError';
import { VOCABULARY } from './vocabulary';
import { XML_SCHEMA } from './xmlSchema';

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
  /** What its root element says, by attribute: the defaults for what stands in it. */
  readonly defaults: ReadonlyMap<string, string>;
  /** The namespaces that its names may be of, beside its own (part 1, 4.2.3). */
  readonly imported: Set<string>;
  readonly problems: SchemaProblems;
  /** The language tag of the person who reads what it says to people; undefined where that is not known. */
  readonly language: string | undefined;
}

interface Value {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** An element of a schema document. What in it is not of XML Schema is left out; `checkStructure` has reported it. */
export class SchemaElement {
  private readonly scope: Scope;
  private readonly values = new Map<string, Value>();

  /** @param top the declaration directly inside the root element that it is part of */
  constructor(private readonly element: PlacedElement, scope: Scope, readonly document: DeclaringDocument, private readonly depth = 0, private readonly top?: SchemaElement) {
    this.scope = scope.enter(element.node, element.start, document.text);
    const supported = VOCABULARY[this.name]?.attributes ?? [];
    for (const attribute of element.node.attributes) {
      const { name } = attribute;
      if (!supported.includes(name)) continue;
      const start = element.start + attribute.nameOffset;
      const from = element.start + attribute.valueOffset;
      const [valueStart, valueEnd] = attribute.valueLength > 0 ? [from, from + attribute.valueLength] : [start, start + name.length];
      this.values.set(name, { text: attributeValue(attribute, element.start, document.text), start: valueStart, end: valueEnd });
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

  /** The key of the declaration at the top of the document that this is part of; its own for such a one. */
  get topKey(): string {
    return (this.top ?? this).key;
  }

  /** An attribute's value without the white space around it, which no attribute of a schema but the values below cares for. */
  attribute(name: string): string | undefined {
    return this.values.get(name)?.text.trim();
  }

  /** An attribute's value as it stands: values of documents, whose white space is their type's business. */
  literal(name: string): string | undefined {
    return this.values.get(name)?.text;
  }

  required(name: string): string {
    return this.attribute(name) ?? this.misspelt(name) ?? this.fail(`'${this.name}' lacks the attribute '${name}'`);
  }

  /** Fails at the attribute that is nearly the one that is missing: the document's structure tells of that, and once is enough. */
  private misspelt(name: string): undefined {
    const supported = VOCABULARY[this.name]?.attributes ?? [];
    const near = this.element.node.attributes.find((each) => !supported.includes(each.name) && nearestName(each.name, supported) === name);
    if (!near) return undefined;
    const start = this.element.start + near.nameOffset;
    throw new SchemaError({ location: this.document.location, code: 'invalid-schema', severity: 'error', message: misspeltAttribute(near.name, this.name, name), start, end: start + near.name.length });
  }

  /** The name that it declares, without its namespace. */
  declaredName(): string {
    const name = this.required('name');
    return NCNAME.test(name) ? name : this.fail(`'${name}' is not a name; use letters, digits, '.', '-' and '_', and begin with a letter or '_'`, 'name');
  }

  /** Whether an attribute says yes. */
  flag(name: string): boolean {
    const value = this.attribute(name);
    if (value !== undefined && !['true', 'false', '1', '0'].includes(value)) this.fail(`'${value}' is neither true nor false`, name);
    return value === 'true' || value === '1';
  }

  /**
   * The kinds of derivation that `block` or `final` names; without it, what the root element says by default.
   * @param possible those that mean something here, others are left out; `#all` stands for all of them
   */
  derivations<Kind extends DerivationMethod | 'substitution' | 'list' | 'union'>(attribute: 'block' | 'final', possible: readonly Kind[]): Kind[] {
    const own = this.attribute(attribute);
    const words = (own ?? this.document.defaults.get(`${attribute}Default`) ?? '').split(/\s+/).filter((word) => word !== '');
    if (words.includes('#all') && words.length > 1) this.fail(`'#all' cannot stand beside others`, attribute);
    if (words.includes('#all')) return [...possible];
    const wrong = own === undefined ? undefined : words.find((word) => !(possible as readonly string[]).includes(word));
    if (wrong !== undefined) this.fail(`'${wrong}' is none of #all, ${possible.join(', ')}`, attribute);
    return possible.filter((kind) => words.includes(kind));
  }

  /** The child elements, annotations left out. */
  children(...names: string[]): SchemaElement[] {
    const supported = VOCABULARY[this.name]?.children ?? [];
    const isRoot = this.depth === 0 || (this.name === 'redefine' && this.depth === 1);
    return childElements(this.element).flatMap((child) => {
      const name = localName(child.node.name);
      const isSchema = splitExpandedName(this.scope.enter(child.node, child.start, this.document.text).elementName(child.node.name) ?? '')[0] === XML_SCHEMA;
      if (!isSchema || !supported.includes(name)) return [];
      if (this.depth >= DEEPEST) this.report(`more than ${DEEPEST} elements inside each other are not supported`, child.start + 1, child.start + 1 + child.node.name.length);
      else if (names.length === 0 || names.includes(name)) return [new SchemaElement(child, this.scope, this.document, this.depth + 1, isRoot ? undefined : this.top ?? this)];
      return [];
    });
  }

  /** What its annotation says to people, to be spread into what it declares. */
  documentation(): { readonly documentation?: string } {
    const documentation = documentationOf(this.element, this.scope, this.document.text, this.document.language);
    return documentation === undefined ? {} : { documentation };
  }

  /** The first child of one of these names. */
  child(...names: string[]): SchemaElement | undefined {
    return this.children(...names)[0];
  }

  /** The expanded name that an attribute's value, a qualified name, stands for. */
  reference(attribute: string): ExpandedName | undefined {
    const value = this.attribute(attribute);
    return value === undefined ? undefined : this.resolve(value, attribute);
  }

  /** The expanded name of a qualified name in an attribute. */
  resolve(qualifiedName: string, attribute: string): ExpandedName {
    const bound = this.expand(qualifiedName) ?? this.fail(`the prefix of '${qualifiedName}' is not declared`, attribute, 'undeclared-name');
    const [namespace, local] = splitExpandedName(bound);
    if (namespace === '' && this.document.adopted) return expandedName(this.document.namespace, local);
    if (namespace !== this.document.namespace && namespace !== XML_SCHEMA && !this.document.imported.has(namespace)) {
      this.fail(`'${qualifiedName}' is ${namespace === '' ? 'of no namespace' : `of the namespace '${namespace}'`}, which this document does not import; add an 'import' for it`, attribute, 'undeclared-name');
    }
    return bound;
  }

  /** The expanded name of a qualified name by the prefixes that are bound here. */
  expand(qualifiedName: string): ExpandedName | undefined {
    const namespace = this.scope.bindings.get(prefixOf(qualifiedName));
    return namespace === undefined ? undefined : expandedName(namespace, localName(qualifiedName));
  }

  /** The prefixes that are bound here, for values that hold one. */
  get bindings(): Scope {
    return this.scope;
  }

  /** The namespace that a prefix in an attribute's value stands for at this place. */
  namespaceOf(prefix: string, attribute: string): string {
    return this.scope.bindings.get(prefix) ?? this.fail(`the prefix of '${prefix}:' is not declared`, attribute, 'undeclared-name');
  }

  /** Whether a local declaration is in the document's namespace: its own `form`, else what the document says. */
  isQualified(byDefault: 'elementFormDefault' | 'attributeFormDefault'): boolean {
    const form = this.attribute('form') ?? this.document.defaults.get(byDefault) ?? 'unqualified';
    if (form !== 'qualified' && form !== 'unqualified') this.fail(`'${form}' is neither qualified nor unqualified`, 'form');
    return form === 'qualified';
  }

  /**
   * @param attribute whose value is at fault; without it, or where it is not there, the element's name is
   * @throws SchemaError there
   */
  fail(message: string, attribute?: string, code: SchemaCode = 'invalid-schema'): never {
    throw this.error(message, attribute, code);
  }

  /** What `fail` throws. */
  error(message: string, attribute?: string, code: SchemaCode = 'invalid-schema', severity: 'error' | 'warning' = 'error'): SchemaError {
    const name = this.element.start + 1;
    const { start, end } = (attribute === undefined ? undefined : this.values.get(attribute)) ?? { start: name, end: name + this.element.node.name.length };
    return new SchemaError({ location: this.document.location, code, severity, message, start, end });
  }

  private report(message: string, start: number, end: number): void {
    this.document.problems.add({ location: this.document.location, code: 'invalid-schema', severity: 'error', message, start, end });
  }
}

/** What is told of an attribute of a schema that is nearly one that may stand there. */
export function misspeltAttribute(written: string, element: string, meant: string): string {
  return `'${written}' cannot stand on '${element}'; did you mean '${meant}'?`;
}
