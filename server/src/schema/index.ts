/** The schema room: XSD to a compiled grammar, checks of a tree against it, and questions about it. */
export { ANY_TYPE, UNCHECKED } from './assignment';
export type { Assignment } from './assignment';
export { checkElement, takesElementsOnly } from './checkElement';
export { compileSchema } from './compileSchema';
export { Contents } from './contents';
export { describeExpected, describeSimpleType } from './describeSimpleType';
export type { AttributeDeclaration, AttributeUse, ComplexType, ElementDeclaration, Grammar, SimpleType, Wildcard } from './grammar';
export { attributeUsesOf, complexTypeOf, declarationFor, expectedElements, globalElementsNamed, scopeOf, simpleTypeOf } from './lookup';
export type { ExpectedContent, ExpectedElement } from './lookup';
export { nearestName } from './nearestName';
export { hasTrustedContent } from './elementInPlace';
export type { ResolveSchema, SchemaSource } from './schemaDocuments';
export { SchemaError } from './schemaError';
export { checkSimpleValue, normalizeWhiteSpace } from './simpleTypes';
export { assignRoot, duplicateIdentifiers, validate } from './validate';
export type { Identifier, ValidityCode, Verdict } from './verdict';
export { strayText, valueRange } from './textCheck';
export { takesNamespace } from './wildcard';
