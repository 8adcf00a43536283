/**
 * The names around an element, as written and as meant, in one object: the same names give the same object, so that what
 * was found out about an element can be told to hold still where its surroundings are equal.
 */
export class ElementPath {
  private readonly inner = new Map<string, ElementPath>();

  /** The path of a child. */
  child(written: string, meant: string): ElementPath {
    const key = `${written} ${meant}`;
    let path = this.inner.get(key);
    if (!path) {
      // Names that were typed and gone again would pile up; what is dropped is only made, and checked, again.
      if (this.inner.size >= MOST_NAMES) this.inner.clear();
      path = new ElementPath();
      this.inner.set(key, path);
    }
    return path;
  }
}

const MOST_NAMES = 1_024;
