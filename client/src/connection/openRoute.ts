import { readFile } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { tlsOptions, type Route } from '../transport/route';
import type { Connection, TlsFiles } from './connection';
import { ConnectionProblem } from './readConnection';

/** Larger files were named by mistake: a bundle of all public authorities has some 250 kB. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Where the files of a connection are, and how messages name what is wrong with them. */
export interface RouteSource {
  /** Folder that relative paths count from; undefined where there is none. */
  readonly base: string | undefined;
  /** Opens the client's key; undefined where none was entered. */
  readonly passphrase: string | undefined;
  label(file: keyof TlsFiles): string;
  /** How the passphrase is entered. */
  readonly passphraseHint: string;
}

/** The source of a connection from the settings. */
export function settingsSource({ name }: Pick<Connection, 'name'>, base: string | undefined, passphrase: string | undefined): RouteSource {
  return { base, passphrase, label: (file) => `Setting mcptt.connections, '${name}': tls.${file}`, passphraseHint: 'set it with "MCPTT: Set Certificate Passphrase"' };
}

/**
 * Reads the files that a connection names, into how its server is reached.
 * @throws ConnectionProblem for a file that cannot be read or used; nothing has been sent by then
 */
export async function openRoute(connection: Pick<Connection, 'tls' | 'proxy'>, source: RouteSource): Promise<Route> {
  const { ca, cert, key, pfx, serverName } = connection.tls;
  const { base, passphrase } = source;
  const problem = (file: keyof TlsFiles, message: string): ConnectionProblem => new ConnectionProblem('mcptt.connections', `${source.label(file)} ${message}`);
  const read = async (file: keyof TlsFiles, path: string | undefined): Promise<Buffer | undefined> => {
    if (path === undefined) return undefined;
    if (base === undefined && !isAbsolute(path)) throw problem(file, `'${path}' is relative, and no folder is open: write the whole path.`);
    try {
      const bytes = await readFile(resolve(base ?? '/', path));
      if (bytes.length > MOST_BYTES) throw problem(file, `'${path}' is too large for a certificate.`);
      return bytes;
    } catch (error) {
      if (error instanceof ConnectionProblem) throw error;
      throw problem(file, `'${path}' cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}): check the path.`);
    }
  };
  const [caText, certText, keyText, pfxBytes] = [(await read('ca', ca))?.toString('utf8'), (await read('cert', cert))?.toString('utf8'), (await read('key', key))?.toString('utf8'), await read('pfx', pfx)];
  if (caText !== undefined && !caText.includes('-----BEGIN ')) throw problem('ca', `'${ca}' holds no certificate in PEM.`);
  const tls = {
    ...(caText === undefined ? {} : { ca: caText }), ...(certText === undefined ? {} : { cert: certText }), ...(keyText === undefined ? {} : { key: keyText }),
    ...(pfxBytes === undefined ? {} : { pfx: pfxBytes }), ...(serverName === undefined ? {} : { serverName }),
    ...(passphrase === undefined || (keyText === undefined && pfxBytes === undefined) ? {} : { passphrase }),
  };
  checkMaterial(tls, problem, source.passphraseHint);
  return { ...(Object.keys(tls).length === 0 ? {} : { tls }), ...(connection.proxy === undefined ? {} : { proxy: connection.proxy }) };
}

/** What OpenSSL cannot read is told here, with the name of its setting, not by the first connection. */
function checkMaterial(tls: NonNullable<Route['tls']>, problem: (file: keyof TlsFiles, message: string) => ConnectionProblem, passphraseHint: string): void {
  const { ca, cert, key, pfx, passphrase } = tls;
  const attempts: [keyof TlsFiles, NonNullable<Route['tls']>][] = [
    ...(ca === undefined ? [] : [['ca', { ca }] as [keyof TlsFiles, typeof tls]]),
    ...(cert === undefined ? [] : [['cert', { cert }] as [keyof TlsFiles, typeof tls]]),
    ...(key === undefined || cert === undefined ? [] : [['key', { cert, key, ...(passphrase === undefined ? {} : { passphrase }) }] as [keyof TlsFiles, typeof tls]]),
    ...(pfx === undefined ? [] : [['pfx', { pfx, ...(passphrase === undefined ? {} : { passphrase }) }] as [keyof TlsFiles, typeof tls]]),
  ];
  for (const [file, material] of attempts) {
    try {
      createSecureContext(tlsOptions(material));
    } catch (error) {
      const protectedBy = /passphrase|mac verify|bad decrypt|bad password|PKCS12|INTERRUPTED|CANCELLED/i.test(`${(error as Error).message} ${(error as NodeJS.ErrnoException).code}`);
      throw problem(file, protectedBy ? `cannot be opened: its passphrase is missing or wrong; ${passphraseHint}.` : 'cannot be used: it is not what it should be, or does not belong to the certificate beside it.');
    }
  }
}
