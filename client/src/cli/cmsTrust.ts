import { resolve } from 'node:path';
import type { TokenTrust } from '../../../cms/src/authorise';
import { fileKeySet, remoteKeySet } from '../../../cms/src/keySets';
import { loadOwnKey } from '../../../cms/src/keys';
import { isLoopback } from './loopback';
import { UsageError } from './options';

/** Options of `cms` that say whose tokens it takes. */
export const TRUST_OPTIONS = {
  issuer: { type: 'string' },
  audience: { type: 'string' },
  jwks: { type: 'string' },
  administrator: { type: 'string', multiple: true },
} as const;

export const TRUST_HELP = `  --issuer URL  --audience NAME  --jwks FILE|URL
                          takes the tokens of this issuer that are for this audience, verified by its JSON Web Key Set
                          (https:, or http: on this machine; looked at again when keys change); without them the CMS
                          takes those that the command token makes
  --administrator ID      MCPTT ID of a user who may write on behalf of every other; may be given again`;

/** What was given of them. */
export interface TrustValues {
  readonly issuer?: string | undefined;
  readonly audience?: string | undefined;
  readonly jwks?: string | undefined;
  readonly administrator?: readonly string[] | undefined;
}

/** Whose tokens a CMS takes. @param data its data folder, which must be there. @throws UsageError */
export async function trustOf(values: TrustValues, data: string): Promise<TokenTrust> {
  const { issuer, audience, jwks } = values;
  const administrators = new Set(values.administrator ?? []);
  if (issuer === undefined && audience === undefined && jwks === undefined) return { ...(await loadOwnKey(data)).trust, administrators };
  if (!issuer || !audience || !jwks) throw new UsageError('--issuer, --audience and --jwks belong together; give all three, or none to take tokens of the command token.');
  return { key: /^https?:/i.test(jwks) ? remoteKeySet(keySetUrl(jwks)) : await keySetFile(jwks), issuer, audience, administrators };
}

async function keySetFile(file: string): ReturnType<typeof fileKeySet> {
  const path = resolve(file);
  try {
    return await fileKeySet(path);
  } catch (error) {
    // What the system says is told as for every other file.
    if (error instanceof Error && !('syscall' in error)) throw new UsageError(error.message);
    throw error instanceof Error ? Object.assign(error, { path }) : error;
  }
}

function keySetUrl(text: string): URL {
  if (!URL.canParse(text)) throw new UsageError(`--jwks: '${text}' is not an address that can be read.`);
  const url = new URL(text);
  // Who can change the keys on their way can make every token.
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) throw new UsageError(`--jwks: keys from another machine are fetched over https: only, not from '${text}'.`);
  return url;
}
