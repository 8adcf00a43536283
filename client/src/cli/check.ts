import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import type { Diagnostic } from '../../../server/src/diagnostic';
import { compileSchema, type Grammar, SchemaError, type SchemaSource } from '../../../server/src/schema';
import { createLanguageService, type LanguageService } from '../../../server/src/service';
import { LineIndex } from '../../../server/src/syntax/lineIndex';
import { type CheckedFile, type Format, FORMATS, report } from './checkReport';
import { readOptions, UsageError } from './options';
import { profileFiles } from './profileFiles';
import { readDocument } from './readDocument';

export const CHECK_HELP = `check [--format text|json|sarif] [--schema FILE] FILE|DIR…
  Checks profile documents. Of a folder, the .xml files that are profiles by name or by root element.
  --format   text (default): a line a problem; json; sarif
  --schema   an XSD to check with instead of the bundled one; what it includes and imports is read beside it
  Exit code: 0 no error, 1 at least one error, 2 could not run`;

/** Runs `check`. @returns 0 where there is no error, else 1 */
export async function check(args: readonly string[]): Promise<number> {
  const { format, schema, paths } = options(args);
  const service = createLanguageService(schema === undefined ? {} : { grammar: await loadGrammar(schema) });
  const files: CheckedFile[] = [];
  for (const file of await profileFiles(paths)) files.push(await checkFile(service, file));
  process.stdout.write(report(format, files));
  return files.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'error')) ? 1 : 0;
}

function options(args: readonly string[]): { format: Format; schema: string | undefined; paths: string[] } {
  const { values, positionals } = readOptions(args, { format: { type: 'string', default: 'text' }, schema: { type: 'string' } }, { min: 1, max: Infinity, name: 'A file or folder to check' });
  const format = FORMATS.find((each) => each === values.format);
  if (!format) throw new UsageError(`'${values.format}' is not a format; use ${FORMATS.join(', ')}.`);
  return { format, schema: values.schema, paths: positionals };
}

async function checkFile(service: LanguageService, file: string): Promise<CheckedFile> {
  const document = await readDocument(file);
  const diagnostics: Diagnostic[] = 'problem' in document ? [document.problem] : service.diagnose(service.parse(document.text), { fileName: basename(file) });
  const lines = new LineIndex(document.text);
  return { file, diagnostics: diagnostics.map(({ start, end, ...rest }) => ({ ...rest, range: { start: lines.positionAt(start), end: lines.positionAt(end) } })) };
}

/** Compiles a schema with what it includes and imports, from files beside it only: nothing is fetched. */
async function loadGrammar(path: string): Promise<Grammar> {
  const texts = new Map<string, string>();
  const load = async (file: string): Promise<void> => {
    if (texts.has(file)) return;
    const text = await readFile(file, 'utf8');
    texts.set(file, text);
    for (const [, location] of text.matchAll(/schemaLocation\s*=\s*["']([^"']+)["']/g)) {
      if (!/^[a-z][a-z0-9+.-]+:/i.test(location!)) await load(resolve(dirname(file), location!));
    }
  };
  const main = resolve(path);
  await load(main);
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
