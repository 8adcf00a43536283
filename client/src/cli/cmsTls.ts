import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { ownCertificate } from '../../../cms/src/ownCertificate';
import type { Certificate } from '../../../cms/src/server';
import { isLoopback } from './loopback';
import { UsageError } from './options';

/** Options of `cms` that say where it listens and what it proves its name with. */
export const TLS_OPTIONS = {
  host: { type: 'string', default: '127.0.0.1' },
  tls: { type: 'boolean' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
} as const;

export const TLS_HELP = `  --host HOST             name or address to listen on, 127.0.0.1 if not given; another machine's clients need TLS
  --tls                   speaks TLS with a certificate by an authority of its own, made in the data folder; the line
                          names the authority's file, for clients to trust
  --tls-cert FILE  --tls-key FILE
                          speaks TLS with this certificate (and those between it and its authority) and its key, PEM;
                          read again at SIGHUP`;

/** What was given of them. */
export interface TlsValues {
  readonly host: string;
  readonly tls?: boolean | undefined;
  readonly 'tls-cert'?: string | undefined;
  readonly 'tls-key'?: string | undefined;
}

/** How a CMS speaks TLS. */
export interface Tls {
  readonly certificate: Certificate;
  /** File with the authority that clients have to trust; absent where the certificate was given. */
  readonly authority?: string;
}

/** Refuses what would send tokens and profiles over a network in clear. @throws UsageError */
export function checkTlsOptions(values: TlsValues): void {
  const { host, tls, 'tls-cert': cert, 'tls-key': key } = values;
  if ((cert === undefined) !== (key === undefined)) throw new UsageError('--tls-cert and --tls-key belong together; give both.');
  if (tls && cert !== undefined) throw new UsageError('--tls and --tls-cert exclude each other; give one of them.');
  if (!tls && cert === undefined && !isLoopback(host)) throw new UsageError(`Other machines are served over TLS only: to listen on ${host}, give --tls or --tls-cert and --tls-key.`);
}

/** The certificate as it is now, read or made anew each time; undefined for a CMS without TLS. @param data its data folder, which must be there. @throws UsageError */
export async function loadTls(values: TlsValues, data: string): Promise<Tls | undefined> {
  if (values['tls-cert'] !== undefined && values['tls-key'] !== undefined) return { certificate: await givenCertificate(values['tls-cert'], values['tls-key']) };
  if (!values.tls) return undefined;
  try {
    const { key, cert, authority } = await ownCertificate(data, ['localhost', '127.0.0.1', '::1', ...(isLoopback(values.host) ? [] : [publicName(values.host)])], new Date());
    return { certificate: { key, cert }, authority };
  } catch (error) {
    throw error instanceof Error && !('syscall' in error) ? new UsageError(error.message) : error;
  }
}

/** The XCAP root of a CMS that listens. */
export function rootOf({ host }: TlsValues, port: number, tls: boolean): string {
  const name = publicName(host);
  return `${tls ? 'https' : 'http'}://${name.includes(':') ? `[${name}]` : name}:${port}/mcptt`;
}

/** What others call a host that is listened on; of all addresses at once, the machine's name. */
function publicName(host: string): string {
  return /^(?:0\.0\.0\.0|::)$/.test(host) ? hostname() : host;
}

async function givenCertificate(certFile: string, keyFile: string): Promise<Certificate> {
  const [cert, key] = await Promise.all([certFile, keyFile].map((file) => readFile(resolve(file), 'utf8')));
  const certificate = read(certFile, 'certificate', () => new X509Certificate(cert!));
  const privateKey = read(keyFile, 'private key without a passphrase', () => createPrivateKey(key!));
  if (!certificate.checkPrivateKey(privateKey)) throw new UsageError(`${keyFile} is not the key of the certificate in ${certFile}.`);
  return { cert: cert!, key: key! };
}

function read<T>(file: string, what: string, make: () => T): T {
  try {
    return make();
  } catch {
    throw new UsageError(`${file} holds no ${what} in PEM.`);
  }
}
