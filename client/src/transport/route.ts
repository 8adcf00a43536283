/** How a server is reached, where that is not left to the machine and the editor. Empty: it is. */
export interface Route {
  readonly tls?: TlsMaterial;
  /** URL of an HTTP proxy that requests go through, whatever the editor's settings say: `http://proxy.example.com:3128`. */
  readonly proxy?: string;
}

/** What a TLS connection is made with, as read from the files that a connection names. */
export interface TlsMaterial {
  /** Authorities to trust instead of the machine's, in PEM. */
  readonly ca?: string;
  /** Certificate of the client and those above it, in PEM. */
  readonly cert?: string;
  /** Its private key, in PEM. */
  readonly key?: string;
  /** Certificate and key in one, as PKCS #12. */
  readonly pfx?: Uint8Array;
  /** Opens the key or the PKCS #12 file. */
  readonly passphrase?: string;
  /** The name to ask for and to find in the server's certificate, where it is not that of the host. */
  readonly serverName?: string;
}

/** TLS options as Node names them. */
export function tlsOptions({ ca, cert, key, pfx, passphrase, serverName }: TlsMaterial = {}) {
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(pfx === undefined ? {} : { pfx: Buffer.from(pfx) }),
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(serverName === undefined ? {} : { servername: serverName }),
  };
}
