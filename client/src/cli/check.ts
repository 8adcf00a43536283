import { checkFiles } from './checkFiles';
import { type Format, FORMATS, report } from './checkReport';
import { readOptions, UsageError } from './options';
import { profileFiles } from './profileFiles';
import { loadGrammar } from './schemaFile';

export const CHECK_HELP = `check [--format text|json|sarif] [--schema FILE] FILE|DIR…
  Checks profile documents. Of a folder, the .xml files that are profiles by name or by root element.
  --format   text (default): a line a problem; json; sarif
  --schema   an XSD to check with instead of the bundled one; what it includes and imports is read beside it
  Exit code: 0 no error, 1 at least one error, 2 could not run`;

/** Runs `check`. @returns 0 where there is no error, else 1 */
export async function check(args: readonly string[]): Promise<number> {
  const { format, schema, paths } = options(args);
  const grammar = schema === undefined ? undefined : loadGrammar(schema);
  const files = await checkFiles(profileFiles(paths), grammar);
  process.stdout.write(report(format, files));
  return files.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'error')) ? 1 : 0;
}

function options(args: readonly string[]): { format: Format; schema: string | undefined; paths: string[] } {
  const { values, positionals } = readOptions(args, { format: { type: 'string', default: 'text' }, schema: { type: 'string' } }, { min: 1, max: Infinity, name: 'A file or folder to check' });
  const format = FORMATS.find((each) => each === values.format);
  if (!format) throw new UsageError(`'${values.format}' is not a format; use ${FORMATS.join(', ')}.`);
  return { format, schema: values.schema, paths: positionals };
}
