import type { AssessedElement } from './assessedElement';
import type { IdentityPath } from './identityConstraint';
import { takesName } from './identityConstraint';

/** How far each path has come: for the path at an index, the numbers of its steps that are taken. */
type Progress = readonly (readonly number[])[];

/**
 * The elements that one of the paths leads to from an element, each once, in document order; of a path to an attribute,
 * the elements that may carry it. Elements that are not checked against anything are not looked at.
 */
export function elementsAt(from: AssessedElement, paths: readonly IdentityPath[]): AssessedElement[] {
  const found: AssessedElement[] = [];
  const pending: [AssessedElement, Progress][] = [[from, paths.map(() => [0])]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [element, progress] = next;
    if (paths.some(({ steps }, index) => progress[index]!.includes(steps.length))) found.push(element);
    if (!paths.some((path, index) => goesOn(path, progress[index]!))) continue;
    for (const child of element.children.toReversed()) {
      const further = paths.map((path, index) => advance(path, progress[index]!, child));
      if (further.some((taken) => taken.length > 0)) pending.push([child, further]);
    }
  }
  return found;
}

function goesOn({ anywhere, steps }: IdentityPath, taken: readonly number[]): boolean {
  return anywhere || taken.some((step) => step < steps.length);
}

function advance({ anywhere, steps }: IdentityPath, taken: readonly number[], child: AssessedElement): number[] {
  const { name } = child;
  const further = name === undefined ? [] : taken.flatMap((step) => (step < steps.length && takesName(steps[step]!, name) ? [step + 1] : []));
  // A path that begins anywhere begins anew at each element.
  return anywhere ? [0, ...further] : further;
}
