/**
 * The names around an element, as written and as meant, in one object: the same names give the same object, so that what
 * was found out about an element can be told to hold still where its surroundings are equal.
 */
export class ElementPath {
  private readonly inner = new Map<string, Map<string, ElementPath>>();

  /** The path of a child. */
  child(written: string, meant: string): ElementPath {
    let meanings = this.inner.get(written);
    if (!meanings) {
      // Names that were typed and gone again would pile up; what is dropped is only made, and checked, again.
      if (this.inner.size >= MOST_NAMES) this.inner.clear();
      this.inner.set(written, (meanings = new Map<string, ElementPath>()));
    }
    let path = meanings.get(meant);
    if (!path) {
      if (meanings.size >= MOST_NAMES) meanings.clear();
      meanings.set(meant, (path = new ElementPath()));
    }
    return path;
  }
}

const MOST_NAMES = 1_024;
