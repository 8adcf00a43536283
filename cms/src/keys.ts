import { link, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, importJWK, type CryptoKey, type JWK } from 'jose';
import type { TokenTrust } from './authorise';
import { syncFolder } from './logFile';

/** The key of a CMS that issues its own tokens. */
export interface OwnKey {
  readonly signing: CryptoKey;
  readonly trust: TokenTrust;
}

const ALGORITHM = 'ES256';
const ISSUER = 'urn:mcptt-user-profile:local-cms';
const AUDIENCE = 'urn:mcptt-user-profile:local-cms:xcap';

/** Loads the key from a data folder, which must be there; makes one at the first start, readable by its owner alone. */
export async function loadOwnKey(folder: string): Promise<OwnKey> {
  const path = keyPath(folder);
  return ownKey((await readKey(path)) ?? (await makeKey(folder, path)));
}

/** The key in a data folder; undefined where no CMS has made one there. */
export async function findOwnKey(folder: string): Promise<OwnKey | undefined> {
  const jwk = await readKey(keyPath(folder));
  return jwk && ownKey(jwk);
}

function keyPath(folder: string): string {
  return join(folder, 'signing-key.json');
}

async function ownKey(jwk: JWK): Promise<OwnKey> {
  const { d: _secret, ...publicPart } = jwk;
  return {
    signing: (await importJWK(jwk, ALGORITHM)) as CryptoKey,
    trust: { key: (await importJWK(publicPart, ALGORITHM)) as CryptoKey, issuer: ISSUER, audience: AUDIENCE },
  };
}

async function readKey(path: string): Promise<JWK | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const jwk = parseJson(text);
  if (jwk?.kty !== 'EC' || typeof jwk.d !== 'string') throw new Error(`${path} is not a key of this CMS; remove it to have a new one made.`);
  return jwk;
}

async function makeKey(folder: string, path: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const jwk = await exportJWK(privateKey);
  const draft = join(folder, `signing-key.${randomUUID()}.new`);
  try {
    await writeDurably(draft, JSON.stringify(jwk));
    // A link never replaces: of a CMS and a token command that start together, one makes the key and both use it.
    await link(draft, path);
    await syncFolder(folder);
    return jwk;
  } catch (error) {
    const winner = (error as NodeJS.ErrnoException).code === 'EEXIST' ? await readKey(path) : undefined;
    if (!winner) throw error;
    return winner;
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

function parseJson(text: string): JWK | undefined {
  try {
    return JSON.parse(text) as JWK;
  } catch {
    return undefined;
  }
}
