import type { ExpandedName } from '../syntax/namespaces';
import type { Assignment } from './assignment';
import { automatonIndex, type ContentIndex } from './automatonIndex';
import type { ElementInPlace } from './elementInPlace';
import { complexTypeOf, declaredType } from './typeLookup';

/** An end tag that closes nothing, though an element of its name may stand here. */
interface StrayEnd {
  readonly offset: number;
  /** What may stand in the element that it would close. */
  readonly known: ContentIndex['known'];
}

/** More end tags are not looked at. */
const MOST_ENDS = 16;

/**
 * What the children of an element are that lost the start tag around them, but not its end tag: `<alias-entry/></UserAlias>`
 * in `Common`. The end tag is told as the mistake; its children are in order.
 */
export class UntaggedContent {
  private readonly ends: readonly StrayEnd[];

  constructor({ node, scope, grammar }: ElementInPlace, index: ContentIndex) {
    const ends: StrayEnd[] = [];
    let offset = node.startTagLength;
    for (const child of node.children) {
      if (child.kind === 'strayEndTag' && ends.length < MOST_ENDS) {
        const name = scope.elementName(child.name);
        const declaration = name === undefined ? undefined : index.known.get(name);
        const model = declaration === undefined ? undefined : complexTypeOf(declaredType(grammar, declaration))?.model;
        if (model) ends.push({ offset, known: automatonIndex(model, grammar).known });
      }
      offset += child.length;
    }
    this.ends = ends;
  }

  /** What a child at an offset is checked against, where it is such a one; undefined where it is not. */
  assignment(offset: number, name: ExpandedName): Assignment | undefined {
    return this.ends.find((end) => end.offset > offset)?.known.get(name);
  }
}
