// What is made from the table of rules: docs/rules.md and the setting `mcptt.rules` in package.json.
import { type Rule, rules } from '../server/src/profile/rules';
import { RULE_SEVERITIES } from '../server/src/profile/rules/severity';

/** docs/rules.md. */
export function rulesPage(): string {
  return `${HEAD}${['| rule | severity | what | fix |', '|---|---|---|---|', ...rules.map(row)].join('\n')}\n\n${rules.map(section).join('\n\n')}\n`;
}

const HEAD = `# Rules beyond the schema
The schema of the profile document leaves much to prose: it counts hardly any element, and lets nearly everything stand everywhere. These rules know the rest. None of them is an error by itself; \`information\` also marks what this program knows from memory only.

## To switch a rule off, or to make it count for more
- **In the settings** of a user, a workspace or a folder: \`"mcptt.rules": { "duplicate-uri": "off", "missing-index": "error" }\`. Severities are ${RULE_SEVERITIES.map((each) => `\`${each}\``).join(', ')}.
- **In a file**, for the line behind a comment: \`<!-- mcptt-disable-next-line duplicate-uri missing-index -->\`; what begins in that line is not told. For a part of the file: \`<!-- mcptt-disable duplicate-uri -->\` up to \`<!-- mcptt-enable duplicate-uri -->\` or the end. Such a comment names one rule or more, and may say why behind a colon: \`<!-- mcptt-disable-next-line duplicate-uri, missing-index: as the old system exports it -->\`. It cannot switch off errors of the syntax or the schema.
- **On the command line**: \`check --rule duplicate-uri=off --rule missing-index=error …\`.

Where something is an error already, the rules have nothing to add: one cause, one diagnostic. Nothing follows from an element whose tag is broken.

In the examples \`…\` stands for what the element shall hold besides.

## All rules
<!-- Made from the table of rules (server/src/profile/rules) by scripts/describe-rules.ts. -->

`;

function row({ code, defaultSeverity, summary, fix }: Rule): string {
  return `| [${code}](#${code.toLowerCase()}) | ${defaultSeverity} | ${summary} | ${fix === undefined ? '' : 'yes'} |`;
}

function section({ code, defaultSeverity, clause, summary, why, example, fix }: Rule): string {
  return [
    `### ${code}`, `**${summary}.** ${capital(defaultSeverity)}; ${clause}.`, why,
    `Broken${example.where === undefined ? '' : `, ${example.where}`}:`, block(example.bad), 'In order:', block(example.good),
    fix === undefined ? 'It has no quick fix.' : `Its quick fix ${fix}.`,
  ].join('\n\n');
}

function block(xml: string): string {
  return `\`\`\`xml\n${xml}\n\`\`\``;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** package.json with the setting as it should be: a line for each rule. @throws where the setting has no place yet */
export function withRuleSetting(manifest: string): string {
  const properties = rules.map(({ code, summary, defaultSeverity }) => `            ${line(code)}: ${line({ enum: RULE_SEVERITIES, default: defaultSeverity, description: `${summary}.` })}`);
  const setting = Object.entries(SETTING).map(([name, value]) => `          ${line(name)}: ${line(value)},`);
  const place = /^ {8}"mcptt\.rules": \{(?:\}|[\s\S]*?\n {8}\})/m;
  if (!place.test(manifest)) throw new Error('package.json has no setting "mcptt.rules"');
  return manifest.replace(place, () => ['        "mcptt.rules": {', ...setting, '          "properties": {', properties.join(',\n'), '          }', '        }'].join('\n'));
}

const SETTING = {
  type: 'object', default: {}, scope: 'resource', order: 8,
  markdownDescription: 'What each rule beyond the schema is told as: `error`, `warning`, `information`, `hint`, or `off`. A rule that is not named keeps its default. A comment in a file switches rules off as well: `<!-- mcptt-disable-next-line CODE -->`.',
  additionalProperties: false,
};

function line(value: unknown): string {
  return JSON.stringify(value, undefined, 1).replace(/\n */g, ' ');
}
