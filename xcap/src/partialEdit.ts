import type { PlacedElement } from '../../server/src/syntax/cursor';
import { splitExpandedName, type ExpandedName } from '../../server/src/syntax/namespaces';
import { edit } from '../../server/src/syntax/edit';
import type { SyntaxTree } from '../../server/src/syntax/node';
import type { NodeSelector, Step } from './nodeSelector';
import type { Astray } from './select';
import type { ConflictKind } from './xcapError';

/** What a change of a part of a document comes to. */
export type PartialEdit =
  | {
      readonly kind: 'edited';
      /** The whole document after the change. */
      readonly text: string;
      readonly outcome: 'created' | 'replaced' | 'removed';
      /** Where in it that which was sent stands now; empty after a removal. */
      readonly changed: { readonly start: number; readonly end: number };
    }
  /** Nothing to remove: the address leads to nothing, or to more than one element. */
  | { readonly kind: 'absent'; readonly phrase: string }
  | { readonly kind: 'conflict'; readonly conflict: PartConflict };

/** Why a part cannot be changed (RFC 4825 11). */
export interface PartConflict {
  readonly kind: ConflictKind;
  /** One line: what is wrong, where, what to do. */
  readonly phrase: string;
  /** For `no-parent`: the deepest element that exists. */
  readonly ancestor?: NodeSelector;
}

/**
 * Where a new child of this name goes that has no sibling of its name: the place of the child element that it would stand
 * before. Handed in, because only a schema knows.
 */
export type PlaceForChild = (tree: SyntaxTree, parent: PlacedElement, name: ExpandedName) => number;

export function conflicting(kind: ConflictKind, phrase: string): PartialEdit & { readonly kind: 'conflict' } {
  return { kind: 'conflict', conflict: { kind, phrase } };
}

/** Characters of a text that give way to others. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly insert: string;
}

/** A text after a change, with its tree: made from the old one, at the cost of the change. */
export function changed(text: string, tree: SyntaxTree, { start, end, insert }: Change): { readonly text: string; readonly tree: SyntaxTree } {
  const after = text.slice(0, start) + insert + text.slice(end);
  return { text: after, tree: edit(tree, after, { start, end, inserted: insert.length }).tree };
}

/** The conflict where the element that a part belongs in is not there (RFC 4825 8.2.1). */
export function noParent(selector: NodeSelector, astray: Astray): PartialEdit {
  const reached = selector.steps.slice(0, astray.depth);
  return { kind: 'conflict', conflict: { kind: 'no-parent', phrase: astrayPhrase(selector, astray), ...(reached.length > 0 ? { ancestor: { steps: reached } } : {}) } };
}

/** Says in words where a selector leads nowhere. */
export function astrayPhrase({ steps }: NodeSelector, { depth, several }: Astray): string {
  const place = depth === 0 ? 'the document' : shownSteps(steps.slice(0, depth));
  const wanted = shownSteps(steps.slice(depth, depth + 1));
  return several ? `${place} has more than one ${wanted}; tell which by its position or an attribute` : `${place} has no ${wanted}`;
}

const SHOWN = 160;

/** Steps as a person reads them, by local names, the end where they are long. */
export function shownSteps(steps: readonly Step[]): string {
  const shown = steps.slice(-SHOWN).map(({ name, position, attribute }) => {
    const test = attribute && `[@${splitExpandedName(attribute.name)[1]}="${attribute.value.slice(0, SHOWN)}"]`;
    return `${splitExpandedName(name)[1].slice(0, SHOWN)}${position === undefined ? '' : `[${position}]`}${test ?? ''}`;
  }).join('/');
  return shown.length > SHOWN ? `…${shown.slice(-SHOWN)}` : shown;
}
