import { readRuleSeverities, type RuleSeverities } from '../../../server/src/service';
import { checkFiles } from './checkFiles';
import { type Format, FORMATS, problemLines, report } from './checkReport';
import { readOptions, UsageError } from './options';
import { loadSchemas, type OwnSchemas } from './ownSchemas';
import { profileFiles } from './profileFiles';

export const CHECK_HELP = `check [--format text|json|sarif] [--schema FILE]… [--rule CODE=SEVERITY]… FILE|DIR…
  Checks profile documents. Of a folder, the .xml files that are profiles by name or by root element.
  --format   text (default): a line a problem; json; sarif
  --schema   an XSD to check with: it takes the place of the bundled one of its namespace, or is added; may be given again
             for other namespaces. What it includes and imports is read beside it (docs/schemas.md); what is wrong in it
             goes to the standard error output, and with an error there nothing is checked
  --rule     what a rule is told as: off, error, warning, information or hint; may be given again for others
             (docs/rules.md lists them; a comment <!-- mcptt-disable-next-line CODE --> switches one off in a file)
  Exit code: 0 no error, 1 at least one error, 2 could not run`;

/** Runs `check`. @returns 0 where there is no error, 1 where there is one, 2 where a schema to check with has one */
export async function check(args: readonly string[]): Promise<number> {
  const { format, schemas, severities, paths } = options(args);
  const { grammar, problems } = schemas.length === 0 ? BUNDLED : await loadSchemas(schemas);
  // The standard output holds nothing but what was checked, in its format.
  for (const line of problemLines(problems)) process.stderr.write(`${line}\n`);
  if (schemas.length > 0 && !grammar) return 2;
  const files = await checkFiles(profileFiles(paths), { grammar, severities });
  process.stdout.write(report(format, files));
  return files.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'error')) ? 1 : 0;
}

const BUNDLED: OwnSchemas = { problems: [] };

function options(args: readonly string[]): { format: Format; schemas: readonly string[]; severities: RuleSeverities; paths: string[] } {
  const { values, positionals } = readOptions(args, { format: { type: 'string', default: 'text' }, schema: { type: 'string', multiple: true, default: [] }, rule: { type: 'string', multiple: true, default: [] } }, { min: 1, max: Infinity, name: 'A file or folder to check' });
  const format = FORMATS.find((each) => each === values.format);
  if (!format) throw new UsageError(`'${values.format}' is not a format; use ${FORMATS.join(', ')}.`);
  return { format, schemas: values.schema, severities: severitiesOf(values.rule), paths: positionals };
}

/** `CODE=SEVERITY`; of two for one code the last holds, as with any other option. */
function severitiesOf(rules: readonly string[]): RuleSeverities {
  const written = rules.map((rule) => {
    const at = rule.indexOf('=');
    if (at < 1) throw new UsageError(`--rule takes CODE=SEVERITY, not '${rule}'.`);
    return [rule.slice(0, at), rule.slice(at + 1)] as const;
  });
  const { severities, problems } = readRuleSeverities(Object.fromEntries(written));
  const [problem] = problems;
  if (problem !== undefined) throw new UsageError(`--rule: ${problem}${problem.endsWith('?') ? '' : '.'}`);
  return severities;
}
