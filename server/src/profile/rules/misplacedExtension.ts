import { elementDocumentation } from '../documentation';
import type { Diagnostic } from '../../diagnostic';
import { extension } from '../extensions';
import type { CanonicalName } from '../namespaces';
import { endsWith } from '../path';
import type { Place } from './place';
import { finding, NO_FINDINGS, type ElementRule, type Rule } from './rule';

/** Where the schema lets any element of the profile stand; at every other place it reports the element itself. */
const OPEN: readonly CanonicalName[] = ['anyExt', 'cp:conditions', 'cp:identity', 'cp:one', 'cp:many', 'cp:actions', 'cp:transformations'];

const about = {
  code: 'misplaced-extension', clause: 'TS 24.484 8.3.2.1', defaultSeverity: 'warning',
  summary: 'An element in another anyExt than the one it belongs in',
  why: 'The schema lets it stand in any anyExt, but a server looks for it in its own place only, and acts as if it were not there.',
  example: {
    bad: '<OnNetwork index="0">\n  <MCPTTGroupInfo>\n    <anyExt>\n      <FunctionalAliasList/>\n    </anyExt>\n  </MCPTTGroupInfo>\n  …\n</OnNetwork>',
    good: '<OnNetwork index="0">\n  <MCPTTGroupInfo/>\n  …\n  <anyExt>\n    <FunctionalAliasList/>\n  </anyExt>\n</OnNetwork>',
  },
  fix: 'moves it where it belongs, where that is plain',
} as const satisfies Rule;

/** The schema cannot say which extension belongs in which `anyExt`; a server that does not look there does not see it. */
export const misplacedExtension: ElementRule = { ...about, within: OPEN, check };

function check(place: Place): readonly Diagnostic[] {
  const known = extension(place.name);
  if (!known) return NO_FINDINGS;
  const path = place.parent!.path;
  // Around it is an element whose prefix is not bound, or whose tag is broken: that is the mistake, and nothing is known of the place.
  if (path.includes('') || !isKnown(place.parent!)) return NO_FINDINGS;
  if (known.belongsIn.some((suffix) => endsWith(path, suffix))) return NO_FINDINGS;
  const proper = known.belongsIn.join("' or '");
  // Recalled places are told, not held against the document.
  if (known.placeSure === 'recalled') {
    return [finding({ ...about, clause: known.clause, defaultSeverity: 'information' }, place.nameRange,
      `'${place.name}' belongs in '${proper}' as far as we recall; check your release of the specification`)];
  }
  return [finding({ ...about, clause: known.clause }, place.nameRange, `'${place.name}' has no effect here, because it belongs in '${proper}'; move it there`)];
}

/** Whether what holds the extension, an `anyExt` and the element around it, is known: `<actions>` without its prefix, say, is a mistake of its own. */
function isKnown(holder: Place): boolean {
  return [holder, holder.parent].every((at) => !at?.parent || elementDocumentation(at.path) !== undefined);
}
