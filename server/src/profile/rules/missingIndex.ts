import type { Diagnostic } from '../../diagnostic';
import { nearestName } from '../../schema';
import type { CanonicalName } from '../namespaces';
import { requiredAttributes } from '../occurrences';
import type { Place } from './place';
import { finding, NO_FINDINGS, type ElementRule, type Rule } from './rule';

const about = {
  code: 'missing-index', clause: 'TS 24.484 8.3.2.1', defaultSeverity: 'warning',
  summary: 'An element without the index that it shall have',
  why: 'Servers and terminals address the elements of a list by their index: one without cannot be changed on its own.',
  example: {
    bad: '<MCPTTGroupInfo>\n  <entry><uri-entry>sip:fire@example.com</uri-entry></entry>\n</MCPTTGroupInfo>',
    good: '<MCPTTGroupInfo>\n  <entry index="0"><uri-entry>sip:fire@example.com</uri-entry></entry>\n</MCPTTGroupInfo>',
  },
  fix: 'adds the next free number',
} as const satisfies Rule;

/** Those that are no elements of a list. */
const ALONE: ReadonlySet<CanonicalName> = new Set(['Common', 'OnNetwork', 'OffNetwork']);

/** The schema makes every index optional. */
export const missingIndex: ElementRule = { ...about, elements: requiredAttributes.filter(({ attribute }) => attribute === 'index').map(({ element }) => element), check };

function check(place: Place): readonly Diagnostic[] {
  const { node, start } = place.element;
  for (const { name } of node.attributes) if (name === 'index') return NO_FINDINGS;
  // A tag that is broken may hold it where nobody can read it.
  if (node.form === 'unterminated' || node.problems?.some(({ offset }) => offset < node.startTagLength)) return NO_FINDINGS;
  const near = node.attributes.find(({ name }) => nearestName(name, ['index']) !== undefined);
  if (!near) return [finding(about, place.nameRange, `'${place.name}' has no index; ${ALONE.has(place.name) ? 'add index="0"' : 'add one that its list does not use yet'}`)];
  const range = { start: start + near.nameOffset, end: start + near.nameOffset + near.name.length };
  return [finding(about, range, `'${place.name}' has no index; did you mean 'index' instead of '${near.name}'?`)];
}
