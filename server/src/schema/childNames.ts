import type { DocumentText } from '../syntax/documentText';
import type { ExpandedName, Scope } from '../syntax/namespaces';
import type { ElementNode } from '../syntax/node';

const NO_NAMES: readonly undefined[] = [];

/**
 * The expanded names of the child elements, in order; undefined for a child without a name or with an unbound prefix,
 * which has its syntax problem already.
 * @param scope the bindings inside the element
 */
export function childNames(node: ElementNode, start: number, text: DocumentText, scope: Scope): readonly (ExpandedName | undefined)[] {
  let names: (ExpandedName | undefined)[] | undefined;
  let at = start + node.startTagLength;
  // Lists hold thousands of children of one name.
  let written: string | undefined;
  let meant: ExpandedName | undefined;
  for (const child of node.children) {
    if (child.kind === 'element') {
      const inside = scope.enter(child, at, text);
      if (inside !== scope) (names ??= []).push(child.name === '' ? undefined : inside.elementName(child.name));
      else {
        if (child.name !== written) [written, meant] = [child.name, child.name === '' ? undefined : scope.elementName(child.name)];
        (names ??= []).push(meant);
      }
    }
    at += child.length;
  }
  return names ?? NO_NAMES;
}
