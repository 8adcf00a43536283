import { PROFILE_AUID, parseTarget, wireAddress } from '../../../xcap/src/address';

/** Where secrets are kept: VS Code's SecretStorage, or a table in a test. */
export interface SecretStore {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/** Access tokens, one for each XCAP root: what was entered for one CMS never goes to another. */
export interface Credentials {
  token(root: string): Promise<string | undefined>;
  keep(root: string, token: string): Promise<void>;
  /** False where there was none. */
  forget(root: string): Promise<boolean>;
}

/** The tokens in a secret store. Every function throws an AddressError for a root that is none. */
export function createCredentials(secrets: SecretStore): Credentials {
  const key = (root: string): string => `mcptt.token:${canonicalRoot(root)}`;
  return {
    token: async (root) => secrets.get(key(root)),
    keep: async (root, token) => { await secrets.store(key(root), token); },
    async forget(root) {
      const known = await secrets.get(key(root)) !== undefined;
      await secrets.delete(key(root));
      return known;
    },
  };
}

/**
 * An XCAP root as it goes on the wire: the same one however it was written (case of the host, default port, end slash).
 * @throws AddressError where it is none
 */
export function canonicalRoot(root: string): string {
  const { origin, target } = wireAddress({ root, auid: PROFILE_AUID, xui: 'x', document: 'x' });
  const parsed = parseTarget(target);
  return parsed.kind === 'document' ? origin + parsed.root : origin;
}
