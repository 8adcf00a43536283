import type { Diagnostic } from '../../diagnostic';
import type { Place } from './place';

/** What a rule may know beside the text. */
export interface RuleOptions {
  /** Last segment of the document's path, where it has one. */
  readonly fileName?: string;
}

/** A requirement that the schema does not state. */
export interface Rule {
  /** Stable, kebab-case; the code of its diagnostics. */
  readonly code: string;
  /** Where the requirement is written. */
  readonly clause: string;
  readonly defaultSeverity: Diagnostic['severity'];
  /** One line for a list of rules: what is reported. */
  readonly summary: string;
  /** What is wrong with one element; called once for every element whose start tag can be trusted. Pure. */
  readonly check: (place: Place, options: RuleOptions) => readonly Diagnostic[];
}

/** What a rule says of an element that is in order. */
export const NO_FINDINGS: readonly Diagnostic[] = [];

/** A diagnostic of a rule: the message on the first line, the clause on the second. */
export function finding(
  rule: Pick<Rule, 'code' | 'clause' | 'defaultSeverity'>, range: { start: number; end: number }, message: string,
): Diagnostic {
  return { code: rule.code, severity: rule.defaultSeverity, message: `${message}\n${rule.clause}`, start: range.start, end: range.end };
}
