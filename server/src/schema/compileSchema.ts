import { checkElementValues } from './compileElementValue';
import type { AttributeSet } from './compileAttributes';
import { compileAttributes, globalAttribute } from './compileAttributes';
import { complexTypeIndex, finishComplexTypes } from './compileComplexType';
import { globalElement, substitutionMembers } from './compileElement';
import { finishIdentityConstraints } from './compileIdentity';
import { compileGroup } from './compileParticle';
import { compileSimpleType } from './compileSimpleType';
import { findHiddenProblems } from './hiddenProblems';
import type { Grammar } from './grammar';
import { globalName, GrammarBuilder } from './grammarBuilder';
import { refuseForeignAttributes } from './redefinition';
import type { ResolveSchema, SchemaSource } from './schemaDocuments';
import { readSchemas } from './schemaDocuments';
import type { SchemaElement } from './schemaElement';
import { SchemaError, type SchemaProblem, SchemaProblems } from './schemaError';
import { substitutes } from './substitution';

/** A grammar, where the schema has no error, and everything that is wrong with it. */
export interface CompiledSchema {
  readonly grammar?: Grammar;
  /** Document by document, the main one first, each in the order of its text. */
  readonly problems: readonly SchemaProblem[];
}

/**
 * Compiles a schema, with the documents that it includes, redefines and imports, to a grammar; finds as many problems as
 * there are without guessing. Never throws, whatever the text.
 * @param resolve hands in the other documents; nothing is read or fetched here
 * @param language the language tag of the person who reads what the schema says to people
 */
export function checkSchema(main: SchemaSource, resolve: ResolveSchema, language?: string): CompiledSchema {
  const problems = new SchemaProblems();
  const documents = readSchemas(main, resolve, problems, language);
  const builder = new GrammarBuilder(documents, problems);
  // Everything is compiled, used or not: what cannot be is found at once.
  for (const global of builder.globals) builder.attempt(() => compileGlobal(builder, global));
  finishComplexTypes(builder, () => substitutes(builder, substitutionMembers(builder)));
  checkElementValues(builder);
  finishIdentityConstraints(builder);
  // What leads nowhere is told even where nothing needed it; then it is no more than a hint.
  for (const { problem } of documents.incomplete.values()) problems.add({ ...problem, severity: 'warning' });
  if (problems.hasErrors) findHiddenProblems(builder, documents.schemas);
  const list = problems.list(documents.schemas.map(({ document }) => document.location));
  return { ...(!list.some(({ severity }) => severity === 'error') && { grammar: builder.grammar() }), problems: list };
}

/**
 * The same for those who can only go on without errors.
 * @throws SchemaError with the first one
 */
export function compileSchema(main: SchemaSource, resolve: ResolveSchema, language?: string): Grammar {
  const { grammar, problems } = checkSchema(main, resolve, language);
  if (!grammar) throw new SchemaError(problems.find(({ severity }) => severity === 'error')!);
  return grammar;
}

function compileGlobal(builder: GrammarBuilder, global: SchemaElement): void {
  const { globalElements, globalAttributes, globalTypes } = builder;
  if (global.name === 'element') globalElements[globalName(global)] = globalElement(builder, global);
  else if (global.name === 'attribute') globalAttributes[globalName(global)] = globalAttribute(builder, global);
  else if (global.name === 'group') compileGroup(builder, global);
  else if (global.name === 'attributeGroup') {
    const compile = (group: SchemaElement): AttributeSet => builder.once('attribute group', group, () => compileAttributes(builder, group));
    refuseForeignAttributes(builder, global, compile(global), compile);
  } else if (global.name === 'complexType' || global.name === 'simpleType') {
    global.derivations('final', global.name === 'complexType' ? ['extension', 'restriction'] : ['list', 'union', 'restriction']);
    const reference = global.name === 'complexType' ? { complexType: complexTypeIndex(builder, global) } : { simpleType: compileSimpleType(builder, global) };
    if (builder.isCurrent(global)) globalTypes[globalName(global)] = reference;
  } else if (global.attribute('public') === undefined && global.attribute('system') === undefined) {
    global.fail(`a notation needs 'public' or 'system'`);
  }
}
