import { connectionLabel, type Connection } from '../connection/connection';
import { ConnectionProblem } from '../connection/readConnection';
import type { TokenState } from '../connection/testConnection';
import { readTokenClaims, timeText } from '../connection/tokenClaims';
import type { Session } from '../signIn/session';
import { SignInProblem } from '../signIn/signInProblem';
import { signsIn, type SignInConnection, type Sessions } from '../signIn/sessions';
import { enterToken } from './accessToken';
import type { Credentials } from './credentials';
import type { PublishUi } from './publishUi';

/** What the tokens of connections come from. */
export interface TokenSources {
  readonly credentials: Credentials;
  readonly sessions: Sessions;
  /** Rejects with a plain Error whose message is for a person. Absent in a browser, which runs no programs. */
  readonly runCommand?: (command: readonly string[], signal: AbortSignal) => Promise<string>;
  /** Milliseconds since 1970. */
  now(): number;
}

/** An access token, or the person's word that it goes without one. */
export interface Authorisation { readonly token?: string }

/** What is known of a connection's token without asking anybody for it. */
export interface TokenOutlook {
  readonly source: 'pasted' | 'session' | 'command' | 'none';
  readonly who?: string;
  /** Milliseconds since 1970. */
  readonly expiresAt?: number;
  /** True where a new one comes by itself. */
  readonly renewable: boolean;
}

/** The access tokens of connections, wherever they come from: pasted by the person, which counts first; a sign-in; a program. */
export interface AccessTokens {
  outlook(connection: Connection): Promise<TokenOutlook>;
  /** The token to send, renewed where that needs nobody. */
  silent(connection: Connection, signal: AbortSignal): Promise<TokenState>;
  /**
   * The token to publish with; where there is none, the person gets one or goes on without. Undefined where they stop.
   * @param doing what the token is for, as in "publishing user-profile-0.xml": a question names it
   */
  authorise(connection: Connection, doing: string, ui: PublishUi): Promise<Authorisation | undefined>;
  /** Another token after the CMS did not take one (401). Undefined where there is none. @param doing as in `authorise` */
  renew(connection: Connection, refused: string | undefined, doing: string, ui: PublishUi): Promise<string | undefined>;
  /** A new token by the person's hand: a sign-in where the connection has one, else they paste it. */
  anew(connection: Connection, ui: PublishUi): Promise<string | undefined>;
  /** What `anew` is called on a button. */
  anewLabel(connection: Connection): 'Sign In' | 'Set Token';
  /** Whether somebody is signed in now. */
  signIn(connection: SignInConnection, ui: PublishUi): Promise<string | undefined>;
}

/** A pasted token that ends sooner is worth a question. */
const SOON_MILLISECONDS = 60_000;

/** Gathers the tokens of all sources. */
export function createAccessTokens({ credentials, sessions, runCommand, now }: TokenSources): AccessTokens {
  const command = async (program: readonly string[], signal: AbortSignal): Promise<TokenState> => {
    if (runCommand === undefined) return { kind: 'problem', message: 'A browser runs no token command; publish from the desktop editor or the command line.' };
    try {
      return { kind: 'token', token: await runCommand(program, signal) };
    } catch (error) {
      if (error instanceof Error) return { kind: 'problem', message: error.message };
      throw error;
    }
  };

  /** A session that can be used now, with what kept it from being renewed. */
  async function session(connection: SignInConnection, signal: AbortSignal, refused?: string): Promise<{ readonly session?: Session; readonly problem?: string }> {
    try {
      const found = await sessions.usable(connection, signal, refused);
      return found === undefined ? {} : { session: found };
    } catch (error) {
      if (error instanceof SignInProblem || error instanceof ConnectionProblem) return { problem: error.message };
      throw error;
    }
  }

  async function silent(connection: Connection, signal: AbortSignal): Promise<TokenState> {
    const pasted = await credentials.tokenToSend(connection);
    if (pasted !== undefined) return { kind: 'token', token: pasted };
    if (connection.tokenCommand !== undefined) return command(connection.tokenCommand, signal);
    if (!signsIn(connection)) return { kind: 'none' };
    const found = await session(connection, signal);
    if (found.problem !== undefined) return { kind: 'problem', message: found.problem };
    return found.session === undefined ? { kind: 'none' } : { kind: 'token', token: found.session.accessToken };
  }

  async function signIn(connection: SignInConnection, ui: PublishUi): Promise<string | undefined> {
    try {
      const signedIn = await ui.progress(`Signing in for ${connectionLabel(connection)}: go on in the browser`, (signal) => sessions.signIn(connection, signal));
      // What was pasted before would count first, and the person has just said what they want.
      await credentials.forget(connection);
      const until = signedIn.expiresAt === undefined ? '' : `, until ${timeText(signedIn.expiresAt)}${signedIn.refreshToken === undefined ? '' : ' and renewed by itself'}`;
      ui.report({ severity: 'information', message: `You are signed in for ${connectionLabel(connection)} as ${signedIn.account}${until}.` });
      return signedIn.accessToken;
    } catch (error) {
      if (!(error instanceof SignInProblem) && !(error instanceof ConnectionProblem)) throw error;
      ui.report({ severity: error instanceof SignInProblem && error.kind === 'cancelled' ? 'information' : 'error', message: error.message });
      return undefined;
    }
  }

  async function askToSignIn(connection: SignInConnection, message: string, problem: string | undefined, ui: PublishUi): Promise<string | undefined> {
    const choice = await ui.ask({ severity: 'information', message, ...(problem === undefined ? {} : { detail: problem }), choices: ['Sign In'] });
    return choice === undefined ? undefined : signIn(connection, ui);
  }

  async function ownToken(connection: Connection, token: string, ui: PublishUi): Promise<Authorisation | undefined> {
    const ends = readTokenClaims(token)?.expiresAt;
    if (ends === undefined || ends - now() > SOON_MILLISECONDS) return { token };
    const choice = await ui.ask({
      severity: 'warning',
      message: `The access token for ${connectionLabel(connection)} ${ends <= now() ? `expired at ${timeText(ends)}` : `ends at ${timeText(ends)}`}. ${anewLabel(connection) === 'Sign In' ? 'Sign in' : 'Set another one'}?`,
      choices: [anewLabel(connection), 'Publish With It'],
    });
    if (choice === 'Publish With It') return { token };
    return choice === undefined ? undefined : authorisation(await anew(connection, ui));
  }

  const anew = (connection: Connection, ui: PublishUi): Promise<string | undefined> =>
    signsIn(connection) ? signIn(connection, ui) : enterToken(connection, credentials, ui);

  return {
    silent, signIn, anew, anewLabel,
    async outlook(connection) {
      const pasted = await credentials.token(connection);
      if (pasted !== undefined) return { source: 'pasted', renewable: false, ...shown(readTokenClaims(pasted)) };
      if (connection.tokenCommand !== undefined) return { source: 'command', renewable: true };
      const found = signsIn(connection) ? await sessions.stored(connection) : undefined;
      if (found === undefined) return { source: 'none', renewable: false };
      return { source: 'session', renewable: found.refreshToken !== undefined, ...shown({ who: found.account, expiresAt: found.expiresAt }) };
    },
    async authorise(connection, doing, ui) {
      const pasted = await credentials.tokenToSend(connection);
      if (pasted !== undefined) return ownToken(connection, pasted, ui);
      if (signsIn(connection)) {
        const found = await ui.progress(`Looking after the sign-in for ${connectionLabel(connection)}`, (signal) => session(connection, signal));
        if (found.session !== undefined) return { token: found.session.accessToken };
        return authorisation(await askToSignIn(connection, `You are not signed in for ${connectionLabel(connection)}. Sign in and go on ${doing}?`, found.problem, ui));
      }
      if (connection.tokenCommand !== undefined) {
        const state = await ui.progress(`Getting a token for ${connectionLabel(connection)}`, (signal) => silent(connection, signal));
        if (state.kind === 'problem') ui.report({ severity: 'error', message: `Nothing was published. ${state.message}` });
        return state.kind === 'token' ? { token: state.token } : undefined;
      }
      const choice = await ui.ask({
        severity: 'information',
        message: `No access token is set for ${connectionLabel(connection)}. Set one, or publish without?`,
        choices: ['Set Token', 'Publish Without Token'],
      });
      if (choice === 'Publish Without Token') return {};
      return choice === undefined ? undefined : authorisation(await enterToken(connection, credentials, ui));
    },
    async renew(connection, refused, doing, ui) {
      if (await credentials.token(connection) !== undefined) return undefined;
      if (connection.tokenCommand !== undefined) {
        const state = await ui.progress(`Getting a token for ${connectionLabel(connection)}`, (signal) => silent(connection, signal));
        return state.kind === 'token' && state.token !== refused ? state.token : undefined;
      }
      if (!signsIn(connection)) return undefined;
      const found = await ui.progress(`Renewing the sign-in for ${connectionLabel(connection)}`, (signal) => session(connection, signal, refused));
      if (found.session !== undefined && found.session.accessToken !== refused) return found.session.accessToken;
      return askToSignIn(connection, `The CMS does not accept the sign-in for ${connectionLabel(connection)} any more. Sign in again and go on ${doing}?`, found.problem, ui);
    },
  };
}

function anewLabel(connection: Connection): 'Sign In' | 'Set Token' {
  return signsIn(connection) ? 'Sign In' : 'Set Token';
}

function authorisation(token: string | undefined): Authorisation | undefined {
  return token === undefined ? undefined : { token };
}

function shown(facts: { readonly who?: string | undefined; readonly expiresAt?: number | undefined } | undefined): Pick<TokenOutlook, 'who' | 'expiresAt'> {
  return { ...(facts?.who === undefined ? {} : { who: facts.who }), ...(facts?.expiresAt === undefined ? {} : { expiresAt: facts.expiresAt }) };
}
