import type { ExpandedName } from '../syntax/namespaces';
import type { AssessedElement } from './assessedElement';
import type { IdentityConstraint } from './identityConstraint';
import { fieldValue } from './identityField';
import { sequenceOf } from './keySequence';
import { elementsAt } from './identityWalk';

/** The values that a key or unique has at an element, for those that refer to it. */
export interface KeyTable {
  /** By what tells them apart, as they are shown. */
  readonly keys: ReadonlyMap<string, string>;
  /** False where some of what it selects cannot be read, because it is wrong. */
  readonly complete: boolean;
}

/** The table of an element while the tables of its children are put into it. */
interface Growing {
  readonly element: AssessedElement;
  next: number;
  keys: Map<string, string>;
  /** Values that two children have: they stand for neither (part 1, 3.11.5). */
  readonly contested: Set<string>;
}

/** Finds the table of a key at an element: its own values, and those of the elements in it that declare the same key. */
export function keyTable(element: AssessedElement, name: ExpandedName): KeyTable {
  let complete = true;
  const path: Growing[] = [grow(element)];
  for (;;) {
    const last = path.at(-1)!;
    const child = last.element.children[last.next++];
    if (child) {
      path.push(grow(child));
      continue;
    }
    const constraint = last.element.declaration?.identityConstraints?.find((each) => each.name === name);
    if (constraint && !addOwn(last, constraint)) complete = false;
    path.pop();
    const outer = path.at(-1);
    if (!outer) return { keys: last.keys, complete };
    merge(outer, last.keys);
  }
}

function grow(element: AssessedElement): Growing {
  return { element, next: 0, keys: new Map(), contested: new Set() };
}

/** @returns false where some value cannot be read */
function addOwn({ element, keys }: Growing, constraint: IdentityConstraint): boolean {
  let complete = true;
  for (const target of elementsAt(element, constraint.selector)) {
    const values = constraint.fields.map((field) => fieldValue(target, field));
    const sequence = sequenceOf(values);
    if (sequence) keys.set(sequence.key, sequence.shown);
    else if (values.some(({ kind }) => kind === 'unknown')) complete = false;
  }
  return complete;
}

/** Puts a child's values to those of its siblings; the smaller table goes into the larger one. */
function merge(outer: Growing, keys: Map<string, string>): void {
  const [larger, smaller] = outer.keys.size >= keys.size ? [outer.keys, keys] : [keys, outer.keys];
  if (larger === keys) for (const key of outer.contested) larger.delete(key);
  for (const [key, shown] of smaller) {
    if (larger.delete(key)) outer.contested.add(key);
    else if (!outer.contested.has(key)) larger.set(key, shown);
  }
  outer.keys = larger;
}
