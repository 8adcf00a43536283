import { type ClientCapabilities, type CodeAction, CodeActionKind, type CodeActionParams, type TextEdit as ProtocolEdit, type WorkspaceEdit } from 'vscode-languageserver';
import type { Diagnostic } from '../diagnostic';
import type { Fix, TextEdit } from '../service';
import { toProtocolDiagnostic } from './convert';
import type { Opened } from './openDocuments';

/** Mends everything safe in a document; what an editor runs on save where it is told to. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.mcptt`;
export const CODE_ACTION_KINDS: readonly string[] = [CodeActionKind.QuickFix, FIX_ALL];

/** An edit of more places than this is found again when it is taken: a list may be renumbered in a hundred thousand. */
const MOST_EDITS = 100;

/** What a code action needs to be resolved: whose document, and which code is to be mended in all of it; or one diagnostic of it, and which way. */
interface ToResolve {
  readonly uri: string;
  readonly code: string;
  readonly one?: { readonly start: number; readonly title: string };
}

/** What a client can do with a code action. */
export interface CodeActionClient {
  /** It takes edits that say which version of the document they are for. */
  readonly versioned: boolean;
  /** It asks for the edit when the action is taken. */
  readonly resolves: boolean;
}

/** Reads what a client can do out of what it says of itself. */
export function codeActionClient({ workspace, textDocument }: ClientCapabilities): CodeActionClient {
  const resolve = textDocument?.codeAction?.resolveSupport?.properties ?? [];
  return { versioned: workspace?.workspaceEdit?.documentChanges === true, resolves: resolve.includes('edit') && textDocument?.codeAction?.dataSupport === true };
}

/**
 * The actions for a range. What the client sends of diagnostics may be of an older text: those of the present one are
 * looked at, which are known after an edit at the cost of the edit.
 */
export function codeActions(opened: Opened, { range, context: { only } }: CodeActionParams, client: CodeActionClient): CodeAction[] {
  const wants = (kind: string): boolean => only === undefined || only.some((asked) => kind === asked || kind.startsWith(`${asked}.`));
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) actions.push(...quickFixes(opened, opened.offsetAt(range.start), opened.offsetAt(range.end), client));
  // It looks at the whole document: only for one who asks for it.
  if (only !== undefined && wants(FIX_ALL)) actions.push(...fixAllSafe(opened, client));
  return actions;
}

function quickFixes(opened: Opened, start: number, end: number, client: CodeActionClient): CodeAction[] {
  const all = opened.diagnose();
  const asked = all.filter((each) => each.start <= Math.max(start, end) && each.end >= Math.min(start, end));
  const fixes = opened.service.fixes(opened.known.tree, asked, opened.options);
  const single = fixes.map((fix) => quickFix(opened, fix, client));
  return client.resolves ? [...single, ...fixAllOfCode(opened, all, fixes)] : single;
}

function quickFix(opened: Opened, { title, edits, preferred, diagnostic }: Fix, client: CodeActionClient): CodeAction {
  const later: ToResolve = { uri: opened.uri, code: diagnostic.code, one: { start: diagnostic.start, title } };
  return {
    title, kind: CodeActionKind.QuickFix, diagnostics: [toProtocolDiagnostic(opened, diagnostic)], ...(preferred && { isPreferred: true }),
    ...(client.resolves && edits.length > MOST_EDITS ? { data: later } : { edit: workspaceEdit(opened, edits, client) }),
  };
}

/** One action for each code that has more than one diagnostic and an obvious fix here; its edit is found when it is taken. */
function fixAllOfCode(opened: Opened, all: readonly Diagnostic[], fixes: readonly Fix[]): CodeAction[] {
  const codes = new Set(fixes.filter(({ preferred }) => preferred).map(({ diagnostic }) => diagnostic.code));
  return [...codes].flatMap((code): CodeAction[] => {
    const alike = all.filter((each) => each.code === code);
    if (alike.length < 2) return [];
    const here = fixes.filter(({ diagnostic }) => diagnostic.code === code).map(({ diagnostic }) => diagnostic);
    const data: ToResolve = { uri: opened.uri, code };
    return [{ title: `Fix all '${code}' in this document`, kind: CodeActionKind.QuickFix, diagnostics: [...new Set(here)].map((each) => toProtocolDiagnostic(opened, each)), data }];
  });
}

function fixAllSafe(opened: Opened, client: CodeActionClient): CodeAction[] {
  // Saving a document in which nothing is wrong costs nothing.
  if (opened.diagnose().length === 0) return [];
  const edits = opened.fixAll('safe');
  return edits.length === 0 ? [] : [{ title: 'Fix everything that is safe to fix', kind: FIX_ALL, edit: workspaceEdit(opened, edits, client) }];
}

/** The address of the document that an action to be resolved is about; undefined for one that is not ours. */
export function documentOf({ data }: CodeAction): string | undefined {
  const { uri } = (data ?? {}) as Partial<ToResolve>;
  return typeof uri === 'string' ? uri : undefined;
}

/** The action with its edit, of the document as it is now. */
export function resolveCodeAction(action: CodeAction, opened: Opened, client: CodeActionClient): CodeAction {
  const { code, one } = (action.data ?? {}) as Partial<ToResolve>;
  if (typeof code !== 'string') return action;
  const edits = one ? editsOfOne(opened, code, one) : opened.fixAll([code]);
  return { ...action, edit: workspaceEdit(opened, edits, client) };
}

/** None where the document has changed since, and the diagnostic is elsewhere. */
function editsOfOne(opened: Opened, code: string, { start, title }: NonNullable<ToResolve['one']>): readonly TextEdit[] {
  const asked = opened.diagnose().filter((each) => each.code === code && each.start === start);
  return opened.service.fixes(opened.known.tree, asked, opened.options).find((fix) => fix.title === title)?.edits ?? [];
}

function workspaceEdit(opened: Opened, edits: readonly TextEdit[], { versioned }: CodeActionClient): WorkspaceEdit {
  const { uri, version } = opened;
  const changes = edits.map(({ start, end, insert }): ProtocolEdit => ({ range: opened.rangeOf(start, end), newText: insert }));
  return versioned ? { documentChanges: [{ textDocument: { uri, version }, edits: changes }] } : { changes: { [uri]: changes } };
}
