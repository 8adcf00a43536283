import { expandedElementName } from '../profile/namespaces';
import type { Grammar } from '../schema';
import type { ExpandedName } from '../syntax/namespaces';

/** The document element of a profile. */
export const ROOT: ExpandedName = expandedElementName('mcptt-user-profile');

/** What a document may begin with, as declarations: a profile, where the schema has it, whose other global elements are parts of one; else any of its global elements. */
export function rootDeclarations(grammar: Grammar): readonly number[] {
  const root = Object.hasOwn(grammar.globalElements, ROOT) ? grammar.globalElements[ROOT] : undefined;
  return root === undefined ? Object.values(grammar.globalElements) : [root];
}
