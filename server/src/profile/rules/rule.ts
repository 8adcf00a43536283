import type { Diagnostic } from '../../diagnostic';
import type { ListKeys } from './listKeys';
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
}

/**
 * A rule about one element, as far as its own tags, the names of its children and the names around it tell; never about
 * what stands inside the children's tags, or deeper: what it says is remembered through edits in there.
 */
export interface ElementRule extends Rule {
  /** What is wrong; called once for every element whose start tag can be trusted. Pure. */
  readonly check: (place: Place, options: RuleOptions) => readonly Diagnostic[];
}

/** A rule that wants the elements of a list to differ. It may look at all that is in one of them, and at nothing else. */
export interface ListRule extends Rule {
  /** What must not come twice in the list; undefined for a child that does not count. No window on the text, which it outlives (`ownCopy`). Pure. */
  readonly key: (child: Place) => string | undefined;
  /** What is wrong with a child that has the key of an earlier one. */
  readonly repeated: (child: Place, first: Place) => Diagnostic;
}

/**
 * A rule about several places of the document. It is asked again after every edit, so it goes straight to what it
 * compares, and takes what it needs of a long list from the list's keys.
 */
export interface DocumentRule extends Rule {
  /** @param keysOf of a list; undefined where no rule keeps keys of it */
  readonly checkDocument: (root: Place, keysOf: (list: Place) => ListKeys | undefined, options: RuleOptions) => readonly Diagnostic[];
}

/** What a rule says of an element that is in order. */
export const NO_FINDINGS: readonly Diagnostic[] = [];

/** A diagnostic of a rule: the message on the first line, the clause on the second. @param related other places that belong to it */
export function finding(
  rule: Pick<Rule, 'code' | 'clause' | 'defaultSeverity'>, range: { start: number; end: number }, message: string, related?: Diagnostic['related'],
): Diagnostic {
  return { code: rule.code, severity: rule.defaultSeverity, message: `${message}\n${rule.clause}`, start: range.start, end: range.end, ...(related && { related }) };
}
