import type { Diagnostic } from '../diagnostic';
import type { ListKeys } from '../profile/rules';
import type { Assignment, Identifier } from '../schema';
import type { Scope } from '../syntax/namespaces';
import type { ToldPrefixes } from '../syntax/problems';
import type { ElementPath } from './elementPath';

/** What the verdict on an element depends on beside its own node and what it is checked against; compared by identity. */
export interface Surroundings {
  readonly scope: Scope;
  readonly path: ElementPath;
  readonly told: ToldPrefixes;
  /** False beside the document element, where only the syntax counts. */
  readonly judged: boolean;
}

/** What was found out about an element and all that is in it. Offsets count from the element's start. */
export interface Verdict {
  readonly around: Surroundings;
  readonly assignment: Assignment;
  readonly own: readonly Diagnostic[];
  readonly ids: readonly Identifier[];
  /** What each child element is checked against. */
  readonly assignments: readonly Assignment[];
  /** What the rules tell its children apart by, where it is a list. */
  keys: ListKeys | undefined;
  /** The children that are lists or hold some: rules that look at several places ask for those of the document at hand. */
  lists: readonly ListBelow[];
  /** The children that have something to report, or an identifier, in or below them: their places among all children. */
  notable: readonly number[];
  /** Whether its declaration has identity constraints, and what they say, once it is asked. */
  readonly constrained: boolean;
  identity?: readonly Diagnostic[];
}

/** A child that is a list or holds some. */
export interface ListBelow {
  /** Its place among all children. */
  readonly index: number;
  readonly verdict: Verdict;
}

/** Whether a verdict was reached in the same surroundings. */
export function holdsIn({ around, assignment: before }: Verdict, { scope, path, told, judged }: Surroundings, assignment: Assignment): boolean {
  return before === assignment && around.scope === scope && around.path === path && around.told === told && around.judged === judged;
}

/** Whether there is something to report in or below an element, or an identifier. */
export function isNotable({ own, ids, notable, keys, constrained }: Verdict): boolean {
  return constrained || own.length > 0 || ids.length > 0 || notable.length > 0 || (keys?.isRepeating ?? false);
}

/** Whether an element is a list or holds one. */
export function isOrHoldsList({ keys, lists }: Verdict): boolean {
  return keys !== undefined || lists.length > 0;
}
