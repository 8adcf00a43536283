import type { Diagnostic } from '../../diagnostic';
import type { Place } from './place';
import { finding, NO_FINDINGS, type Rule } from './rule';

/** The repeated elements of lists; each kind is numbered on its own. */
const NUMBERED: ReadonlySet<string> = new Set(['entry', 'alias-entry', 'PrivateCallURI', 'PrivateCallProSeUser', 'ProSeUserID-entry']);

const about = { code: 'duplicate-index', clause: 'TS 24.484 8.3.2.1', defaultSeverity: 'warning' } as const;

/** An index addresses one element of its list, so two of the same cannot be told apart. */
export const duplicateIndex: Rule = { ...about, summary: 'Two elements of one list with the same index', check };

function check(list: Place): readonly Diagnostic[] {
  let found: Diagnostic[] | undefined;
  let used: Set<string> | undefined;
  for (const item of list.children) {
    if (!NUMBERED.has(item.name)) continue;
    const index = item.attribute('index');
    const value = index?.value.trim().replace(/ +/g, ' ');
    if (!index || !value) continue;
    const key = `${item.name} ${value}`;
    used ??= new Set();
    if (used.has(key)) (found ??= []).push(finding(about, index, `Index ${value} is already used by another '${item.name}' of this list: give this one a number of its own.`));
    used.add(key);
  }
  return found ?? NO_FINDINGS;
}
