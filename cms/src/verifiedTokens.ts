import { createHash } from 'node:crypto';
import type { JWTPayload } from 'jose';

/** Claims of tokens whose signature held, by the hash of the token: verifying one costs more than storing a small document. */
export interface VerifiedTokens {
  /** What the token claims; undefined where it was not verified lately. The times in the claims are the caller's to check. */
  claims(token: string, now: Date): JWTPayload | undefined;
  keep(token: string, claims: JWTPayload, now: Date): void;
}

/** A key that its issuer takes back is trusted for as long, in milliseconds. */
const TRUSTED_FOR = 60_000;

/** @param most so many tokens are kept; then the one that was verified longest ago gives way */
export function createVerifiedTokens(most = 10_000): VerifiedTokens {
  const kept = new Map<string, { readonly claims: JWTPayload; readonly until: number }>();
  // Never the token itself: who reads this memory, or a dump of it, finds nothing to present.
  const hash = (token: string): string => createHash('sha256').update(token).digest('base64');
  return {
    claims(token, now) {
      const key = hash(token);
      const found = kept.get(key);
      if (found && now.getTime() < found.until) return found.claims;
      kept.delete(key);
      return undefined;
    },
    keep(token, claims, now) {
      if (kept.size >= most) for (const [oldest] of kept) {
        kept.delete(oldest);
        break;
      }
      kept.set(hash(token), { claims, until: now.getTime() + TRUSTED_FOR });
    },
  };
}
