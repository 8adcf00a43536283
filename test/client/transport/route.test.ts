import assert from 'node:assert/strict';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { CMS_PEER } from '../../../client/src/transport/limits';
import { nodeTransport } from '../../../client/src/transport/nodeTransport';
import { probe } from '../../../client/src/transport/probe';
import type { Route } from '../../../client/src/transport/route';
import { TransportError, type WireRequest } from '../../../xcap/src/wire';
import { Authority, type Certified } from '../certificates';
import { ForwardProxy } from '../forwardProxy';

const LIMITS = { answerBytes: 10_000, idleMilliseconds: 2000, exchangeMilliseconds: 60_000 };
const never = new AbortController().signal;
const target = "/root/org.3gpp.mcptt.user-profile/users/sip:a;b=c@x.org/~~/%5B1%5D?xmlns(p='u')";

suite('the route of a connection', () => {
  let authority: Authority;
  let certified: Certified;
  let client: Certified;
  let proxy: ForwardProxy;
  const closing: (() => Promise<unknown>)[] = [];
  const requests: string[] = [];

  suiteSetup(async () => {
    authority = await Authority.make();
    certified = await authority.server('CN=cms1.example.com, O=Test');
    client = await authority.client('CN=editor');
  });
  setup(async () => {
    requests.length = 0;
    proxy = await ForwardProxy.start();
  });
  teardown(async () => {
    for (const close of [...closing.splice(0), () => proxy.stop()]) await close();
  });

  const answer: RequestListener = (incoming, response) => {
    const peer = (incoming.socket as TLSSocket).getPeerCertificate?.();
    requests.push(`${incoming.method} ${incoming.url} ${incoming.headers.host}${peer?.subject ? ` by ${String(peer.subject.CN)}` : ''}`);
    response.end('<a/>');
  };
  async function listening(server: Server): Promise<number> {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }));
    return (server.address() as AddressInfo).port;
  }
  const overTls = async (options: ServerOptions = {}) => `https://127.0.0.1:${await listening(createTlsServer({ ...certified, ...options }, answer))}`;
  const overPlain = async () => `http://127.0.0.1:${await listening(createHttpServer(answer))}`;
  const get = (origin: string): WireRequest => ({ method: 'GET', origin, target, headers: { Authorization: 'Bearer secret-token-1' } });
  const send = async (origin: string, route: Route) => (await nodeTransport(LIMITS, route)(get(origin), never)).status;
  async function failure(origin: string, route: Route, request = get(origin)): Promise<string> {
    try {
      await nodeTransport(LIMITS, route, CMS_PEER)(request, never);
    } catch (error) {
      assert.ok(error instanceof TransportError, String(error));
      return `${error.stage}: ${error.message}`;
    }
    return assert.fail('there was an answer');
  }
  const onlyHost = (origin: string) => origin.replace(/^https?:\/\//, '');

  test('a private authority is trusted where it is named, and nowhere else', async () => {
    const origin = await overTls();
    assert.equal(await send(origin, { tls: { ca: authority.ca } }), 200);
    assert.equal(await failure(origin, {}), `unsent: The certificate of ${onlyHost(origin)} is not trusted (UNABLE_TO_VERIFY_LEAF_SIGNATURE); name the file of its authority in tls.ca of the connection, or have it trusted on this machine.`);
    const other = await Authority.make('CN=Another');
    assert.match(await failure(origin, { tls: { ca: other.ca } }), /^unsent: The certificate of .* is not trusted/);
    assert.deepEqual(requests, [`GET ${target} ${onlyHost(origin)}`]);
  });

  test('a certificate for another name, or one that has expired', async () => {
    const named = await overTls(await authority.server('CN=x', { type: 'dns', value: 'cms1.example.com' }));
    assert.match(await failure(named, { tls: { ca: authority.ca } }), /^unsent: The certificate of .* is for another name \(ERR_TLS_CERT_ALTNAME_INVALID\); .*tls\.serverName/);
    assert.equal(await send(named, { tls: { ca: authority.ca, serverName: 'cms1.example.com' } }), 200);
    const old = await overTls(await authority.server('CN=x', undefined, -1));
    assert.match(await failure(old, { tls: { ca: authority.ca } }), /^unsent: The certificate of .*, or one above it, is not valid now \(CERT_HAS_EXPIRED\)/);
  });

  test('a client certificate is shown; without it nothing is uncertain, also for a PUT', async () => {
    const origin = await overTls({ requestCert: true, rejectUnauthorized: true, ca: authority.ca });
    assert.equal(await send(origin, { tls: { ca: authority.ca, ...client } }), 200);
    assert.deepEqual(requests, [`GET ${target} ${onlyHost(origin)} by editor`]);
    const put: WireRequest = { ...get(origin), method: 'PUT', body: new TextEncoder().encode('<a/>') };
    assert.match(await failure(origin, { tls: { ca: authority.ca } }, put), /^unsent: .* does not accept the certificate of this client, or asks for one \(ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED\)/);
  });

  test('a proxy tunnels what goes over TLS and reads none of it', async () => {
    const origin = await overTls({ requestCert: true, rejectUnauthorized: true, ca: authority.ca });
    assert.equal(await send(origin, { tls: { ca: authority.ca, ...client }, proxy: proxy.url }), 200);
    assert.deepEqual(proxy.asked, [`CONNECT ${onlyHost(origin)}`]);
    assert.deepEqual(requests, [`GET ${target} ${onlyHost(origin)} by editor`]);
    assert.ok(proxy.seen.length > 1 && !proxy.seen.join().includes('secret-token-1'));
  });

  test('a proxy is asked for the whole address of what goes without TLS, character by character', async () => {
    const origin = await overPlain();
    assert.equal(await send(origin, { proxy: proxy.url }), 200);
    assert.deepEqual(proxy.asked, [`GET ${origin}${target}`]);
    assert.deepEqual(requests, [`GET ${target} ${onlyHost(origin)}`]);
  });

  test('a proxy that does not let us through, is silent or is not there: told as the proxy, and nothing was sent', async () => {
    const origin = await overTls();
    const tls = { ca: authority.ca };
    proxy.refusal = '407 Proxy Authentication Required';
    assert.equal(await failure(origin, { tls, proxy: proxy.url }), `unsent: The proxy ${onlyHost(proxy.url)} does not lead to ${onlyHost(origin)} (407 Proxy Authentication Required); check the proxy of the connection.`);
    proxy.refusal = 'hang';
    assert.equal(await failure(origin, { tls, proxy: proxy.url }), 'unsent: The proxy was silent for 2 s; check that it is running.');
    for (const to of [origin, await overPlain()]) {
      assert.equal(await failure(to, { tls, proxy: 'http://127.0.0.1:1' }), 'unsent: No proxy listens at 127.0.0.1:1; start it or check the proxy of the connection.');
    }
    assert.deepEqual(requests, []);
  });

  test('a cancel while the proxy is silent', async () => {
    proxy.refusal = 'hang';
    const controller = new AbortController();
    const asked = nodeTransport(LIMITS, { proxy: proxy.url })(get('https://127.0.0.1:1'), controller.signal);
    setImmediate(() => controller.abort());
    await assert.rejects(asked, { stage: 'cancelled' });
  });

  test('a server that ends a tunnel is told as the server', async () => {
    const origin = await overPlain();
    assert.match(await failure(origin.replace('http:', 'https:'), { proxy: proxy.url }), new RegExp(`^unsent: ${onlyHost(origin)} does not speak TLS there`));
  });

  suite('looked at without sending anything', () => {
    test('the way, the protocol and the certificate', async () => {
      const origin = await overTls();
      for (const route of [{ tls: { ca: authority.ca } }, { tls: { ca: authority.ca }, proxy: proxy.url }]) {
        const { problem, tls, reached } = await probe(origin, route, never, LIMITS);
        assert.deepEqual([problem, reached, tls?.protocol, tls?.certificate.subject, tls?.certificate.issuer], [undefined, true, 'TLSv1.3', 'CN=cms1.example.com, O=Test', authority.name]);
        assert.ok(Date.parse(tls?.certificate.validTo ?? '') > Date.now());
      }
      assert.deepEqual((await probe(origin, { tls: { ca: authority.ca } }, never, LIMITS)).addresses, ['127.0.0.1']);
      assert.deepEqual(await probe(await overPlain(), {}, never, LIMITS), { addresses: ['127.0.0.1'], reached: true });
      assert.deepEqual(requests, []);
    });

    test('the certificate also where a request has been there before, and left a TLS session to resume', async () => {
      const origin = await overTls();
      const route = { tls: { ca: authority.ca } };
      for (let turn = 0; turn < 2; turn += 1) {
        assert.equal(await send(origin, route), 200);
        assert.equal((await probe(origin, route, never, LIMITS)).tls?.certificate.subject, 'CN=cms1.example.com, O=Test');
      }
    });

    test('a certificate that does not hold is shown all the same, and the client shows none', async () => {
      const origin = await overTls({ requestCert: true, rejectUnauthorized: true, ca: authority.ca });
      const { reached, problem, tls } = await probe(origin, { tls: { ...client } }, never, LIMITS);
      assert.deepEqual([reached, tls?.certificate.subject], [true, 'CN=cms1.example.com, O=Test']);
      assert.match(problem ?? '', /is not trusted.*tls\.ca/);
    });

    test('nobody there', async () => {
      assert.deepEqual(await probe('http://127.0.0.1:1', {}, never, LIMITS), { addresses: ['127.0.0.1'], reached: false, problem: 'No CMS listens at 127.0.0.1:1; start it or check the XCAP root.' });
    });
  });
});
