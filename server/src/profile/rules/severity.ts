import type { Diagnostic } from '../../diagnostic';

/** How bad it is that a rule is broken; `off`: nothing is said. */
export type RuleSeverity = Diagnostic['severity'] | 'off';

/** All of them, the worst first. */
export const RULE_SEVERITIES: readonly RuleSeverity[] = ['error', 'warning', 'information', 'hint', 'off'];

/** What somebody wants rules to be told as, by code; for the others their default holds. */
export type RuleSeverities = ReadonlyMap<string, RuleSeverity>;

/** Whether a word is one of RULE_SEVERITIES. */
export function isRuleSeverity(word: unknown): word is RuleSeverity {
  return RULE_SEVERITIES.some((each) => each === word);
}

/**
 * The severity of a finding under a setting. One that its rule tells more softly than others, because it is only recalled,
 * stays that soft.
 */
export function severityOf(found: Diagnostic['severity'], usual: Diagnostic['severity'], wanted: RuleSeverity | undefined): RuleSeverity {
  if (wanted === undefined) return found;
  return found === usual || rank(wanted) > rank(found) ? wanted : found;
}

function rank(severity: RuleSeverity): number {
  return RULE_SEVERITIES.indexOf(severity);
}
