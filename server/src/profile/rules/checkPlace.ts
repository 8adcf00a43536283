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

const checksOfDeclarations = elementChecks.filter(({ declaring }) => declaring);

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
  const declares = place.element.node.declaresNamespaces;
  if (!own && !inside && !declares) return NO_FINDINGS;
  const found = joined(declares ? run(checksOfDeclarations, place, options) : NO_FINDINGS, own ? run(own, place, options) : NO_FINDINGS);
  return inside ? joined(found, run(inside, place, options)) : found;
}

function run(checks: readonly ElementCheck[], place: Place, options: RuleOptions): readonly Diagnostic[] {
  let found = NO_FINDINGS;
  for (const { check } of checks) found = joined(found, check(place, options));
  return found;
}

function joined(one: readonly Diagnostic[], other: readonly Diagnostic[]): readonly Diagnostic[] {
  return other.length === 0 ? one : [...one, ...other];
}
