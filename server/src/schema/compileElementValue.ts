import { declarationsMade } from './compileElement';
import type { ElementDeclaration } from './grammar';
import type { GrammarBuilder } from './grammarBuilder';
import type { SchemaElement } from './schemaElement';
import { checkSimpleValue } from './simpleTypes';

/** Checks `default` and `fixed` of every element declaration against its type (part 1, 3.3.6, element default valid). All types must be finished. */
export function checkElementValues(builder: GrammarBuilder): void {
  for (const [element, declaration] of declarationsMade(builder)) builder.attempt(() => checkValue(builder, element, builder.elements[declaration]!));
}

function checkValue(builder: GrammarBuilder, element: SchemaElement, declaration: ElementDeclaration): void {
  const kind = declaration.fixed === undefined ? 'default' : 'fixed';
  const value = declaration[kind];
  if (value === undefined) return;
  const type = declaration.complexType === undefined ? undefined : builder.complexTypes[declaration.complexType]!;
  if (type?.content === 'elements' || type?.content === 'empty') element.fail(`an element that holds no text cannot have a ${kind} value`, kind);
  if (type?.content === 'mixed' && !type.model?.states[0]?.accepting) element.fail(`an element that must hold elements cannot have a ${kind} value`, kind);
  const simpleType = type ? type.simpleType : declaration.simpleType;
  if (simpleType === undefined) return;
  if (builder.simpleTypes[simpleType]!.builtIn === 'ID') element.fail(`an identifier must be unique in a document; it cannot have a ${kind} value`, kind);
  const problem = checkSimpleValue(builder.grammar(), builder.simpleTypes[simpleType]!, value, element.bindings);
  if (problem !== undefined) element.fail(`the ${kind} value does not fit the type: ${problem}`, kind);
}
