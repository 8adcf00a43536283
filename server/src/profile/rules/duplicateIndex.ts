import type { Diagnostic } from '../../diagnostic';
import type { Place } from './place';
import { finding, type Rule } from './rule';

/** The repeated elements of lists; each kind is numbered on its own. */
const NUMBERED: ReadonlySet<string> = new Set(['entry', 'alias-entry', 'PrivateCallURI', 'PrivateCallProSeUser', 'ProSeUserID-entry']);

const about = { code: 'duplicate-index', clause: 'TS 24.484 8.3.2.1', defaultSeverity: 'warning' } as const;

/** An index addresses one element of its list, so two of the same cannot be told apart. */
export const duplicateIndex: Rule = { ...about, summary: 'Two elements of one list with the same index', check };

function check(list: Place): Diagnostic[] {
  const used = new Set<string>();
  return list.children.flatMap((item) => {
    if (!NUMBERED.has(item.name)) return [];
    const index = item.attribute('index');
    const value = index?.value.trim().replace(/ +/g, ' ');
    if (!index || !value) return [];
    const key = `${item.name} ${value}`;
    if (!used.has(key)) {
      used.add(key);
      return [];
    }
    return [finding(about, index, `Index ${value} is already used by another '${item.name}' of this list: give this one a number of its own.`)];
  });
}
