import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../../scripts/install.mjs';
import { openBrowser, type Browser } from '../harness/browser';
import { takePicture } from '../harness/pictures';
import { buildScene, placeAfter, xui, type Scene } from '../harness/scene';
import { workbenchIn, type Workbench } from '../harness/workbench';

suite('the packaged extension in VS Code, as a person sees it', function () {
  this.timeout(60_000);
  let scene: Scene;
  let browser: Browser;
  let workbench: Workbench;

  suiteSetup(async () => {
    scene = await buildScene({ vsix: join(repository, 'dist/mcptt-user-profile.vsix'), trusted: true });
    browser = await openBrowser();
    browser.page.setDefaultTimeout(30_000);
    workbench = workbenchIn(browser.page, scene.editorUrl);
    await workbench.open(scene.workspace);
  });
  suiteTeardown(async () => {
    await browser?.close();
    await scene?.close();
  });
  teardown(async function () {
    if (this.currentTest?.state === 'failed') await takePicture(browser.page, `failed-${this.currentTest.title.replaceAll(/\W+/g, '-')}`);
  });

  test('the example as printed has its misprints underlined and listed', async () => {
    await workbench.openFile('as-printed/user-profile-0.xml', 'alias-entryindex');
    await browser.page.locator('.squiggly-error').first().waitFor();
    await workbench.command('Problems: Focus on Problems View');
    await workbench.problem('malformed-tag').waitFor();
    await workbench.problem('malformed-attribute').waitFor();
    await workbench.problem('rule-condition-namespace').waitFor();
    await takePicture(browser.page, 'misprints');
    await workbench.command('View: Hide Panel');
  });

  test('hovering MaxAffiliationsN2 explains it', async () => {
    await workbench.openFile('user-profile-0.xml', '<alias-entry index');
    await workbench.goTo(...placeAfter(scene, 'user-profile-0.xml', '<MaxAffil'));
    await workbench.command('Show or Focus Hover');
    await workbench.hover.filter({ hasText: 'affiliated' }).first().waitFor();
    await takePicture(browser.page, 'hover');
    await browser.page.keyboard.press('Escape');
  });

  test('typing < inside a list offers its next entry', async () => {
    await workbench.goTo(...placeAfter(scene, 'user-profile-0.xml', '<MCPTTGroupInfo index="0" xml:lang="en-GB">'));
    await browser.page.keyboard.type('<');
    await workbench.suggestions.filter({ hasText: 'entry' }).first().waitFor();
    await takePicture(browser.page, 'completion');
    await browser.page.keyboard.press('Escape');
    await workbench.command('File: Revert File');
  });

  test('publish is one click in the title of the editor, and asks for the token and before it sends', async () => {
    const { page } = browser;
    await workbench.command('MCPTT: Set CMS Token');
    await workbench.enterSecret(scene.token);
    await workbench.seeNotification('is set');
    await workbench.publishButton.click();
    await workbench.dialog.filter({ hasText: `PUT /mcptt/org.3gpp.mcptt.user-profile/users/${xui}/user-profile-0.xml` }).waitFor();
    await takePicture(page, 'request-wide');
    await workbench.dialogButton('Publish').click();
    await workbench.seeNotification('201');
    await takePicture(page, 'published');
    const served = await fetch(`${scene.cmsRoot}/org.3gpp.mcptt.user-profile/users/${xui}/user-profile-0.xml`, { headers: { Authorization: `Bearer ${scene.token}` } });
    assert.equal(await served.text(), readFileSync(join(scene.workspace, 'user-profile-0.xml'), 'utf8'));
  });

  test('a change of somebody else is told where it is seen: 412, with the way on', async () => {
    const { page } = browser;
    const address = `${scene.cmsRoot}/org.3gpp.mcptt.user-profile/users/${xui}/user-profile-0.xml`;
    const headers = { Authorization: `Bearer ${scene.token}`, 'Content-Type': 'application/vnd.3gpp.mcptt-user-profile+xml' };
    const theirs = readFileSync(join(scene.workspace, 'user-profile-0.xml'), 'utf8').replace('Officer 12345', 'Officer 54321');
    assert.equal((await fetch(address, { method: 'PUT', headers, body: theirs })).status, 200);
    await workbench.command('Notifications: Clear All Notifications');
    await workbench.publishButton.click();
    // On the screen, not only behind the bell: the editor hides what comes too soon after other notifications.
    const toast = page.locator('.notifications-toasts .notification-toast').filter({ hasText: '412' });
    await toast.waitFor();
    await toast.getByText("Show the CMS's Version").waitFor();
    await takePicture(page, 'conflict-wide');
    assert.equal(await (await fetch(address, { headers })).text(), theirs);
  });

  test("a connection's documents become a folder of the workspace: opened in the explorer, saved to the CMS, and taken away again", async () => {
    const { page } = browser;
    const address = `${scene.cmsRoot}/org.3gpp.mcptt.user-profile/users/${xui}/user-profile-9.xml`;
    const headers = { Authorization: `Bearer ${scene.token}`, 'Content-Type': 'application/vnd.3gpp.mcptt-user-profile+xml' };
    const before = readFileSync(join(scene.workspace, 'user-profile-0.xml'), 'utf8');
    assert.equal((await fetch(address, { method: 'PUT', headers, body: before })).status, 201);
    await workbench.openFile('README.md', 'MCPTT');
    await workbench.goTo(1, 1);
    await page.keyboard.type('not saved yet ');
    const cms = `CMS ${new URL(scene.cmsRoot).host}`;
    // With a second folder, the editor opens the workspace anew.
    const anew = page.waitForEvent('load');
    await workbench.command('MCPTT: Open CMS Folder in Workspace');
    await workbench.dialog.filter({ hasText: 'README.md' }).waitFor();
    await workbench.dialogButton('Save All and Open').click();
    await anew;
    assert.match(readFileSync(join(scene.workspace, 'README.md'), 'utf8'), /^not saved yet /);
    await workbench.explorerRow(cms, 1).waitFor();
    await workbench.openFile(`${cms}/${xui}/user-profile-9.xml`, '<alias-entry index');
    await workbench.goTo(...placeAfter(scene, 'user-profile-0.xml', 'Officer 12345'));
    await page.keyboard.type(' saved here');
    await page.keyboard.press('Control+S');
    await page.locator('.tab.dirty').waitFor({ state: 'hidden' });
    assert.equal(await (await fetch(address, { headers })).text(), before.replace('Officer 12345', 'Officer 12345 saved here'));
    await takePicture(page, 'cms-folder');
    await workbench.explorerRow(cms, 1).click({ button: 'right' });
    // By the keyboard: a menu takes no click right after it has opened.
    await page.locator('.monaco-menu .action-item', { hasText: 'Remove Folder from Workspace' }).hover();
    await page.keyboard.press('Enter');
    await workbench.explorerRow(cms, 1).waitFor({ state: 'hidden' });
    assert.equal((await fetch(address, { headers })).status, 200);
  });

  test('nothing was asked of another machine', () => assert.deepEqual(browser.outside, []));
});
