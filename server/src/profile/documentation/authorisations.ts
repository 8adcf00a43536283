import { authorisations, type Authorisation } from '../authorisations';
import type { Documentation } from './types';

/** Documentation of every authorisation and of its two values, made from the table of authorisations. */
export const authorisationDocumentation: Readonly<Record<string, Documentation>> = Object.fromEntries(authorisations.flatMap(entriesOf));

function entriesOf(authorisation: Authorisation): [key: string, documentation: Documentation][] {
  const { name, may, note, belongsIn, release, sure } = authorisation;
  const source = { clause: clauseOf(authorisation), ...(release && { release }), sure };
  return [
    [name, { meaning: `Whether the user may ${may}.${note === undefined ? '' : ` ${note}`}`, range: 'true or false', absent: 'false', belongsIn, ...source }],
    [`${name}=true`, { meaning: `The user may ${may}.`, ...source }],
    [`${name}=false`, { meaning: 'The user is not authorised to do this. Leaving the element out means the same.', ...source }],
  ];
}

function clauseOf({ item, table, tableSure }: Authorisation): string {
  if (table === undefined) return `TS 24.484 8.3.2.1 11) ${item}, 8.3.2.7`;
  return tableSure === 'stated' ? `TS 24.484 table 8.3.2.7-${table}` : `TS 24.484 8.3.2.7, table ${table} by its place in the list`;
}
