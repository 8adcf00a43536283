import type { Diagnostic } from '../../diagnostic';
import { ownCopy } from '../../syntax/names';
import { NUMBERED } from '../lists';
import type { Place } from './place';
import { finding, type ListRule, type Rule } from './rule';

const about = {
  code: 'duplicate-index', clause: 'TS 24.484 8.3.2.1', defaultSeverity: 'warning',
  summary: 'Two elements of one list with the same index',
  why: 'The index addresses one element of its list: with two of the same, an update of one of them may change or remove the other.',
  example: {
    bad: '<MCPTTGroupInfo>\n  <entry index="0"><uri-entry>sip:fire@example.com</uri-entry></entry>\n  <entry index="0"><uri-entry>sip:police@example.com</uri-entry></entry>\n</MCPTTGroupInfo>',
    good: '<MCPTTGroupInfo>\n  <entry index="0"><uri-entry>sip:fire@example.com</uri-entry></entry>\n  <entry index="1"><uri-entry>sip:police@example.com</uri-entry></entry>\n</MCPTTGroupInfo>',
  },
  fix: 'writes the next free number, or numbers the list anew',
} as const satisfies Rule;

/** An index addresses one element of its list, so two of the same cannot be told apart. */
export const duplicateIndex: ListRule = { ...about, items: NUMBERED, key, repeated };

function key(item: Place): string | undefined {
  const index = indexOf(item);
  return index ? `${item.name} ${ownCopy(index)}` : undefined;
}

function repeated(item: Place, first: Place): Diagnostic {
  const { start, end } = first.attribute('index')!;
  return finding(about, item.attribute('index')!, `index ${indexOf(item)} is already used by another '${item.name}' of this list; give this one a number of its own`,
    [{ start, end, message: `index ${indexOf(item)} is used here first` }]);
}

/** As a token: white space at the ends does not count. */
function indexOf(item: Place): string | undefined {
  return item.attribute('index')?.value.trim().replace(/ +/g, ' ');
}
