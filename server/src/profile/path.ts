import type { DocumentText } from '../syntax/documentText';
import type { PlacedElement } from '../syntax/cursor';
import { Scope } from '../syntax/namespaces';
import { canonicalElementName, type CanonicalName } from './namespaces';

/** Canonical names of an element and those around it, the outermost first. A name whose prefix is not bound is ''. */
export type CanonicalPath = readonly CanonicalName[];

/** The path of an element of a text. */
export function canonicalPath(element: PlacedElement, text: DocumentText): CanonicalPath {
  const around: PlacedElement[] = [];
  for (let at: PlacedElement | undefined = element; at; at = at.parent) around.push(at);
  let scope = Scope.root;
  return around.reverse().map(({ node, start }) => {
    scope = scope.enter(node, start, text);
    const name = scope.elementName(node.name);
    return name === undefined ? '' : canonicalElementName(name);
  });
}

/** True where the path ends with the names of `suffix`, which are separated by `/`. */
export function endsWith(path: CanonicalPath, suffix: string): boolean {
  const names = suffix.split('/');
  return names.length <= path.length && names.every((name, at) => path[path.length - names.length + at] === name);
}

/** Tables whose keys are the last names of a path: what is said of the longest ending wins. */
export class SuffixTable<Value> {
  private readonly entries = new Map<string, Value>();
  private readonly depth: number;

  constructor(entries: Iterable<readonly [suffix: string, value: Value]>) {
    let depth = 0;
    for (const [suffix, value] of entries) {
      if (this.entries.has(suffix)) throw new Error(`'${suffix}' is in the table twice`);
      this.entries.set(suffix, value);
      depth = Math.max(depth, suffix.split('/').length);
    }
    this.depth = depth;
  }

  /**
   * What the table says of a path.
   * @param ending text that follows the path in a key, such as `@index`
   */
  find(path: CanonicalPath, ending = ''): Value | undefined {
    for (let length = Math.min(this.depth, path.length); length > 0; length--) {
      const found = this.entries.get(path.slice(path.length - length).join('/') + ending);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** What the table says of exactly this key. */
  get(key: string): Value | undefined {
    return this.entries.get(key);
  }

  /** Every key of the table. */
  keys(): string[] {
    return [...this.entries.keys()];
  }
}
