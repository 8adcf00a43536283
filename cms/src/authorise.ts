import { errors, jwtVerify, type CryptoKey, type JWTPayload } from 'jose';
import { refusal, type HttpAnswer } from './answers';

/** Whose tokens a CMS trusts. */
export interface TokenTrust {
  /** Public key that verifies them. */
  readonly key: CryptoKey;
  readonly issuer: string;
  readonly audience: string;
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
const ALGORITHMS = ['ES256', 'RS256'];
const REALM = 'MCPTT configuration management';

/**
 * Verifies the Authorization field of a request (RFC 6750 2.1; TS 33.180 annex B).
 * @returns the caller, or the 401 or 403 that is due
 */
export async function authenticate(authorization: string | undefined, trust: TokenTrust, now: Date): Promise<Caller | HttpAnswer> {
  const token = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  // RFC 6750 3.1: a request without a token is told the scheme and no error.
  if (token === undefined) return challenge(401, 'This CMS needs an access token: Authorization: Bearer <token>.', {});
  let claims: JWTPayload;
  try {
    ({ payload: claims } = await jwtVerify(token, trust.key, {
      algorithms: ALGORITHMS,
      issuer: trust.issuer,
      audience: trust.audience,
      requiredClaims: ['exp'],
      currentDate: now,
    }));
  } catch (error) {
    return invalidToken(descriptionOf(error));
  }
  if (!scopesOf(claims).some((scope) => (CONFIGURATION_SCOPES as readonly string[]).includes(scope))) {
    const description = 'the token is not for configuration management';
    return challenge(403, `Not allowed: ${description}.`, { error: 'insufficient_scope', error_description: description, scope: CONFIGURATION_SCOPES[0] });
  }
  const mcpttId = claims['mcptt_id'];
  if (typeof mcpttId !== 'string' || mcpttId === '') return invalidToken('the token carries no mcptt_id');
  return { mcpttId, administrator: claims[ADMINISTRATOR_CLAIM] === true };
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
  if (error instanceof errors.JOSEAlgNotAllowed) return `the token is not signed with ${ALGORITHMS.join(' or ')}`;
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
