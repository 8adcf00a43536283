import type { Transport } from '../../../xcap/src/wire';
import { connectionKey, readConnectionKey, type Connection, type SignIn } from '../connection/connection';
import { ConnectionProblem, readConnection } from '../connection/readConnection';
import { SIGN_IN_PATIENCE, signInByBrowser, type CodeFlowParts } from './codeFlow';
import { refreshSession, revokeSession, type Session } from './session';
import { SignInProblem } from './signInProblem';

/** A connection that people sign in for. */
export type SignInConnection = Connection & { readonly signIn: SignIn };

/** True for a connection that people sign in for. */
export function signsIn(connection: Connection): connection is SignInConnection {
  return connection.signIn !== undefined;
}

/** Where secrets are kept: VS Code's SecretStorage, or a table in a test. */
export interface SecretStore {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  /** Says that a secret is used now. */
  used(key: string): PromiseLike<void>;
}

/** What sessions are made and kept with. */
export interface SessionParts {
  readonly secrets: SecretStore;
  /** Reaches the identity management server of a connection. */
  transport(connection: SignInConnection): Promise<Transport>;
  listen(connection: SignInConnection): ReturnType<CodeFlowParts['listen']>;
  openBrowser: CodeFlowParts['openBrowser'];
  now(): number;
  /** Called after a session has come, changed or gone. */
  changed(connection: SignInConnection, what: 'added' | 'changed' | 'removed', session: Session): void;
  readonly patience?: number;
}

/** The sessions of a person: one for each connection, with its root, issuer, client and scopes. */
export interface Sessions {
  /** As it is kept, whatever has become of it. */
  stored(connection: SignInConnection): Promise<Session | undefined>;
  /**
   * One that can be used now; renewed where it is about to end.
   * @param refused an access token that the CMS did not take: another one is wanted
   * @returns undefined where a sign-in is needed
   * @throws SignInProblem where the server cannot say
   */
  usable(connection: SignInConnection, signal: AbortSignal, refused?: string): Promise<Session | undefined>;
  /** Signs in anew; a second call while one is under way joins it. @throws SignInProblem */
  signIn(connection: SignInConnection, signal: AbortSignal): Promise<Session>;
  /** Forgets a session, whatever the server says to that. */
  signOut(connection: SignInConnection, signal: AbortSignal): Promise<SignedOut>;
}

/** `told`: the server has ended it; `forgotten`: it has no way to; with `problem`, it did not do it. */
export type SignedOut = { readonly kind: 'none' | 'told' | 'forgotten' } | { readonly kind: 'problem'; readonly message: string };

/** A token that ends sooner is not started with: the check, the question and the request take their time. */
const MARGIN_MILLISECONDS = 60_000;

/** Keeps sessions in a secret store. */
export function createSessions(parts: SessionParts): Sessions {
  const { secrets, now } = parts;
  /** One renewal and one sign-in at a time for a session: a refresh token is often good for a single use. */
  const renewals = new Map<string, Promise<Session | undefined>>();
  const signIns = new Map<string, Promise<Session>>();

  async function keep(connection: SignInConnection, session: Session, what: 'added' | 'changed'): Promise<Session> {
    await secrets.store(sessionKey(connection), JSON.stringify(session));
    parts.changed(connection, what, session);
    return session;
  }

  async function forget(connection: SignInConnection, session: Session): Promise<void> {
    await secrets.delete(sessionKey(connection));
    parts.changed(connection, 'removed', session);
  }

  async function stored(connection: SignInConnection): Promise<Session | undefined> {
    return readSession(await secrets.get(sessionKey(connection)));
  }

  async function renew(connection: SignInConnection, session: Session, signal: AbortSignal): Promise<Session | undefined> {
    try {
      const renewed = await refreshSession(connection.signIn, session, await parts.transport(connection), now, signal);
      return await keep(connection, renewed, 'changed');
    } catch (error) {
      if (!(error instanceof SignInProblem) || error.kind !== 'ended') throw error;
      // Another window may have used the refresh token first, and then has a new session for all.
      const current = await stored(connection);
      if (current !== undefined && current.accessToken !== session.accessToken) return current;
      await forget(connection, session);
      return undefined;
    }
  }

  return {
    stored,
    async usable(connection, signal, refused) {
      const session = await stored(connection);
      if (session === undefined) return undefined;
      const lasts = session.expiresAt === undefined || session.expiresAt - now() > MARGIN_MILLISECONDS;
      if (lasts && session.accessToken !== refused) {
        await secrets.used(sessionKey(connection));
        return session;
      }
      return joined(renewals, sessionKey(connection), () => renew(connection, session, signal));
    },
    signIn: (connection, signal) => joined(signIns, sessionKey(connection), async () => {
      const session = await signInByBrowser(connection.signIn, {
        transport: await parts.transport(connection), listen: () => parts.listen(connection), openBrowser: parts.openBrowser, now, patience: parts.patience ?? SIGN_IN_PATIENCE,
      }, signal);
      const before = await stored(connection);
      return keep(connection, session, before === undefined ? 'added' : 'changed');
    }),
    async signOut(connection, signal) {
      const session = await stored(connection);
      if (session === undefined) return { kind: 'none' };
      await forget(connection, session);
      try {
        return { kind: await revokeSession(connection.signIn, session, await parts.transport(connection), signal) ? 'told' : 'forgotten' };
      } catch (error) {
        if (error instanceof Error) return { kind: 'problem', message: error.message };
        throw error;
      }
    },
  };
}

/** Where a session is kept. What was gained for one root, issuer or client never serves another. */
export function sessionKey(connection: SignInConnection): string {
  const { issuer, authorizationEndpoint = '', tokenEndpoint = '', clientId, scopes } = connection.signIn;
  return `${SESSION}${JSON.stringify([connectionKey(connection), issuer, authorizationEndpoint, tokenEndpoint, clientId, scopes.join(' ')])}`;
}

/**
 * The connection that a session was kept for, with no more than its key says of it: enough to sign out where nothing special
 * is needed to reach the server. Undefined where a key is none of a session.
 */
export function readSessionKey(key: string): SignInConnection | undefined {
  try {
    const parts: unknown = key.startsWith(SESSION) ? JSON.parse(key.slice(SESSION.length)) : undefined;
    if (!Array.isArray(parts) || parts.length !== 6 || !parts.every((part) => typeof part === 'string')) return undefined;
    const [connection = '', issuer, authorizationEndpoint, tokenEndpoint, clientId, scopes] = parts;
    const { name, root } = readConnectionKey(connection);
    const read = readConnection(name, {
      root, signIn: { issuer, clientId, scopes: scopes?.split(' '), ...(authorizationEndpoint === '' ? {} : { authorizationEndpoint }), ...(tokenEndpoint === '' ? {} : { tokenEndpoint }) },
    }, { setting: 'mcptt.connections', mayRunPrograms: false });
    return signsIn(read) ? read : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof ConnectionProblem) return undefined;
    throw error;
  }
}

const SESSION = 'mcptt.session:';

/** Reads what was kept; what an older version, or somebody else, wrote there is no session. */
function readSession(text: string | undefined): Session | undefined {
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as Partial<Session> | null;
    return typeof value?.accessToken === 'string' && typeof value.account === 'string' ? value as Session : undefined;
  } catch {
    return undefined;
  }
}

async function joined<T>(underWay: Map<string, Promise<T>>, key: string, start: () => Promise<T>): Promise<T> {
  const before = underWay.get(key);
  if (before !== undefined) return before;
  const work = start().finally(() => underWay.delete(key));
  underWay.set(key, work);
  return work;
}
