import type { Diagnostic } from '../../diagnostic';
import { ownCopy } from '../../syntax/names';
import { excerpt } from '../../syntax/wording';
import type { CanonicalName } from '../namespaces';
import type { Place, Value } from './place';
import { finding, type ListRule, type Rule } from './rule';

/** What names a user or a group in a list. */
const NAMING: ReadonlySet<CanonicalName> = new Set(['entry', 'PrivateCallURI']);

const about = {
  code: 'duplicate-uri', clause: 'TS 24.484 8.3.2.1', defaultSeverity: 'information',
  summary: 'Two elements of one list with the same URI',
  why: 'The second one adds nothing, and whoever changes or removes one of them later is likely to forget the other.',
  example: {
    bad: '<MCPTTGroupInfo>\n  <entry index="0"><uri-entry>sip:fire@example.com</uri-entry></entry>\n  <entry index="1"><uri-entry>sip:fire@example.com</uri-entry></entry>\n</MCPTTGroupInfo>',
    good: '<MCPTTGroupInfo>\n  <entry index="0"><uri-entry>sip:fire@example.com</uri-entry></entry>\n  <entry index="1"><uri-entry>sip:police@example.com</uri-entry></entry>\n</MCPTTGroupInfo>',
  },
  fix: 'removes the second one',
} as const satisfies Rule;

/** The same user or group twice in one list. Its keys also tell which users and groups a list names. */
export const duplicateUri: ListRule = { ...about, items: NAMING, key, repeated };

function key(item: Place): string | undefined {
  const uri = uriOf(item)?.value;
  return uri ? `${item.name} ${ownCopy(uri)}` : undefined;
}

function repeated(item: Place, first: Place): Diagnostic {
  const { value, start, end } = uriOf(item)!;
  const earlier = uriOf(first)!;
  return finding(about, { start, end }, `'${excerpt(value)}' is already in this list; remove this '${item.name}'`, [{ start: earlier.start, end: earlier.end, message: 'it is here first' }]);
}

/** The URI that an element of a list names; empty where nobody has filled it in, undefined where it cannot be read. */
export function uriOf(item: Place): Value | undefined {
  return item.childNamed('uri-entry')?.value;
}
