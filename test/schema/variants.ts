import fc from 'fast-check';
import { type Draft, elementsOf, readDraft, renameAttribute, setAttribute, writeDraft } from './draft';

// The variants use these prefixes wherever they like.
const PREFIXES = { cp: 'urn:ietf:params:xml:ns:common-policy', v: 'urn:example:vendor', xsi: 'http://www.w3.org/2001/XMLSchema-instance' };

const NAMES = [
  'mcptt-user-profile', 'Name', 'Status', 'Pre-selected-indication', 'Common', 'OnNetwork', 'OffNetwork', 'UserAlias', 'alias-entry', 'entry', 'uri-entry', 'display-name', 'PrivateCall',
  'PrivateCallList', 'PrivateCallURI', 'EmergencyCall', 'MCPTTGroupInitiation', 'MCPTTPrivateRecipient', 'ProSeUserID-entry', 'DiscoveryGroupID', 'User-Info-ID', 'anyExt', 'Priority',
  'MaxAffiliationsN2', 'ImplicitAffiliations', 'RelativePresentationPriority', 'GroupServerInfo', 'KMS-URI', 'PrivateCallKMSURI', 'allow-regroup', 'Unknown', 'v:foreign',
  'cp:ruleset', 'cp:rule', 'cp:conditions', 'cp:actions', 'cp:identity', 'cp:one', 'cp:many', 'cp:except', 'cp:sphere', 'cp:validity', 'cp:from', 'cp:until', 'cp:unknown', 'one',
];
const VALUES = [
  '', ' ', 'true', ' false ', 'TRUE', '1', '0', '-0', '-1', '+7', '255', '256', '65535', '65536', '007', '1.0', '1e3', 'abc', 'a b', 'sip:user@example.org', 'sip:%zz', '::', 'http://[::1]/', 'tel:+1;x=2',
  'ABCD', 'abc0', '0', 'en', 'en-GB', 'en_GB', 'x-klingon-longer', '2026-02-28T24:00:00Z', '2026-02-29T00:00:00Z', '2024-02-29T10:00:00.5+14:00', 'DedicatedGroup', ' DedicatedGroup', 'UsePreConfigured', 'é', '&#65;', '&#32;', '\t1\n', 'nobody',
];
const ATTRIBUTES = ['index', 'XUI-URI', 'user-profile-index', 'entry-info', 'xml:lang', 'xml:space', 'id', 'domain', 'value', 'v:own', 'unknown', 'xsi:schemaLocation', 'xsi:unknown'];
const PIECES = [
  'text', '<!-- note -->', '<?note?>', '<![CDATA[ ]]>', '<![CDATA[text]]>', '&#32;', '<v:box><Status>maybe</Status></v:box>', '<v:box><v:inner xml:lang="!"/></v:box>', '<Status xmlns="">x</Status>',
  '<plain xmlns=""/>', '<anyExt><Anything a="1"><allow-regroup>true</allow-regroup></Anything></anyExt>', '<anyExt><allow-regroup>yes</allow-regroup></anyExt>', '<anyExt a="1"/>', '<cp:ruleset/>', '<cp:ruleset><cp:rule/></cp:ruleset>',
  '<cp:ruleset><cp:rule id="nobody"/></cp:ruleset>', '<v:box xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x x.xsd"/>', '<v:one xmlns:v="urn:3gpp:mcptt:user-profile:1.0"/>',
];

/** One change: what to do, where (counted over the whole document), and with which name, value or piece. */
const change = fc.record({
  kind: fc.constantFrom('delete', 'duplicate', 'move', 'rename', 'swap', 'setText', 'setAttribute', 'renameAttribute', 'deleteAttribute', 'insertPiece', 'insertElement'),
  at: fc.nat(100_000), to: fc.nat(100_000), name: fc.constantFrom(...NAMES), attribute: fc.constantFrom(...ATTRIBUTES), value: fc.constantFrom(...VALUES), piece: fc.constantFrom(...PIECES),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** A changed document; a failing property prints its changes, not the whole of it. */
export interface Variant {
  readonly text: string;
  readonly [fc.toStringMethod]: () => string;
}

/** Well-formed variants of valid documents, one to three changes away from them. */
export function variantsOf(documents: readonly string[]): fc.Arbitrary<Variant> {
  const drafts = documents.map((text) => readDraft(text, PREFIXES));
  return fc.tuple(fc.nat(drafts.length - 1), fc.array(change, { minLength: 1, maxLength: 3 })).map(([which, changes]) => {
    const root = structuredClone(drafts[which]!);
    for (const each of changes) apply(root, each);
    return { text: writeDraft(root), [fc.toStringMethod]: () => `document ${which}, ${JSON.stringify(changes)}` };
  });
}

function apply(root: Draft, { kind, at, to, name, attribute, value, piece }: Change): void {
  const owners = elementsOf(root);
  const owner = owners[at % owners.length]!;
  const elements = owner.children.filter((child): child is Draft => 'name' in child);
  const child = elements[to % Math.max(1, elements.length)];
  const place = child ? owner.children.indexOf(child) : 0;
  const chosen = owner.attributes[to % Math.max(1, owner.attributes.length)];
  if (kind === 'setText') owner.children = [{ source: value }];
  if (kind === 'setAttribute') setAttribute(owner, attribute, value);
  if (kind === 'renameAttribute' && chosen && !chosen.name.startsWith('xmlns')) renameAttribute(owner, chosen, attribute);
  if (kind === 'deleteAttribute' && chosen && !chosen.name.startsWith('xmlns')) owner.attributes.splice(owner.attributes.indexOf(chosen), 1);
  if (kind === 'insertPiece') owner.children.splice(place, 0, { source: piece });
  if (kind === 'insertElement') owner.children.splice(place, 0, { name, attributes: [], children: [] });
  if (!child) return;
  if (kind === 'rename') child.name = name;
  if (kind === 'delete') owner.children.splice(place, 1);
  if (kind === 'duplicate') owner.children.splice(place, 0, structuredClone(child));
  if (kind === 'swap') owner.children.push(...owner.children.splice(place, 1));
  if (kind === 'move') owners[(at + to) % owners.length]!.children.push(structuredClone(child));
}
