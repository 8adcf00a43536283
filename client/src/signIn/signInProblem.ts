import { AuthorizationResponseError, ClientError, ResponseBodyError, WWWAuthenticateChallengeError } from 'openid-client';
import { oneLine, sentence } from '../../../xcap/src/plainText';
import { TransportError } from '../../../xcap/src/wire';
import { withoutToken } from '../connection/tokenText';

/** A sign-in came to nothing, or has ended. The message is one line and holds no token and no code. */
export class SignInProblem extends Error {
  constructor(
    message: string,
    /** `ended`: the server does not renew this session any more; `cancelled`: the person did not go on; `failed`: all else. */
    readonly kind: 'ended' | 'cancelled' | 'failed' = 'failed',
  ) {
    super(message);
    this.name = 'SignInProblem';
  }
}

/**
 * What went wrong, for a person.
 * @param secrets what must not be in the message although a server may have repeated it
 */
export function toSignInProblem(error: unknown, issuer: string, secrets: readonly (string | undefined)[]): SignInProblem {
  const known = causes(error).find((cause) => cause instanceof SignInProblem || cause instanceof TransportError);
  if (known instanceof SignInProblem) return known;
  if (known instanceof TransportError) return new SignInProblem(known.message, known.stage === 'cancelled' ? 'cancelled' : 'failed');
  const ended = error instanceof ResponseBodyError && error.error === 'invalid_grant';
  const said = secrets.reduce<string>((text, secret) => withoutToken(text, secret), meaningOf(error));
  return new SignInProblem(sentence(oneLine(`Sign-in at ${hostOf(issuer)} failed: ${said}`)), ended ? 'ended' : 'failed');
}

function meaningOf(error: unknown): string {
  if (error instanceof AuthorizationResponseError) return saying(error.error, error.error_description);
  if (error instanceof ResponseBodyError) return `${error.status} ${saying(error.error, error.error_description)}`;
  if (error instanceof WWWAuthenticateChallengeError) return `it answers ${error.status} and does not accept this client; check clientId of the connection`;
  if (error instanceof ClientError) {
    const [, cause] = causes(error);
    switch (error.code) {
      case 'OAUTH_RESPONSE_IS_NOT_CONFORM': return `it answers ${cause instanceof Response ? cause.status : 'with an unexpected status'}; check the issuer and endpoints of the connection`;
      case 'OAUTH_RESPONSE_IS_NOT_JSON': case 'OAUTH_PARSE_ERROR': return 'it answers with something else than JSON; check the issuer and endpoints of the connection';
      case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED': return 'what is at the issuer of the connection calls itself by another name; write it as the server does';
      case 'OAUTH_TIMEOUT': return 'it takes too long to answer';
      default: return MEANINGS.find(([sign]) => sign.test(messageOf(cause)))?.[1] ?? messageOf(cause ?? error);
    }
  }
  return messageOf(error);
}

/** What openid-client writes, in the words of the person who signs in. */
const MEANINGS: readonly [RegExp, string][] = [
  [/"state"/, 'the answer of the browser does not belong to this sign-in (state); sign in again'],
  [/"nonce"/, 'the ID token does not belong to this sign-in (nonce); sign in again'],
  [/"iss"/, 'the ID token or the answer comes from another issuer than the one of the connection'],
  [/"aud"/, 'the ID token is for another client than the one of the connection'],
  [/"exp"/, 'the ID token has expired; check the clocks of this machine and the server'],
  [/"iat"|"nbf"/, 'the ID token is not valid yet; check the clocks of this machine and the server'],
  [/"id_token"/, 'the server sent no ID token'],
  [/"access_token"/, 'the server sent no access token'],
];

function saying(error: string, description: string | undefined): string {
  return description === undefined || description === '' ? error : `${error}, ${description}`;
}

/** An error and what caused it, the outermost first. */
function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let at: unknown = error; at !== undefined && at !== null && chain.length < 10; at = at instanceof Error ? at.cause : undefined) chain.push(at);
  return chain;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'for an unknown reason';
}

function hostOf(issuer: string): string {
  return URL.canParse(issuer) ? new URL(issuer).host : issuer;
}
