import { createServer, type RequestListener, type Server } from 'node:http';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OAuth2Server, type MutableRedirectUri, type MutableResponse, type MutableToken } from 'oauth2-mock-server';
import type { Certified } from '../certificates';

/** A token as the server is about to sign it. */
export type Claims = MutableToken['payload'];

/** An OpenID Connect server on loopback, with places to misbehave. */
export class IdentityServer {
  /** Queries of the authorization endpoint, and bodies of the token endpoint. */
  readonly authorizations: URLSearchParams[] = [];
  readonly tokenRequests: Readonly<Record<string, unknown>>[] = [];
  onRedirect: (url: URL) => void = () => undefined;
  /** Access tokens and ID tokens alike; the latter have an `aud`. */
  onSigning: (claims: Claims) => void = () => undefined;
  onTokens: (response: MutableResponse, request: Readonly<Record<string, unknown>>) => void = () => undefined;
  revocationStatus = 200;
  private constructor(private readonly server: OAuth2Server) {}

  /** @param host address of this machine to listen on, which is then in the issuer's name */
  static async start(certified?: Certified, host?: string): Promise<IdentityServer> {
    const server = certified === undefined ? new OAuth2Server() : await overTls(certified);
    await server.issuer.keys.generate('RS256');
    await server.start(0, host ?? '127.0.0.1');
    // The package calls every address of this machine localhost.
    if (host !== undefined) server.issuer.url = `${certified === undefined ? 'http' : 'https'}://${host}:${server.address().port}`;
    const made = new IdentityServer(server);
    const { service } = server;
    service.on('beforeAuthorizeRedirect', ({ url }: MutableRedirectUri, request: { url: string }) => {
      made.authorizations.push(new URL(request.url, made.issuer).searchParams);
      made.onRedirect(url);
    });
    service.on('beforeTokenSigning', ({ payload }: MutableToken) => {
      payload['mcptt_id'] = 'sip:user1@example.com';
      made.onSigning(payload);
    });
    service.on('beforeResponse', (response: MutableResponse, { body }: { body: Record<string, unknown> }) => {
      made.tokenRequests.push(body);
      made.onTokens(response, body);
    });
    service.on('beforeRevoke', (response: { statusCode: number }) => { response.statusCode = made.revocationStatus; });
    return made;
  }

  get issuer(): string {
    return this.server.issuer.url ?? '';
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}

/** The package takes files, and reads them at once. */
async function overTls({ cert, key }: Certified): Promise<OAuth2Server> {
  const folder = await mkdtemp(join(tmpdir(), 'mcptt-idms-'));
  try {
    const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    await Promise.all([writeFile(keyFile, key, { mode: 0o600 }), writeFile(certFile, cert)]);
    return new OAuth2Server(keyFile, certFile);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A server on loopback that answers as it is told, for what no identity server should do. */
export async function answeringServer(listener: RequestListener): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }),
  };
}
