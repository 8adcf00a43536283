import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { compileSchema, type Grammar, SchemaError, type SchemaSource } from '../../../server/src/schema';
import { LineIndex } from '../../../server/src/syntax/lineIndex';
import { UsageError } from './options';

/**
 * Compiles a schema with what it includes and imports, from files beside it only: nothing is fetched.
 * @throws UsageError where the schema is wrong, with the place
 */
export function loadGrammar(path: string): Grammar {
  const texts = new Map<string, string>();
  const load = (file: string): void => {
    if (texts.has(file)) return;
    const text = readFileSync(file, 'utf8');
    texts.set(file, text);
    for (const [, location] of text.matchAll(/schemaLocation\s*=\s*["']([^"']+)["']/g)) {
      if (!/^[a-z][a-z0-9+.-]+:/i.test(location!)) load(resolve(dirname(file), location!));
    }
  };
  const main = resolve(path);
  load(main);
  const document = (file: string): SchemaSource | undefined => {
    const text = texts.get(file);
    return text === undefined ? undefined : { location: file, text };
  };
  try {
    return compileSchema(document(main)!, (location, from) => document(resolve(dirname(from), location)));
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    const { line, character } = new LineIndex(texts.get(error.location) ?? '').positionAt(error.offset);
    throw new UsageError(`${error.location}:${line + 1}:${character + 1}: ${error.message}`);
  }
}
