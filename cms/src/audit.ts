import type { IncomingMessage } from 'node:http';
import type { Handled } from './handler';

/** One request that would change something, as an audit keeps it. Nothing of the token, nothing of the document. */
export interface AuditEntry {
  /** When it was answered, as ISO 8601 in UTC. */
  readonly time: string;
  /** Address that the request came from. */
  readonly from?: string;
  /** MCPTT ID of the caller; absent where no token held. */
  readonly who?: string;
  readonly method: string;
  /** As it stood in the request line, but for an access token in it. */
  readonly target: string;
  readonly status: number;
  /** `done`: it has happened. `refused`: it has not. `failed`: the CMS or its database could not do it (5xx); after 500 it may have happened all the same. */
  readonly outcome: 'done' | 'refused' | 'failed';
  readonly entityTagBefore?: string;
  readonly entityTagAfter?: string;
}

/** What an audit keeps of a request; undefined for one that only reads. */
export function auditEntry(incoming: IncomingMessage, { answer, ...rest }: Handled, now: Date): AuditEntry | undefined {
  const method = incoming.method ?? '';
  const { status } = answer;
  // A browser asks for leave before it sends (crossOrigin.ts); what it sends then has a line of its own.
  const asksOnly = method === 'OPTIONS' && status < 300;
  if (method === 'GET' || method === 'HEAD' || asksOnly) return undefined;
  const { remoteAddress } = incoming.socket;
  return {
    time: now.toISOString(),
    ...(remoteAddress !== undefined && { from: remoteAddress }),
    ...rest,
    method,
    target: withoutQueryToken(incoming.url ?? ''),
    status,
    outcome: status < 400 ? 'done' : status < 500 ? 'refused' : 'failed',
  };
}

/** RFC 6750 2.3: some clients put their token into the query, where it is not looked for and must not be kept. */
function withoutQueryToken(target: string): string {
  return target.replace(/([?&;]access_token=)[^&;#]*/gi, '$1…');
}
