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
  /** Other places of the text that belong to it, such as the first of two that should differ; `start` and `end` as above. */
  readonly related?: readonly { readonly start: number; readonly end: number; readonly message: string }[];
  /** What is meant, where the message alone does not tell a program. */
  readonly data?: DiagnosticData;
}

/** What a fix must know of a diagnostic beyond its place. Small: a document may have thousands. Names are expanded, `{namespace}local`. */
export interface DiagnosticData {
  /** The names that would do in place of the one that stands there, the most likely first. */
  readonly expected?: readonly string[];
  /** What is to be inserted: the names in order; each list on its own will do. */
  readonly missing?: readonly (readonly string[])[];
  /** True where that is missing in front of the element that the diagnostic stands on, not in it. */
  readonly before?: true;
}

/** The same diagnostic, counted from elsewhere. @param by how many characters further on everything stands */
export function moved(diagnostic: Diagnostic, by: number): Diagnostic {
  const { start, end, related } = diagnostic;
  return { ...diagnostic, start: start + by, end: end + by, ...(related && { related: related.map((each) => ({ ...each, start: each.start + by, end: each.end + by })) }) };
}
