import type { Outcome } from './runGroup';

/** What came out for one feature: how often, and with which reasons. */
export interface FeatureReport {
  readonly feature: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** The reasons of what was skipped, the commonest first. */
  readonly reasons: readonly [reason: string, count: number][];
}

/** A feature is a test set: that is how the suite is divided. */
export function summarize(feature: string, outcomes: readonly Outcome[]): FeatureReport {
  const count = (...results: Outcome['result'][]): number => outcomes.filter(({ result }) => results.includes(result)).length;
  const reasons = new Map<string, number>();
  for (const { result, reason } of outcomes) {
    if (result !== 'skipped') continue;
    // What is not supported is the reason; other names in it differ from test to test.
    const kind = reason.includes('supported') ? reason.replace(/pattern '.*' cannot/, 'pattern … cannot') : reason.replace(/'[^']*'/g, '…');
    reasons.set(kind, (reasons.get(kind) ?? 0) + 1);
  }
  return { feature, passed: count('passed'), failed: count('accepted wrongly', 'refused wrongly', 'crashed'), skipped: count('skipped'), reasons: [...reasons].sort((a, b) => b[1] - a[1]) };
}

/** The table that is printed: a line a feature, and why something was skipped below it. */
export function table(reports: readonly FeatureReport[]): string {
  const width = Math.max(...reports.map(({ feature }) => feature.length));
  const line = ({ feature, passed, failed, skipped }: Omit<FeatureReport, 'reasons'>): string => `${feature.padEnd(width)} ${cell(passed)} passed ${cell(failed)} failed ${cell(skipped)} skipped`;
  const sum = (field: 'passed' | 'failed' | 'skipped'): number => reports.reduce((total, report) => total + report[field], 0);
  return [
    ...reports.flatMap((report) => [line(report), ...report.reasons.slice(0, 4).map(([reason, count]) => `${' '.repeat(width + 4)}${count} skipped: ${reason}`)]),
    line({ feature: 'all', passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }),
  ].join('\n');
}

function cell(count: number): string {
  return String(count).padStart(5);
}
