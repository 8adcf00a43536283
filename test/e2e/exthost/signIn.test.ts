import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { browse } from '../../client/signIn/browser';
import { answering } from './answering';
import { fileUri, openProfile, revert } from './editor';
import { setting } from './setting';

interface Finding { readonly topic: string; readonly verdict: string; readonly lines: readonly string[] }
type PublishResult = { readonly outcome: string; readonly status?: number } | undefined;

/** Newer than the API that the extension is written for, and there in the editor that the tests run in. */
const accountsOf = (provider: string): Thenable<readonly { readonly label: string }[]> =>
  (vscode.authentication as unknown as { getAccounts(provider: string): Thenable<readonly { readonly label: string }[]> }).getAccounts(provider);

const xui = setting.xui;
const name = 'user-profile-200.xml';

suite('a connection with sign-in, in the editor', () => {
  const configuration = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('mcptt');
  const env = vscode.env as { openExternal: typeof vscode.env.openExternal };
  const originalOpen = env.openExternal;
  let opened: string[];
  let editor: vscode.TextEditor;

  suiteSetup(async () => {
    await configuration().update('connections', {
      lab: {
        root: setting.secure.root, xui, environment: 'production', headers: { 'X-3GPP-Intended-Identity': '"sip:user1@example.com"' },
        tls: { ca: setting.secure.ca, cert: setting.secure.cert, key: setting.secure.key }, signIn: { issuer: setting.secure.issuer, clientId: 'editor', redirect: 'loopback' },
      },
    }, vscode.ConfigurationTarget.Workspace);
    await configuration().update('connection', 'lab', vscode.ConfigurationTarget.Workspace);
    await vscode.workspace.fs.copy(fileUri('user-profile-0.xml'), fileUri(name), { overwrite: true });
    editor = await openProfile(name);
  });
  suiteTeardown(async () => {
    await revert(editor);
    for (const part of ['connections', 'connection']) await configuration().update(part, undefined, vscode.ConfigurationTarget.Workspace);
  });
  setup(() => {
    opened = [];
    // The browser of the person: gets the address as the editor hands addresses on, and follows it to the end.
    env.openExternal = async (uri) => {
      const address = encodeURI(uri.toString(true));
      opened.push(address);
      void browse(address);
      return true;
    };
  });
  teardown(() => { env.openExternal = originalOpen; });

  async function shownBy<T>(command: string): Promise<{ readonly result: T; readonly shown: readonly string[] }> {
    const person = answering('accept');
    try {
      return { result: await vscode.commands.executeCommand<T>(command), shown: person.shown };
    } finally {
      person.leave();
    }
  }

  test('publishing signs in first, in the browser and nowhere else, and goes on to 201 over TLS with a private authority', async () => {
    await vscode.window.showTextDocument(editor.document);
    const { result, shown } = await shownBy<PublishResult>('mcptt.publish');
    assert.equal(result?.status, 201, shown.join('\n'));
    assert.equal(opened.length, 1);
    const query = new URL(opened[0] ?? '').searchParams;
    assert.deepEqual(['scope', 'acr_values', 'code_challenge_method'].map((key) => query.get(key)), ['openid 3gpp:mc:ptt_config_management_service', '3gpp:acr:password', 'S256']);
    assert.match(shown[0] ?? '', /^You are not signed in for lab/);
    assert.match(shown[1] ?? '', /^You are signed in for lab .* as sip:user1@example\.com/);
    assert.match(shown[2] ?? '', /\nX-3GPP-Intended-Identity: "sip:user1@example\.com"\n[^]*\nAuthorization: Bearer ••••••\n/);
    assert.match(shown[3] ?? '', /^lab is marked as production.*\nConnection: lab/);
    const served = await fetch(`${setting.cmsRoot}/org.3gpp.mcptt.user-profile/users/${xui}/${name}`, { headers: { Authorization: `Bearer ${setting.token}` } });
    assert.equal(await served.text(), editor.document.getText());
  });

  test('who is signed in stands in the menu of accounts; the next publication asks nothing', async () => {
    const accounts = await accountsOf('mcptt');
    assert.deepEqual(accounts.map(({ label }) => label), ['sip:user1@example.com (lab)']);
    await vscode.window.showTextDocument(editor.document);
    const { result, shown } = await shownBy<PublishResult>('mcptt.publish');
    assert.ok(result, shown.join('\n'));
    assert.deepEqual([opened, shown.length], [[], 1], shown.join('\n'));
  });

  test('the test of the connection opens its report, in which everything is good', async () => {
    const { result, shown } = await shownBy<readonly Finding[]>('mcptt.testConnection');
    assert.deepEqual(result?.filter(({ verdict }) => verdict === 'bad'), [], shown.join('\n'));
    assert.deepEqual(result?.slice(0, 3).map(({ topic, verdict }) => `${topic} ${verdict}`), ['Connection good', 'TLS good', 'Token good']);
    const report = vscode.window.activeTextEditor?.document;
    assert.match(report?.getText() ?? '', /^# Test of lab .*, environment production\n[^]*Certificate of CN=cms1\.example\.com/);
    assert.equal(report?.languageId, 'markdown');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  test('a request goes through the proxy of the connection, whatever the editor would do', async () => {
    const lab = configuration().get<{ lab: object }>('connections')?.lab;
    await configuration().update('connections', { lab: { ...lab, root: 'https://cms1.example.com/mcptt', tls: {}, proxy: 'http://127.0.0.1:1' } }, vscode.ConfigurationTarget.Workspace);
    try {
      const { result } = await shownBy<readonly Finding[]>('mcptt.testConnection');
      assert.match(result?.[0]?.lines.join('\n') ?? '', /through the proxy http:\/\/127\.0\.0\.1:1\.\nNo proxy listens at 127\.0\.0\.1:1/);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    } finally {
      await configuration().update('connections', { lab }, vscode.ConfigurationTarget.Workspace);
    }
  });

  test('signed out: the server is told, and nobody is in the menu of accounts', async () => {
    const { result, shown } = await shownBy<boolean>('mcptt.signOut');
    assert.equal(result, true, shown.join('\n'));
    assert.match(shown.at(-1) ?? '', /^You are signed out of lab .*; its tokens are of no use any more\.$/);
    assert.deepEqual(await accountsOf('mcptt'), []);
  });

  test('an address that this editor would lead to its own machine is not opened, and what to do instead is said', async () => {
    const lab = configuration().get<{ lab: { signIn: object } }>('connections')?.lab;
    await configuration().update('connections', { lab: { ...lab, signIn: { ...lab?.signIn, redirect: 'editor' } } }, vscode.ConfigurationTarget.Workspace);
    try {
      const { result, shown } = await shownBy<boolean>('mcptt.signIn');
      assert.deepEqual([result, opened], [false, []], shown.join('\n'));
      assert.match(shown.at(-1) ?? '', /cannot hand the address of the sign-in on .* set redirect of the connection to 'loopback'/);
    } finally {
      await configuration().update('connections', { lab }, vscode.ConfigurationTarget.Workspace);
    }
  });

  test('the settings of the workspace hold no token', async () => {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(fileUri('.vscode/settings.json')));
    assert.match(text, /mcptt\.connections/);
    assert.ok(!text.includes(setting.token) && !/refresh/.test(text));
  });
});
