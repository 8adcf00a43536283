import type { ExpandedName } from '../syntax/namespaces';
import { splitExpandedName } from '../syntax/namespaces';
import { complexTypeIndex } from './compileComplexType';
import { compileIdentityConstraints } from './compileIdentity';
import { localElementName } from './compileParticle';
import { compileSimpleType, namedSimpleType } from './compileSimpleType';
import type { ElementDeclaration } from './grammar';
import type { GrammarBuilder } from './grammarBuilder';
import { globalName } from './grammarBuilder';
import type { SchemaElement } from './schemaElement';
import { XML_SCHEMA } from './schemaElement';

/** The index of the declaration that an `element` in a content model makes or refers to. */
export function elementDeclaration(builder: GrammarBuilder, element: SchemaElement): number {
  const reference = element.reference('ref');
  if (reference === undefined) return builder.once('element', element, () => declare(builder, element, localElementName(element)));
  if (['name', 'type', 'form'].some((name) => element.attribute(name) !== undefined) || element.child()) element.fail(`an element with 'ref' says nothing else`);
  return globalElement(builder, builder.find('element', reference, element));
}

/** The index of an element declaration at the top of a schema. */
export function globalElement(builder: GrammarBuilder, declaration: SchemaElement): number {
  return builder.once('element', declaration, () => declare(builder, declaration, globalName(declaration)));
}

function declare(builder: GrammarBuilder, element: SchemaElement, name: ExpandedName): number {
  return builder.elements.push({ name, ...typeOf(builder, element), ...compileIdentityConstraints(builder, element) }) - 1;
}

function typeOf(builder: GrammarBuilder, element: SchemaElement): Omit<ElementDeclaration, 'name'> {
  const type = element.reference('type');
  const inner = element.child('complexType', 'simpleType');
  if (type !== undefined && inner) element.fail(`'element' needs either 'type' or a type inside it`);
  if (inner) return inner.name === 'complexType' ? { complexType: complexTypeIndex(builder, inner) } : { simpleType: compileSimpleType(builder, inner) };
  if (type === undefined) return {};
  const [namespace, local] = splitExpandedName(type);
  if (namespace === XML_SCHEMA) return local === 'anyType' ? {} : { simpleType: namedSimpleType(builder, type, element) };
  const declared = builder.find('type', type, element);
  return declared.name === 'complexType' ? { complexType: complexTypeIndex(builder, declared) } : { simpleType: compileSimpleType(builder, declared) };
}
