import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answering } from './answering';
import { openProfile, settled } from './editor';
import { setting } from './setting';

/** Runs a command with the person saying yes, or no, to everything. */
async function run<T>(command: string, answer: 'accept' | 'dismiss'): Promise<{ result: T; shown: readonly string[] }> {
  const person = answering(answer);
  try {
    return { result: await vscode.commands.executeCommand<T>(command), shown: person.shown };
  } finally {
    person.leave();
  }
}

const answers = (root: string): Promise<number | undefined> => fetch(root).then(({ status }) => status, () => undefined);
const rootSetting = (): string => vscode.workspace.getConfiguration('mcptt.cms').get('root', '');

suite('the local CMS from the editor', function () {
  this.timeout(60_000);
  const original = setting.cmsRoot;
  teardown(async () => {
    await run('mcptt.stopCms', 'accept');
    await vscode.workspace.getConfiguration('mcptt.cms').update('root', original, vscode.ConfigurationTarget.Workspace);
  });

  test('start, publish to it, stop: nothing is left running', async () => {
    const { result: root, shown } = await run<string>('mcptt.startCms', 'accept');
    assert.match(root, /^http:\/\/127\.0\.0\.1:\d+\/mcptt$/, shown.join('\n'));
    assert.notEqual(root, original);
    await settled(vscode.workspace.onDidChangeConfiguration, rootSetting, root);
    await openProfile('user-profile-0.xml');
    const { result: published, shown: told } = await run<{ status?: number } | undefined>('mcptt.publish', 'accept');
    assert.equal(published?.status, 201, told.join('\n'));
    assert.equal(await answers(root), 401);

    const again = await run<string>('mcptt.startCms', 'accept');
    assert.deepEqual([again.result, again.shown], [root, [`The local CMS is running at ${root} already; stop it to start another one.`]]);

    assert.equal((await run<boolean>('mcptt.stopCms', 'accept')).result, true);
    assert.equal(await answers(root), undefined, 'it listens no more');
    assert.deepEqual((await run<boolean>('mcptt.stopCms', 'accept')).shown, ['No local CMS runs in this window.']);
  });

  test('started again it has the same address and its documents', async () => {
    const first = await run<string>('mcptt.startCms', 'dismiss');
    assert.equal((await run<boolean>('mcptt.stopCms', 'accept')).result, true);
    const second = await run<string>('mcptt.startCms', 'dismiss');
    assert.equal(second.result, first.result);
    assert.equal(rootSetting(), original, 'dismissed, the workspace keeps its CMS');
  });

  test('a click too many while it starts does no harm', async () => {
    const person = answering('dismiss');
    const roots = await Promise.all([1, 2, 3].map(() => vscode.commands.executeCommand<string>('mcptt.startCms')));
    person.leave();
    assert.equal(new Set(roots).size, 1);
    assert.equal(await answers(roots[0]!), 401);
  });
});
