import type { MeantElement } from './meaningTree';

/** What becomes of the children of an element on the way to those of another; indices into either list. */
export interface Alignment {
  /** Children of one name that differ, in order. */
  readonly changed: readonly { readonly from: number; readonly to: number }[];
  /** Children that go. */
  readonly removed: readonly number[];
  /** Children that come. */
  readonly added: readonly number[];
}

/** So many pairs are compared; longer lists than that are not looked into. */
const MOST_PAIRS = 1_000_000;

/** Finds what two lists of children have in common, in order; undefined where they are too long for that. */
export function align(before: readonly MeantElement[], after: readonly MeantElement[]): Alignment | undefined {
  let start = 0;
  while (start < before.length && before[start]?.id === after[start]?.id) start++;
  let [rows, columns] = [before.length - start, after.length - start];
  while (rows > 0 && columns > 0 && before[start + rows - 1]!.id === after[start + columns - 1]!.id) [rows, columns] = [rows - 1, columns - 1];
  if (rows * columns > MOST_PAIRS) return undefined;

  // best[row][column]: of what is left from there on, as in a longest common subsequence.
  const width = columns + 1;
  const best = new Int32Array((rows + 1) * width);
  const closeness = (row: number, column: number): number => closenessOf(before[start + row]!, after[start + column]!);
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      const close = closeness(row, column);
      const paired = close === 0 ? 0 : close + best[(row + 1) * width + column + 1]!;
      best[row * width + column] = Math.max(paired, best[(row + 1) * width + column]!, best[row * width + column + 1]!);
    }
  }
  const changed: { from: number; to: number }[] = [];
  const removed: number[] = [];
  const added: number[] = [];
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    const here = row < rows && column < columns ? best[row * width + column]! : -1;
    const close = here > 0 ? closeness(row, column) : 0;
    if (close > 0 && here === close + best[(row + 1) * width + column + 1]!) {
      if (close < SAME) changed.push({ from: start + row, to: start + column });
      [row, column] = [row + 1, column + 1];
    } else if (column === columns || (row < rows && here === best[(row + 1) * width + column]!)) removed.push(start + row++);
    else added.push(start + column++);
  }
  return { changed, removed, added };
}

const SAME = 4;

/** The more, the rather two children are one that has changed; 0 where they are not. */
function closenessOf(one: MeantElement, other: MeantElement): number {
  if (one.id === other.id) return SAME;
  if (one.name !== other.name) return 0;
  return one.attributes.get('index') === other.attributes.get('index') ? 2 : 1;
}
