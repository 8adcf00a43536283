import {
  None, authorizationCodeGrant, buildAuthorizationUrl, calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier, randomState, type ClientAuth,
} from 'openid-client';
import type { Transport } from '../../../xcap/src/wire';
import type { SignIn } from '../connection/connection';
import { authorizationServer } from './authorizationServer';
import { sessionOf, type Session } from './session';
import { SignInProblem, toSignInProblem } from './signInProblem';

/** Where the browser comes back to. */
export interface Redirect {
  /** The redirect URI of the request. */
  readonly uri: string;
  /** The parameters that the browser brings, once it comes. */
  readonly answer: Promise<URLSearchParams>;
  close(): void;
}

/** What a sign-in works with. */
export interface CodeFlowParts {
  readonly transport: Transport;
  listen(): Promise<Redirect>;
  /** False where the person did not want the browser opened. */
  openBrowser(address: string): Promise<boolean>;
  now(): number;
  /** How long the browser may stay away, in milliseconds. */
  readonly patience: number;
}

/** Time to find the password, the second factor and the colleague who has it. */
export const SIGN_IN_PATIENCE = 5 * 60_000;

/**
 * Signs a person in through their browser: authorization code with PKCE (RFC 6749 4.1, RFC 7636, RFC 8252; TS 33.180 B.4.2).
 * @param signal fires when the person cancels
 * @throws SignInProblem
 */
export async function signInByBrowser(signIn: SignIn, parts: CodeFlowParts, signal: AbortSignal): Promise<Session> {
  const verifier = randomPKCECodeVerifier();
  let code: string | undefined;
  let redirect: Redirect | undefined;
  try {
    redirect = await parts.listen();
    const server = await authorizationServer(signIn, parts.transport, signal, clientWithRedirect(redirect.uri));
    const openid = signIn.scopes.includes('openid');
    const [state, nonce] = [randomState(), randomNonce()];
    const address = buildAuthorizationUrl(server, {
      redirect_uri: redirect.uri, scope: signIn.scopes.join(' '), state, response_type: 'code',
      code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
      ...(openid ? { nonce } : {}), ...(signIn.acrValues === '' ? {} : { acr_values: signIn.acrValues }),
    });
    if (!await parts.openBrowser(address.href)) throw new SignInProblem('The browser was not opened; nobody is signed in.', 'cancelled');
    const parameters = await comeBack(redirect, parts.patience, signal);
    code = parameters.get('code') ?? undefined;
    const current = new URL(redirect.uri);
    for (const [name, value] of parameters) current.searchParams.append(name, value);
    const answer = await authorizationCodeGrant(
      server, current, { pkceCodeVerifier: verifier, expectedState: state, ...(openid ? { expectedNonce: nonce, idTokenExpected: true } : {}) });
    return sessionOf(answer, parts.now());
  } catch (error) {
    throw toSignInProblem(error, signIn.issuer, [code, verifier]);
  } finally {
    redirect?.close();
  }
}

/** openid-client takes the redirect URI to be the address that the browser came back to without its query; an editor's own has one. */
function clientWithRedirect(uri: string): ClientAuth {
  const client = None();
  return (server, metadata, body, headers) => {
    client(server, metadata, body, headers);
    if (body.has('redirect_uri')) body.set('redirect_uri', uri);
  };
}

async function comeBack(redirect: Redirect, patience: number, signal: AbortSignal): Promise<URLSearchParams> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let cancel = (): void => undefined;
  const given = new Promise<never>((_, reject) => {
    cancel = () => reject(new SignInProblem('The sign-in was cancelled.', 'cancelled'));
    timer = setTimeout(() => reject(new SignInProblem(`The browser did not come back within ${Math.round(patience / 60_000) || 1} min; sign in again.`)), patience);
    if (signal.aborted) cancel();
    signal.addEventListener('abort', cancel, { once: true });
  });
  try {
    return await Promise.race([redirect.answer, given]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  }
}
