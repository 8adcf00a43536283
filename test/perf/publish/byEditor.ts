import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { run as runProgram } from '../../../scripts/programs.mjs';
import { openBrowser } from '../../e2e/harness/browser';
import { buildScene, type Scene } from '../../e2e/harness/scene';
import { workbenchIn, type Workbench } from '../../e2e/harness/workbench';
import { profileOfSize } from '../documents';
import { AuditTail } from './auditTail';
import { editorProcesses, gone } from './editorProcesses';
import type { EditorFigures } from './figures';
import { delayIn } from './loopDelay';
import { countDifferent, writeProfiles } from './manyProfiles';
import { keyFigures, type, type KeyTimes } from './typing';
import { Watch } from './watch';

const project = resolve(__dirname, '../../..');
const vsix = resolve(project, 'dist/mcptt-user-profile.vsix');
const TYPED = 'typed.mcptt-user-profile.xml';
/** Text of an element that takes nothing like it; a letter makes a mistake of it. */
const PLACE = { text: '<Status>true<', key: 'x', mistaken: '<Status>truex<' } as const;
const PAIRS_BEFORE = 40;

/** The packaged extension in a real editor: published, cancelled by its button, closed, opened anew, published to its end; and a person types meanwhile. */
export async function publishByEditor(count: number): Promise<EditorFigures> {
  const scene = await buildScene({ vsix: [vsix, await packedProbe()], trusted: true, audit: true, env: ({ path }) => ({ MCPTT_LOOP_LOG: path('loop.log') }) });
  try {
    writeProfiles(join(scene.workspace, 'many'), count);
    writeFileSync(join(scene.workspace, TYPED), profileOfSize(9_500));
    // No user in the settings: each document says whose it is, so that every file is read before the first is sent.
    writeFileSync(join(scene.workspace, '.vscode/settings.json'), JSON.stringify({ 'mcptt.cms.root': scene.cmsRoot }));
    const browser = await openBrowser();
    browser.page.setDefaultTimeout(120_000);
    try {
      return await run(scene, browser.page, count);
    } catch (error) {
      await browser.page.screenshot({ path: resolve(project, 'out/bench-publish-failed.png') });
      throw error;
    } finally {
      await browser.close();
    }
  } finally {
    await scene.close();
  }
}

/** The extension that measures from inside, as a package. */
async function packedProbe(): Promise<string> {
  const out = resolve(project, 'out/loop-probe.vsix');
  const vsce = resolve(project, 'node_modules/@vscode/vsce/vsce');
  await runProgram(process.execPath, [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--allow-star-activation', '--skip-license', '--out', out], { cwd: resolve(__dirname, 'loopProbe') });
  return out;
}

async function run(scene: Scene, page: Page, count: number): Promise<EditorFigures> {
  const workbench = workbenchIn(page, scene.editorUrl);
  const audit = new AuditTail(scene.path('audit.log'));
  const watch = new Watch(audit, count);
  await workbench.open(scene.workspace);
  // Its mistakes are told: by then the commands are there, too.
  await openTyped(scene, workbench, page);
  await workbench.command('MCPTT: Set CMS Token');
  await workbench.enterSecret(scene.token);
  await placeCursor(scene, workbench);
  const idle = Date.now();
  const before = await type(page, PLACE, (pairs) => pairs < PAIRS_BEFORE);
  const quiet = [idle, Date.now()] as const;

  const spans: (readonly [number, number])[] = [];
  const meanwhile: KeyTimes[] = [];
  for (const [until, end] of [[count / 2, 'Stopped; publish it again'], [count, 'stored before the stop']] as const) {
    const processes = await editorProcesses(scene.editorPid);
    const began = Date.now();
    await startPublishing(page);
    let stored = false;
    const watching = watch.until(until, { ...processes }).then(() => { stored = true; });
    await placeCursor(scene, workbench);
    meanwhile.push(...await type(page, PLACE, () => !stored));
    await watching;
    if (until < count) await page.locator('.notification-toast').filter({ hasText: 'Publishing many' }).locator('.monaco-button', { hasText: 'Cancel' }).click();
    await page.locator('.notification-toast').filter({ hasText: end }).waitFor();
    spans.push([began, Date.now()]);
    if (until === count) break;
    await workbench.command('File: Revert File');
    await page.goto('about:blank');
    await gone(processes['extension host']);
    await workbench.open(scene.workspace);
    await openTyped(scene, workbench, page);
  }
  const documents = audit.look();
  audit.close();
  const log = scene.path('loop.log');
  return {
    seconds: spans.map(([began, ended]) => (ended - began) / 1_000), documents, sentTwice: audit.twice(), different: await countDifferent(scene.cmsRoot, scene.token, count),
    memory: watch.memory, peaks: watch.peaks, loop: { before: delayIn(log, [quiet]), meanwhile: delayIn(log, spans) }, before: keyFigures(before), during: keyFigures(meanwhile),
  };
}

/** Opens the document that a person types into, and waits until its mistakes are told. */
async function openTyped(scene: Scene, workbench: Workbench, page: Page): Promise<void> {
  await workbench.openFile(TYPED, 'mcptt-user-profile');
  await placeCursor(scene, workbench);
  await page.keyboard.press(PLACE.key);
  await page.locator('.editor-instance .squiggly-error').first().waitFor();
  await page.keyboard.press('Backspace');
  await page.locator('.editor-instance .squiggly-error').first().waitFor({ state: 'hidden' });
}

async function placeCursor(scene: Scene, workbench: Workbench): Promise<void> {
  const before = readFileSync(join(scene.workspace, TYPED), 'utf8').split(PLACE.text)[0]!.split('\n');
  await workbench.goTo(before.length, before.at(-1)!.length + PLACE.text.length);
}

/** By the explorer's menu of the folder. */
async function startPublishing(page: Page): Promise<void> {
  // The editor finds out late that the workspace is trusted; until then the menu's command is off.
  await page.locator('.editor-actions a[aria-label*="Publish to CMS"]:not([aria-disabled="true"])').first().waitFor();
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: /^many$/ }).click({ button: 'right' });
  // By the keyboard: a menu takes no click right after it has opened.
  await page.locator('.monaco-menu .action-item', { hasText: 'Publish Folder to CMS' }).hover();
  await page.keyboard.press('Enter');
  await page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Publish New Ones' }).click();
}
