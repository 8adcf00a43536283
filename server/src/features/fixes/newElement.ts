import { canonicalElementName, usualPrefix } from '../../profile/namespaces';
import { NUMBERED } from '../../profile/lists';
import { elementLines } from '../../profile/templates';
import type { TextEdit } from '../../service';
import type { PlacedElement } from '../../syntax/cursor';
import { localName, splitExpandedName } from '../../syntax/namespaces';
import { freeIdentifier } from './freeIdentifier';
import { insertChildren } from './placing';
import type { Problem } from './problem';

/**
 * New child elements, complete, at the right place of an element: one edit.
 * @param names expanded, in the order in which they will stand
 * @param place of the child element that they will stand before; found by the schema where it is left out
 * @returns undefined where nothing is known of one of them, or it fits nowhere
 */
export function insertedElements(problem: Problem, parent: PlacedElement, names: readonly string[], place?: number): TextEdit | undefined {
  const { text, context: { layout } } = problem;
  const contents = problem.contents(parent);
  const at = place ?? contents.placeFor(names[0]!);
  const declarations = names.map((name) => contents.declarationOf(name));
  if (at === undefined || declarations.includes(undefined)) return undefined;
  const lines = (unit: string): string[] => names.flatMap((name, index) => newLines(problem, parent, name, declarations[index]!, unit));
  return insertChildren(parent, at, lines, text, layout);
}

/** A new element as text lines, with the values that are free where it will stand. */
export function newLines(problem: Problem, parent: PlacedElement, expanded: string, declaration: number, unit: string): string[] {
  const { grammar, freeIndexes } = problem.context;
  const scope = problem.scope(parent);
  const [namespace, local] = splitExpandedName(expanded);
  const prefix = scope.prefixFor(namespace) ?? usualPrefix(namespace);
  const name = prefix === '' ? local : `${prefix}:${local}`;
  const canonical = canonicalElementName(expanded);
  const values: Readonly<Record<string, string>> = canonical === 'cp:rule' ? { id: freeIdentifier(problem.text, 'rule1') } : NUMBERED.has(canonical) ? { index: freeIndexes.next(parent, name) } : {};
  const lines = elementLines(grammar, problem.path(parent), declaration, { prefixOf: (wanted) => scope.prefixFor(wanted) ?? usualPrefix(wanted), indent: unit, values });
  if (scope.prefixFor(namespace) !== undefined) return lines;
  // A namespace that nothing around binds is bound by the element itself.
  const bound = `${name} xmlns${prefix === '' ? '' : `:${prefix}`}="${namespace}"`;
  return lines.map((line, at) => (at === 0 ? line.replace(name, () => bound) : line));
}

/** Expanded names for a title: `'entry' and 'ProSeUserID-entry'`. */
export function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `'${localName(splitExpandedName(name)[1])}'`);
  const last = quoted.pop()!;
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
}
