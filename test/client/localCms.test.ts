import assert from 'node:assert/strict';
import { createCredentials } from '../../client/src/vscode/credentials';
import { createLocalCms, type CmsProgram, type LocalCms, type LocalCmsParts } from '../../client/src/vscode/localCms';
import { secretTable } from './publishDesk';
import { Person } from './person';

const ROOT = 'http://127.0.0.1:7000/mcptt';

/** An editor without windows, and programs that are only noted down. */
class Desk {
  readonly person = new Person();
  readonly started: number[] = [];
  readonly shown: (string | undefined)[] = [];
  readonly secrets = new Map<string, string>();
  readonly credentials = createCredentials(secretTable(this.secrets));
  root = '';
  port = 0;
  stops = 0;
  /** What the next starts say instead of starting. */
  refusals: string[] = [];
  end: (why: string) => void = () => undefined;
  readonly cms: LocalCms;

  constructor(parts: Partial<LocalCmsParts> = {}) {
    const program: CmsProgram = {
      start: async (_data, port) => {
        this.started.push(port);
        const refusal = this.refusals.shift();
        if (refusal !== undefined) throw new Error(refusal);
        const ended = new Promise<string>((resolve) => (this.end = resolve));
        return { root: ROOT, ended, stop: async () => { this.stops += 1; this.end(''); } };
      },
      token: async (data, user, administrator) => `${data}|${user}|${administrator}`,
    };
    this.cms = createLocalCms({
      program, ui: this.person.ui, credentials: this.credentials, data: 'D', trusted: () => true,
      lastPort: { get: () => this.port, set: async (port) => void (this.port = port) },
      target: { get: () => this.root, set: async (root) => void (this.root = root) },
      proposedUser: () => 'sip:user2@example.com', show: (root) => this.shown.push(root), ...parts,
    });
  }
}

const OFFER = `ask: The local CMS is running at ${ROOT}. Publish to it from this workspace? [Publish to It]`;
const USER = 'input: Local CMS: user (sip:user2@example.com)';
const REACH = `ask: Which documents may sip:user1@example.com write on the local CMS? [Every User's Documents] [Own Documents]`;

suite('local CMS of the editor', () => {
  test('started, used by the workspace, with a token for a user', async () => {
    const desk = new Desk();
    desk.person.answers('Publish to It', ' sip:user1@example.com ', "Every User's Documents");
    assert.equal(await desk.cms.start(), ROOT);
    assert.deepEqual(desk.person.saw(), [OFFER, USER, REACH, `information: This workspace publishes to ${ROOT}; the access token of sip:user1@example.com is set, for 30 days.`]);
    assert.deepEqual([desk.root, desk.port, await desk.credentials.token({ name: '', root: ROOT })], [ROOT, 7000, 'D|sip:user1@example.com|true']);
    assert.deepEqual(desk.shown, [ROOT]);
  });

  test('a second click says that it runs; clicks in a row start one', async () => {
    const desk = new Desk();
    desk.person.answers(undefined, undefined);
    const roots = await Promise.all([desk.cms.start(), desk.cms.start()]);
    assert.deepEqual([roots, desk.started], [[ROOT, ROOT], [0]]);
    desk.person.saw();
    assert.equal(await desk.cms.start(), ROOT);
    assert.deepEqual(desk.person.saw(), [`information: The local CMS is running at ${ROOT} already; stop it to start another one.`]);
  });

  const dismissals: [what: string, replies: (string | undefined)[], root: string][] = [
    ['the offer', [undefined], ''],
    ['the user', ['Publish to It', undefined], ROOT],
    ['the reach', ['Publish to It', 'sip:user1@example.com', undefined], ROOT],
  ];
  for (const [what, replies, root] of dismissals) {
    test(`dismissed at ${what}: it runs, and no token is made`, async () => {
      const desk = new Desk();
      desk.person.answers(...replies);
      assert.equal(await desk.cms.start(), ROOT);
      assert.deepEqual([desk.root, desk.secrets.size], [root, 0]);
    });
  }

  test('a user without a name is refused', async () => {
    const desk = new Desk();
    desk.person.answers('Publish to It', ' ');
    await desk.cms.start();
    assert.equal(desk.person.saw().at(-1), 'invalid: Enter the MCPTT ID, for example sip:user1@example.com.');
  });

  test('where the workspace publishes there already, nothing is asked', async () => {
    const desk = new Desk();
    desk.root = ROOT;
    await desk.credentials.keep({ name: '', root: ROOT }, 'token');
    await desk.cms.start();
    assert.deepEqual(desk.person.saw(), [`information: The local CMS is running at ${ROOT}; this workspace publishes to it.`]);
  });

  test('the port of the last time, or another where that one is taken', async () => {
    const desk = new Desk();
    desk.port = 6000;
    desk.refusals = ['Port 6000 is in use; choose another with --port.'];
    desk.person.answers(undefined);
    assert.equal(await desk.cms.start(), ROOT);
    assert.deepEqual([desk.started, desk.port], [[6000, 0], 7000]);
  });

  test('what keeps it from starting is told, and the next click tries again', async () => {
    const desk = new Desk();
    desk.refusals = ['The data folder D is in use by process 1; stop that CMS or choose another folder with --data.'];
    assert.equal(await desk.cms.start(), undefined);
    assert.deepEqual(desk.person.saw(), ['error: The local CMS did not start: The data folder D is in use by process 1; stop that CMS or choose another folder with --data.']);
    assert.deepEqual(desk.shown, []);
    desk.person.answers(undefined);
    assert.equal(await desk.cms.start(), ROOT);
  });

  test('stopped once, however often it is asked; then it can be started again', async () => {
    const desk = new Desk();
    desk.person.answers(undefined);
    await desk.cms.start();
    desk.person.saw();
    assert.deepEqual(await Promise.all([desk.cms.stop(), desk.cms.stop()]), [true, false]);
    assert.deepEqual([desk.stops, desk.shown], [1, [ROOT, undefined, undefined]]);
    assert.deepEqual(desk.person.saw(), ['information: The local CMS has stopped; its documents are kept for the next start.']);
    desk.person.answers(undefined);
    await desk.cms.start();
    assert.deepEqual(desk.started, [0, 7000]);
  });

  test('one that ends by itself is told and no longer shown', async () => {
    const desk = new Desk();
    desk.person.answers(undefined);
    await desk.cms.start();
    desk.person.saw();
    desk.end('the disk is full.');
    await new Promise(setImmediate);
    assert.deepEqual([desk.person.saw(), desk.shown.at(-1)], [['error: The local CMS has ended: the disk is full. Start it again with "MCPTT: Start Local CMS".'], undefined]);
    assert.equal(await desk.cms.stop(), false);
  });

  test('nothing is started in a workspace that is not trusted, nor from a browser', async () => {
    const untrusted = new Desk({ trusted: () => false });
    assert.equal(await untrusted.cms.start(), undefined);
    assert.deepEqual([untrusted.person.saw(), untrusted.started], [['error: The local CMS is off until you trust this workspace.'], []]);
    const browser = new Desk({ program: undefined });
    assert.equal(await browser.cms.start(), undefined);
    assert.deepEqual(browser.person.saw(), ['error: A CMS cannot be started from a browser; use the desktop editor, or the command line: cli.js cms.']);
  });
});
