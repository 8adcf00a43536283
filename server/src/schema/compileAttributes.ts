import type { ExpandedName } from '../syntax/namespaces';
import { expandedName, splitExpandedName } from '../syntax/namespaces';
import { compileSimpleType, namedSimpleType } from './compileSimpleType';
import { compileWildcard } from './compileParticle';
import type { AttributeUse, Wildcard } from './grammar';
import type { GrammarBuilder } from './grammarBuilder';
import { globalName } from './grammarBuilder';
import type { SchemaElement } from './schemaElement';
import { checkSimpleValue, sameValue } from './simpleTypes';
import { intersection } from './wildcard';
import { oneOf } from './wording';
import { XML_SCHEMA, XML_SCHEMA_INSTANCE } from './xmlSchema';

/** The attributes of a type: uses by name, in schema order, those that a restriction takes away, and a wildcard. */
export interface AttributeSet {
  readonly uses: Map<ExpandedName, AttributeUse>;
  readonly prohibited: Set<ExpandedName>;
  wildcard?: Wildcard;
  /** True for those of xs:anyType, which bind no restriction. */
  readonly isAnyType?: true;
}

/** An identifier tells one element from all others: no two may be on one element, and none may have a value beforehand (part 1, 3.4.6 and 3.2.6). */
export function refuseTwoIdentifiers(builder: GrammarBuilder, { uses }: AttributeSet, by: SchemaElement): void {
  const identifiers = [...uses.values()].map(({ attribute }) => builder.attributes[attribute]!).filter(({ simpleType }) => builder.simpleTypes[simpleType]!.builtIn === 'ID');
  if (identifiers.length > 1) by.fail(`${oneOf(identifiers.map(({ name }) => splitExpandedName(name)[1]), 'and')} are both identifiers (xs:ID); an element can have one only`);
}

/** Reads the attribute, attributeGroup and anyAttribute children of an element. */
export function compileAttributes(builder: GrammarBuilder, parent: SchemaElement): AttributeSet {
  const set: AttributeSet = { uses: new Map(), prohibited: new Set() };
  for (const child of parent.children('attribute', 'attributeGroup', 'anyAttribute')) {
    builder.attempt(() => {
      if (child.name === 'attribute') addAttribute(builder, set, child);
      else if (child.name === 'attributeGroup') addGroup(builder, set, child);
      else addWildcard(set, compileWildcard(child));
    });
  }
  return set;
}

/** The index of an attribute declaration at the top of a schema. */
export function globalAttribute(builder: GrammarBuilder, declaration: SchemaElement): number {
  return builder.once('attribute', declaration, () => {
    const attribute = declare(builder, declaration, globalName(declaration));
    const { fixed, otherwise } = values(builder, declaration, attribute);
    // A default means nothing to a validator; what is fixed holds for whoever refers to it (part 1, 3.2.4).
    if (fixed !== undefined) builder.attributes[attribute] = { ...builder.attributes[attribute]!, fixed };
    if (otherwise !== undefined) defaultsOf(builder).set(attribute, otherwise);
    return attribute;
  });
}

const globalDefaults = new WeakMap<GrammarBuilder, Map<number, string>>();

function defaultsOf(builder: GrammarBuilder): Map<number, string> {
  const defaults = globalDefaults.get(builder) ?? new Map<number, string>();
  globalDefaults.set(builder, defaults);
  return defaults;
}

function addWildcard(set: AttributeSet, wildcard: Wildcard): void {
  set.wildcard = set.wildcard ? intersection(set.wildcard, wildcard) : wildcard;
}

function addGroup(builder: GrammarBuilder, set: AttributeSet, reference: SchemaElement): void {
  const name = reference.reference('ref') ?? reference.fail(`'attributeGroup' needs 'ref' here`);
  const group = builder.find('attributeGroup', name, reference, 'ref');
  const inner = builder.once('attribute group', group, () => compileAttributes(builder, group));
  for (const [key, use] of inner.uses) addUse(set, key, use, reference);
  if (inner.wildcard) addWildcard(set, inner.wildcard);
}

function addAttribute(builder: GrammarBuilder, set: AttributeSet, element: SchemaElement): void {
  const reference = element.reference('ref');
  if (reference !== undefined && (['name', 'type', 'form'].some((name) => element.attribute(name) !== undefined) || element.child())) element.fail(`an attribute with 'ref' says no name, type or form of its own`);
  const attribute = reference === undefined ? declare(builder, element, localAttributeName(element)) : globalAttribute(builder, builder.find('attribute', reference, element, 'ref'));
  const { name, fixed: inherited } = builder.attributes[attribute]!;
  const use = element.attribute('use') ?? 'optional';
  if (!['optional', 'required', 'prohibited'].includes(use)) element.fail(`'${use}' is none of optional, required, prohibited`, 'use');
  const { fixed, otherwise } = values(builder, element, attribute);
  if (otherwise !== undefined && use !== 'optional') element.fail(`an attribute with a default cannot be ${use}`, 'default');
  const type = builder.simpleTypes[builder.attributes[attribute]!.simpleType]!;
  if (inherited !== undefined && (otherwise !== undefined || (fixed !== undefined && !sameValue(builder.grammar(), type, fixed, inherited)))) {
    element.fail(`'${splitExpandedName(name)[1]}' has the fixed value '${inherited}' where it is declared; it can have no other`, fixed === undefined ? 'default' : 'fixed');
  }
  if (use === 'prohibited') {
    set.prohibited.add(name);
    return;
  }
  const [only, usual] = [fixed ?? inherited, otherwise ?? (fixed === undefined ? defaultsOf(builder).get(attribute) : undefined)];
  addUse(set, name, { attribute, required: use === 'required', ...(only !== undefined && { fixed: only }), ...(usual !== undefined && { default: usual }) }, element);
}

function addUse(set: AttributeSet, name: ExpandedName, use: AttributeUse, by: SchemaElement): void {
  if (set.uses.has(name)) by.fail(`the attribute '${splitExpandedName(name)[1]}' is declared twice; remove one`, by.attribute('name') === undefined ? 'ref' : 'name');
  set.uses.set(name, use);
}

function localAttributeName(element: SchemaElement): ExpandedName {
  const name = element.declaredName();
  return element.isQualified('attributeFormDefault') ? expandedName(element.document.namespace, name) : name;
}

function declare(builder: GrammarBuilder, element: SchemaElement, name: ExpandedName): number {
  const type = element.reference('type');
  const inner = element.child('simpleType');
  if (splitExpandedName(name)[0] === XML_SCHEMA_INSTANCE) element.fail(`no attributes can be declared in the namespace '${XML_SCHEMA_INSTANCE}'`, 'name');
  if (type !== undefined && inner) element.fail(`'attribute' needs either 'type' or a simpleType`, 'type');
  // It would be taken for a namespace declaration (part 1, 3.2.6); and nobody but the schema language itself declares xsi:type.
  if (element.attribute('name') === 'xmlns') element.fail(`an attribute cannot be called 'xmlns'`, 'name');
  const simpleType = inner ? compileSimpleType(builder, inner) : namedSimpleType(builder, type ?? expandedName(XML_SCHEMA, 'anySimpleType'), element, 'type');
  return builder.attributes.push({ name, simpleType, ...element.documentation() }) - 1;
}

function values(builder: GrammarBuilder, element: SchemaElement, attribute: number): { fixed: string | undefined; otherwise: string | undefined } {
  const fixed = value(builder, element, attribute, 'fixed');
  const otherwise = value(builder, element, attribute, 'default');
  if (fixed !== undefined && otherwise !== undefined) element.fail(`'default' and 'fixed' exclude each other; keep one`, 'default');
  return { fixed, otherwise };
}

function value(builder: GrammarBuilder, element: SchemaElement, attribute: number, kind: 'fixed' | 'default'): string | undefined {
  const text = element.literal(kind);
  if (text === undefined) return undefined;
  const type = builder.simpleTypes[builder.attributes[attribute]!.simpleType]!;
  if (type.builtIn === 'ID') element.fail(`an identifier must be unique in a document; it cannot have a ${kind} value`, kind);
  const problem = checkSimpleValue(builder.grammar(), type, text, element.bindings);
  return problem === undefined ? text : element.fail(`the ${kind} value does not fit the type: ${problem}`, kind);
}
