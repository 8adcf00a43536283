import { pathTo, type PlacedElement } from '../../server/src/syntax/cursor';
import { splitExpandedName } from '../../server/src/syntax/namespaces';
import type { SyntaxTree } from '../../server/src/syntax/node';
import { attributeValue } from '../../server/src/syntax/text';
import type { NodeSelector, Step } from './nodeSelector';
import { attributeNamed, childrenOf, isNamed, type ScopedElement } from './select';

/**
 * The node selector that leads to exactly this element. No name in it needs a prefix, as some servers refuse those: an
 * element of another namespace is told by its position among all its siblings (`*[n]`).
 * @param keys attributes without a namespace that tell siblings of one name apart, the best first: preferred to a
 *   position, which another's change of the document may shift
 */
export function selectorFor(element: PlacedElement, tree: SyntaxTree, defaultNamespace: string, keys: readonly string[] = []): NodeSelector {
  let around: ScopedElement | undefined;
  const steps = pathTo(element).map((each) => {
    const siblings = childrenOf(tree, around);
    around = siblings.find(({ element: { start } }) => start === each.start)!;
    return stepTo(around, siblings, tree, defaultNamespace, keys);
  });
  return { steps };
}

function stepTo(target: ScopedElement, siblings: readonly ScopedElement[], tree: SyntaxTree, defaultNamespace: string, keys: readonly string[]): Step {
  const name = target.scope.elementName(target.element.node.name);
  if (name === undefined || splitExpandedName(name)[0] !== defaultNamespace) {
    return { name: '*', ...(siblings.length > 1 ? { position: siblings.indexOf(target) + 1 } : {}) };
  }
  const namesakes = siblings.filter((each) => isNamed(each, name));
  if (namesakes.length === 1) return { name };
  for (const key of keys) {
    const value = valueOf(target, key, tree);
    if (value !== undefined && !namesakes.some((each) => each !== target && valueOf(each, key, tree) === value)) return { name, attribute: { name: key, value } };
  }
  return { name, position: namesakes.indexOf(target) + 1 };
}

function valueOf(element: ScopedElement, name: string, tree: SyntaxTree): string | undefined {
  const attribute = attributeNamed(element, name);
  return attribute && attributeValue(attribute, element.element.start, tree.text);
}
