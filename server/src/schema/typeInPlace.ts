import { type ExpandedName, expandedName, localName, prefixOf, splitExpandedName } from '../syntax/namespaces';
import type { AttributeNode, ElementNode } from '../syntax/node';
import { attributeValue } from '../syntax/text';
import type { Assignment } from './assignment';
import { UNCHECKED, UNDECLARED } from './assignment';
import { BUILT_IN_TYPES } from './builtInTypes';
import type { ElementInPlace } from './elementInPlace';
import { hasTrustedContent, hasTrustedTag } from './elementInPlace';
import type { DerivationMethod, ElementDeclaration, Grammar } from './grammar';
import { nearestName } from './nearestName';
import { checkSimpleValue } from './simpleTypes';
import { blockOf, builtInSimpleType, derivationChain, type ElementType, isSimpleType, methodOf, referredType } from './typeDerivation';
import type { Findings } from './verdict';
import { oneOf, quoted } from './wording';
import { XML_SCHEMA, XML_SCHEMA_INSTANCE } from './xmlSchema';

/** What an element is checked against once its own `xsi:type` and `xsi:nil` are heard. */
export interface TypeInPlace {
  /** Undefined where nothing is checked. */
  readonly type: ElementType | undefined;
  readonly declaration: ElementDeclaration | undefined;
  /** True where `xsi:nil` says that there is no content. */
  readonly nil: boolean;
}

const TYPE = expandedName(XML_SCHEMA_INSTANCE, 'type');
const NIL = expandedName(XML_SCHEMA_INSTANCE, 'nil');
const NOTHING: TypeInPlace = { type: undefined, declaration: undefined, nil: false };
const ANYTHING: TypeInPlace = { type: 'any', declaration: undefined, nil: false };

/** The type of an element where it stands (part 1, 3.3.4, element locally valid), and what is wrong with how it came to it. */
export function typeInPlace(element: ElementInPlace, assignment: Assignment, findings: Findings): TypeInPlace {
  if (assignment === UNCHECKED) return NOTHING;
  const { node, grammar } = element;
  const declaration = grammar.elements[assignment];
  const ordinary = ordinaryPlace(node, declaration, grammar);
  if (ordinary) return ordinary;
  const typeAttribute = find(element, ':type', TYPE);
  if (assignment === UNDECLARED && !typeAttribute) {
    if (hasTrustedContent(node)) unexpected(element, `${shown(element)} is not declared in the schema`, findings);
    return NOTHING;
  }
  if (!declaration && !typeAttribute) return ANYTHING;
  if (declaration?.abstract) {
    if (hasTrustedTag(node)) unexpected(element, `${shown(element)} is abstract: use an element that stands for it`, findings);
    return NOTHING;
  }
  const declared = declaration ? referredType(grammar, declaration) : 'any';
  const named = typeAttribute && namedType(element, typeAttribute, declared, declaration?.block ?? [], findings);
  const type = named ?? declared;
  if (!typeAttribute && isAbstract(type) && hasTrustedTag(node)) {
    findings.error('missing-attribute', `${shown(element)} lacks xsi:type, since its type is abstract; expected ${expectedTypes(grammar, type, [])}`, 1, 1 + node.name.length);
  }
  // Nothing is declared and the type is not known: nothing can be said of the content.
  if (assignment === UNDECLARED && !named) return NOTHING;
  return { type, declaration, nil: declaration !== undefined && isNil(element, declaration, findings) };
}

const ordinaryPlaces = new WeakMap<ElementDeclaration, TypeInPlace | false>();

/** What nearly every element is: of its declared type, which is not abstract. Found once for each declaration; undefined for others. */
export function ordinaryPlace(node: ElementNode, declaration: ElementDeclaration | undefined, grammar: Grammar): TypeInPlace | undefined {
  if (!declaration || mayNameTypes(node)) return undefined;
  let place = ordinaryPlaces.get(declaration);
  if (place === undefined) {
    const type = referredType(grammar, declaration);
    place = !declaration.abstract && !isAbstract(type) && { type, declaration, nil: false };
    ordinaryPlaces.set(declaration, place);
  }
  return place === false ? undefined : place;
}

/** Whether an element may have `xsi:type` or `xsi:nil`, by no more than a glance. */
function mayNameTypes({ attributes }: ElementNode): boolean {
  for (const { name } of attributes) if (name.endsWith(':type') || name.endsWith(':nil')) return true;
  return false;
}

function find({ node, scope }: ElementInPlace, ending: string, name: string): AttributeNode | undefined {
  return node.attributes.find((attribute) => attribute.name.endsWith(ending) && attribute.valueOffset >= 0 && scope.attributeName(attribute.name) === name);
}

/** The type that `xsi:type` names; undefined where it cannot be used. */
function namedType(element: ElementInPlace, attribute: AttributeNode, declared: ElementType, block: readonly DerivationMethod[], findings: Findings): ElementType | undefined {
  const { grammar, scope, start, text } = element;
  const written = attributeValue(attribute, start, text).trim();
  const namespace = scope.bindings.get(prefixOf(written));
  const refuse = (reason: string): undefined => {
    const [from, to] = attribute.valueLength > 0 ? [attribute.valueOffset, attribute.valueOffset + attribute.valueLength] : [attribute.nameOffset, attribute.nameOffset + attribute.name.length];
    findings.error('invalid-value', reason, from, to);
    return undefined;
  };
  if (!BUILT_IN_TYPES['QName']!.hasForm(written)) return refuse(`${quoted(written)} is not the name of a type`);
  if (namespace === undefined || (namespace === '' && written.includes(':'))) return refuse(`the prefix of ${quoted(written)} is not declared`);
  const name = expandedName(namespace, localName(written));
  const type = typeNamed(grammar, name);
  if (!type) {
    const near = nearestName(localName(written), Object.keys(grammar.globalTypes).map((each) => splitExpandedName(each)[1]));
    return refuse(`${quoted(written)} is not a type of the schema; ${near === undefined ? `expected ${expectedTypes(grammar, declared, block)}` : `did you mean ${quoted(near)}?`}`);
  }
  if (!isAllowed(grammar, type, declared, block)) return refuse(`the type ${quoted(written)} cannot stand here; expected ${expectedTypes(grammar, declared, block)}`);
  if (isAbstract(type)) return refuse(`the type ${quoted(written)} is abstract; expected ${expectedTypes(grammar, type, block)}`);
  return type;
}

/** The type of an expanded name: one of the schema or a built-in one; undefined where there is none. */
export function typeNamed(grammar: Grammar, name: ExpandedName): ElementType | undefined {
  if (Object.hasOwn(grammar.globalTypes, name)) return referredType(grammar, grammar.globalTypes[name]!);
  const [namespace, local] = splitExpandedName(name);
  if (namespace !== XML_SCHEMA) return undefined;
  return local === 'anyType' ? 'any' : grammar.simpleTypes.find((type) => type.name === name) ?? builtInSimpleType(local);
}

/** Whether a type may stand for the declared one: derived from it, and in no way that is blocked. */
function isAllowed(grammar: Grammar, type: ElementType, declared: ElementType, block: readonly DerivationMethod[]): boolean {
  const chain = derivationChain(grammar, type, declared);
  const blocked = new Set([...block, ...blockOf(declared)]);
  return chain !== undefined && !chain.some((each) => blocked.has(methodOf(each)));
}

/** The types that might be named, for a message. */
function expectedTypes(grammar: Grammar, declared: ElementType, block: readonly DerivationMethod[]): string {
  if (declared === 'any') return 'a type of the schema';
  const names = typesStandingFor(grammar, declared, block);
  if (names.length > 0) return oneOf(names.map((name) => splitExpandedName(name)[1]));
  return declared.name === undefined ? 'no other type' : `a type derived from ${quoted(splitExpandedName(declared.name)[1])}`;
}

/** The names of the schema's types that may stand for a declared one: neither abstract nor blocked. */
function typesStandingFor(grammar: Grammar, declared: ElementType, block: readonly DerivationMethod[]): ExpandedName[] {
  return Object.entries(grammar.globalTypes).flatMap(([name, reference]) => {
    const type = referredType(grammar, reference);
    return !isAbstract(type) && isAllowed(grammar, type, declared, block) ? [name] : [];
  });
}

/**
 * The types that `xsi:type` may name on an element: those of the schema in its order, then the built-in ones.
 * @param assignment what the element is checked against
 */
export function namedTypesFor(grammar: Grammar, assignment: Assignment): readonly ExpandedName[] {
  if (assignment === UNCHECKED) return [];
  const declaration = grammar.elements[assignment];
  if (declaration?.abstract) return [];
  const declared = declaration ? referredType(grammar, declaration) : 'any';
  const block = declaration?.block ?? [];
  const builtIn = Object.keys(BUILT_IN_TYPES).filter((local) => isAllowed(grammar, builtInSimpleType(local)!, declared, block));
  return [...typesStandingFor(grammar, declared, block), ...builtIn.map((local) => expandedName(XML_SCHEMA, local))];
}

function isAbstract(type: ElementType): boolean {
  return type !== 'any' && !isSimpleType(type) && type.abstract === true;
}

function isNil(element: ElementInPlace, declaration: ElementDeclaration, findings: Findings): boolean {
  const attribute = find(element, ':nil', NIL);
  if (!attribute) return false;
  const { start, text, grammar } = element;
  const written = attributeValue(attribute, start, text);
  const { nameOffset, name, valueOffset, valueLength } = attribute;
  const atName = [nameOffset, nameOffset + name.length] as const;
  const problem = checkSimpleValue(grammar, builtInSimpleType('boolean')!, written);
  if (problem !== undefined) findings.error('invalid-value', problem, ...(valueLength > 0 ? [valueOffset, valueOffset + valueLength] as const : atName));
  else if (!declaration.nillable) findings.error('unexpected-attribute', `${shown(element)} is not nillable; remove ${quoted(name)}`, ...atName);
  const nil = problem === undefined && declaration.nillable === true && ['true', '1'].includes(written.trim());
  if (nil && declaration.fixed !== undefined) findings.error('unexpected-attribute', `${shown(element)} must be ${quoted(declaration.fixed)}, so that it cannot be nil`, ...atName);
  return nil;
}

function unexpected({ node }: ElementInPlace, message: string, findings: Findings): void {
  findings.error('unexpected-element', message, 1, 1 + node.name.length);
}

function shown({ node }: ElementInPlace): string {
  return quoted(localName(node.name));
}
