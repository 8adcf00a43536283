import type { Documentation } from '../profile/documentation';

/** One line of what is known: a label in a word or two, and the fact. */
export interface Fact {
  readonly label: string;
  readonly text: string;
}

/** Documentation as Markdown: the meaning first, then one line for each fact; those of the very document before its sources. */
export function documentationText({ meaning, unit, range, absent, belongsIn, clause, release, sure }: Documentation, type?: string, facts: readonly Fact[] = []): string {
  return `${meaning}\n\n${factsText([
    ...fact('Type', type),
    // The type often says it already.
    ...fact('Values', range !== undefined && type?.includes(range) ? undefined : range),
    ...fact('Unit', unit),
    ...fact('Absent', absent),
    ...fact('Belongs in', belongsIn),
    ...facts,
    ...fact('Source', [clause, release, SURENESS[sure]].filter(Boolean).join(' · ')),
  ])}`;
}

/** Facts as Markdown, a line each. */
export function factsText(facts: readonly Fact[]): string {
  return facts.map(({ label, text }) => `**${label}:** ${text}`).join('  \n');
}

/** A fact where there is something to tell; to be spread into a list. */
export function fact(label: string, text: string | undefined): readonly Fact[] {
  return text ? [{ label, text }] : [];
}

/** What a schema says to people, and facts, as Markdown. */
export function saidText(said: string | undefined, facts: readonly Fact[]): string {
  return [...(said === undefined ? [] : [prose(said)]), ...(facts.length === 0 ? [] : [factsText(facts)])].join('\n\n');
}

/** A line of somebody's text as a paragraph: no heading, no list. */
function prose(line: string): string {
  return literal(line).replace(/^([#+=-]|\d+(?=[.)]))/, (begin) => (/\d/.test(begin) ? `${begin}\\` : `\\${begin}`));
}

/** Characters of a document among Markdown, so that they mean nothing there. */
export function literal(text: string): string {
  return text.replace(/[\\`*_[\]<>|~&]/g, '\\$&');
}

/** A value of a document as it is written, on one line and not too long. */
export function code(value: string): string {
  const line = value.trim().replace(/\s+/g, ' ').replaceAll('`', "'");
  return `\`${line.length > LONGEST_CODE ? `${line.slice(0, LONGEST_CODE)}…` : line}\``;
}

const LONGEST_CODE = 80;

/** How sure the project is of it: only what was not seen in the schema or the specification is marked. */
const SURENESS: Readonly<Record<Documentation['sure'], string>> = { schema: '', stated: '', recalled: 'as far as we recall' };
