import { AddressError } from '../../../xcap/src/address';
import { canonicalRoot, connectionKey, readConnectionKey, type Connection } from '../connection/connection';
import type { SecretStore } from '../signIn/sessions';

/** What secrets are kept by. */
export type Keyed = Pick<Connection, 'name' | 'root'>;

/** What a person has entered for a connection: it goes to its root only, and never to another that takes its name. */
export interface Credentials {
  /** A pasted access token. */
  token(connection: Keyed): Promise<string | undefined>;
  /** The same, to be sent now: this is what counts as its use. */
  tokenToSend(connection: Keyed): Promise<string | undefined>;
  keep(connection: Keyed, token: string): Promise<void>;
  /** False where there was none. */
  forget(connection: Keyed): Promise<boolean>;
  /** What opens the client's key. */
  passphrase(connection: Keyed): Promise<string | undefined>;
  /** Empty: forgets it. */
  keepPassphrase(connection: Keyed, passphrase: string): Promise<void>;
}

/** The credentials in a secret store. Every function throws an AddressError for a root that is none. */
export function createCredentials(secrets: SecretStore): Credentials {
  const tokenKey = (connection: Keyed): string => TOKEN + connectionKey(connection);
  const passphraseKey = (connection: Keyed): string => PASSPHRASE + connectionKey(connection);
  const use = async (key: string): Promise<string | undefined> => {
    const secret = await secrets.get(key);
    if (secret !== undefined) await secrets.used(key);
    return secret;
  };
  return {
    token: async (connection) => secrets.get(tokenKey(connection)),
    tokenToSend: async (connection) => use(tokenKey(connection)),
    keep: async (connection, token) => { await secrets.store(tokenKey(connection), token); },
    async forget(connection) {
      const known = await secrets.get(tokenKey(connection)) !== undefined;
      await secrets.delete(tokenKey(connection));
      return known;
    },
    passphrase: async (connection) => use(passphraseKey(connection)),
    async keepPassphrase(connection, passphrase) {
      if (passphrase === '') await secrets.delete(passphraseKey(connection));
      else await secrets.store(passphraseKey(connection), passphrase);
    },
  };
}

const TOKEN = 'mcptt.token:';
const PASSPHRASE = 'mcptt.passphrase:';

/** What a key in the secret store is for; undefined where it is none of these. */
export function readCredentialKey(key: string): { readonly what: 'access token' | 'passphrase'; readonly connection: Keyed } | undefined {
  const what = key.startsWith(TOKEN) ? 'access token' : key.startsWith(PASSPHRASE) ? 'passphrase' : undefined;
  if (what === undefined) return undefined;
  const connection = readConnectionKey(key.slice(key.indexOf(':') + 1));
  return hasRoot(connection) ? { what, connection } : undefined;
}

function hasRoot({ root }: Keyed): boolean {
  try {
    return canonicalRoot(root) === root;
  } catch (error) {
    if (error instanceof AddressError) return false;
    throw error;
  }
}
