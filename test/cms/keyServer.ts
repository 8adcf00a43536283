import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWK } from 'jose';

/** An issuer's key set over HTTP, on loopback. */
export class KeyServer {
  /** How often it was asked. */
  asked = 0;
  /** What it answers: keys, or a status without any. */
  answer: readonly JWK[] | number = [];
  private constructor(private readonly server: Server) {}

  static async start(): Promise<KeyServer> {
    const made: KeyServer = new KeyServer(createServer((_incoming, response) => {
      made.asked += 1;
      if (typeof made.answer === 'number') return void response.writeHead(made.answer, { Location: '/elsewhere' }).end();
      response.setHeader('Content-Type', 'application/jwk-set+json').end(JSON.stringify({ keys: made.answer }));
    }));
    await new Promise<void>((resolve) => made.server.listen(0, '127.0.0.1', resolve));
    return made;
  }

  get url(): URL {
    return new URL(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}/keys`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
