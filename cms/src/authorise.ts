import { errors, jwtVerify, type CryptoKey, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions } from 'jose';
import { refusal, type HttpAnswer } from './answers';
import { KeysUnavailable } from './keySets';
import type { VerifiedTokens } from './verifiedTokens';

/** Whose tokens a CMS trusts, and whom it lets write on behalf of others. */
export interface TokenTrust {
  /** Public key that verifies them, or where to find the one that a token names. */
  readonly key: CryptoKey | JWTVerifyGetKey;
  readonly issuer: string;
  readonly audience: string;
  /** MCPTT IDs of administrators whose tokens need not say so. */
  readonly administrators?: ReadonlySet<string>;
  /** What is remembered of tokens that held. */
  readonly verified?: VerifiedTokens;
}

/** Who sent a request, by a token that holds. */
export interface Caller {
  readonly mcpttId: string;
  readonly administrator: boolean;
}

/** The scope of configuration management, as TS 33.180 annex B names it from Rel-14 on and in Rel-13. */
export const CONFIGURATION_SCOPES = ['3gpp:mc:ptt_config_management_service', '3gpp:mcptt:config_management_server'] as const;
/** Claim of this CMS: true for a caller who may write on behalf of every user, as user1 does for user2 in TS 24.484 A.2.1. */
export const ADMINISTRATOR_CLAIM = 'mcptt_administrator';

/** Neither `none` nor a shared secret: who can verify a token must not be able to make one. */
const ALGORITHMS = ['ES256', 'ES384', 'ES512', 'RS256', 'PS256', 'EdDSA', 'Ed25519'];
/** How far the issuer's clock may be from ours, in seconds. */
const CLOCK_TOLERANCE = 30;
const REALM = 'MCPTT configuration management';

/**
 * Verifies the Authorization field of a request (RFC 6750 2.1; TS 33.180 annex B).
 * @returns the caller; or the 401 or 403 that is due, or a 503 where nobody can say now
 */
export async function authenticate(authorization: string | undefined, trust: TokenTrust, now: Date): Promise<Caller | HttpAnswer> {
  const token = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  // RFC 6750 3.1: a request without a token is told the scheme and no error.
  if (token === undefined) return challenge(401, 'This CMS needs an access token: Authorization: Bearer <token>.', {});
  let claims: JWTPayload;
  try {
    claims = rememberedClaims(token, trust, now) ?? (await verify(token, trust, now));
  } catch (error) {
    if (error instanceof KeysUnavailable) return refusal(503, error.message, { 'Retry-After': '5' });
    return invalidToken(descriptionOf(error));
  }
  if (!scopesOf(claims).some((scope) => (CONFIGURATION_SCOPES as readonly string[]).includes(scope))) {
    const description = 'the token is not for configuration management';
    return challenge(403, `Not allowed: ${description}.`, { error: 'insufficient_scope', error_description: description, scope: CONFIGURATION_SCOPES[0] });
  }
  const mcpttId = claims['mcptt_id'];
  if (typeof mcpttId !== 'string' || mcpttId === '') return invalidToken('the token carries no mcptt_id');
  return { mcpttId, administrator: claims[ADMINISTRATOR_CLAIM] === true || (trust.administrators?.has(mcpttId) ?? false) };
}

/** The claims of a token that held a moment ago, where its time has not run out since. */
function rememberedClaims(token: string, { verified }: TokenTrust, now: Date): JWTPayload | undefined {
  const claims = verified?.claims(token, now);
  const seconds = now.getTime() / 1000;
  return claims && (claims.exp ?? 0) + CLOCK_TOLERANCE > seconds && (claims.nbf ?? 0) - CLOCK_TOLERANCE <= seconds ? claims : undefined;
}

async function verify(token: string, trust: TokenTrust, now: Date): Promise<JWTPayload> {
  const options = { algorithms: ALGORITHMS, issuer: trust.issuer, audience: trust.audience, requiredClaims: ['exp'], clockTolerance: CLOCK_TOLERANCE, currentDate: now };
  const claims = typeof trust.key === 'function' ? await verifyByKeySet(token, trust.key, options) : (await jwtVerify(token, trust.key, options)).payload;
  trust.verified?.keep(token, claims, now);
  return claims;
}

async function verifyByKeySet(token: string, keys: JWTVerifyGetKey, options: JWTVerifyOptions): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, keys, options)).payload;
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    // A token that names no key, and several that may be meant: the one that fits counts.
    for await (const key of error) {
      try {
        return (await jwtVerify(token, key, options)).payload;
      } catch (each) {
        if (!(each instanceof errors.JWSSignatureVerificationFailed)) throw each;
      }
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}

/** May the caller act on the documents of this user? */
export function mayAct(caller: Caller, xui: string): boolean {
  return caller.administrator || caller.mcpttId === xui;
}

/** The 403 for the documents of somebody else. */
export function notOwner(caller: Caller, xui: string): HttpAnswer {
  return refusal(403, `Not allowed: ${JSON.stringify(caller.mcpttId)} is neither ${JSON.stringify(xui)} nor an administrator.`);
}

function invalidToken(description: string): HttpAnswer {
  return challenge(401, `The access token is not accepted: ${description}.`, { error: 'invalid_token', error_description: description });
}

function challenge(status: number, message: string, parameters: Readonly<Record<string, string>>): HttpAnswer {
  const fields = Object.entries({ realm: REALM, ...parameters }).map(([name, value]) => `${name}="${value}"`);
  return refusal(status, message, { 'WWW-Authenticate': `Bearer ${fields.join(', ')}` });
}

// Fixed texts only: nothing of a token is ever said back.
function descriptionOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return CLAIM_PROBLEMS[error.claim] ?? 'a claim of the token does not hold';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'the signature of the token is not valid';
  if (error instanceof errors.JOSEAlgNotAllowed) return `the token is not signed with one of ${ALGORITHMS.join(', ')}`;
  if (error instanceof errors.JWKSNoMatchingKey) return 'the token is not signed with a key of its issuer';
  return 'this is not a token of the issuer that this CMS trusts';
}

const CLAIM_PROBLEMS: Readonly<Record<string, string>> = {
  iss: 'the token comes from another issuer',
  aud: 'the token is for another service',
  nbf: 'the token is not valid yet',
  exp: 'the token does not say until when it is valid',
};

function scopesOf(claims: JWTPayload): string[] {
  const scope = claims['scope'];
  if (Array.isArray(scope)) return scope.filter((entry) => typeof entry === 'string');
  return typeof scope === 'string' ? scope.split(' ') : [];
}
