import type { Diagnostic } from '../../diagnostic';
import type { Place } from './place';
import { finding, NO_FINDINGS, type ElementRule, type Rule, type RuleOptions } from './rule';

/** `mcptt-user-profile-<n>.xml` (TS 24.484 8.3.1A), and `user-profile-<n>.xml` as in the example of A.2.1. */
const NUMBERED_NAME = /^(?:mcptt-)?user-profile-(\d+)\.xml$/i;

const about = {
  code: 'file-name-index', clause: 'TS 24.484 8.3.1A', defaultSeverity: 'warning',
  summary: 'A file name whose number is not the user-profile-index',
  why: 'The name of the document on the server carries the index: under the wrong one, a profile may overwrite another profile of the user.',
  example: {
    bad: '<mcptt-user-profile user-profile-index="1">\n  <Status>true</Status>\n  …\n</mcptt-user-profile>',
    good: '<mcptt-user-profile user-profile-index="0">\n  <Status>true</Status>\n  …\n</mcptt-user-profile>',
    where: 'in a file with the name user-profile-0.xml', options: { fileName: 'user-profile-0.xml' },
  },
  fix: 'writes the number of the file name',
} as const satisfies Rule;

/** The document's name carries the index of the profile; where they differ, a profile may overwrite another one. */
export const fileNameIndex: ElementRule = { ...about, elements: ['mcptt-user-profile'], check };

/** The number that the file name tells, as an index is written; undefined where it tells none. */
export function numberOfFileName({ fileName }: RuleOptions): string | undefined {
  const number = numberIn(fileName);
  return number === undefined ? undefined : number.replace(/^0+(?=\d)/, '');
}

function numberIn(fileName: string | undefined): string | undefined {
  return NUMBERED_NAME.exec(fileName ?? '')?.[1];
}

function check(place: Place, { fileName }: RuleOptions): readonly Diagnostic[] {
  if (place.parent) return NO_FINDINGS;
  const number = numberIn(fileName);
  const index = place.attribute('user-profile-index');
  if (number === undefined || !index || !/^\s*\+?\d+\s*$/.test(index.value) || Number(index.value) === Number(number)) return NO_FINDINGS;
  return [finding(about, index, `user-profile-index is ${index.value.trim()}, but the file name says ${number}; make them the same`)];
}
