import type { Documentation } from '../profile/documentation';

/** Documentation as Markdown: the meaning first, then one line for what is known beyond it. */
export function documentationText({ meaning, unit, range, absent, belongsIn, clause, release, sure }: Documentation, type?: string): string {
  const facts = [
    line('Type', type),
    line('Values', range),
    line('Unit', unit),
    line('Absent', absent),
    line('Belongs in', belongsIn),
    line('Source', [clause, release, SURENESS[sure]].filter(Boolean).join(' · ')),
  ].filter(Boolean);
  return `${meaning}\n\n${facts.join('  \n')}`;
}

/** How sure the project is of it: only what was not seen in the schema or the specification is marked. */
const SURENESS: Readonly<Record<Documentation['sure'], string>> = { schema: '', stated: '', recalled: 'recalled, not verified' };

function line(label: string, value: string | undefined): string {
  return value ? `**${label}:** ${value}` : '';
}
