import type { Diagnostic } from '../../diagnostic';
import { nearestName } from '../../schema';
import { excerpt } from '../../syntax/wording';
import { extension, extensionsFor } from '../extensions';
import { expandedElementName } from '../namespaces';
import type { Place } from './place';
import { finding, NO_FINDINGS, type ElementRule, type Rule, type RuleOptions } from './rule';

const about = {
  code: 'unknown-extension', clause: 'TS 24.484 8.3.2.1', defaultSeverity: 'information',
  summary: 'An element of the profile in an anyExt or in the actions of a rule that is not known there',
  why: 'It may be of a later release, or misspelt: then it has no effect, and a misspelt authorisation counts as false.',
  example: {
    bad: '<cp:actions>\n  <allow-presense-status>true</allow-presense-status>\n</cp:actions>',
    good: '<cp:actions>\n  <allow-presence-status>true</allow-presence-status>\n</cp:actions>',
  },
  fix: 'writes the name that is near',
} as const satisfies Rule;

/** The schema takes any element here without a word, so a slip of the pen stays unseen. Vendors' elements are their own affair. */
export const unknownExtension: ElementRule = { ...about, within: ['anyExt', 'cp:actions', 'mcptt-user-profile'], check };

function check(place: Place, { isDeclared }: RuleOptions): readonly Diagnostic[] {
  const { name } = place;
  if (place.parent!.name === 'mcptt-user-profile') return checkRuleset(place);
  // Neither common policy's nor a vendor's; common policy's own the schema refuses.
  if (/[:{]/.test(name) || extension(name) || isDeclared?.(expandedElementName(name))) return NO_FINDINGS;
  const path = place.parent!.path;
  if (path.includes('')) return NO_FINDINGS;
  // In cp:actions its anyExt stands as well.
  const known = [...extensionsFor(path).map(({ element }) => element), ...(place.parent!.name === 'cp:actions' ? ['anyExt'] : [])];
  if (known.includes(name)) return NO_FINDINGS;
  const near = nearestName(name, known);
  const advice = near === undefined ? "load your release's schema to check it" : `did you mean '${near}'?`;
  return [finding(about, place.nameRange, `'${excerpt(name)}' is not known in '${place.parent!.name}' here and may have no effect; ${advice}`, undefined, near === undefined ? undefined : { expected: [expandedElementName(near)] })];
}

const RULESET = 'cp:ruleset';

/** The root takes any element of another namespace, and so one that is nearly the set of rules: without it nothing is granted. */
function checkRuleset({ name, nameRange, parent }: Place): readonly Diagnostic[] {
  if (name === RULESET || !name.startsWith('cp:') || nearestName(name, [RULESET]) === undefined) return NO_FINDINGS;
  return [finding({ ...about, defaultSeverity: 'warning' }, nameRange, `'${excerpt(name)}' is not known in '${parent!.name}' here and has no effect; did you mean '${RULESET}'?`, undefined, { expected: [expandedElementName(RULESET)] })];
}
