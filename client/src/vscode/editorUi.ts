import { Position, ProgressLocation, Range, Uri, WorkspaceEdit, commands, window, workspace, type LogOutputChannel } from 'vscode';
import type { CmsVersions } from './cmsVersions';
import type { MergeEditor } from './mergeEditor';
import type { RefusalMarks } from './refusalMarks';
import type { Advance, PickItem, Place, PublishUi, Report, Severity } from './publishUi';

/** Plays the person's side of publishing with the windows of the editor. */
export function createEditorUi(output: LogOutputChannel, versions: CmsVersions, mergeEditor: MergeEditor, marks: RefusalMarks): PublishUi {
  const log = (severity: Severity, line: string): void => output[severity === 'information' ? 'info' : severity === 'warning' ? 'warn' : 'error'](line);

  const show = async ({ severity, message, actions = [] }: Report): Promise<void> => {
    log(severity, message);
    try {
      const chosen = await messageOf(severity)(message, ...actions.map(({ label }) => label));
      await actions.find(({ label }) => label === chosen)?.run();
    } catch (error) {
      output.error(error instanceof Error ? error : String(error));
    }
  };

  return {
    ask: async ({ severity, message, detail, choices }) => {
      const chosen = await messageOf(severity)(message, { modal: true, ...(detail === undefined ? {} : { detail }) }, ...choices);
      return choices.find((choice) => choice === chosen);
    },
    input: async ({ title, prompt, value, secret, validate }) => window.showInputBox({
      // The person may have to look the value up elsewhere.
      title, prompt, value, ignoreFocusOut: true, password: secret ?? false, validateInput: validate,
    }),
    pick: async ({ title, items }) => (await window.showQuickPick(items.map(rowOf), { title, ignoreFocusOut: true }))?.value,
    pickSeveral: async ({ title, items }) => (await window.showQuickPick(items.map(rowOf), { title, ignoreFocusOut: true, canPickMany: true }))?.map(({ value }) => value),
    report: (report) => void show(report),
    progress: async (title, work) => {
      const cancel = new AbortController();
      let advance: Advance = () => undefined;
      const working = work(cancel.signal, (done, all) => advance(done, all));
      if (await settlesSoon(working)) return working;
      return window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, async (shown, token) => {
        token.onCancellationRequested(() => cancel.abort());
        let percent = 0;
        // A report for each of ten thousand documents would keep the editor busy with nothing else.
        advance = (done, all) => {
          const now = Math.floor((100 * done) / all);
          if (now > percent) shown.report({ increment: now - percent, message: `${done} of ${all}` });
          percent = Math.max(percent, now);
        };
        return working;
      });
    },
    open: async (place) => { await commands.executeCommand(...commandTo(place)); },
    showDifference: (document, name, theirs) => versions.compare(document, name, theirs),
    merge: (merge) => mergeEditor.open(merge),
    replaceText: async (document, text) => {
      const uri = Uri.parse(document, true);
      const open = workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
      if (open === undefined) return false;
      const edit = new WorkspaceEdit();
      edit.replace(uri, new Range(new Position(0, 0), open.lineAt(open.lineCount - 1).range.end), text);
      return workspace.applyEdit(edit);
    },
    markRefusals: (document, text, places) => marks.show(document, text, places),
    log,
  };
}

/**
 * A notification for work that is done in a moment only flickers. Worse: the editor shows three notifications within
 * 800 ms, and hides the fourth, which is the one with the result.
 */
const WORTH_SHOWING_MILLISECONDS = 500;

async function settlesSoon(working: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((done) => (timer = setTimeout(() => done(false), WORTH_SHOWING_MILLISECONDS)));
  const settled = await Promise.race([working.then(() => true, () => true), late]);
  clearTimeout(timer);
  return settled;
}

function rowOf<Value>({ label, description, value }: PickItem<Value>) {
  return { label, ...(description === undefined ? {} : { description }), value };
}

function messageOf(severity: Severity): typeof window.showInformationMessage {
  return severity === 'information' ? window.showInformationMessage
    : severity === 'warning' ? window.showWarningMessage
    : window.showErrorMessage;
}

function commandTo(place: Place): [command: string, ...parameters: string[]] {
  if (place === 'language') return ['workbench.action.editor.changeLanguageMode'];
  if (place === 'trust') return ['workbench.trust.manage'];
  if (place === 'connections') return ['mcptt.selectConnection'];
  if (place === 'new connection') return ['mcptt.addConnection'];
  return ['workbench.action.openSettings', `@id:${place.slice('setting '.length)}`];
}
