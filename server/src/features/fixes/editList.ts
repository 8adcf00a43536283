import type { TextEdit } from '../../service';

/** Edits of one text in document order, none in the way of another. */
export class EditList {
  readonly edits: TextEdit[] = [];

  /** Adds edits that belong together: all of them, or none where one is in the way of an earlier one. @returns whether they were added */
  addUnlessInTheWay(edits: readonly TextEdit[]): boolean {
    if (edits.some((edit) => this.isInTheWay(edit))) return false;
    for (const edit of edits) this.edits.splice(this.placeOf(edit.start), 0, edit);
    return true;
  }

  private isInTheWay({ start, end }: TextEdit): boolean {
    const place = this.placeOf(start);
    const before = this.edits[place - 1];
    const after = this.edits[place];
    return (before !== undefined && before.end > start) || (after !== undefined && (after.start < end || after.start === start));
  }

  /** How many edits begin before an offset. */
  private placeOf(offset: number): number {
    let low = 0;
    let high = this.edits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.edits[middle]!.start < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
