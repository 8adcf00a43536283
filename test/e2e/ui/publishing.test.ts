import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { openBrowser, type Browser } from '../harness/browser';
import { AUTHORITY, DOCUMENT, buildDeployedScene, type DeployedScene } from '../harness/deployedScene';
import { ADMINISTRATOR, CLIENT_ID } from '../harness/deployment';
import { filesWith } from '../harness/leaks';
import { takePicture } from '../harness/pictures';
import { workbenchIn, type Workbench } from '../harness/workbench';

const USER = 'sip:user2@example.com';
const FOLDER = `/org.3gpp.mcptt.user-profile/users/${USER}`;
const ADDRESS = `${FOLDER}/${DOCUMENT}`;

// One flow: each test goes on where the one before has left the screen.
suite('TS 24.484 A.2.1 as an administrator does it: from no connection to user2 reading her profile', function () {
  this.timeout(60_000);
  let scene: DeployedScene;
  let browser: Browser;
  let page: Page;
  let workbench: Workbench;
  const inFile = (): string => readFileSync(join(scene.workspace, DOCUMENT), 'utf8');

  suiteSetup(async () => {
    scene = await buildDeployedScene();
    browser = await openBrowser([scene.deployment.identityCertificate]);
    ({ page } = browser);
    page.setDefaultTimeout(30_000);
    // Narrow enough for a page of the documentation.
    await page.setViewportSize({ width: 1000, height: 680 });
    workbench = workbenchIn(page, scene.editorUrl);
    await workbench.open(scene.workspace);
  });
  suiteTeardown(async () => {
    await browser?.close();
    await scene?.close();
  });
  teardown(async function () {
    if (this.currentTest?.state === 'failed') await takePicture(page, `failed-${this.currentTest.title.replaceAll(/\W+/g, '-')}`);
  });
  /** A picture of what the mouse does not change. */
  async function picture(name: string, ...around: Locator[]): Promise<void> {
    await page.mouse.move(150, 18);
    await page.locator('.workbench-hover').waitFor({ state: 'hidden' });
    await takePicture(page, name, ...around);
  }
  /** Types a text behind a piece of what the file holds. */
  async function typeAfter(piece: string, text: string): Promise<void> {
    const before = inFile().slice(0, inFile().indexOf(piece) + piece.length).split('\n');
    await workbench.goTo(before.length, (before.at(-1)?.length ?? 0) + 1);
    await page.keyboard.type(text);
    await page.keyboard.press('Escape');
  }

  test('an empty file is filled with the complete example, in which nothing is wrong', async () => {
    await workbench.openFile(DOCUMENT, '');
    await workbench.command('Snippets: Fill File with Snippet');
    await workbench.choose('Select a snippet', 'mcptt-profile');
    await page.locator('.view-lines', { hasText: 'mcptt-user-profile' }).first().waitFor();
    await page.keyboard.press('Escape');
    await workbench.command('File: Save');
    await page.locator('.tab.active:not(.dirty)', { hasText: DOCUMENT }).waitFor();
    await workbench.command('Problems: Focus on Problems View');
    await page.getByText('No problems have been detected in the workspace.').waitFor();
    await workbench.command('View: Hide Panel');
  });

  test('the form asks for what a connection needs, step by step, and makes it the active one', async () => {
    await workbench.command('MCPTT: Add CMS Connection');
    await workbench.fillIn('Name of the connection', 'control room');
    await page.locator('.quick-input-widget input.input').fill(scene.deployment.root);
    await picture('connection-form', workbench.quickInput);
    await workbench.fillIn('XCAP root of the CMS', scene.deployment.root);
    await workbench.choose('what is it used for', 'staging');
    await workbench.fillIn('XCAP user identity (XUI)', USER);
    await workbench.fillIn('File with the authority', AUTHORITY);
    await workbench.choose('how do you get an access token', 'Sign in');
    await workbench.fillIn('Issuer', scene.deployment.issuer);
    await workbench.fillIn('Client id', CLIENT_ID);
    await workbench.choose('where is it kept', 'Workspace settings');
    await workbench.toast("'control room' is in the workspace settings").waitFor();
    await workbench.statusBar.filter({ hasText: 'control room · staging' }).waitFor();
  });

  test('its test reports the certificate by the private authority, and that nobody is signed in', async () => {
    await workbench.toastButton("'control room'", 'Test Connection').click();
    await page.locator('.view-lines', { hasText: 'issued by CN=Gotham PD authority' }).waitFor();
    await page.locator('.view-lines', { hasText: 'There is no access token' }).waitFor();
    await workbench.command('View: Revert and Close Editor');
  });

  /** What a person does in the browser that the editor opens, up to the page that it ends with. */
  async function signInByBrowser(): Promise<void> {
    await workbench.dialog.filter({ hasText: scene.deployment.issuer }).waitFor();
    const opened = page.waitForEvent('popup');
    await workbench.dialogButton('Open').click();
    const popup = await opened;
    await popup.getByText('You can close this page now.').waitFor();
    assert.equal(new URL(popup.url()).origin, new URL(scene.editorUrl).origin);
    await popup.close();
  }

  test('a sign-in that the server refuses is told in its words, and nothing is sent', async () => {
    scene.deployment.refuseSignIn('Night shift & weekends: 100 % closed');
    await workbench.publishButton.click();
    await workbench.dialogButton('Sign In').click();
    await signInByBrowser();
    await workbench.toast('access_denied, Night shift & weekends: 100 % closed').waitFor();
    await workbench.dismissToast('access_denied');
    scene.deployment.refuseSignIn(undefined);
    assert.deepEqual(scene.deployment.audit(), []);
  });

  test('the cloud asks to sign in, in the browser; it comes back by the address of the editor itself', async () => {
    await workbench.publishButton.click();
    await workbench.dialog.filter({ hasText: 'You are not signed in for control room' }).waitFor();
    await picture('sign-in', workbench.dialog);
    await workbench.dialogButton('Sign In').click();
    await signInByBrowser();
    await workbench.toast(`as ${ADMINISTRATOR}`).waitFor();
  });

  test('the exact request is shown before it is sent; the CMS answers 201 and has stored it for user1', async () => {
    await workbench.dialog.filter({ hasText: `PUT ${new URL(scene.deployment.root).pathname}${ADDRESS} HTTP/1.1` }).waitFor();
    await picture('request', workbench.dialog);
    assert.deepEqual(scene.deployment.audit(), []);
    await workbench.dialogButton('Publish').click();
    await workbench.toast('201 Created').waitFor();
    await workbench.dismissToast('You are signed in');
    await workbench.expandToast('201 Created');
    await picture('stored');
    const [entry, ...more] = scene.deployment.audit();
    assert.deepEqual([entry?.who, entry?.method, entry?.target, entry?.status, more], [ADMINISTRATOR, 'PUT', new URL(scene.deployment.root).pathname + ADDRESS, 201, []]);
  });

  test('the user database has confirmed: a CMS started anew on it gives user2 her document, and nobody else\'s', async () => {
    const { deployment } = scene;
    await deployment.restartCms();
    const token = await deployment.signIn(USER);
    const own = await deployment.ask(ADDRESS, token);
    assert.equal(own.status, 200);
    assert.equal(own.body.toString(), inFile());
    const foreign = await deployment.ask(ADDRESS.replace(USER, ADMINISTRATOR), token);
    assert.equal(foreign.status, 403, foreign.body.toString());
  });

  test('signed in, the test of the connection is good in everything and lists the document', async () => {
    await workbench.command('Notifications: Clear All Notifications');
    await workbench.command('MCPTT: Test Connection');
    await page.locator('.view-lines', { hasText: `${USER} has 1 document` }).waitFor();
    await page.locator('.view-lines .mtkb', { hasText: 'Documents' }).waitFor();
    await picture('connection-test', workbench.editors);
    await workbench.command('View: Revert and Close Editor');
  });

  test('publishing again replaces the version that was seen, and asks nothing', async () => {
    await typeAfter('<Name xml:lang="en-GB">', 'Night and ');
    await workbench.command('File: Save');
    const before = await scene.deployment.ask(ADDRESS, await scene.deployment.signIn(USER));
    await workbench.publishButton.click();
    await workbench.toast('200 OK').waitFor();
    const [replaced] = scene.deployment.audit();
    assert.deepEqual([replaced?.status, replaced?.entityTagBefore], [200, before.entityTag]);
    assert.equal((await scene.deployment.ask(ADDRESS, await scene.deployment.signIn(USER))).body.toString(), inFile());
  });

  test('somebody else was faster: 412, and a merge of both is published', async () => {
    const { deployment } = scene;
    const theirs = inFile().replace('<Name xml:lang="en-GB">Night and Default', '<Name xml:lang="en-GB">Weekend');
    assert.equal((await deployment.ask(ADDRESS, await deployment.signIn(ADMINISTRATOR), theirs)).status, 200);
    await typeAfter('<ProfileName xml:lang="en-GB">', 'Night and ');
    await workbench.command('File: Save');
    await workbench.command('Notifications: Clear All Notifications');
    await workbench.publishButton.click();
    await workbench.toast('412 Precondition Failed').waitFor();
    await picture('conflict', workbench.editors);
    await workbench.toastButton('412', 'Merge').click();
    await page.getByText('0 Conflicts Remaining').waitFor();
    await workbench.dismissToast("Merge the CMS's");
    await workbench.command('View: Toggle Primary Side Bar Visibility');
    await picture('merge', workbench.editors);
    await workbench.command('View: Toggle Primary Side Bar Visibility');
    await workbench.completeMergeButton.click();
    await workbench.toast(`The merge of ${DOCUMENT} is saved`).waitFor();
    assert.equal((await deployment.ask(ADDRESS, await deployment.signIn(USER))).body.toString(), theirs);
    await workbench.toastButton(`The merge of ${DOCUMENT}`, 'Publish Merged').click();
    await workbench.toast('200 OK').waitFor();
    await workbench.command('File: Save');
    await page.locator('.tab.active:not(.dirty)', { hasText: DOCUMENT }).waitFor();
    assert.equal(inFile(), theirs.replace('<ProfileName xml:lang="en-GB">', '$&Night and '));
    assert.equal((await deployment.ask(ADDRESS, await deployment.signIn(USER))).body.toString(), inFile());
  });

  test('the CMS stands in the explorer as a folder: what user2 has there, and how it stands to the files here', async () => {
    const { deployment } = scene;
    const other = inFile().replace('user-profile-index="0"', 'user-profile-index="1"');
    assert.equal((await deployment.ask(ADDRESS.replace('-0.', '-1.'), await deployment.signIn(ADMINISTRATOR), other)).status, 201);
    await workbench.command('Notifications: Clear All Notifications');
    await workbench.command('Explorer: Focus on CMS View');
    await workbench.cmsItem('control room').click();
    await workbench.cmsItem(USER).click();
    await workbench.cmsItem(DOCUMENT, 'in step').waitFor();
    await workbench.cmsItem('user-profile-1.xml', 'only there').waitFor();
    await typeAfter('<Name xml:lang="en-GB">', 'Day, ');
    await workbench.command('File: Save');
    await workbench.command('MCPTT: Refresh CMS');
    await workbench.cmsItem(DOCUMENT, 'changed here').waitFor();
    await workbench.cmsItem('user-profile-1.xml').click();
    await page.locator('.tab.active', { hasText: 'user-profile-1.xml' }).waitFor();
    await page.locator('.view-lines', { hasText: 'user-profile-index="1"' }).first().waitFor();
    await workbench.moveSideBarBorder(430);
    await picture('folder');
  });

  test('no token stands in a file of the editor or of the workspace', () => {
    const { deployment: { tokens }, workspace: folder, editorFolder } = scene;
    assert.ok(tokens.length > 0 && tokens.every((token) => token.length > 20));
    assert.deepEqual(tokens.flatMap((token) => [folder, editorFolder].flatMap((each) => filesWith(each, token))), []);
  });

  test('nothing was asked of another machine', () => assert.deepEqual(browser.outside, []));
});
