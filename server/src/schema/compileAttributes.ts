import type { ExpandedName } from '../syntax/namespaces';
import { expandedName } from '../syntax/namespaces';
import { compileSimpleType, namedSimpleType } from './compileSimpleType';
import { compileWildcard } from './compileParticle';
import type { AttributeUse, Wildcard } from './grammar';
import type { GrammarBuilder } from './grammarBuilder';
import { globalName } from './grammarBuilder';
import type { SchemaElement } from './schemaElement';
import { XML_SCHEMA } from './schemaElement';
import { checkSimpleValue } from './simpleTypes';
import { intersection } from './wildcard';

/** The attributes of a type: uses by name, in schema order, those that a restriction takes away, and a wildcard. */
export interface AttributeSet {
  readonly uses: Map<ExpandedName, AttributeUse>;
  readonly prohibited: Set<ExpandedName>;
  wildcard?: Wildcard;
}

/** Reads the attribute, attributeGroup and anyAttribute children of an element. */
export function compileAttributes(builder: GrammarBuilder, parent: SchemaElement): AttributeSet {
  const set: AttributeSet = { uses: new Map(), prohibited: new Set() };
  for (const child of parent.children('attribute', 'attributeGroup', 'anyAttribute')) {
    if (child.name === 'attribute') addAttribute(builder, set, child);
    else if (child.name === 'attributeGroup') addGroup(builder, set, child);
    else addWildcard(set, compileWildcard(child));
  }
  return set;
}

/** The index of an attribute declaration at the top of a schema. */
export function globalAttribute(builder: GrammarBuilder, declaration: SchemaElement): number {
  return builder.once('attribute', declaration, () => declare(builder, declaration, globalName(declaration)));
}

function addWildcard(set: AttributeSet, wildcard: Wildcard): void {
  set.wildcard = set.wildcard ? intersection(set.wildcard, wildcard) : wildcard;
}

function addGroup(builder: GrammarBuilder, set: AttributeSet, reference: SchemaElement): void {
  const name = reference.reference('ref') ?? reference.fail(`'attributeGroup' needs 'ref' here`);
  const group = builder.find('attributeGroup', name, reference);
  const inner = builder.once('attribute group', group, () => compileAttributes(builder, group));
  for (const [key, use] of inner.uses) addUse(set, key, use, reference);
  if (inner.wildcard) addWildcard(set, inner.wildcard);
}

function addAttribute(builder: GrammarBuilder, set: AttributeSet, element: SchemaElement): void {
  const reference = element.reference('ref');
  const attribute = reference === undefined ? declare(builder, element, localAttributeName(element)) : globalAttribute(builder, builder.find('attribute', reference, element));
  const { name } = builder.attributes[attribute]!;
  const use = element.attribute('use') ?? 'optional';
  if (!['optional', 'required', 'prohibited'].includes(use)) element.fail(`'${use}' is none of optional, required, prohibited`);
  if (use === 'prohibited') {
    set.prohibited.add(name);
    return;
  }
  const fixed = value(builder, element, attribute, 'fixed');
  const otherwise = value(builder, element, attribute, 'default');
  addUse(set, name, { attribute, required: use === 'required', ...(fixed !== undefined && { fixed }), ...(otherwise !== undefined && { default: otherwise }) }, element);
}

function addUse(set: AttributeSet, name: ExpandedName, use: AttributeUse, by: SchemaElement): void {
  if (set.uses.has(name)) by.fail(`the attribute '${name}' is declared twice`);
  set.uses.set(name, use);
}

function localAttributeName(element: SchemaElement): ExpandedName {
  const name = element.required('name');
  return element.isQualified('attributeFormDefault') ? expandedName(element.document.namespace, name) : name;
}

function declare(builder: GrammarBuilder, element: SchemaElement, name: ExpandedName): number {
  const type = element.reference('type');
  const inner = element.child('simpleType');
  if (type !== undefined && inner) element.fail(`'attribute' needs either 'type' or a simpleType`);
  const simpleType = inner ? compileSimpleType(builder, inner) : namedSimpleType(builder, type ?? expandedName(XML_SCHEMA, 'anySimpleType'), element);
  return builder.attributes.push({ name, simpleType }) - 1;
}

function value(builder: GrammarBuilder, element: SchemaElement, attribute: number, kind: 'fixed' | 'default'): string | undefined {
  const text = element.attribute(kind);
  if (text === undefined) return undefined;
  const type = builder.simpleTypes[builder.attributes[attribute]!.simpleType]!;
  const problem = checkSimpleValue({ elements: [], attributes: [], complexTypes: [], simpleTypes: builder.simpleTypes, globalElements: {}, globalAttributes: {} }, type, text);
  return problem === undefined ? text : element.fail(`the ${kind} value does not fit the type: ${problem}`);
}
