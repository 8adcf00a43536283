import type { Diagnostic } from '../../diagnostic';
import { authorisation } from '../authorisations';
import type { CanonicalName } from '../namespaces';
import type { Place } from './place';
import { finding, NO_FINDINGS, type ElementRule, type Rule } from './rule';

const about = {
  code: 'duplicate-authorisation', clause: 'TS 24.484 8.3.2.1', defaultSeverity: 'warning',
  summary: 'The same authorisation twice in one rule',
  why: 'Which of the two counts is not defined: one server grants what another refuses.',
  example: {
    bad: '<cp:actions>\n  <allow-regroup>true</allow-regroup>\n  <allow-regroup>false</allow-regroup>\n</cp:actions>',
    good: '<cp:actions>\n  <allow-regroup>true</allow-regroup>\n</cp:actions>',
  },
  fix: 'removes the second one',
} as const satisfies Rule;

/** Each authorisation at most once; the schema counts none of them. */
export const duplicateAuthorisation: ElementRule = { ...about, elements: ['cp:actions', 'anyExt'], check };

function check(place: Place): readonly Diagnostic[] {
  if (place.name === 'anyExt' && place.parent?.name !== 'cp:actions') return NO_FINDINGS;
  const firsts = new Map<CanonicalName, Place>();
  return place.children.flatMap((child) => {
    if (!authorisation(child.name)) return [];
    const first = firsts.get(child.name);
    if (!first) firsts.set(child.name, child);
    return first ? [finding(about, child.nameRange, `'${child.name}' stands twice in this rule; remove one of the two`, [{ ...first.nameRange, message: 'it stands here first' }])] : [];
  });
}
