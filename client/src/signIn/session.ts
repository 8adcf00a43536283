import { refreshTokenGrant, tokenRevocation, type TokenEndpointResponse, type TokenEndpointResponseHelpers } from 'openid-client';
import { oneLine } from '../../../xcap/src/plainText';
import type { Transport } from '../../../xcap/src/wire';
import type { SignIn } from '../connection/connection';
import { readTokenClaims } from '../connection/tokenClaims';
import { readAccessToken } from '../connection/tokenText';
import { authorizationServer } from './authorizationServer';
import { SignInProblem, toSignInProblem } from './signInProblem';

/** What a sign-in gives. Secret as a whole. */
export interface Session {
  readonly accessToken: string;
  readonly refreshToken?: string;
  /** Milliseconds since 1970; absent where the server does not say. */
  readonly expiresAt?: number;
  /** Who signed in, as the server names them; for a person to read. */
  readonly account: string;
}

/** Reads a session out of the answer of a token endpoint. @throws SignInProblem where its token cannot be sent */
export function sessionOf(answer: TokenEndpointResponse & TokenEndpointResponseHelpers, now: number): Session {
  const accessToken = readAccessToken(answer.access_token);
  // RFC 6750 knows no other characters; with them it would not be one header.
  if (accessToken === undefined) throw new SignInProblem('The identity management server sent an access token that cannot be sent on.');
  const claims = readTokenClaims(accessToken);
  const { expires_in: lifetime } = answer;
  const expiresAt = lifetime === undefined ? claims?.expiresAt : now + lifetime * 1000;
  const { mcptt_id: id, preferred_username: name, email, sub } = (answer.claims() ?? {}) as Readonly<Record<string, unknown>>;
  const account = [id, name, email, claims?.who, sub].find((value) => typeof value === 'string' && value !== '') as string | undefined;
  return {
    accessToken, account: oneLine(account ?? 'somebody'),
    ...(answer.refresh_token === undefined ? {} : { refreshToken: answer.refresh_token }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

/**
 * A new session for one that is about to end (RFC 6749 6).
 * @throws SignInProblem; `ended` where only another sign-in helps
 */
export async function refreshSession(signIn: SignIn, session: Session, transport: Transport, now: () => number, signal: AbortSignal): Promise<Session> {
  const { refreshToken } = session;
  if (refreshToken === undefined) throw new SignInProblem('The sign-in has ended; sign in again.', 'ended');
  try {
    const server = await authorizationServer(signIn, transport, signal);
    const renewed = sessionOf(await refreshTokenGrant(server, refreshToken), now());
    // A server that sends no refresh token goes on with the old one; one that sends no ID token says nothing new of the person.
    return { refreshToken, ...renewed, account: renewed.account === 'somebody' ? session.account : renewed.account };
  } catch (error) {
    throw toSignInProblem(error, signIn.issuer, [refreshToken, session.accessToken]);
  }
}

/**
 * Tells the server that the tokens of a session are not used any more (RFC 7009).
 * @returns false where the server has no such place; its tokens end by themselves
 * @throws SignInProblem where it has one and did not do it
 */
export async function revokeSession(signIn: SignIn, session: Session, transport: Transport, signal: AbortSignal): Promise<boolean> {
  try {
    const server = await authorizationServer(signIn, transport, signal);
    if (server.serverMetadata().revocation_endpoint === undefined) return false;
    // The refresh token first: with it many servers end everything that came of it.
    if (session.refreshToken !== undefined) await tokenRevocation(server, session.refreshToken, { token_type_hint: 'refresh_token' });
    await tokenRevocation(server, session.accessToken, { token_type_hint: 'access_token' });
    return true;
  } catch (error) {
    throw toSignInProblem(error, signIn.issuer, [session.refreshToken, session.accessToken]);
  }
}
