import { type CompletionItem, CompletionItemKind, DiagnosticSeverity, InsertTextFormat, InsertTextMode, type Hover as ProtocolHover, MarkupKind, type Diagnostic as ProtocolDiagnostic, type MarkupContent, type Range } from 'vscode-languageserver';
import type { Diagnostic } from '../diagnostic';
import { type Completion, type Hover, plainText } from '../service';
import type { ClientAbilities } from './clientAbilities';
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
  namespace: CompletionItemKind.Module,
  markup: CompletionItemKind.Keyword,
};

export function toProtocolDiagnostic(document: Opened, diagnostic: Diagnostic): ProtocolDiagnostic {
  return toProtocolDiagnosticAt(document.uri, diagnostic, (start, end) => document.rangeOf(start, end));
}

/** The same for a document that is not open. @param rangeOf where offsets of its text are */
export function toProtocolDiagnosticAt(uri: string, { code, severity, message, start, end, href, related }: Diagnostic, rangeOf: (start: number, end: number) => Range): ProtocolDiagnostic {
  return {
    code, source: SOURCE, severity: SEVERITIES[severity], message, range: rangeOf(start, end),
    ...(href !== undefined && { codeDescription: { href } }),
    ...(related && { relatedInformation: related.map((each) => ({ location: { uri, range: rangeOf(each.start, each.end) }, message: each.message })) }),
  };
}

/**
 * A completion for a client, in no more than what it understands.
 * @param index place in the list; the list's own order is the one to show
 * @param documentation Markdown, for a client that does not ask for it later
 */
export function toCompletionItem(document: Opened, completion: Completion, index: number, can: ClientAbilities, documentation?: string): CompletionItem {
  const { label, kind, detail, topic, insert, start, end, insertEnd, also, required } = completion;
  const snippet = completion.snippet && can.snippets;
  const newText = completion.snippet && !can.snippets ? plainText(insert) : insert;
  const replace = document.rangeOf(start, end);
  const words = [detail, required && !can.labelDetails ? 'required' : undefined].filter((word) => word !== undefined);
  return {
    label,
    kind: KINDS[kind],
    ...(words.length > 0 && { detail: words.join(', ') }),
    ...(documentation !== undefined && { documentation: toMarkup(documentation, can.markdownItems) }),
    ...(documentation === undefined && topic && { data: { ...topic, uri: document.uri } }),
    ...(required && can.labelDetails && { labelDetails: { description: 'required' } }),
    ...(required && index === 0 && can.preselect && { preselect: true }),
    sortText: String(index).padStart(5, '0'),
    filterText: label,
    insertTextFormat: snippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    ...(can.adjustsIndentation && { insertTextMode: InsertTextMode.adjustIndentation }),
    textEdit: can.insertReplace && insertEnd < end ? { newText, insert: document.rangeOf(start, insertEnd), replace } : { newText, range: replace },
    ...(also && { additionalTextEdits: also.map((change) => ({ range: document.rangeOf(change.start, change.end), newText: change.insert })) }),
  };
}

/** Markdown as it is, or without its marks for a client that shows plain text. */
export function toMarkup(markdown: string, understood: boolean): MarkupContent {
  return understood ? { kind: MarkupKind.Markdown, value: markdown } : { kind: MarkupKind.PlainText, value: plainMarkdown(markdown) };
}

/** Our Markdown has bold words, code, breaks and escapes, no more. */
function plainMarkdown(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])|\*\*|`| {2}(?=\n)/g, (_, character: string | undefined) => character ?? '');
}

export function toProtocolHover(document: Opened, hover: Hover, can: ClientAbilities): ProtocolHover {
  return { contents: toMarkup(hover.contents, can.markdownHover), range: document.rangeOf(hover.start, hover.end) };
}
