import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(webcrypto as unknown as Crypto);

/** A certificate with its key, in PEM. */
export interface Certified {
  readonly cert: string;
  readonly key: string;
}

/** A private authority that vouches for servers and clients, made for one run of tests. */
export class Authority {
  private constructor(private readonly own: x509.X509Certificate, private readonly keys: CryptoKeyPair, readonly name: string) {}

  static async make(name = 'CN=Test authority'): Promise<Authority> {
    const keys = await newKeys();
    const own = await x509.X509CertificateGenerator.createSelfSigned({
      name, keys, ...validity(1), serialNumber: serial(), signingAlgorithm: algorithm,
      extensions: [new x509.BasicConstraintsExtension(true, undefined, true), new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true)],
    });
    return new Authority(own, keys, name);
  }

  /** Its certificate, for those who trust it. */
  get ca(): string {
    return this.own.toString('pem');
  }

  /** A certificate for a server. @param days negative: it has expired */
  async server(subject: string, name: { type: 'ip' | 'dns'; value: string } = { type: 'ip', value: '127.0.0.1' }, days = 1): Promise<Certified> {
    return this.certify(subject, days, [new x509.SubjectAlternativeNameExtension([name]), new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth])]);
  }

  /** A certificate for a client. */
  async client(subject: string): Promise<Certified> {
    return this.certify(subject, 1, [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])]);
  }

  private async certify(subject: string, days: number, extensions: x509.Extension[]): Promise<Certified> {
    const keys = await newKeys();
    const cert = await x509.X509CertificateGenerator.create({
      subject, issuer: this.own.subject, publicKey: keys.publicKey, signingKey: this.keys.privateKey, ...validity(days), serialNumber: serial(), signingAlgorithm: algorithm, extensions,
    });
    const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
    return { cert: cert.toString('pem'), key: `-----BEGIN PRIVATE KEY-----\n${key.replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n` };
  }
}

type CryptoKeyPair = webcrypto.CryptoKeyPair;
type Crypto = Parameters<typeof x509.cryptoProvider.set>[0];

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 86_400_000;
let count = 0;

function newKeys(): Promise<CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

function serial(): string {
  return (0x10 + (count += 1)).toString(16).padStart(4, '0');
}

function validity(days: number): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(Date.now() - 2 * DAY), notAfter: new Date(Date.now() + days * DAY) };
}
