import 'reflect-metadata';
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import * as x509 from '@peculiar/x509';
import { fetchTransport } from '../../../client/src/transport/fetchTransport';
import type { TransportLimits } from '../../../client/src/transport/limits';
import { nodeTransport } from '../../../client/src/transport/nodeTransport';
import { TransportError, type Transport, type WireRequest } from '../../../xcap/src/wire';
import { withServer } from './wireServer';

const LIMITS = { answerBytes: 10_000, idleMilliseconds: 400, exchangeMilliseconds: 2000 };
const DAY = 86_400_000;
const keys = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** Certificates of a test: an authority that this process trusts, and what it has signed. */
interface Certificates {
  readonly good: TlsOptions;
  readonly wrongHost: TlsOptions;
  readonly expired: TlsOptions;
  readonly selfSigned: TlsOptions;
  readonly authority: string;
}

async function makeCertificates(): Promise<Certificates> {
  const now = Date.now();
  const validity = { notBefore: new Date(now - DAY), notAfter: new Date(now + DAY) };
  const authorityKeys = await crypto.subtle.generateKey(keys, true, ['sign', 'verify']);
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Authority of a test', keys: authorityKeys, signingAlgorithm: keys, ...validity, extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
  });
  const signed = async (name: x509.JsonGeneralName, times = validity, own = false): Promise<TlsOptions> => {
    const pair = await crypto.subtle.generateKey(keys, true, ['sign', 'verify']);
    const parts = { signingAlgorithm: keys, ...times, extensions: [new x509.SubjectAlternativeNameExtension([name])] };
    const certificate = own
      ? await x509.X509CertificateGenerator.createSelfSigned({ name: 'CN=server', keys: pair, ...parts })
      : await x509.X509CertificateGenerator.create({ subject: 'CN=server', issuer: authority.subject, publicKey: pair.publicKey, signingKey: authorityKeys.privateKey, ...parts });
    const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', pair.privateKey)).toString('base64');
    return { cert: certificate.toString('pem'), key: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----` };
  };
  const here: x509.JsonGeneralName = { type: 'ip', value: '127.0.0.1' };
  return {
    good: await signed(here),
    wrongHost: await signed({ type: 'dns', value: 'other.example.com' }),
    expired: await signed(here, { notBefore: new Date(now - 2 * DAY), notAfter: new Date(now - DAY) }),
    selfSigned: await signed(here, validity, true),
    authority: authority.toString('pem'),
  };
}

suite('broken TLS', () => {
  let certificates: Certificates;
  suiteSetup(async () => {
    certificates = await makeCertificates();
  });

  /** What a PUT with a token comes to, and whatever the server was told of it. */
  async function put(server: Server, make: (limits: TransportLimits) => Transport = (limits) => nodeTransport(limits, { tls: { ca: certificates.authority } })): Promise<{ told: string; heard: string }> {
    let heard = '';
    const told = await withServer((socket, header) => {
      heard = header;
      socket.end('HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n');
    }, async (origin) => {
      const request: WireRequest = { method: 'PUT', origin: origin.replace('http:', 'https:'), target: '/x', headers: { Authorization: 'Bearer secret-token' }, body: new TextEncoder().encode('<a/>') };
      try {
        return String((await make(LIMITS)(request, new AbortController().signal)).status);
      } catch (error) {
        assert.ok(error instanceof TransportError, String(error));
        return `${error.stage}: ${error.message}`.replaceAll(new URL(origin).host, 'HOST');
      }
    }, server);
    return { told, heard };
  }

  /** A server whose handshake is that of the options; its decrypted connections are what is answered on. */
  function tls(options: TlsOptions): Server {
    const server = createTlsServer(options);
    // withServer listens to connections, which are encrypted ones here.
    const listen = server.on.bind(server);
    server.on = ((event: string, listener: () => void) => listen(event === 'connection' ? 'secureConnection' : event, listener)) as typeof server.on;
    server.on('tlsClientError', () => undefined);
    return server;
  }

  test('none: the PUT arrives', async () => {
    const { told, heard } = await put(tls(certificates.good));
    assert.equal(told, '201');
    assert.match(heard, /Bearer secret-token/);
  });

  const table: [what: string, server: () => Server, told: string][] = [
    ['self-signed', () => tls(certificates.selfSigned), 'unsent: The certificate of HOST is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT); name the file of its authority in tls.ca of the connection, or have it trusted on this machine.'],
    ['another host', () => tls(certificates.wrongHost), 'unsent: The certificate of HOST is for another name (ERR_TLS_CERT_ALTNAME_INVALID); check the XCAP root, or name it in tls.serverName of the connection.'],
    ['expired', () => tls(certificates.expired), 'unsent: The certificate of HOST, or one above it, is not valid now (CERT_HAS_EXPIRED); have it renewed, and check the clock of this machine.'],
    ['TLS 1.0', () => tls({ ...certificates.good, minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }), 'unsent: HOST offers no version of TLS that is safe to use; it needs TLS 1.2 or later.'],
    ['plain HTTP', () => createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')), 'unsent: HOST does not speak TLS there; check whether the XCAP root should begin with http: or have another port.'],
    ['garbage', () => createServer((socket) => socket.end(Buffer.alloc(100, 0x16))), 'unsent: HOST does not speak TLS there; check whether the XCAP root should begin with http: or have another port.'],
    ['a handshake that is cut', () => createServer((socket) => socket.once('data', () => socket.resetAndDestroy())), 'unsent: HOST closed the connection before its answer was complete.'],
    ['a handshake that never comes', () => createServer(), 'unsent: The CMS was silent for 0.4 s; check that it is running, then fetch the document to see what it has.'],
  ];
  for (const [what, server, expected] of table) {
    test(`${what}: nothing is sent, and the person knows why`, async () => {
      const { told, heard } = await put(server());
      assert.equal(told, expected);
      assert.ok(!heard.includes('secret-token'));
    });
    test(`${what}: nothing is sent over fetch either`, async () => {
      const { told, heard } = await put(server(), fetchTransport);
      assert.match(told, /^uncertain: (?:No answer from HOST: it is not running, its certificate is not trusted|The CMS was silent)/);
      assert.ok(!heard.includes('secret-token'));
    });
  }
});
