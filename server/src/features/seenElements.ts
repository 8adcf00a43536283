import type { DocumentText } from '../syntax/documentText';
import { ElementPath } from './elementPath';

/** An element shorter than this is sooner checked than found; one longer than that hardly comes again. */
const SHORTEST = 256;
const LONGEST = 65_536;
/** Texts that are kept alive by what is remembered of them, in characters; then all is forgotten. */
const MOST_KEPT = 2_000_000;

/**
 * What was found out about elements of other documents, by their text. Generated profiles share most of their rules and
 * groups word by word, so that a folder of them is checked in a fraction of the time. Only for elements that are in order:
 * what is wrong is found anew, at its place.
 */
export class SeenElements<Verdict> {
  /** One for all documents, so that the names around an element can be compared. */
  readonly rootPath = new ElementPath();
  private readonly verdicts = new Map<string, Verdict[]>();
  private kept = 0;

  /** @param fits whether a verdict on the same text was reached in the same surroundings */
  find(text: DocumentText, start: number, length: number, fits: (verdict: Verdict) => boolean): Verdict | undefined {
    return isWorthIt(length) ? this.verdicts.get(text.slice(start, start + length))?.find(fits) : undefined;
  }

  add(text: DocumentText, start: number, length: number, verdict: Verdict): void {
    if (!isWorthIt(length)) return;
    const element = text.slice(start, start + length);
    const known = this.verdicts.get(element);
    if (known) known.push(verdict);
    else this.verdicts.set(element, [verdict]);
  }

  /** Called after each document, whose text is kept by what was added of it. */
  endOf(text: DocumentText): void {
    this.kept += text.length;
    if (this.kept <= MOST_KEPT) return;
    this.verdicts.clear();
    this.kept = 0;
  }
}

function isWorthIt(length: number): boolean {
  return length >= SHORTEST && length <= LONGEST;
}
