import * as vscode from 'vscode';

/** `accept`: press the first button of every dialog, take what an input box proposes; `dismiss`: press Escape. */
export type Answer = 'accept' | 'dismiss';

type Show = (message: string, ...rest: unknown[]) => Thenable<unknown>;

const dialogs = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;

/**
 * Plays the person in front of the editor's messages: keeps what they say and presses their buttons. Only modal ones are
 * answered; a notification stays until somebody clicks it, and nobody does.
 */
export function answering(answer: Answer): { readonly shown: readonly string[]; leave(): void } {
  const window = vscode.window as unknown as Record<(typeof dialogs)[number], Show> & { showInputBox: typeof vscode.window.showInputBox };
  const originals = new Map(dialogs.map((name) => [name, window[name]]));
  const originalInput = window.showInputBox;
  const shown: string[] = [];
  for (const name of dialogs) {
    window[name] = (message, ...rest) => {
      const options = rest.find((part): part is vscode.MessageOptions => typeof part === 'object' && part !== null && 'modal' in part);
      shown.push([message, options?.detail].filter(Boolean).join('\n'));
      const [first] = rest.filter((part) => part !== options);
      return Promise.resolve(options?.modal && answer === 'accept' ? first : undefined);
    };
  }
  window.showInputBox = (options?: vscode.InputBoxOptions) => {
    shown.push(options?.prompt ?? '');
    return Promise.resolve(answer === 'accept' ? options?.value : undefined);
  };
  return {
    shown,
    leave() {
      for (const [name, original] of originals) window[name] = original;
      window.showInputBox = originalInput;
    },
  };
}
