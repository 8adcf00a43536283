import type { Assignment } from './assignment';
import { automatonIndex } from './automatonIndex';
import type { AttributeDeclaration, AttributeUse, ComplexType, ElementDeclaration, Grammar, SimpleType } from './grammar';
import { normalizeWhiteSpace, whiteSpaceOf } from './simpleTypes';
import { type ElementType, isSimpleType, referredType } from './typeDerivation';

/** The type of what an element is checked against, whatever its own tags say; undefined for `UNCHECKED` and the like. */
export function declaredType(grammar: Grammar, assignment: Assignment): ElementType | undefined {
  const declaration = grammar.elements[assignment];
  return declaration && referredType(grammar, declaration);
}

/** A type, where it is a complex one that a schema defines. */
export function complexTypeOf(type: ElementType | undefined): ComplexType | undefined {
  return type === undefined || type === 'any' || isSimpleType(type) ? undefined : type;
}

/** The simple type of the character data of an element; undefined where it holds no value. */
export function simpleTypeOf(grammar: Grammar, type: ElementType | undefined): SimpleType | undefined {
  if (type === undefined || type === 'any') return undefined;
  if (isSimpleType(type)) return type;
  return type.simpleType === undefined ? undefined : grammar.simpleTypes[type.simpleType];
}

/** The elements that the content model of a type names, as declarations; in schema order. */
export function childDeclarationsOf(grammar: Grammar, type: ElementType | undefined): readonly number[] {
  const model = complexTypeOf(type)?.model;
  return model ? [...automatonIndex(model, grammar).known.values()] : [];
}

/** The declared attributes of an element of a type, in schema order. */
export function attributeUsesOf(type: ElementType | undefined): readonly AttributeUse[] {
  return complexTypeOf(type)?.attributeUses ?? [];
}

/** What the schema says to people of an element: of the element itself, else of its type. One line of plain text. */
export function documentationOfElement(declaration: ElementDeclaration | undefined, type: ElementType | undefined): string | undefined {
  return declaration?.documentation ?? (type === 'any' ? undefined : type?.documentation);
}

/** The same of an attribute. */
export function documentationOfAttribute(grammar: Grammar, { documentation, simpleType }: AttributeDeclaration): string | undefined {
  return documentation ?? grammar.simpleTypes[simpleType]!.documentation;
}

/** The same of a value of an enumeration. */
export function documentationOfValue(grammar: Grammar, type: SimpleType, value: string): string | undefined {
  const { valueDocumentation, members = [] } = type;
  const normal = normalizeWhiteSpace(value, whiteSpaceOf(type));
  if (valueDocumentation && Object.hasOwn(valueDocumentation, normal)) return valueDocumentation[normal];
  for (const member of members) {
    const said = documentationOfValue(grammar, grammar.simpleTypes[member]!, value);
    if (said !== undefined) return said;
  }
  return undefined;
}
