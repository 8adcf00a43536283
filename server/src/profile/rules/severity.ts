import type { Diagnostic } from '../../diagnostic';
import { nearestName } from '../../schema';
import { excerpt } from '../../syntax/wording';

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
 * Reads severities by code out of what somebody wrote, whatever that is.
 * @param codes of all rules
 * @returns what can be used of it, and a line about everything that cannot
 */
export function readSeverities(written: unknown, codes: ReadonlySet<string>): { readonly severities: RuleSeverities; readonly problems: readonly string[] } {
  const severities = new Map<string, RuleSeverity>();
  const problems: string[] = [];
  for (const [code, severity] of Object.entries(typeof written === 'object' && written !== null ? written : {})) {
    if (!codes.has(code)) {
      const near = nearestName(code, codes);
      problems.push(`there is no rule '${excerpt(code)}'; ${near === undefined ? 'see docs/rules.md' : `did you mean '${near}'?`}`);
    } else if (!isRuleSeverity(severity)) problems.push(`'${excerpt(String(severity))}' is no severity for '${code}'; use ${RULE_SEVERITIES.join(', ')}`);
    else severities.set(code, severity);
  }
  return { severities, problems };
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
