import type { Diagnostic } from '../../diagnostic';
import type { Place } from './place';
import { finding, NO_FINDINGS, type ElementRule, type RuleOptions } from './rule';

/** `mcptt-user-profile-<n>.xml` (TS 24.484 8.3.1A), and `user-profile-<n>.xml` as in the example of A.2.1. */
const NUMBERED_NAME = /^(?:mcptt-)?user-profile-(\d+)\.xml$/i;

const about = { code: 'file-name-index', clause: 'TS 24.484 8.3.1A', defaultSeverity: 'warning' } as const;

/** The document's name carries the index of the profile; where they differ, a profile may overwrite another one. */
export const fileNameIndex: ElementRule = { ...about, summary: 'A file name whose number is not the user-profile-index', check };

/** The number that the file name tells, as an index is written; undefined where it tells none. */
export function numberOfFileName({ fileName }: RuleOptions): string | undefined {
  const number = numberIn(fileName);
  return number === undefined ? undefined : number.replace(/^0+(?=\d)/, '');
}

function numberIn(fileName: string | undefined): string | undefined {
  return NUMBERED_NAME.exec(fileName ?? '')?.[1];
}

function check(place: Place, { fileName }: RuleOptions): readonly Diagnostic[] {
  if (place.parent || place.name !== 'mcptt-user-profile') return NO_FINDINGS;
  const number = numberIn(fileName);
  const index = place.attribute('user-profile-index');
  if (number === undefined || !index || !/^\s*\+?\d+\s*$/.test(index.value) || Number(index.value) === Number(number)) return NO_FINDINGS;
  return [finding(about, index, `user-profile-index is ${index.value.trim()}, but the file name says ${number}: make them the same.`)];
}
