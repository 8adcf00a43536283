import { activeConnection, connectionNames, namedConnection, type ConnectionSettings } from '../connection/activeConnection';
import { connectionKey, connectionLabel, type Connection } from '../connection/connection';
import { transportWithHeaders } from '../connection/headers';
import { ConnectionProblem } from '../connection/readConnection';
import { withoutToken } from '../connection/tokenText';
import { TransportError, type Transport } from '../../../xcap/src/wire';
import type { AccessTokens } from './accessTokens';
import { atMost } from './atMost';
import { maskedUi } from './maskedUi';
import { loggedTransport } from './publishExchange';
import type { PublishUi } from './publishUi';

/** Why something in the folder could not be done; the message is one line for a person. */
export class FolderProblem extends Error {
  constructor(readonly kind: 'missing' | 'exists' | 'not allowed' | 'failed', message: string) {
    super(message);
    this.name = 'FolderProblem';
  }
}

/** What requests of the folder are made with. */
export interface AccessParts {
  readonly ui: PublishUi;
  readonly tokens: AccessTokens;
  settings(): ConnectionSettings;
  trusted(): boolean;
  /** @throws ConnectionProblem */
  transport(connection: Connection): Promise<Transport>;
}

/** The way of one request, with the token that it has. */
export interface Way {
  readonly transport: Transport;
  readonly signal: AbortSignal;
  readonly token?: string;
}

/** Whether somebody is asked to sign in: `quiet`, never; `once`, unless they have said no since the last refresh: editors look at a file many times. */
export type Manner = 'asking' | 'once' | 'quiet';

/** Reaches the CMS of connections by their names. */
export interface CmsAccess {
  /** Names of all connections; empty for that of `mcptt.cms.*`, where it has a root. None in an untrusted workspace. */
  names(): string[];
  /** @throws FolderProblem where there is none that can be used */
  connection(name: string): Connection;
  /**
   * Does something on a CMS; after a 401, signs in and does it once more.
   * @param doing what it is, as in "reading user-profile-0.xml": progress and questions name it
   * @param statusOf the status that came of it; undefined where there was no answer
   * @throws FolderProblem, TransportError
   */
  go<T>(connection: Connection, manner: Manner, doing: string, work: (way: Way) => Promise<T>, statusOf: (result: T) => number | undefined): Promise<T>;
  /** A text without any token that went to a CMS from here: servers repeat what they are sent. */
  mask(text: string): string;
  /** Who has said no to signing in is asked again. */
  askAgain(): void;
}

/** Requests of a window's folder and tree that are under way at the same time. */
const PARALLEL = 4;

/** Makes the access of a window. */
export function createCmsAccess(parts: AccessParts): CmsAccess {
  const { ui, tokens } = parts;
  const bounded = atMost(PARALLEL);
  /** Several requests that meet a 401 at the same time ask once. */
  const asking = new Map<string, Promise<string | undefined>>();
  const sent = new Set<string>();
  const declined = new Set<string>();

  async function wayOf(connection: Connection): Promise<Transport> {
    try {
      return transportWithHeaders(bounded(await parts.transport(connection)), connection.headers);
    } catch (error) {
      if (error instanceof ConnectionProblem) throw new FolderProblem('not allowed', error.message);
      throw error;
    }
  }

  async function silentToken(connection: Connection, signal: AbortSignal): Promise<string | undefined> {
    const state = await tokens.silent(connection, signal);
    if (state.kind === 'problem') throw new FolderProblem('not allowed', state.message);
    return state.kind === 'token' ? state.token : undefined;
  }

  async function askForToken(connection: Connection, refused: string | undefined, doing: string): Promise<string | undefined> {
    const label = tokens.anewLabel(connection);
    const renewed = refused === undefined ? undefined : await tokens.renew(connection, refused, doing, ui);
    if (renewed !== undefined || (refused !== undefined && label === 'Sign In')) return renewed;
    const choice = await ui.ask({
      severity: 'information',
      message: `${connectionLabel(connection)} ${refused === undefined ? 'wants to know who you are' : 'does not accept the access token'}. ${label === 'Sign In' ? 'Sign in' : 'Set an access token'} and go on ${doing}?`,
      choices: [label],
    });
    return choice === undefined ? undefined : tokens.anew(connection, ui);
  }

  function anotherToken(connection: Connection, refused: string | undefined, doing: string): Promise<string | undefined> {
    const key = connectionKey(connection);
    const under = asking.get(key) ?? askForToken(connection, refused, doing).finally(() => asking.delete(key));
    asking.set(key, under);
    return under;
  }

  return {
    askAgain: () => declined.clear(),
    mask: (text) => [...sent].reduce(withoutToken, text),
    names() {
      if (!parts.trusted()) return [];
      const settings = parts.settings();
      return [...(settings.cms.root === '' ? [] : ['']), ...connectionNames(settings)];
    },
    connection(name) {
      if (!parts.trusted()) throw new FolderProblem('not allowed', 'Connections are off because this workspace is not trusted: trust it first.');
      if (name !== '' && !connectionNames(parts.settings()).includes(name)) throw new FolderProblem('missing', `There is no connection '${name}' in the setting mcptt.connections; add it there, or use another one.`);
      try {
        return name === '' ? activeConnection({ ...parts.settings(), active: '' }) : namedConnection(name, parts.settings());
      } catch (error) {
        if (error instanceof ConnectionProblem) throw new FolderProblem('not allowed', error.message);
        throw error;
      }
    },
    async go(connection, manner, doing, work, statusOf) {
      const plain = await wayOf(connection);
      const tryWith = (token: string | undefined, signal: AbortSignal) => {
        if (token !== undefined) sent.add(token);
        const transport = loggedTransport(plain, (line) => maskedUi(ui, token).log('information', line));
        return work({ transport, signal, ...(token === undefined ? {} : { token }) });
      };
      const run = <R>(inside: (signal: AbortSignal) => Promise<R>): Promise<R> => manner === 'quiet' ? inside(new AbortController().signal) : ui.progress(`${doing.charAt(0).toUpperCase()}${doing.slice(1)}: ${connectionLabel(connection)}`, inside);
      const { token, result } = await run(async (signal) => {
        const first = await silentToken(connection, signal);
        return { token: first, result: await tryWith(first, signal) };
      });
      const key = connectionKey(connection);
      if (statusOf(result) !== 401 || manner === 'quiet' || (manner === 'once' && declined.has(key))) return result;
      const other = await anotherToken(connection, token, doing);
      if (other === undefined) declined.add(key);
      return other === undefined ? result : run((signal) => tryWith(other, signal));
    },
  };
}

/** Does what needs an answer; without one, says why. @throws FolderProblem */
export async function answered<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    throw new FolderProblem('failed', error.stage === 'cancelled' ? `${what} was cancelled.` : `${what} did not work: ${error.message}`);
  }
}
