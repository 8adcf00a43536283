import * as vscode from 'vscode';

/** `accept`: press the first button of every dialog, take what an input box proposes; `dismiss`: press Escape. */
export type Answer = 'accept' | 'dismiss';

type Show = (message: string, ...rest: unknown[]) => Thenable<unknown>;

const dialogs = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;

/** The person in front of the editor. */
export interface Person {
  readonly shown: readonly string[];
  /** Clicks a button of the next notification that has it. */
  clicks(label: string): void;
  /** Tells each line that was shown, and is shown from now on. */
  onShown(told: (line: string) => void): void;
  leave(): void;
}

/**
 * Plays the person in front of the editor's messages: keeps what they say and presses their buttons. Only modal ones are
 * answered; a notification stays until somebody clicks it, and nobody does who is not told to.
 */
export function answering(answer: Answer): Person {
  const window = vscode.window as unknown as Record<(typeof dialogs)[number], Show> & { showInputBox: typeof vscode.window.showInputBox };
  const originals = new Map(dialogs.map((name) => [name, window[name]]));
  const originalInput = window.showInputBox;
  const shown: string[] = [];
  let awaited: string | undefined;
  let tell: (line: string) => void = () => undefined;
  const show = (line: string): void => {
    shown.push(line);
    tell(line);
  };
  for (const name of dialogs) {
    window[name] = (message, ...rest) => {
      const options = rest.find((part): part is vscode.MessageOptions => typeof part === 'object' && part !== null && 'modal' in part);
      show([message, options?.detail].filter(Boolean).join('\n'));
      const [first] = rest.filter((part) => part !== options);
      if (options === undefined && awaited !== undefined && rest.includes(awaited)) {
        const clicked = awaited;
        awaited = undefined;
        return Promise.resolve(clicked);
      }
      return Promise.resolve(options?.modal && answer === 'accept' ? first : undefined);
    };
  }
  window.showInputBox = (options?: vscode.InputBoxOptions) => {
    show(options?.prompt ?? '');
    return Promise.resolve(answer === 'accept' ? options?.value : undefined);
  };
  return {
    shown,
    clicks: (label) => { awaited = label; },
    onShown(told) {
      shown.forEach(told);
      tell = told;
    },
    leave() {
      for (const [name, original] of originals) window[name] = original;
      window.showInputBox = originalInput;
    },
  };
}
