import type { SchemaSource } from '../schema';
// Made from schema/*.xsd by scripts/compile-grammar.ts.
import texts from './schemaTexts.generated.json';

/** The texts of the schemas that come with the extension, by namespace: for compiling them together with those of a person. */
export const bundledSchemas: ReadonlyMap<string, SchemaSource> = new Map(Object.entries(texts).map(([namespace, text]) => [namespace, { location: `bundled:${namespace}`, text }]));
