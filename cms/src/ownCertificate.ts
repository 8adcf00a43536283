import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { KeyAndCertificate } from './certificateAuthority';
import { syncFolder } from './logFile';

/** What a CMS that makes its own certificate keeps in its data folder. */
interface OwnTls {
  readonly authority: KeyAndCertificate;
  readonly server: KeyAndCertificate;
}

/** A server's certificate, and where clients find the authority to trust. */
export interface OwnCertificate extends KeyAndCertificate {
  /** File with the certificate of the authority, in PEM. */
  readonly authority: string;
}

const DAY = 86_400_000;
const AUTHORITY_DAYS = 3650;
/** What browsers and Apple's systems take at most. */
const SERVER_DAYS = 397;
/** A certificate is made anew so long before it ends. */
const RENEW_DAYS = 30;

/**
 * The certificate of a CMS by its own authority, from its data folder, which must be there. Made at the first start; the
 * server's is made anew before it ends and when it is asked to stand for another name, the authority's only before it ends.
 * @param names host names and IP addresses that it has to stand for
 */
export async function ownCertificate(folder: string, names: readonly string[], now: Date): Promise<OwnCertificate> {
  // Keys and certificates are one file, which is replaced as a whole: they always fit each other.
  const path = join(folder, 'tls.json');
  const authorityPath = join(folder, 'tls-ca.pem');
  const kept = await readKept(path);
  const authority = kept && isGood(kept.authority, now) ? kept.authority : await newAuthority(now);
  const server = kept && kept.authority === authority && isGood(kept.server, now) && standsFor(kept.server, names) ? kept.server : await newServer(authority, names, now);
  const both = JSON.stringify({ authority, server } satisfies OwnTls);
  // Of several that start together on a new folder, one makes the authority, and clients trust that one only.
  if (!kept && !(await placeFile(path, both, 0o600, linkNew))) return ownCertificate(folder, names, now);
  if (kept && kept.server !== server) await placeFile(path, both, 0o600, replace);
  if ((await readIfThere(authorityPath)) !== authority.cert) await placeFile(authorityPath, authority.cert, 0o644, replace);
  await syncFolder(folder);
  return { ...server, authority: authorityPath };
}

async function newAuthority(now: Date): Promise<KeyAndCertificate> {
  const { makeAuthority } = await import('./certificateAuthority');
  // Two of the same name would be taken for each other by who trusts one of them.
  return makeAuthority(`MCPTT CMS on ${hostname()} ${randomBytes(4).toString('hex')}`, validity(now, AUTHORITY_DAYS));
}

async function newServer(authority: KeyAndCertificate, names: readonly string[], now: Date): Promise<KeyAndCertificate> {
  const { makeServerCertificate } = await import('./certificateAuthority');
  return makeServerCertificate(authority, names, validity(now, SERVER_DAYS));
}

/** Valid since an hour ago, for the sake of clocks that are late. */
function validity(now: Date, days: number): { readonly notBefore: Date; readonly notAfter: Date } {
  return { notBefore: new Date(now.getTime() - 3_600_000), notAfter: new Date(now.getTime() + days * DAY) };
}

function isGood({ key, cert }: KeyAndCertificate, now: Date): boolean {
  const certificate = new X509Certificate(cert);
  return certificate.checkPrivateKey(createPrivateKey(key)) && Date.parse(certificate.validTo) - now.getTime() > RENEW_DAYS * DAY;
}

function standsFor({ cert }: KeyAndCertificate, names: readonly string[]): boolean {
  const certificate = new X509Certificate(cert);
  return names.every((name) => (isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name)) !== undefined);
}

async function readKept(path: string): Promise<OwnTls | undefined> {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  try {
    const kept = JSON.parse(text) as OwnTls;
    for (const { key, cert } of [kept.authority, kept.server]) new X509Certificate(cert).checkPrivateKey(createPrivateKey(key));
    return kept;
  } catch (error) {
    throw new Error(`${path} does not hold the certificates of this CMS; remove it to have new ones made, which clients must trust anew.`, { cause: error });
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Takes a finished file's place under a name. @returns whether it did */
type TakeName = (draft: string, path: string) => Promise<boolean>;

const replace: TakeName = async (draft, path) => {
  await rename(draft, path);
  return true;
};

/** A link never replaces what is there. */
const linkNew: TakeName = async (draft, path) => {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

/** Writes a file that is whole and durable before it has its name. */
async function placeFile(path: string, text: string, mode: number, takeName: TakeName): Promise<boolean> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    const file = await open(draft, 'wx', mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    return await takeName(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}
