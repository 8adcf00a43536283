import { childDeclarationsOf, declaredType } from '../../schema';
import type { TextEdit } from '../../service';
import { childElements, type PlacedElement } from '../../syntax/cursor';
import { expandedName, splitExpandedName } from '../../syntax/namespaces';
import { type Mend, NO_MENDS, type Problem, writtenName } from './problem';
import { hasOwnEndTag, renamed } from './tags';

/**
 * Gives an element the name that is meant; what it holds gets the namespace of that where it is wrong for the same reason:
 * in the namespace that the element has now, and known to the schema, as a child of what the element is meant to be, in the right one only.
 */
export function renameWithContent(problem: Problem, element: PlacedElement, meant: string): readonly Mend[] {
  const name = writtenName(meant, problem.scope(element));
  if (name === undefined || name === element.node.name) return NO_MENDS;
  const inside = alsoWrong(problem, element, meant);
  const title = inside.length === 0 ? `Rename to '${name}'` : `Rename to '${name}', and ${inside.length === 1 ? 'one element' : `${inside.length} elements`} in it`;
  const edits: TextEdit[] = [...renamed(element, name, problem.text), ...inside.flatMap((each) => renamed(each.element, each.name, problem.text))];
  return problem.mend(title, ...edits.sort((a, b) => a.start - b.start));
}

interface Renamed {
  readonly element: PlacedElement;
  readonly name: string;
}

/** One level after the other: nesting may be deep. */
function alsoWrong(problem: Problem, element: PlacedElement, meant: string): Renamed[] {
  const { text, context: { grammar } } = problem;
  const [right] = splitExpandedName(meant);
  const [wrong] = splitExpandedName(problem.scope(element).elementName(element.node.name) ?? '');
  const declaration = element.parent ? problem.contents(element.parent).declarationOf(meant) : grammar.globalElements[meant];
  if (right === wrong || declaration === undefined) return [];
  const found: Renamed[] = [];
  const pending = [{ element, scope: problem.scope(element), declaration }];
  for (const outer of pending) {
    const known = new Map(childDeclarationsOf(grammar, declaredType(grammar, outer.declaration)).map((each) => [grammar.elements[each]!.name, each]));
    for (const child of childElements(outer.element)) {
      const scope = outer.scope.enter(child.node, child.start, text);
      const [namespace, local] = splitExpandedName(scope.elementName(child.node.name) ?? '');
      const inner = known.get(expandedName(right, local));
      const name = writtenName(expandedName(right, local), scope);
      if (namespace !== wrong || inner === undefined || name === undefined || known.has(expandedName(wrong, local)) || !hasOwnEndTag(child, text)) continue;
      found.push({ element: child, name });
      pending.push({ element: child, scope, declaration: inner });
    }
  }
  return found;
}
