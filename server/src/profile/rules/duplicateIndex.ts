import type { Diagnostic } from '../../diagnostic';
import { ownCopy } from '../../syntax/names';
import type { Place } from './place';
import { finding, type ListRule } from './rule';

/** The repeated elements of lists; each kind is numbered on its own. */
export const NUMBERED: ReadonlySet<string> = new Set(['entry', 'alias-entry', 'PrivateCallURI', 'PrivateCallProSeUser', 'ProSeUserID-entry']);

const about = { code: 'duplicate-index', clause: 'TS 24.484 8.3.2.1', defaultSeverity: 'warning' } as const;

/** An index addresses one element of its list, so two of the same cannot be told apart. */
export const duplicateIndex: ListRule = { ...about, summary: 'Two elements of one list with the same index', key, repeated };

function key(item: Place): string | undefined {
  const index = NUMBERED.has(item.name) ? indexOf(item) : undefined;
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
