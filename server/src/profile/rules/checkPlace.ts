import type { Diagnostic } from '../../diagnostic';
import type { CanonicalName } from '../namespaces';
import { occurrenceCheck } from './occurrence';
import type { Place } from './place';
import { NO_FINDINGS, type ElementCheck, type RuleOptions } from './rule';
import { elementRules } from './table';

const elementChecks: readonly ElementCheck[] = [occurrenceCheck, ...elementRules];
const checksOf = indexed(({ elements }) => elements);
const checksWithin = indexed(({ within }) => within);

/** The checks by the names that they are for: nearly every element of a document is for none or one of them. */
function indexed(names: (check: ElementCheck) => readonly CanonicalName[] | undefined): ReadonlyMap<CanonicalName, readonly ElementCheck[]> {
  const all = new Set(elementChecks.flatMap((check) => names(check) ?? []));
  return new Map([...all].map((name) => [name, elementChecks.filter((check) => names(check)?.includes(name))]));
}

const withText: ReadonlySet<CanonicalName> = new Set(elementChecks.flatMap(({ readsText, elements }) => (readsText ? elements ?? [] : [])));

/** Whether what the rules say of an element depends on the text in it. */
export function dependsOnText(place: Place): boolean {
  return withText.has(place.name);
}

/** What the rules say of one element. */
export function checkPlace(place: Place, options: RuleOptions = {}): readonly Diagnostic[] {
  if (place.name === '') return NO_FINDINGS;
  const own = checksOf.get(place.name);
  const inside = place.parent && checksWithin.get(place.parent.name);
  if (!own && !inside) return NO_FINDINGS;
  let found: Diagnostic[] | undefined;
  for (const checks of [own, inside]) {
    for (const { check } of checks ?? NO_CHECKS) {
      const more = check(place, options);
      if (more.length > 0) (found ??= []).push(...more);
    }
  }
  return found ?? NO_FINDINGS;
}

const NO_CHECKS: readonly ElementCheck[] = [];
