import fc from 'fast-check';
import { childElements, rootElement, type PlacedElement } from '../../server/src/syntax/cursor';
import { parse } from '../../server/src/syntax/parse';
import { document, element } from './randomDocument';

/** A change that a person might make, at a place that a number chooses. */
type Change = readonly [kind: 'remove' | 'replace' | 'before' | 'attribute' | 'copy', pick: number, body: string];

const change: fc.Arbitrary<Change> = fc.tuple(fc.constantFrom('remove', 'replace', 'before', 'attribute', 'attribute', 'copy'), fc.nat(), element);

/** A document, and what became of it by a few changes of elements and attributes. */
export const changedDocument: fc.Arbitrary<readonly [theirs: string, ours: string]> = fc
  .tuple(document, fc.array(change, { minLength: 1, maxLength: 3 }))
  .map(([text, changes]) => [text, changes.reduce(applied, text)]);

function applied(text: string, [kind, pick, body]: Change): string {
  const tree = parse(text);
  const root = rootElement(tree);
  const all: PlacedElement[] = root ? childElements(root) : [];
  for (const each of all) all.push(...childElements(each));
  const chosen = all[pick % all.length];
  if (!chosen) return text;
  const { start, node } = chosen;
  const end = start + node.length;
  const put = (from: number, to: number, what: string): string => text.slice(0, from) + what + text.slice(to);
  if (kind === 'remove') return put(start, end, '');
  if (kind === 'replace') return put(start, end, body);
  if (kind === 'before') return put(start, start, body);
  if (kind === 'copy') return put(end, end, text.slice(start, end));
  const id = node.attributes.find(({ name }) => name === 'id');
  const name = start + 1 + node.name.length;
  return id ? put(start + id.valueOffset, start + id.valueOffset + id.valueLength, String(pick % 7)) : put(name, name, ` id='${pick % 7}'`);
}
