import type { Credentials } from './credentials';
import type { PublishUi } from './publishUi';

/** A CMS that runs as a program beside the editor. */
export interface RunningCms {
  /** Its XCAP root. */
  readonly root: string;
  /** Resolves once it has ended, with the last line that it wrote. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** How such programs are started; absent where the editor can start none, as in a browser. */
export interface CmsProgram {
  /** @param port 0 for any free one. @param log takes what it writes, a line at a time. Rejects with its last line where it does not start */
  start(data: string, port: number, log: (line: string) => void): Promise<RunningCms>;
  /** An access token of a user for the CMS that runs on a data folder. */
  token(data: string, user: string, administrator: boolean): Promise<string>;
}

/** What the local CMS needs of the editor. */
export interface LocalCmsParts {
  readonly program: CmsProgram | undefined;
  readonly ui: PublishUi;
  readonly credentials: Credentials;
  /** Folder of its user database and key. */
  readonly data: string;
  readonly trusted: () => boolean;
  /** Port of the last time, so that an address which stands in settings stays true. */
  readonly lastPort: { get(): number; set(port: number): Promise<void> };
  /** Root that the workspace publishes to now. */
  readonly target: { get(): string; set(root: string): Promise<void> };
  /** Whose token to propose. */
  readonly proposedUser: () => string;
  /** Shows that it runs, and where; undefined: that it does not. */
  readonly show: (root: string | undefined) => void;
}

/** The CMS of this window. */
export interface LocalCms {
  /** @returns its XCAP root; undefined where it does not run */
  start(): Promise<string | undefined>;
  /** @returns whether there was one to stop */
  stop(): Promise<boolean>;
}

const USE = 'Publish to It';
const OWN = 'Own Documents';
const ALL = "Every User's Documents";

/** Makes the commands that start and stop it; starts nothing yet. */
export function createLocalCms(parts: LocalCmsParts): LocalCms {
  const { program, ui } = parts;
  let running: RunningCms | undefined;
  // Clicks that come while another one is at work wait for it, and then find what it left.
  let busy: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = busy.then(work, work);
    busy = mine.catch(() => undefined);
    return mine;
  };

  const run = async (runnable: CmsProgram): Promise<string | undefined> => {
    if (running) return running.root;
    try {
      const cms = await startOnPort(runnable, parts);
      running = cms;
      parts.show(cms.root);
      void cms.ended.then((why) => {
        if (running !== cms) return;
        running = undefined;
        parts.show(undefined);
        ui.report({ severity: 'error', message: `The local CMS has ended: ${why} Start it again with "MCPTT: Start Local CMS".` });
      });
      return cms.root;
    } catch (error) {
      ui.report({ severity: 'error', message: `The local CMS did not start: ${error instanceof Error ? error.message : String(error)}` });
      return undefined;
    }
  };

  return {
    async start() {
      if (!parts.trusted()) return refuse(ui, 'The local CMS is off until you trust this workspace.');
      if (!program) return refuse(ui, 'A CMS cannot be started from a browser; use the desktop editor, or the command line: cli.js cms.');
      const before = running;
      const root = await inTurn(() => run(program));
      if (root === undefined) return undefined;
      if (before) ui.report({ severity: 'information', message: `The local CMS is running at ${root} already; stop it to start another one.` });
      else await offer(root, program, parts);
      return root;
    },
    stop: () => inTurn(async () => {
      const cms = running;
      running = undefined;
      parts.show(undefined);
      if (!cms) return false;
      await cms.stop();
      ui.report({ severity: 'information', message: 'The local CMS has stopped; its documents are kept for the next start.' });
      return true;
    }),
  };
}

/** On the port of the last time, or on another where that one is taken. */
async function startOnPort(program: CmsProgram, { data, lastPort, ui }: LocalCmsParts): Promise<RunningCms> {
  const log = (line: string): void => ui.log('information', `local CMS: ${line}`);
  const port = lastPort.get();
  const cms = await program.start(data, port, log).catch((error: unknown) => {
    if (port !== 0 && error instanceof Error && error.message.startsWith(`Port ${port} is`)) return program.start(data, 0, log);
    throw error;
  });
  await lastPort.set(Number(new URL(cms.root).port));
  return cms;
}

/** Offers to publish there from this workspace, with a token. */
async function offer(root: string, program: CmsProgram, { ui, target, credentials, data, proposedUser }: LocalCmsParts): Promise<void> {
  if (target.get() === root && await credentials.token({ name: '', root }) !== undefined) {
    return ui.report({ severity: 'information', message: `The local CMS is running at ${root}; this workspace publishes to it.` });
  }
  const use = await ui.ask({
    severity: 'information',
    message: `The local CMS is running at ${root}. Publish to it from this workspace?`,
    detail: 'It sets mcptt.cms.root for this workspace and makes an access token for a user that you choose.',
    choices: [USE],
  });
  if (use === undefined) return;
  await target.set(root);
  const user = await ui.input({
    title: 'Local CMS: user', prompt: 'MCPTT ID of the user whose access token is made', value: proposedUser(),
    validate: (value) => value.trim() === '' ? 'Enter the MCPTT ID, for example sip:user1@example.com.' : undefined,
  });
  if (user === undefined) return;
  const reach = await ui.ask({ severity: 'information', message: `Which documents may ${user.trim()} write on the local CMS?`, choices: [ALL, OWN] });
  if (reach === undefined) return;
  await credentials.keep({ name: '', root }, await program.token(data, user.trim(), reach === ALL));
  ui.report({ severity: 'information', message: `This workspace publishes to ${root}; the access token of ${user.trim()} is set, for 30 days.` });
}

function refuse(ui: PublishUi, message: string): undefined {
  ui.report({ severity: 'error', message });
}
