import { compileAttributes, globalAttribute } from './compileAttributes';
import { complexTypeIndex, finishComplexTypes } from './compileComplexType';
import { globalElement } from './compileElement';
import { finishIdentityConstraints } from './compileIdentity';
import { compileGroup } from './compileParticle';
import { compileSimpleType } from './compileSimpleType';
import type { Grammar } from './grammar';
import { globalName, GrammarBuilder } from './grammarBuilder';
import type { ResolveSchema, SchemaSource } from './schemaDocuments';
import { readSchemas } from './schemaDocuments';

/**
 * Compiles a schema, with the documents that it includes and imports, to a grammar.
 * @param resolve hands in the included and imported documents; nothing is read or fetched here
 * @throws SchemaError where the schema is broken or needs what is not supported
 */
export function compileSchema(main: SchemaSource, resolve: ResolveSchema): Grammar {
  const builder = new GrammarBuilder(readSchemas(main, resolve));
  const globalElements: Record<string, number> = {};
  const globalAttributes: Record<string, number> = {};
  // Everything is compiled, used or not: what cannot be is found at once.
  for (const global of builder.globals) {
    if (global.name === 'element') globalElements[globalName(global)] = globalElement(builder, global);
    else if (global.name === 'attribute') globalAttributes[globalName(global)] = globalAttribute(builder, global);
    else if (global.name === 'complexType') complexTypeIndex(builder, global);
    else if (global.name === 'simpleType') compileSimpleType(builder, global);
    else if (global.name === 'group') compileGroup(builder, global);
    else builder.once('attribute group', global, () => compileAttributes(builder, global));
  }
  finishComplexTypes(builder);
  finishIdentityConstraints(builder);
  const { elements, attributes, complexTypes, simpleTypes } = builder;
  return { elements, attributes, complexTypes, simpleTypes, globalElements, globalAttributes };
}
