// Compiles the bundled schemas to server/src/profile/grammar.generated.json, and keeps their texts in schemaTexts.generated.json: `node --import tsx scripts/compile-grammar.ts`.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileSchema, SchemaError } from '../server/src/schema';

const profile = join(import.meta.dirname, '../server/src/profile');

function document(location: string): { location: string; text: string } | undefined {
  const file = join(profile, 'schema', location);
  return existsSync(file) ? { location, text: readFileSync(file, 'utf8') } : undefined;
}

try {
  const grammar = compileSchema(document('mcptt-user-profile.xsd')!, document);
  writeFileSync(join(profile, 'grammar.generated.json'), `${JSON.stringify(grammar)}\n`);
  const texts = readdirSync(join(profile, 'schema')).filter((file) => file.endsWith('.xsd')).map((file) => document(file)!.text);
  const byNamespace = texts.map((text) => [/targetNamespace="([^"]*)"/.exec(text)![1]!, text] as const);
  writeFileSync(join(profile, 'schemaTexts.generated.json'), `${JSON.stringify(Object.fromEntries(byNamespace))}\n`);
} catch (problem) {
  if (!(problem instanceof SchemaError)) throw problem;
  const lines = document(problem.location)!.text.slice(0, problem.offset).split('\n');
  console.error(`${problem.location}:${lines.length}:${lines.at(-1)!.length + 1}: ${problem.message}`);
  process.exitCode = 1;
}
