import { DocumentDiagnosticReportKind, type Diagnostic, type DocumentDiagnosticReport } from 'vscode-languageserver';
import type { RuleSeverities } from '../service';
import { toProtocolDiagnostic } from './convert';
import type { Opened } from './openDocuments';

/** The diagnostics of one document as they were sent last: the same ones are not sent again. */
export class DiagnosticReports {
  private last: readonly Diagnostic[] | undefined;
  private number = 0;

  constructor(private readonly opened: Opened) {}

  /** @param previousResultId what the client says it has; @param severities what the rules are to be told as */
  report(previousResultId: string | undefined, severities: RuleSeverities): DocumentDiagnosticReport {
    const items = this.current(severities);
    if (!this.last || !same(this.last, items)) {
      this.last = items;
      this.number++;
    }
    const resultId = String(this.number);
    return previousResultId === resultId ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId } : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
  }

  current(severities: RuleSeverities): Diagnostic[] {
    return this.opened.known.diagnose(severities).map((diagnostic) => toProtocolDiagnostic(this.opened, diagnostic));
  }
}

function same(before: readonly Diagnostic[], after: readonly Diagnostic[]): boolean {
  return before.length === after.length && JSON.stringify(before) === JSON.stringify(after);
}
