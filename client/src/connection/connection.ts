import { PROFILE_AUID, parseTarget, wireAddress } from '../../../xcap/src/address';

/** A CMS that documents are published to, and how it is reached. Holds no secret. */
export interface Connection {
  /** What the person calls it; empty for the one of the settings `mcptt.cms.*`. */
  readonly name: string;
  /** XCAP root as it was written. */
  readonly root: string;
  /** XCAP user identity in addresses; empty where the person is asked. */
  readonly xui: string;
  readonly auid: string;
  /** `Content-Type` of a document. */
  readonly mediaType: string;
  /** Fields that every request carries besides our own, by name. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the CMS is used for: `production`, `staging`, `test`, or any other text; empty where nobody said. */
  readonly environment: string;
  readonly tls: TlsFiles;
  /** URL of an HTTP proxy; absent where the machine and the editor decide. */
  readonly proxy?: string;
  readonly signIn?: SignIn;
  /** Program and arguments that print an access token. */
  readonly tokenCommand?: readonly string[];
}

/** Files that TLS needs, by path; relative ones count from the place of the settings. */
export interface TlsFiles {
  /** Authorities to trust instead of the machine's, in PEM. */
  readonly ca?: string;
  /** The client's certificate, in PEM. */
  readonly cert?: string;
  /** Its private key, in PEM. */
  readonly key?: string;
  /** Certificate and key in one, as PKCS #12. */
  readonly pfx?: string;
  /** The name in the server's certificate, where it is not that of the host. */
  readonly serverName?: string;
}

/** Where a person signs in, and as which client (OpenID Connect; TS 33.180 annex B). */
export interface SignIn {
  /** What ID tokens name as their issuer; its metadata is read unless both endpoints are given. */
  readonly issuer: string;
  readonly authorizationEndpoint?: string;
  readonly tokenEndpoint?: string;
  readonly revocationEndpoint?: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** Empty where none are asked for. */
  readonly acrValues: string;
  /** `loopback`, `editor`, or a loopback address of its own; absent where the editor decides. */
  readonly redirect?: string;
}

/** The scopes of TS 33.180 annex B from Rel-14 on; Rel-13 has `3gpp:mcptt:config_management_server` instead. */
export const DEFAULT_SCOPES: readonly string[] = ['openid', '3gpp:mc:ptt_config_management_service'];
/** Sign-in by name and password (TS 33.180 B.4.2.2). */
export const DEFAULT_ACR_VALUES = '3gpp:acr:password';

/** How messages call a connection. */
export function connectionLabel({ name, root }: Pick<Connection, 'name' | 'root'>): string {
  return name === '' ? canonicalRoot(root) : `${name} (${canonicalRoot(root)})`;
}

/** True where a mistake reaches people at work: what is published there is confirmed. */
export function isProduction({ environment }: Connection): boolean {
  return environment.trim().toLowerCase() === 'production';
}

/**
 * Tells one connection's secrets from another's. The root is part of it: settings that give a known name another host
 * get nothing of what was entered for the first one.
 * @throws AddressError where the root is none
 */
export function connectionKey({ name, root }: Pick<Connection, 'name' | 'root'>): string {
  return name === '' ? canonicalRoot(root) : `${canonicalRoot(root)}#${name}`;
}

/** What a key was made of, the root in its canonical form. */
export function readConnectionKey(key: string): Pick<Connection, 'name' | 'root'> {
  // A root has no fragment.
  const at = key.indexOf('#');
  return at < 0 ? { name: '', root: key } : { name: key.slice(at + 1), root: key.slice(0, at) };
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
