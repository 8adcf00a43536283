import fc from 'fast-check';
import { type Draft, elementsOf, readDraft, renameAttribute, setAttribute, writeDraft } from './draft';
import { NEAR_MISSES, nearMiss } from './nearMisses';
import type { Variant } from './variants';
import type { Vocabulary } from './vocabularyOf';

const FOREIGN = { o: 'urn:example:other', xsi: 'http://www.w3.org/2001/XMLSchema-instance', xs: 'http://www.w3.org/2001/XMLSchema' };
const PIECES = [
  'text', ' ', '&#32;', '<!-- note -->', '<?note?>', '<![CDATA[text]]>', '<![CDATA[]]>', '<o:foreign/>', '<o:foreign xsi:type="xs:int">x</o:foreign>', '<plain xmlns=""/>', '<o:box>1<o:inner a="b"/></o:box>',
];
const KINDS = [
  'delete', 'double', 'repeat', 'swap', 'move', 'rename', 'insertElement', 'insertPiece', 'empty',
  'setValue', 'nearValue', 'nearValue', 'nearAttribute', 'nearAttribute', 'setAttribute', 'setAttribute', 'renameAttribute', 'deleteAttribute', 'setType', 'setNil', 'otherNamespace', 'copyValue',
] as const;

interface Change {
  readonly kind: (typeof KINDS)[number];
  /** Where (counted over the whole document), and which child, attribute or near miss there. */
  readonly at: number;
  readonly to: number;
  readonly name: string;
  readonly attribute: string;
  readonly value: string;
  readonly type: string;
  readonly piece: string;
}

/** Well-formed variants of documents that are valid by a schema, one to three changes on the level of its grammar away from them. */
export function documentVariants(documents: readonly string[], vocabulary: Vocabulary): fc.Arbitrary<Variant> {
  const drafts = documents.map((text) => readDraft(text, { ...FOREIGN, ...vocabulary.namespaces }));
  const change: fc.Arbitrary<Change> = fc.record({
    kind: fc.constantFrom(...KINDS), at: fc.nat(1_000_000), to: fc.nat(1_000_000), piece: fc.constantFrom(...PIECES),
    name: fc.constantFrom(...vocabulary.elements), attribute: fc.constantFrom(...vocabulary.attributes, 'unknown', 'xml:lang', 'o:own'), value: fc.constantFrom(...vocabulary.values), type: fc.constantFrom(...vocabulary.types),
  });
  return fc.tuple(fc.nat(drafts.length - 1), fc.array(change, { minLength: 1, maxLength: 3 })).map(([which, changes]) => {
    const root = structuredClone(drafts[which]!);
    for (const each of changes) apply(root, each, vocabulary);
    return { text: writeDraft(root), [fc.toStringMethod]: () => `document ${which}, ${JSON.stringify(changes)}` };
  });
}

function apply(root: Draft, change: Change, { occurrences }: Vocabulary): void {
  const { kind, at, to, name, attribute, value, type, piece } = change;
  const owners = elementsOf(root);
  const owner = owners[at % owners.length]!;
  const elements = owner.children.filter((child): child is Draft => 'name' in child);
  const child = elements[to % Math.max(1, elements.length)];
  const place = child ? owner.children.indexOf(child) : 0;
  const own = owner.attributes.filter((each) => !each.name.startsWith('xmlns'));
  const chosen = own[to % Math.max(1, own.length)];
  const text = owner.children.map((each) => ('source' in each ? each.source : '')).join('');
  if (kind === 'setValue') owner.children = [{ source: value }];
  if (kind === 'nearValue' && elements.length === 0) owner.children = [{ source: nearMiss(text, to % NEAR_MISSES) }];
  if (kind === 'empty') owner.children = [];
  if (kind === 'insertPiece') owner.children.splice(place, 0, { source: piece });
  if (kind === 'insertElement') owner.children.splice(place, 0, { name, attributes: [], children: to % 2 === 0 ? [] : [{ source: value }] });
  if (kind === 'setAttribute') setAttribute(owner, attribute, value);
  if (kind === 'nearAttribute' && chosen) setAttribute(owner, chosen.name, nearMiss(valueOf(chosen), at % NEAR_MISSES));
  if (kind === 'renameAttribute' && chosen) renameAttribute(owner, chosen, attribute);
  if (kind === 'deleteAttribute' && chosen) owner.attributes.splice(owner.attributes.indexOf(chosen), 1);
  if (kind === 'setType') setAttribute(owner, 'xsi:type', type);
  if (kind === 'setNil') {
    setAttribute(owner, 'xsi:nil', to % 3 === 0 ? 'false' : 'true');
    if (to % 2 === 0) owner.children = [];
  }
  if (kind === 'otherNamespace') setAttribute(owner, 'xmlns', to % 2 === 0 ? '' : 'urn:example:other');
  if (kind === 'copyValue') copyValue(owners, owner, to);
  if (!child) return;
  if (kind === 'rename') child.name = name;
  if (kind === 'delete') owner.children.splice(place, 1);
  if (kind === 'double') owner.children.splice(place, 0, structuredClone(child));
  if (kind === 'repeat') owner.children.splice(place, 0, ...Array.from({ length: occurrences[at % occurrences.length]! }, () => structuredClone(child)));
  if (kind === 'swap') owner.children.push(...owner.children.splice(place, 1));
  if (kind === 'move') owners[(at + to) % owners.length]!.children.push(structuredClone(child));
}

/** Gives an element the value of another one of its name, which what must be unique and what refers to it care for. */
function copyValue(owners: readonly Draft[], owner: Draft, to: number): void {
  const alike = owners.filter((each) => each.name === owner.name && each !== owner);
  const other = alike[to % Math.max(1, alike.length)];
  if (!other) return;
  if (owner.children.length <= 1 && other.children.length === 1 && 'source' in other.children[0]!) owner.children = structuredClone(other.children);
  for (const each of other.attributes) if (!each.name.startsWith('xmlns')) setAttribute(owner, each.name, valueOf(each));
}

/** As it is written; what comes back between double quotes must not hold one. */
function valueOf({ name, source }: { name: string; source: string }): string {
  return source.slice(name.length).replace(/^\s*=\s*["']|["']$/g, '').replaceAll('"', '&quot;');
}
