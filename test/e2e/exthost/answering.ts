import * as vscode from 'vscode';

/** `accept`: press the first button of every dialog; `dismiss`: press Escape. */
export type Answer = 'accept' | 'dismiss';

type Show = (message: string, ...rest: unknown[]) => Thenable<unknown>;

const dialogs = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;

/**
 * Plays the person in front of the editor's messages: keeps what they say and presses their buttons. Only modal ones are
 * answered; a notification stays until somebody clicks it, and nobody does.
 */
export function answering(answer: Answer): { readonly shown: readonly string[]; leave(): void } {
  const window = vscode.window as unknown as Record<(typeof dialogs)[number], Show>;
  const originals = new Map(dialogs.map((name) => [name, window[name]]));
  const shown: string[] = [];
  for (const name of dialogs) {
    window[name] = (message, ...rest) => {
      const modal = rest.find((part): part is vscode.MessageOptions => typeof part === 'object' && part !== null && 'modal' in part && part.modal === true);
      shown.push([message, modal?.detail].filter(Boolean).join('\n'));
      const buttons = rest.filter((part) => part !== modal && (typeof part === 'string' || (typeof part === 'object' && part !== null && 'title' in part)));
      return Promise.resolve(modal && answer === 'accept' ? buttons[0] : undefined);
    };
  }
  return {
    shown,
    leave() {
      for (const [name, original] of originals) window[name] = original;
    },
  };
}
