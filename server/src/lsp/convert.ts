import { type CompletionItem, CompletionItemKind, DiagnosticSeverity, InsertTextFormat, type Hover as ProtocolHover, MarkupKind, type Diagnostic as ProtocolDiagnostic } from 'vscode-languageserver';
import type { Diagnostic } from '../diagnostic';
import type { Completion, Hover } from '../service';
import type { Opened } from './openDocuments';

/** From offsets and our words to the protocol's positions and numbers. */

export const SOURCE = 'mcptt';

const SEVERITIES: Readonly<Record<Diagnostic['severity'], DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const KINDS: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  element: CompletionItemKind.Field,
  attribute: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  endTag: CompletionItemKind.Field,
  skeleton: CompletionItemKind.Snippet,
};

export function toProtocolDiagnostic(document: Opened, diagnostic: Diagnostic): ProtocolDiagnostic {
  const { code, severity, message, start, end, href, related } = diagnostic;
  return {
    code, source: SOURCE, severity: SEVERITIES[severity], message, range: document.rangeOf(start, end),
    ...(href !== undefined && { codeDescription: { href } }),
    ...(related && { relatedInformation: related.map((each) => ({ location: { uri: document.uri, range: document.rangeOf(each.start, each.end) }, message: each.message })) }),
  };
}

/** @param index place in the list; the list's own order is the one to show */
export function toCompletionItem(document: Opened, completion: Completion, index: number): CompletionItem {
  const { label, kind, detail, documentation, insert, snippet, start, end, required } = completion;
  return {
    label,
    kind: KINDS[kind],
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && { documentation: { kind: MarkupKind.Markdown, value: documentation } }),
    ...(required && { labelDetails: { description: 'required' }, preselect: index === 0 }),
    sortText: String(index).padStart(5, '0'),
    filterText: label,
    insertTextFormat: snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: document.rangeOf(start, end), newText: insert },
  };
}

export function toProtocolHover(document: Opened, hover: Hover): ProtocolHover {
  return { contents: { kind: MarkupKind.Markdown, value: hover.contents }, range: document.rangeOf(hover.start, hover.end) };
}
