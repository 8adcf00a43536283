import { SignJWT } from 'jose';
import { ADMINISTRATOR_CLAIM, CONFIGURATION_SCOPES } from './authorise';
import type { OwnKey } from './keys';

export interface TokenSubject {
  /** MCPTT ID of the user, as it stands in the XUI. */
  readonly mcpttId: string;
  /** May the user write on behalf of others? */
  readonly administrator?: boolean;
  /** The configuration management scope of Rel-14 when left out. */
  readonly scope?: string | readonly string[];
}

/** Issues an access token as an identity management server would (TS 33.180 annex B), signed with the CMS's own key. */
export async function issueToken(key: OwnKey, subject: TokenSubject, issuedAt: Date, lifetimeSeconds: number): Promise<string> {
  const seconds = Math.floor(issuedAt.getTime() / 1000);
  return new SignJWT({
    mcptt_id: subject.mcpttId,
    scope: subject.scope ?? `openid ${CONFIGURATION_SCOPES[0]}`,
    client_id: 'mcptt-user-profile',
    ...(subject.administrator ? { [ADMINISTRATOR_CLAIM]: true } : {}),
  })
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT' })
    .setIssuer(key.trust.issuer)
    .setAudience(key.trust.audience)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + lifetimeSeconds)
    .sign(key.signing);
}
