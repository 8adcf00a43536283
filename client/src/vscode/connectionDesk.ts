import type { Transport } from '../../../xcap/src/wire';
import { TransportError } from '../../../xcap/src/wire';
import { activeConnection, connectionNames, namedConnection, type ConnectionSettings } from '../connection/activeConnection';
import { connectionLabel, type Connection } from '../connection/connection';
import { connectionReport } from '../connection/connectionReport';
import { transportWithHeaders } from '../connection/headers';
import { ConnectionProblem } from '../connection/readConnection';
import { testConnection, type Finding } from '../connection/testConnection';
import { signsIn, type SignInConnection, type Sessions } from '../signIn/sessions';
import type { Probe } from '../transport/probe';
import type { AccessTokens } from './accessTokens';
import type { SignedIn } from './authenticationProvider';
import { askForConnection } from './connectionForm';
import type { Credentials } from './credentials';
import { withUsable } from './publishTarget';
import type { PickItem, PublishUi } from './publishUi';
import type { SettingsPlace } from './settings';

/** What the commands about connections work with; all of it is handed in. */
export interface ConnectionDeskParts {
  readonly ui: PublishUi;
  readonly credentials: Credentials;
  readonly sessions: Sessions;
  readonly tokens: AccessTokens;
  settings(): ConnectionSettings;
  /** @throws ConnectionProblem */
  transport(connection: Connection): Promise<Transport>;
  /** Undefined where nobody can look at connections. @throws ConnectionProblem */
  probe(connection: Connection): Promise<((origin: string, signal: AbortSignal) => Promise<Probe>) | undefined>;
  choose(name: string, place?: SettingsPlace): Promise<void>;
  save(name: string, value: unknown, place: SettingsPlace): Promise<void>;
  workspaceOpen(): boolean;
  /** Shows a report, in Markdown. */
  show(report: string): Promise<void>;
  trusted(): boolean;
  now(): number;
}

/** The commands about connections, as the editor calls them. */
export interface ConnectionCommands {
  selectConnection(): Promise<void>;
  addConnection(): Promise<void>;
  /** @returns what was found; undefined where nothing was tried */
  testConnection(): Promise<readonly Finding[] | undefined>;
  /** @returns whether somebody is signed in now */
  signIn(): Promise<boolean>;
  /** @returns whether somebody was */
  signOut(): Promise<boolean>;
  setPassphrase(): Promise<void>;
}

/** The commands, and what the menu of accounts needs besides. */
export interface ConnectionDesk extends ConnectionCommands {
  signedIn(): Promise<readonly SignedIn[]>;
  signOutOf(connection: SignInConnection): Promise<void>;
}

/** Makes the commands of an editor window. */
export function createConnectionDesk(parts: ConnectionDeskParts): ConnectionDesk {
  const { ui, credentials, sessions, tokens, settings } = parts;

  /** The active connection, where settings of this workspace may be used at all. */
  async function active(): Promise<Connection | undefined> {
    if (parts.trusted()) return withUsable(() => activeConnection(settings()), ui);
    ui.report({
      severity: 'warning', message: 'Connections are off because this workspace is not trusted: trust it first.',
      actions: [{ label: 'Manage Trust', run: () => ui.open('trust') }],
    });
    return undefined;
  }

  async function signInConnection(): Promise<SignInConnection | undefined> {
    const connection = await active();
    if (connection === undefined || signsIn(connection)) return connection;
    ui.report({
      severity: 'warning', message: `Nobody signs in for ${connectionLabel(connection)}: it has no signIn in the setting mcptt.connections. Set a token, or add signIn there.`,
      actions: [{ label: 'Open Settings', run: () => ui.open('setting mcptt.connections') }],
    });
    return undefined;
  }

  async function addConnection(): Promise<void> {
    const filled = await askForConnection(settings(), parts.workspaceOpen(), ui);
    if (filled === undefined) return;
    const { name, value, place } = filled;
    await parts.save(name, value, place);
    await parts.choose(name);
    ui.report({
      severity: 'information', message: `The connection '${name}' is in the ${place} settings and is the active one now. Test it before you publish.`,
      actions: [{ label: 'Test Connection', run: async () => { await test(); } }],
    });
  }

  async function test(): Promise<readonly Finding[] | undefined> {
    const connection = await active();
    const ways = connection && await withUsable(async () => ({ probe: await parts.probe(connection), transport: await parts.transport(connection) }), ui);
    if (connection === undefined || ways === undefined) return undefined;
    const { probe, transport } = ways;
    try {
      const findings = await ui.progress(`Testing ${connectionLabel(connection)}`, async (signal) => testConnection(connection, {
        ...(probe === undefined ? {} : { probe }), transport: transportWithHeaders(transport, connection.headers), token: await tokens.silent(connection, signal), now: parts.now(),
      }, signal));
      await parts.show(connectionReport(connection, findings));
      return findings;
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      ui.report({ severity: 'information', message: 'The test was cancelled.' });
      return undefined;
    }
  }

  async function signOutOf(connection: SignInConnection): Promise<boolean> {
    const label = connectionLabel(connection);
    const came = await ui.progress(`Signing out of ${label}`, (signal) => sessions.signOut(connection, signal));
    if (came.kind === 'problem') {
      ui.report({ severity: 'warning', message: `You are signed out of ${label} here, but the server was not told: ${came.message}` });
    } else {
      ui.report({ severity: 'information', message: SIGNED_OUT[came.kind].replace('$', label) });
    }
    return came.kind !== 'none';
  }

  return {
    addConnection,
    testConnection: test,
    async selectConnection() {
      const now = settings();
      const unnamed: PickItem<() => Promise<unknown>>[] = now.cms.root === '' ? [] : [{ label: now.cms.root, description: mark(now.active === '', 'mcptt.cms.root'), value: () => parts.choose('') }];
      const named = connectionNames(now).map((name) => ({ label: name, description: mark(now.active === name, described(name, now)), value: () => parts.choose(name) }));
      const chosen = await ui.pick<() => Promise<unknown>>({
        title: 'CMS Connection',
        items: [...unnamed, ...named, { label: '$(add) Add Connection…', value: addConnection }, { label: '$(plug) Test the Active Connection', value: test }],
      });
      await chosen?.();
    },
    async signIn() {
      const connection = await signInConnection();
      return connection !== undefined && await tokens.signIn(connection, ui) !== undefined;
    },
    async signOut() {
      const connection = await signInConnection();
      return connection !== undefined && signOutOf(connection);
    },
    signOutOf: async (connection) => { await signOutOf(connection); },
    async signedIn() {
      const now = settings();
      const usable = connectionNames(now).flatMap((name) => {
        try {
          const connection = namedConnection(name, now);
          return signsIn(connection) ? [connection] : [];
        } catch (error) {
          // One that cannot be used has nobody signed in; the status bar says what is wrong with it.
          if (error instanceof ConnectionProblem) return [];
          throw error;
        }
      });
      const found = await Promise.all(usable.map(async (connection) => ({ connection, session: await sessions.stored(connection) })));
      return found.flatMap(({ connection, session }) => session === undefined ? [] : [{ connection, session }]);
    },
    async setPassphrase() {
      const connection = await active();
      if (connection === undefined) return;
      const entered = await ui.input({
        title: 'Set Certificate Passphrase', prompt: `Passphrase of the client's key for ${connectionLabel(connection)}; empty: forget it`, value: '', secret: true, validate: () => undefined,
      });
      if (entered === undefined) return;
      await credentials.keepPassphrase(connection, entered);
      ui.report({ severity: 'information', message: `The passphrase for ${connectionLabel(connection)} is ${entered === '' ? 'forgotten' : 'set'}.` });
    },
  };
}

const SIGNED_OUT: Readonly<Record<'none' | 'told' | 'forgotten', string>> = {
  none: 'Nobody was signed in for $.',
  told: 'You are signed out of $; its tokens are of no use any more.',
  forgotten: 'You are signed out of $ here. The server has no way to end tokens, so they end by themselves.',
};

function mark(active: boolean, description: string): string {
  return active ? `active · ${description}` : description;
}

function described(name: string, settings: ConnectionSettings): string {
  try {
    const { root, environment } = namedConnection(name, settings);
    return environment === '' ? root : `${environment} · ${root}`;
  } catch (error) {
    if (error instanceof ConnectionProblem) return error.message;
    throw error;
  }
}
