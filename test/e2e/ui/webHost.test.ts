import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../../scripts/install.mjs';
import { issueToken, startCms } from '../../../scripts/localCms.mjs';
import type { Program } from '../../../scripts/programs.mjs';
import { openBrowser, type Browser } from '../harness/browser';
import { takePicture } from '../harness/pictures';
import { buildScene, placeAfter, setWorkspace, xui, type Scene } from '../harness/scene';
import { workbenchIn, type Workbench } from '../harness/workbench';

suite('the packaged extension in the web worker of a browser', function () {
  this.timeout(60_000);
  let scene: Scene;
  let open: { readonly root: string; readonly program: Program; readonly token: string } | undefined;
  let browser: Browser;
  let workbench: Workbench;

  suiteSetup(async () => {
    scene = await buildScene({
      vsix: join(repository, 'dist/mcptt-user-profile.vsix'), trusted: true, settings: { 'remote.extensionKind': { 'mcptt-tools.mcptt-user-profile': ['web'] } },
    });
    const data = scene.path('open-cms');
    open = { ...await startCms(data, 0, { more: ['--allow-origin', new URL(scene.editorUrl).origin] }), token: await issueToken(data, 'sip:user1@example.com', true) };
    // The CMS of every scene allows no origin.
    setWorkspace(scene.workspace, { 'mcptt.connections': { closed: { root: scene.cmsRoot, xui }, open: { root: open.root, xui } }, 'mcptt.connection': 'closed' });
    browser = await openBrowser();
    browser.page.setDefaultTimeout(30_000);
    workbench = workbenchIn(browser.page, scene.editorUrl);
    await workbench.open(scene.workspace);
  });
  suiteTeardown(async () => {
    await browser?.close();
    await open?.program.stop();
    await scene?.close();
  });
  teardown(async function () {
    if (this.currentTest?.state === 'failed') await takePicture(browser.page, `failed-${this.currentTest.title.replaceAll(/\W+/g, '-')}`);
  });

  test('a profile is checked by the language server, and the editor says that all of it runs in the web worker', async () => {
    await workbench.openFile('as-printed/user-profile-0.xml', 'alias-entryindex');
    await browser.page.locator('.squiggly-error').first().waitFor();
    await workbench.command('Developer: Show Running Extensions');
    await browser.page.locator('.monaco-list-row').filter({ hasText: 'MCPTT user profile' }).filter({ hasText: 'web worker' }).first().waitFor();
    await takePicture(browser.page, 'web-worker');
    await browser.page.keyboard.press('Escape');
  });

  test('the restarted language server offers completions and explains', async () => {
    await workbench.openFile('user-profile-0.xml', '<alias-entry index');
    await workbench.command('MCPTT: Restart Language Server');
    await workbench.goTo(...placeAfter(scene, 'user-profile-0.xml', '<MaxAffil'));
    await workbench.command('Show or Focus Hover');
    await workbench.hover.filter({ hasText: 'affiliated' }).first().waitFor();
    await browser.page.keyboard.press('Escape');
    await workbench.goTo(...placeAfter(scene, 'user-profile-0.xml', '<MCPTTGroupInfo index="0" xml:lang="en-GB">'));
    await browser.page.keyboard.type('<');
    await workbench.suggestions.filter({ hasText: 'entry' }).first().waitFor();
    await browser.page.keyboard.press('Escape');
    await workbench.command('File: Revert File');
  });

  test('a CMS that does not allow the origin is told as one, and nothing is said to be stored', async () => {
    await workbench.command('MCPTT: Set CMS Token');
    await workbench.enterSecret(scene.token);
    await workbench.publishButton.click();
    await workbench.dialogButton('Publish').click();
    await workbench.seeNotification("does not allow this editor's origin");
    const served = await fetch(addressAt(scene.cmsRoot), { headers: { Authorization: `Bearer ${scene.token}` } });
    assert.equal(served.status, 404);
  });

  test('a document is published with fetch to a CMS that allows the origin: 201, read back, and replaced in its version', async () => {
    const { root, token } = open!;
    await workbench.command('MCPTT: Choose CMS Connection');
    await workbench.choose('CMS Connection', 'open');
    await browser.page.locator('.statusbar-item', { hasText: 'open' }).first().waitFor();
    await workbench.command('MCPTT: Set CMS Token');
    await workbench.enterSecret(token);
    await workbench.command('Notifications: Clear All Notifications');
    await workbench.publishButton.click();
    await workbench.dialog.filter({ hasText: 'user-profile-0.xml' }).waitFor();
    await workbench.dialogButton('Publish').click();
    await workbench.seeNotification('201');
    const served = await fetch(addressAt(root), { headers: { Authorization: `Bearer ${token}` } });
    assert.equal(await served.text(), readFileSync(join(scene.workspace, 'user-profile-0.xml'), 'utf8'));
    // Without the entity tag, which a page sees only where the CMS exposes it, nothing could be replaced.
    await workbench.command('Notifications: Clear All Notifications');
    await workbench.publishButton.click();
    await workbench.seeNotification('200');
    await takePicture(browser.page, 'web-published');
  });

  test('nothing was asked of another machine', () => assert.deepEqual(browser.outside, []));
});

function addressAt(root: string): string {
  return `${root}/org.3gpp.mcptt.user-profile/users/${xui}/user-profile-0.xml`;
}
