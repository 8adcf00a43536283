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
}
