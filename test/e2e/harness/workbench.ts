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
  /** Enters a secret in the box that asks for one. */
  enterSecret(value: string): Promise<void>;
  /** Enters a text in the box that shows this prompt, once it takes it. */
  fillIn(prompt: string, value: string): Promise<void>;
  /** Chooses a line of the list that has this title, or asks for a line with these words. */
  choose(title: string, label: string): Promise<void>;
  /** The box at the top in which texts are entered and lines are chosen. */
  readonly quickInput: Locator;
  /** A button of a modal question. */
  dialogButton(label: string): Locator;
  readonly dialog: Locator;
  /** In the title of the editor. */
  readonly publishButton: Locator;
  readonly completeMergeButton: Locator;
  /**
   * Waits for a notification in the list of all of them: several in the same second do not all pop up, as VS Code keeps
   * the fourth and later ones of a burst in the list alone.
   */
  seeNotification(text: string): Promise<void>;
  /** A notification on the screen. */
  toast(text: string | RegExp): Locator;
  /** A button of one. */
  toastButton(text: string | RegExp, label: string): Locator;
  /** Lets one be read to its end: without buttons it shows a line. */
  expandToast(text: string): Promise<void>;
  dismissToast(text: string): Promise<void>;
  /** Moves the border between the side bar and the editors. @param left in pixels, from the window's left side */
  moveSideBarBorder(left: number): Promise<void>;
  /** The editors of the window. */
  readonly editors: Locator;
  problem(text: string | RegExp): Locator;
  /** A line of the view "CMS" in the explorer, by its words. */
  cmsItem(...words: string[]): Locator;
  readonly statusBar: Locator;
  readonly suggestions: Locator;
  readonly hover: Locator;
}

/** The workbench in a page. */
export function workbenchIn(page: Page, editorUrl: string): Workbench {
  const quickInput = page.locator('.quick-input-widget');
  const input = quickInput.locator('input.input');
  const toast = (text: string | RegExp): Locator => page.locator('.notifications-toasts .notification-toast').filter({ hasText: text });
  const quickOpen = async (key: string, text: string): Promise<void> => {
    await page.keyboard.press(key);
    await input.waitFor({ state: 'visible' });
    await input.fill(text);
  };
  const exactly = (text: string): RegExp => new RegExp(`^${text.replaceAll(/[.:()$]/g, String.raw`\$&`)}$`);
  const row = (name: string, depth: number): Locator =>
    page.locator(`.explorer-folders-view .monaco-list-row[aria-level="${depth}"]`).filter({ hasText: new RegExp(`^${name.replaceAll('.', String.raw`\.`)}`) });
  const command = async (title: string): Promise<void> => {
    await quickOpen('F1', `>${title}`);
    await quickInput.locator('.monaco-list-row').filter({ has: page.locator('.label-name', { hasText: exactly(title) }) }).first().click();
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
    async enterSecret(value) {
      const box = page.locator('.quick-input-widget input[type="password"]');
      await box.fill(value);
      await page.keyboard.press('Enter');
      // It is checked by the extension before the box goes; another box before that would cancel it.
      await box.waitFor({ state: 'hidden' });
    },
    async fillIn(prompt, value) {
      await quickInput.filter({ hasText: prompt }).waitFor();
      await input.fill(value);
      await page.keyboard.press('Enter');
      await quickInput.filter({ hasText: prompt }).waitFor({ state: 'hidden' });
    },
    async choose(title, label) {
      const list = quickInput.filter({ hasText: title }).or(quickInput.filter({ has: page.getByPlaceholder(title) }));
      await list.locator('.monaco-list-row').filter({ hasText: label }).first().click();
      await list.waitFor({ state: 'hidden' });
    },
    quickInput,
    publishButton: page.locator('.editor-actions a[aria-label*="Publish to CMS"]').first(),
    completeMergeButton: page.locator('.editor-actions a[aria-label*="Complete Merge"]').first(),
    dialog: page.locator('.monaco-dialog-box'),
    dialogButton: (label) => page.locator('.monaco-dialog-box .monaco-button', { hasText: label }).first(),
    async seeNotification(text) {
      await command('Notifications: Show Notifications');
      await page.locator('.notifications-center .notification-list-item-message').filter({ hasText: text }).first().waitFor();
    },
    toast,
    toastButton: (text, label) => toast(text).locator('.monaco-button', { hasText: label }),
    async expandToast(text) {
      await toast(text).hover();
      await toast(text).locator('.codicon-notifications-expand').click();
      await toast(text).locator('.codicon-notifications-collapse').waitFor({ state: 'attached' });
    },
    async dismissToast(text) {
      await toast(text).hover();
      await toast(text).locator('.codicon-notifications-clear').click();
      await toast(text).waitFor({ state: 'hidden' });
    },
    async moveSideBarBorder(left) {
      const box = await page.locator('.part.editor').boundingBox();
      if (box === null) throw new Error('There are no editors.');
      // What can be dragged lies in the gap before them.
      await page.mouse.move(box.x - 2, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(left, box.y + box.height / 2, { steps: 4 });
      await page.mouse.up();
    },
    editors: page.locator('.part.editor'),
    cmsItem: (...words) => words.reduce((rows, hasText) => rows.filter({ hasText }), page.locator('.customview-tree .monaco-list-row')),
    statusBar: page.locator('.part.statusbar'),
    problem: (text) => page.locator('.markers-panel .monaco-list-row, .markers-panel-container .monaco-list-row').filter({ hasText: text }).first(),
    suggestions: page.locator('.suggest-widget.visible .monaco-list-row'),
    hover: page.locator('.monaco-hover:visible .hover-contents, .monaco-resizable-hover:visible .hover-contents'),
  };
}
