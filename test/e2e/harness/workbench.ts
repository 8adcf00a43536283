import type { Locator, Page } from 'playwright-core';
import { folderUrl } from '../../../scripts/codeServer.mjs';

/** What a person does in VS Code, by what they see there. Everything waits until it is there to be seen. */
export interface Workbench {
  open(workspace: string): Promise<void>;
  /** Runs a command by its title. */
  command(title: string): Promise<void>;
  /** Opens a file of the workspace by its path and waits for its text. */
  openFile(path: string, containing: string): Promise<void>;
  /** Puts the cursor at a line and column, both from 1. */
  goTo(line: number, column: number): Promise<void>;
  /** A button of a modal question. */
  dialogButton(label: string): Locator;
  readonly dialog: Locator;
  notification(text: string | RegExp): Locator;
  problem(text: string | RegExp): Locator;
  readonly suggestions: Locator;
  readonly hover: Locator;
}

/** The workbench in a page. */
export function workbenchIn(page: Page, editorUrl: string): Workbench {
  const input = page.locator('.quick-input-widget input.input');
  const quickOpen = async (key: string, text: string): Promise<void> => {
    await page.keyboard.press(key);
    await input.waitFor({ state: 'visible' });
    await input.fill(text);
  };
  const firstRow = page.locator('.quick-input-list .monaco-list-row').first();
  return {
    async open(workspace) {
      await page.goto(folderUrl(editorUrl, workspace));
      await page.locator('.monaco-workbench').waitFor();
      await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    },
    async command(title) {
      await quickOpen('F1', `>${title}`);
      await firstRow.filter({ hasText: title }).waitFor();
      await page.keyboard.press('Enter');
      await input.waitFor({ state: 'hidden' });
    },
    async openFile(path, containing) {
      await quickOpen('Control+P', path);
      await firstRow.filter({ hasText: path.slice(path.lastIndexOf('/') + 1) }).waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.editor-instance .view-lines', { hasText: containing }).waitFor();
    },
    async goTo(line, column) {
      await quickOpen('Control+G', `:${line}:${column}`);
      await page.keyboard.press('Enter');
      await input.waitFor({ state: 'hidden' });
    },
    dialog: page.locator('.monaco-dialog-box'),
    dialogButton: (label) => page.locator('.monaco-dialog-box .monaco-button', { hasText: label }).first(),
    notification: (text) => page.locator('.notifications-toasts .notification-list-item-message').filter({ hasText: text }).first(),
    problem: (text) => page.locator('.markers-panel .monaco-list-row, .markers-panel-container .monaco-list-row').filter({ hasText: text }).first(),
    suggestions: page.locator('.suggest-widget.visible .monaco-list-row'),
    hover: page.locator('.monaco-hover:visible .hover-contents, .monaco-resizable-hover:visible .hover-contents'),
  };
}
