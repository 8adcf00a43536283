import type { Diagnostic, DiagnosticData } from '../diagnostic';
import type { Assignment } from './assignment';
import type { Identifier } from './identifiers';

/** What the check of one element alone says. Offsets count from the element's start, so that it holds wherever the element moves. */
export interface Verdict {
  readonly diagnostics: readonly Diagnostic[];
  /** What each child element is checked against, in document order. */
  readonly children: readonly Assignment[];
  /** The values of type xs:ID, which must be unique in the document, and those of type xs:IDREF, which must be one of them. */
  readonly ids: readonly Identifier[];
}

const NONE: readonly never[] = [];

/** Collects the findings about one element; makes no lists where there is nothing to put in. */
export class Findings {
  private found: Diagnostic[] | undefined;
  private identifiers: Identifier[] | undefined;

  /** An error at `start`..`end`, counted from the element's start. */
  error(code: ValidityCode, message: string, start: number, end: number, data?: DiagnosticData): void {
    (this.found ??= []).push({ code, severity: 'error', message, start, end, ...(data && { data }) });
  }

  identify(found: readonly Identifier[]): void {
    if (found.length > 0) (this.identifiers ??= []).push(...found);
  }

  get ids(): readonly Identifier[] {
    return this.identifiers ?? NONE;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.found ?? NONE;
  }
}

/** Stable codes of what a schema finds. */
export type ValidityCode =
  | 'unknown-root' | 'unexpected-element' | 'missing-element' | 'unexpected-attribute' | 'missing-attribute'
  | 'invalid-value' | 'unexpected-text' | 'duplicate-id' | 'unknown-id'
  | 'duplicate-key' | 'missing-key' | 'ambiguous-key' | 'unknown-key';
