import { readFile, stat } from 'node:fs/promises';
import { createLocalJWKSet, createRemoteJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';

/** The keys that verify tokens cannot be had now. That says nothing about the token. */
export class KeysUnavailable extends Error {
  constructor(cause: unknown) {
    super('The keys of the token issuer cannot be had.', { cause });
    this.name = 'KeysUnavailable';
  }
}

/** How an issuer's keys are fetched, in milliseconds. */
export interface FetchingTimes {
  /** Patience with one fetch. */
  readonly patience: number;
  /** Between two fetches that an unknown key identifier causes: a flood of such tokens must not become a flood of fetches. */
  readonly coolDown: number;
  /** How long keys count without being fetched again; a key that was taken back is trusted for as long. */
  readonly maxAge: number;
  /** After a fetch that failed, until the next is tried. */
  readonly afterFailure: number;
}

const FETCHING_TIMES: FetchingTimes = { patience: 5_000, coolDown: 30_000, maxAge: 600_000, afterFailure: 5_000 };

/** The key set (RFC 7517 5) at an address of the issuer: fetched when it is needed, and again when a token names a key that is not in it. */
export function remoteKeySet(url: URL, times: Partial<FetchingTimes> = {}): JWTVerifyGetKey {
  const { patience, coolDown, maxAge, afterFailure } = { ...FETCHING_TIMES, ...times };
  const keys = createRemoteJWKSet(url, { timeoutDuration: patience, cooldownDuration: coolDown, cacheMaxAge: maxAge });
  let failure: { readonly error: KeysUnavailable; readonly until: number } | undefined;
  return async (header, token) => {
    if (failure && performance.now() < failure.until) throw failure.error;
    failure = undefined;
    try {
      return await keys(header, token);
    } catch (error) {
      if (isAboutToken(error)) throw error;
      failure = { error: new KeysUnavailable(error), until: performance.now() + afterFailure };
      throw failure.error;
    }
  };
}

/**
 * The key set in a file, read again once the file has changed.
 * @throws the system's error, or an Error that names the file, where it holds no key set now
 */
export async function fileKeySet(path: string): Promise<JWTVerifyGetKey> {
  let current = await readKeySet(path);
  return async (header, token) => {
    try {
      if ((await versionOf(path)) !== current.version) current = await readKeySet(path);
    } catch (error) {
      throw new KeysUnavailable(error);
    }
    return current.keys(header, token);
  };
}

async function readKeySet(path: string): Promise<{ readonly keys: JWTVerifyGetKey; readonly version: string }> {
  // Looked at before it is read: a change in between is seen at the next look.
  const version = await versionOf(path);
  const text = await readFile(path, 'utf8');
  try {
    return { keys: createLocalJWKSet(JSON.parse(text) as JSONWebKeySet), version };
  } catch (error) {
    throw new Error(`${path} is not a JSON Web Key Set: write it like {"keys": [{"kty": "EC", …}]}.`, { cause: error });
  }
}

async function versionOf(path: string): Promise<string> {
  const { mtimeMs, size, ino } = await stat(path);
  return `${mtimeMs} ${size} ${ino}`;
}

/** Errors that tell something of the token; every other one is a failure to get the keys. */
function isAboutToken(error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys || error instanceof errors.JOSENotSupported;
}
