import type { Connection, Diagnostic as ProtocolDiagnostic } from 'vscode-languageserver';
import { LineIndex } from '../syntax/lineIndex';
import { toProtocolDiagnosticAt } from './convert';
import type { LoadedSchemas } from './userSchemas';

/** Shows what is wrong in schema documents, in these documents; several settings may share some. */
export class SchemaDiagnostics {
  private readonly shown = new Map<string, string>();

  constructor(private readonly connection: Connection) {}

  /** @param sets all that are in use */
  show(sets: Iterable<LoadedSchemas>): void {
    const found = new Map<string, ProtocolDiagnostic[]>();
    for (const { problems, texts } of sets) {
      for (const [uri, list] of problems) {
        if (found.get(uri)?.length) continue;
        const lines = new LineIndex(texts.get(uri)!);
        found.set(uri, list.map((problem) => toProtocolDiagnosticAt(uri, problem, (start, end) => ({ start: lines.positionAt(start), end: lines.positionAt(end) }))));
      }
    }
    for (const uri of this.shown.keys()) if (!found.has(uri)) found.set(uri, []);
    for (const [uri, diagnostics] of found) {
      const content = JSON.stringify(diagnostics);
      if ((this.shown.get(uri) ?? '[]') === content) continue;
      this.shown.set(uri, content);
      void this.connection.sendDiagnostics({ uri, diagnostics });
    }
  }
}
