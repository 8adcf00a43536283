import type { Diagnostic } from '../../diagnostic';
import { hasTrustedContent } from '../../schema';
import { excerpt } from '../../syntax/wording';
import { duplicateUri, uriOf } from './duplicateUri';
import type { Place } from './place';
import { type DocumentRule, finding, type KeysOf, type Rule } from './rule';

const NETWORK = (groups: readonly string[], affiliations: readonly string[], most: number): string => [
  '<OnNetwork index="0">', '  <MCPTTGroupInfo>', ...groups.map(entry), '  </MCPTTGroupInfo>', `  <MaxAffiliationsN2>${most}</MaxAffiliationsN2>`,
  '  <ImplicitAffiliations>', ...affiliations.map(entry), '  </ImplicitAffiliations>', '  …', '</OnNetwork>',
].join('\n');
const entry = (group: string, index: number): string => `    <entry index="${index}"><uri-entry>sip:${group}@example.com</uri-entry></entry>`;

const aboutList = {
  code: 'implicit-affiliation-not-in-group-list', clause: 'TS 24.484 8.3.2.7', defaultSeverity: 'warning',
  summary: 'An implicit affiliation to a group that MCPTTGroupInfo does not name',
  why: 'The server affiliates the user to a group that they may not use: it refuses, or the user hears calls of a group that their terminal does not show.',
  example: { bad: NETWORK(['fire'], ['police'], 3), good: NETWORK(['fire', 'police'], ['police'], 3) },
  fix: 'adds the group to MCPTTGroupInfo',
} as const satisfies Rule;

/** Whom the server affiliates by itself should be able to affiliate. */
export const implicitAffiliationNotInGroupList: DocumentRule = { ...aboutList, checkDocument: (root, keysOf) => root.childrenNamed('OnNetwork').flatMap((network) => strangers(network, keysOf)) };

function strangers(network: Place, keysOf: KeysOf): readonly Diagnostic[] {
  const groups = network.childrenNamed('MCPTTGroupInfo');
  const lists = groups.map((list) => keysOf(list)?.seenBy(duplicateUri));
  const affiliations = network.childrenNamed('ImplicitAffiliations');
  // Without a list, the list is what is missing.
  if (groups.length === 0) return [];
  const isStranger = (key: string): boolean => !lists.some((list) => list?.has(key));
  return affiliations.flatMap((affiliation) => {
    const keys = keysOf(affiliation)?.seenBy(duplicateUri);
    if (!keys || !some(keys.all(), isStranger) || groups.some((list) => holdsUnread(list, keysOf))) return [];
    return affiliation.childrenNamed('entry').flatMap((item) => {
      const uri = uriOf(item);
      if (!uri?.value || !isStranger(duplicateUri.key(item)!)) return [];
      const related = groups.map((list) => ({ ...list.nameRange, message: 'the group is missing in this list' }));
      return [finding(aboutList, uri, `'${excerpt(uri.value)}' is not in 'MCPTTGroupInfo'; add it there, or remove it here`, related)];
    });
  });
}

/** Whether a list has an entry whose group cannot be read: it may be the one that seems to be missing. */
function holdsUnread(list: Place, keysOf: KeysOf): boolean {
  const keys = keysOf(list)?.seenBy(duplicateUri);
  const { node, start } = list.element;
  if (!hasTrustedContent(node)) return true;
  let at = start + node.startTagLength;
  return node.children.some((child, index) => {
    const from = at;
    at += child.length;
    if (child.kind !== 'element' || keys?.at(index) !== undefined) return false;
    const { name } = list.child(child, from);
    return name === '' || duplicateUri.items.has(name);
  });
}

function some(keys: Iterable<string>, test: (key: string) => boolean): boolean {
  for (const key of keys) if (test(key)) return true;
  return false;
}

const aboutN2 = {
  code: 'implicit-affiliations-exceed-n2', clause: 'TS 24.484 8.3.2.7', defaultSeverity: 'warning',
  summary: 'More implicit affiliations than MaxAffiliationsN2 allows',
  why: 'They cannot all take effect: to which of the groups the user is affiliated is left to the server.',
  example: { bad: NETWORK(['fire', 'police'], ['fire', 'police'], 1), good: NETWORK(['fire', 'police'], ['fire', 'police'], 2) },
} as const satisfies Rule;

/** The limit holds for implicit affiliations as well. */
export const implicitAffiliationsExceedN2: DocumentRule = { ...aboutN2, checkDocument: (root, keysOf) => root.childrenNamed('OnNetwork').flatMap((network) => tooMany(network, keysOf)) };

function tooMany(network: Place, keysOf: KeysOf): readonly Diagnostic[] {
  const most = network.childNamed('MaxAffiliationsN2')?.value;
  if (!most || !/^(?:\+?\d+|-0+)$/.test(most.value)) return [];
  return network.childrenNamed('ImplicitAffiliations').flatMap((list) => {
    const count = keysOf(list)?.seenBy(duplicateUri).size ?? 0;
    if (count <= Number(most.value)) return [];
    return [finding(aboutN2, list.nameRange, `'ImplicitAffiliations' names ${count} group${count === 1 ? '' : 's'}, but 'MaxAffiliationsN2' allows ${Number(most.value)}; raise the limit or remove groups`,
      [{ start: most.start, end: most.end, message: 'the limit is here' }])];
  });
}
