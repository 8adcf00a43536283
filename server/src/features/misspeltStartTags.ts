import type { Diagnostic } from '../diagnostic';
import type { DocumentText } from '../syntax/documentText';
import { localName, splitExpandedName } from '../syntax/namespaces';
import { excerpt } from '../syntax/wording';

/**
 * `<Comon>…</Common>` is one mistake, though two rooms find it: the syntax that the tags do not match, the schema or a rule
 * that the start tag has no name that is known, and which is meant. Where the end tag has that very name, the mistake is
 * told once, at the start tag. It stays one of well-formedness, which a server refuses as such.
 * @param found in document order, as what is returned
 */
export function misspeltStartTags(found: readonly Diagnostic[], text: DocumentText): readonly Diagnostic[] {
  const mismatched = found.filter(({ code, related }) => code === 'mismatched-end-tag' && related !== undefined);
  if (mismatched.length === 0) return found;
  const meant = new Map(found.flatMap((each) => (each.data?.expected ? [[each.start, each] as const] : [])));
  const moved = new Map<Diagnostic, Diagnostic>();
  const dropped = new Set<Diagnostic>();
  for (const each of mismatched) {
    const { start, end } = each.related![0]!;
    const other = meant.get(start);
    const name = text.slice(each.start, each.end);
    if (other?.end !== end || splitExpandedName(other.data!.expected![0]!)[1] !== localName(name)) continue;
    const message = `'<${excerpt(text.slice(start, end))}>' does not match its end tag '</${excerpt(name)}>', which is right; write '<${excerpt(name)}>'`;
    moved.set(each, { ...each, message, start, end, related: [{ start: each.start, end: each.end, message: 'the end tag' }] });
    dropped.add(other);
  }
  if (moved.size === 0) return found;
  return found.flatMap((each) => (dropped.has(each) ? [] : [moved.get(each) ?? each])).sort((a, b) => a.start - b.start || a.end - b.end);
}
