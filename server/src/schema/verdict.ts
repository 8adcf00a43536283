import type { Diagnostic, DiagnosticData } from '../diagnostic';
import type { Assignment } from './assignment';

/** What the check of one element alone says. Offsets count from the element's start, so that it holds wherever the element moves. */
export interface Verdict {
  readonly diagnostics: readonly Diagnostic[];
  /** What each child element is checked against, in document order. */
  readonly children: readonly Assignment[];
  /** The values of type xs:ID, which must be unique in the document. */
  readonly ids: readonly Identifier[];
}

/** A value of type xs:ID at its place. */
export interface Identifier {
  readonly value: string;
  readonly start: number;
  readonly end: number;
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

  identifier(value: string, start: number, end: number): void {
    (this.identifiers ??= []).push({ value, start, end });
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
  | 'invalid-value' | 'unexpected-text' | 'duplicate-id';
