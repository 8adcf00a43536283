import { readRuleSeverities, type RuleSeverities, type SchemaFiles } from '../service';
import { excerpt } from '../syntax/wording';

/** What the settings `mcptt.…` say for one document. */
export interface DocumentSettings {
  readonly schemas: SchemaFiles;
  /** What the rules are to be told as. */
  readonly rules: RuleSeverities;
}

/** What can be used of settings, and one line about everything that cannot. */
export interface ReadSettings extends DocumentSettings {
  readonly problems: readonly string[];
}

/** The settings that the server leaves to others, and what their values are. */
const OTHERS: Readonly<Record<string, 'string' | 'boolean'>> = {
  'cms.root': 'string', 'cms.xui': 'string', 'cms.mediaType': 'string', switchLanguage: 'boolean', 'trace.server': 'string',
};

const WORDS = { string: 'a text in quotes', boolean: 'true or false' } as const;

/** Reads the section `mcptt` of the settings, whatever stands there; what is not set is null or undefined. */
export function readSettings(section: unknown): ReadSettings {
  const problems: string[] = [];
  const record = (name: string, value: unknown, example: string): Readonly<Record<string, unknown>> => {
    if (value === undefined || value === null) return {};
    if (isRecord(value)) return value;
    problems.push(`${name}: ${shown(value)} cannot be used; write it as ${example}`);
    return {};
  };
  const settings = record('mcptt', section, '{ "schemas": …, "rules": … }');
  const schemas = record('mcptt.schemas', settings['schemas'], '{ "namespace": "file.xsd" }');
  const { severities, problems: ruleProblems } = readRuleSeverities(record('mcptt.rules', settings['rules'], '{ "rule": "severity" }'));
  problems.push(...ruleProblems.map((problem) => `mcptt.rules: ${problem}`));
  const files = Object.entries(schemas).filter((entry): entry is [string, string] => {
    const isPath = typeof entry[1] === 'string' && entry[1].trim() !== '';
    if (!isPath) problems.push(`mcptt.schemas: ${shown(entry[1])} is no file for '${excerpt(entry[0])}'; name the path of an XSD in quotes`);
    return isPath;
  });
  for (const [name, kind] of Object.entries(OTHERS)) {
    const value = name.split('.').reduce<unknown>((at, part) => (isRecord(at) ? at[part] : undefined), settings);
    if (value !== undefined && value !== null && typeof value !== kind) problems.push(`mcptt.${name}: ${shown(value)} cannot be used; it takes ${WORDS[kind]}`);
  }
  return { schemas: Object.fromEntries(files), rules: severities, problems };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value of a setting, as it is written there. */
function shown(value: unknown): string {
  return `'${excerpt(typeof value === 'string' ? value : JSON.stringify(value))}'`;
}
