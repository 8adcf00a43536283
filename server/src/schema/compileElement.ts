import type { ExpandedName } from '../syntax/namespaces';
import { splitExpandedName } from '../syntax/namespaces';
import { complexTypeIndex } from './compileComplexType';
import { compileIdentityConstraints } from './compileIdentity';
import { localElementName } from './compileParticle';
import { compileSimpleType, namedSimpleType } from './compileSimpleType';
import type { ElementDeclaration, TypeReference } from './grammar';
import type { GrammarBuilder } from './grammarBuilder';
import { globalName } from './grammarBuilder';
import type { SchemaElement } from './schemaElement';
import type { SubstitutionMember } from './substitution';
import { XML_SCHEMA } from './xmlSchema';

const ONLY_GLOBAL = ['substitutionGroup', 'abstract', 'final'];
const NOT_BESIDE_REF = ['name', 'type', 'form', 'nillable', 'default', 'fixed', 'block', ...ONLY_GLOBAL];
const NOT_GLOBAL = ['ref', 'form', 'minOccurs', 'maxOccurs'];

/** The index of the declaration that an `element` in a content model makes or refers to. */
export function elementDeclaration(builder: GrammarBuilder, element: SchemaElement): number {
  const reference = element.reference('ref');
  refuse(element, reference === undefined ? ONLY_GLOBAL : NOT_BESIDE_REF, reference === undefined ? 'on an element inside a type' : `beside 'ref'`);
  if (reference === undefined) return builder.once('element', element, () => declare(builder, element, localElementName(element)));
  if (element.child()) element.fail(`an element with 'ref' says nothing else`);
  return globalElement(builder, builder.find('element', reference, element, 'ref'));
}

/** The index of an element declaration at the top of a schema. */
export function globalElement(builder: GrammarBuilder, declaration: SchemaElement): number {
  return builder.once('element', declaration, () => {
    refuse(declaration, NOT_GLOBAL, 'at the top of a schema');
    return declare(builder, declaration, globalName(declaration));
  });
}

/** The elements that say for which other one they may stand. */
export function substitutionMembers(builder: GrammarBuilder): SubstitutionMember[] {
  return builder.globals.filter((global) => global.name === 'element').flatMap((element) => builder.attempt(() => {
    const head = headOf(builder, element);
    return head ? [{ element, declaration: globalElement(builder, element), head: globalElement(builder, head) }] : [];
  }) ?? []);
}

/** Where an element declaration was made, for the checks that need all types. */
export function declarationsMade(builder: GrammarBuilder): readonly (readonly [element: SchemaElement, declaration: number])[] {
  return made.get(builder) ?? [];
}

const made = new WeakMap<GrammarBuilder, [SchemaElement, number][]>();

function declare(builder: GrammarBuilder, element: SchemaElement, name: ExpandedName): number {
  const block = element.derivations('block', ['extension', 'restriction', 'substitution']);
  const derivations = block.filter((kind) => kind !== 'substitution');
  const declaration: ElementDeclaration = {
    name,
    ...typeOf(builder, element),
    ...(element.flag('abstract') && { abstract: true as const }),
    ...(element.flag('nillable') && { nillable: true as const }),
    ...valuesOf(element),
    ...(derivations.length > 0 && { block: derivations }),
    ...element.documentation(),
    ...compileIdentityConstraints(builder, element),
  };
  const index = builder.elements.push(declaration) - 1;
  if (block.includes('substitution')) builder.substitutionBlocked.add(index);
  builder.finalOf.set(index, element.derivations('final', ['extension', 'restriction']));
  made.set(builder, made.get(builder) ?? []);
  made.get(builder)!.push([element, index]);
  return index;
}

function valuesOf(element: SchemaElement): Pick<ElementDeclaration, 'fixed' | 'default'> {
  const [fixed, otherwise] = [element.literal('fixed'), element.literal('default')];
  if (fixed !== undefined && otherwise !== undefined) element.fail(`'default' and 'fixed' exclude each other; keep one`, 'default');
  return { ...(fixed !== undefined && { fixed }), ...(otherwise !== undefined && { default: otherwise }) };
}

function refuse(element: SchemaElement, attributes: readonly string[], where: string): void {
  const wrong = attributes.find((name) => element.attribute(name) !== undefined);
  if (wrong !== undefined) element.fail(`'${wrong}' cannot stand ${where}`, wrong);
}

function headOf(builder: GrammarBuilder, element: SchemaElement): SchemaElement | undefined {
  const head = element.reference('substitutionGroup');
  return head === undefined ? undefined : builder.find('element', head, element, 'substitutionGroup');
}

/** Its own type, or that of the element that it may stand for, or xs:anyType. */
function typeOf(builder: GrammarBuilder, element: SchemaElement): TypeReference {
  const type = element.reference('type');
  const inner = element.child('complexType', 'simpleType');
  if (type !== undefined && inner) element.fail(`'element' needs either 'type' or a type inside it`, 'type');
  if (inner) return inner.name === 'complexType' ? { complexType: complexTypeIndex(builder, inner) } : { simpleType: compileSimpleType(builder, inner) };
  if (type !== undefined) return namedType(builder, type, element, 'type');
  const head = headOf(builder, element);
  if (!head) return {};
  const { complexType, simpleType } = builder.elements[globalElement(builder, head)]!;
  return { ...(complexType !== undefined && { complexType }), ...(simpleType !== undefined && { simpleType }) };
}

/** The type that an attribute names. */
function namedType(builder: GrammarBuilder, type: ExpandedName, by: SchemaElement, attribute: string): TypeReference {
  const [namespace, local] = splitExpandedName(type);
  if (namespace === XML_SCHEMA) return local === 'anyType' ? {} : { simpleType: namedSimpleType(builder, type, by, attribute) };
  const declared = builder.find('type', type, by, attribute);
  return declared.name === 'complexType' ? { complexType: complexTypeIndex(builder, declared) } : { simpleType: compileSimpleType(builder, declared) };
}
