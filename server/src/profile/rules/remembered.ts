import type { Scope } from '../../syntax/namespaces';
import type { ElementNode } from '../../syntax/node';
import type { Place } from './place';

/**
 * A function of an element that is asked again after every edit, and answers from memory where the element is the old one
 * in the old namespaces. What it gives must not say where the element stands. Forgotten with the element.
 */
export function remembered<Value>(compute: (place: Place) => Value): (place: Place) => Value {
  const known = new WeakMap<ElementNode, { readonly scope: Scope; readonly value: Value }>();
  return (place) => {
    const { element: { node }, scope } = place;
    const before = known.get(node);
    if (before?.scope === scope) return before.value;
    const value = compute(place);
    known.set(node, { scope, value });
    return value;
  };
}
