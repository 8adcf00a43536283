import { isAccessToken } from '../../../xcap/src/requests';

/**
 * Reads an access token out of what somebody pasted: blanks around it and a leading `Bearer` fall away. Undefined where
 * that is not a token (RFC 6750 section 2.1).
 */
export function readAccessToken(pasted: string): string | undefined {
  const token = pasted.trim().replace(/^Bearer\s+/i, '');
  return isAccessToken(token) ? token : undefined;
}

/** Shorter ones are parts of common words: striking them out would spoil every message and hide nothing. */
const shortestSecret = 8;

/** A text with the token struck out: a server's answer or an error may repeat what it was sent. */
export function withoutToken(text: string, token: string | undefined): string {
  return token === undefined || token.length < shortestSecret ? text : text.replaceAll(token, '•••');
}
