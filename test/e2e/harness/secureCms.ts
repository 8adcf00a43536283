import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Authority } from '../../client/certificates';

/** A CMS behind TLS as deployments have it: a private authority, and clients that show a certificate of it. */
export interface SecureCms {
  /** XCAP root that leads to the one below `lead`. */
  root(plainRoot: string): string;
  /** Where requests are passed on to: an origin. */
  leadTo(origin: string): void;
  /** Writes what a client needs; @param path of a file by its name */
  writeFiles(path: (name: string) => string): { readonly ca: string; readonly cert: string; readonly key: string };
  close(): Promise<void>;
}

/** Starts it on loopback. */
export async function startSecureCms(): Promise<SecureCms> {
  const authority = await Authority.make();
  const [certified, client] = [await authority.server('CN=cms1.example.com'), await authority.client('CN=editor')];
  let origin = '';
  const server = createServer({ ...certified, ca: authority.ca, requestCert: true, rejectUnauthorized: true }, (incoming, response) => {
    const onward = request(origin + (incoming.url ?? ''), { method: incoming.method, headers: incoming.headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    root: (plainRoot) => `https://127.0.0.1:${port}${new URL(plainRoot).pathname}`,
    leadTo(to) { origin = to; },
    writeFiles(path) {
      const files = { ca: path('ca.pem'), cert: path('editor.pem'), key: path('editor.key') };
      writeFileSync(files.ca, authority.ca);
      writeFileSync(files.cert, client.cert);
      writeFileSync(files.key, client.key, { mode: 0o600 });
      return files;
    },
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }),
  };
}
