import { connectionKey, type Connection } from '../connection/connection';
import type { SecretStore } from '../signIn/sessions';

/** What secrets are kept by. */
export type Keyed = Pick<Connection, 'name' | 'root'>;

/** What a person has entered for a connection: it goes to its root only, and never to another that takes its name. */
export interface Credentials {
  /** A pasted access token. */
  token(connection: Keyed): Promise<string | undefined>;
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
  const tokenKey = (connection: Keyed): string => `mcptt.token:${connectionKey(connection)}`;
  const passphraseKey = (connection: Keyed): string => `mcptt.passphrase:${connectionKey(connection)}`;
  return {
    token: async (connection) => secrets.get(tokenKey(connection)),
    keep: async (connection, token) => { await secrets.store(tokenKey(connection), token); },
    async forget(connection) {
      const known = await secrets.get(tokenKey(connection)) !== undefined;
      await secrets.delete(tokenKey(connection));
      return known;
    },
    passphrase: async (connection) => secrets.get(passphraseKey(connection)),
    async keepPassphrase(connection, passphrase) {
      if (passphrase === '') await secrets.delete(passphraseKey(connection));
      else await secrets.store(passphraseKey(connection), passphrase);
    },
  };
}
