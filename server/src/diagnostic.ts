/** What is wrong at a place of a text. Plain data: the protocol's positions are made from it in `lsp`. */
export interface Diagnostic {
  /** Stable, kebab-case. */
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  /** First line: what is wrong and what to do. */
  readonly message: string;
  /** The offending characters, `start` included, `end` not; UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** Where the broken requirement is written. */
  readonly href?: string;
  /** Other places that have to do with it, such as the first of two duplicates; offsets as `start` and `end`. */
  readonly related?: readonly { start: number; end: number; message: string }[];
}

/** The same diagnostic in a text where all that it speaks of stands `by` code units further on. */
export function moved(diagnostic: Diagnostic, by: number): Diagnostic {
  const { start, end, related } = diagnostic;
  const shifted = related?.map((each) => ({ ...each, start: each.start + by, end: each.end + by }));
  return { ...diagnostic, start: start + by, end: end + by, ...(shifted && { related: shifted }) };
}
