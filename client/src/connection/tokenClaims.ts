import { oneLine } from '../../../xcap/src/plainText';

/** What an access token says of itself. Nobody has verified it here: it is for a person to read, and decides nothing. */
export interface TokenClaims {
  /** `mcptt_id`, else `sub`; absent where it says neither. */
  readonly who?: string;
  /** Milliseconds since 1970. */
  readonly expiresAt?: number;
  readonly scopes: readonly string[];
}

/** Reads the claims of a token that is a JWT (RFC 7519); undefined for any other, which is as good: tokens are opaque. */
export function readTokenClaims(token: string): TokenClaims | undefined {
  const [, payload, ...rest] = token.split('.');
  if (payload === undefined || rest.length !== 1) return undefined;
  let claims: unknown;
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
    claims = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
  if (typeof claims !== 'object' || claims === null) return undefined;
  const { mcptt_id: id, sub, exp, scope } = claims as Record<string, unknown>;
  const who = [id, sub].find((value) => typeof value === 'string' && value !== '') as string | undefined;
  // A list in TS 24.484 A.2.1, words with blanks between them elsewhere.
  const scopes = Array.isArray(scope) ? scope.filter((entry) => typeof entry === 'string') : typeof scope === 'string' ? scope.split(' ') : [];
  return {
    ...(who === undefined ? {} : { who: oneLine(who) }),
    ...(typeof exp === 'number' && Number.isFinite(exp) && Math.abs(exp) < 8.64e12 ? { expiresAt: exp * 1000 } : {}),
    scopes: scopes.map(oneLine).filter((entry) => entry !== ''),
  };
}

/** A moment as people here write it. */
export function timeText(milliseconds: number): string {
  return new Date(milliseconds).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
