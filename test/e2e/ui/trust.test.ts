import assert from 'node:assert/strict';
import { join } from 'node:path';
import { repository } from '../../../scripts/install.mjs';
import { openBrowser, type Browser } from '../harness/browser';
import { takePicture } from '../harness/pictures';
import { buildScene, xui, type Scene } from '../harness/scene';
import { workbenchIn, type Workbench } from '../harness/workbench';

suite('a workspace that is not trusted', function () {
  this.timeout(60_000);
  let scene: Scene;
  let browser: Browser;
  let workbench: Workbench;

  suiteSetup(async () => {
    scene = await buildScene({ vsix: join(repository, 'dist/mcptt-user-profile.vsix'), trusted: false });
    browser = await openBrowser();
    browser.page.setDefaultTimeout(30_000);
    workbench = workbenchIn(browser.page, scene.editorUrl);
    await workbench.open(scene.workspace);
    await browser.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).first().waitFor();
  });
  suiteTeardown(async () => {
    await browser?.close();
    await scene?.close();
  });
  teardown(async function () {
    if (this.currentTest?.state === 'failed') await takePicture(browser.page, `failed-${this.currentTest.title.replaceAll(/\W+/g, '-')}`);
  });

  test('documents are checked', async () => {
    await workbench.openFile('as-printed/user-profile-0.xml', 'alias-entryindex');
    await browser.page.locator('.squiggly-error').first().waitFor();
  });

  test('publishing is off', async () => {
    await workbench.publishButton.waitFor();
    assert.equal(await workbench.publishButton.getAttribute('aria-disabled'), 'true');
    const address = `${scene.cmsRoot}/org.3gpp.mcptt.user-profile/users/${xui}/user-profile-0.xml`;
    assert.equal((await fetch(address, { headers: { Authorization: `Bearer ${scene.token}` } })).status, 404);
  });
});
