import { firstElementName } from '../../../xcap/src/bodyKind';
import { oneLine } from '../../../xcap/src/plainText';

/** The root element of an MCPTT user profile (TS 24.484 clause 8.3.2). */
const PROFILE_ROOT = 'mcptt-user-profile';

/**
 * What was served in place of a profile, with 200 all the same: gateways wrap their errors in documents of their own. Only
 * the root element's name is looked at: a profile that is wrong further on is what the CMS has, and somebody wants to mend it.
 * @returns one line for a person; undefined where it may be a profile
 */
export function otherThanProfile(document: string, text: string): string | undefined {
  const name = firstElementName(text);
  if (name === undefined || name === PROFILE_ROOT) return undefined;
  return `What came instead of ${document} is another document, whose root element is '${oneLine(name.slice(0, 100))}'. Nothing was written; check the XCAP root.`;
}
