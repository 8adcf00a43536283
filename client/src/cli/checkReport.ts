import type { Diagnostic } from '../../../server/src/diagnostic';
import { LineIndex, type Position } from '../../../server/src/syntax/lineIndex';

/** A diagnostic with its place in lines and columns. */
export interface ReportedDiagnostic extends Pick<Diagnostic, 'code' | 'severity' | 'message' | 'href'> {
  readonly range: { readonly start: Position; readonly end: Position };
}

export interface CheckedFile {
  /** As it was named, or found below the folder that was. */
  readonly file: string;
  readonly diagnostics: readonly ReportedDiagnostic[];
}

export const FORMATS = ['text', 'json', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

/** Diagnostics of a text, with their places. */
export function placed(found: readonly Diagnostic[], text: string): ReportedDiagnostic[] {
  if (found.length === 0) return [];
  const lines = new LineIndex(text);
  return found.map(({ code, severity, message, href, start, end }) => ({ code, severity, message, ...(href !== undefined && { href }), range: { start: lines.positionAt(start), end: lines.positionAt(end) } }));
}

/** What `check` prints. */
export function report(format: Format, files: readonly CheckedFile[]): string {
  if (format === 'json') return `${JSON.stringify(files.map(jsonFile), undefined, 2)}\n`;
  return format === 'sarif' ? `${JSON.stringify(sarif(files), undefined, 2)}\n` : text(files);
}

/** One line a problem, `file:line:column: severity code: message`, lines and columns from 1. */
export function problemLines(files: readonly CheckedFile[]): string[] {
  return files.flatMap(({ file, diagnostics }) => diagnostics.map(({ code, severity, message, range }) =>
    `${file}:${range.start.line + 1}:${range.start.character + 1}: ${severity} ${code}: ${message.split('\n', 1)[0]!}`));
}

/** The problems; then a line that counts. */
function text(files: readonly CheckedFile[]): string {
  const lines = problemLines(files);
  const count = (severity: Diagnostic['severity']): number => files.reduce((sum, { diagnostics }) => sum + diagnostics.filter((each) => each.severity === severity).length, 0);
  const plural = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
  lines.push(`${plural(files.length, 'file')}: ${plural(count('error'), 'error')}, ${plural(count('warning'), 'warning')}`);
  return `${lines.join('\n')}\n`;
}

function jsonFile({ file, diagnostics }: CheckedFile): unknown {
  return { file, diagnostics: diagnostics.map(({ code, severity, message, range }) => ({ code, severity, message, range, source: 'mcptt' })) };
}

/** SARIF 2.1.0: what code scanning services read. Lines and columns from 1, columns in UTF-16 code units. */
function sarif(files: readonly CheckedFile[]): unknown {
  const rules = new Map<string, string | undefined>();
  for (const { diagnostics } of files) for (const { code, href } of diagnostics) if (!rules.has(code)) rules.set(code, href);
  const ids = [...rules.keys()];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'mcptt-user-profile', rules: ids.map((id) => ({ id, ...(rules.get(id) !== undefined && { helpUri: rules.get(id) }) })) } },
      columnKind: 'utf16CodeUnits',
      results: files.flatMap(({ file, diagnostics }) => diagnostics.map(({ code, severity, message, range }) => ({
        ruleId: code, ruleIndex: ids.indexOf(code), level: LEVELS[severity], message: { text: message },
        locations: [{ physicalLocation: { artifactLocation: { uri: fileUri(file) }, region: region(range) } }],
      }))),
    }],
  };
}

const LEVELS: Readonly<Record<Diagnostic['severity'], string>> = { error: 'error', warning: 'warning', information: 'note', hint: 'note' };

/** A relative reference, or a file URI for an absolute path; each segment is encoded. */
function fileUri(file: string): string {
  const path = file.replaceAll('\\', '/');
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  if (/^[A-Za-z]:\//.test(path)) return `file:///${encoded}`;
  return path.startsWith('/') ? `file://${encoded}` : encoded;
}

function region({ start, end }: ReportedDiagnostic['range']): unknown {
  return { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}
