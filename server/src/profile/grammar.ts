import type { Grammar } from '../schema/grammar';
// Made from schema/*.xsd by scripts/compile-grammar.ts.
import compiled from './grammar.generated.json';

/** The grammar of the schema that comes with the extension. */
export const bundledGrammar: Grammar = compiled as unknown as Grammar;
