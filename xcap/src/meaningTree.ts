import { childElements, rootElement, type PlacedElement } from '../../server/src/syntax/cursor';
import { Scope, type ExpandedName } from '../../server/src/syntax/namespaces';
import type { SyntaxTree } from '../../server/src/syntax/node';
import { beginningOf, type Entered } from './meaning';

/** An element of a document with what it means. */
export interface MeantElement extends Entered {
  /** The bindings around it. */
  readonly outer: Scope;
  readonly name: string;
  /** Keys of its attributes by their names. */
  readonly attributes: ReadonlyMap<ExpandedName, string>;
  /** Key of its text; empty where it has none. */
  readonly text: string;
  readonly inner: readonly MeantElement[];
  /** The same for all elements that mean the same, with all that is in them. */
  readonly id: number;
}

/** Numbers meanings: equal ones get equal numbers, in all the documents that one object has read. */
export class Meanings {
  private readonly ids = new Map<string, number>();

  /** What a document means, by the rules of meaning.ts. Recurses nowhere, as documents may be deep. */
  of(tree: SyntaxTree): MeantElement | undefined {
    const root = rootElement(tree);
    if (!root) return undefined;
    const enter = (element: PlacedElement, outer: Scope): Level => ({ outer, element, scope: outer.enter(element.node, element.start, tree.text), children: childElements(element), inner: [] });
    const levels: Level[] = [enter(root, Scope.root)];
    for (;;) {
      const level = levels[levels.length - 1]!;
      const next = level.children[level.inner.length];
      if (next) {
        levels.push(enter(next, level.scope));
        continue;
      }
      const meant = this.meant(level, tree);
      levels.pop();
      const around = levels[levels.length - 1];
      if (!around) return meant;
      around.inner.push(meant);
    }
  }

  private meant(level: Level, tree: SyntaxTree): MeantElement {
    const attributes = new Map<ExpandedName, string>();
    let [name, text] = ['', ''];
    for (const { key, enters, attribute } of beginningOf(level, tree)) {
      if (enters !== undefined) name = key;
      else if (attribute === undefined) text = key;
      else attributes.set(attribute, key);
    }
    const whole = JSON.stringify([name, [...attributes.values()], text, level.inner.map(({ id }) => id)]);
    const id = this.ids.get(whole) ?? this.ids.size;
    this.ids.set(whole, id);
    return { ...level, name, attributes, text, id };
  }
}

interface Level extends Entered {
  readonly outer: Scope;
  readonly inner: MeantElement[];
}
