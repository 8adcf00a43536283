import type { Locator, Page } from 'playwright-core';
import { folderUrl } from '../../../scripts/codeServer.mjs';

/** What a person does in VS Code, by what they see there. Everything waits until it is there to be seen. */
export interface Workbench {
  open(workspace: string): Promise<void>;
  /** Runs a command by its title. */
  command(title: string): Promise<void>;
  /** Opens a file of the workspace by its path, through the explorer, and waits for its text. */
  openFile(path: string, containing: string): Promise<void>;
  /** A row of the explorer by its name and its depth, from 1. */
  explorerRow(name: string, depth: number): Locator;
  /** Puts the cursor at a line and column, both from 1. */
  goTo(line: number, column: number): Promise<void>;
  /** Runs a command that lets one choose, and chooses. */
  choose(title: string, item: string): Promise<void>;
  /** Enters a secret in the box that asks for one. */
  enterSecret(value: string): Promise<void>;
  /** A button of a modal question. */
  dialogButton(label: string): Locator;
  readonly dialog: Locator;
  /** In the title of the editor. */
  readonly publishButton: Locator;
  /**
   * Waits for a notification in the list of all of them: several in the same second do not all pop up, as VS Code keeps
   * the fourth and later ones of a burst in the list alone.
   */
  seeNotification(text: string): Promise<void>;
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
  const row = (name: string, depth: number): Locator =>
    page.locator(`.explorer-folders-view .monaco-list-row[aria-level="${depth}"]`).filter({ hasText: new RegExp(`^${name.replaceAll('.', String.raw`\.`)}`) });
  const firstRow = page.locator('.quick-input-list .monaco-list-row').first();
  const command = async (title: string): Promise<void> => {
    await quickOpen('F1', `>${title}`);
    await firstRow.filter({ hasText: title }).waitFor();
    await page.keyboard.press('Enter');
    // The command may have opened a box of its own in the palette's place.
    await page.getByPlaceholder('Type the name of a command to run.').waitFor({ state: 'hidden' });
  };
  return {
    command,
    async open(workspace) {
      await page.goto(folderUrl(editorUrl, workspace));
      await page.locator('.monaco-workbench').waitFor();
      await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
    },
    explorerRow: row,
    async openFile(path, containing) {
      const steps = path.split('/');
      for (const [index, folder] of steps.slice(0, -1).entries()) {
        if (await row(folder, index + 1).getAttribute('aria-expanded') === 'false') await row(folder, index + 1).click();
      }
      await row(String(steps.at(-1)), steps.length).dblclick();
      await page.locator('.editor-instance .view-lines', { hasText: containing }).waitFor();
    },
    async goTo(line, column) {
      await quickOpen('Control+G', `:${line}:${column}`);
      await page.keyboard.press('Enter');
      await input.waitFor({ state: 'hidden' });
    },
    async choose(title, item) {
      await command(title);
      await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: item }).first().click();
    },
    async enterSecret(value) {
      const box = page.locator('.quick-input-widget input[type="password"]');
      await box.fill(value);
      await page.keyboard.press('Enter');
      // It is checked by the extension before the box goes; another box before that would cancel it.
      await box.waitFor({ state: 'hidden' });
    },
    publishButton: page.locator('.editor-actions a[aria-label*="Publish to CMS"]').first(),
    dialog: page.locator('.monaco-dialog-box'),
    dialogButton: (label) => page.locator('.monaco-dialog-box .monaco-button', { hasText: label }).first(),
    async seeNotification(text) {
      await command('Notifications: Show Notifications');
      await page.locator('.notifications-center .notification-list-item-message').filter({ hasText: text }).first().waitFor();
    },
    problem: (text) => page.locator('.markers-panel .monaco-list-row, .markers-panel-container .monaco-list-row').filter({ hasText: text }).first(),
    suggestions: page.locator('.suggest-widget.visible .monaco-list-row'),
    hover: page.locator('.monaco-hover:visible .hover-contents, .monaco-resizable-hover:visible .hover-contents'),
  };
}
