import type { Server } from 'node:net';
import type { Duplex } from 'node:stream';

/** The connections of a server, those in their TLS handshake included; node:http tells only how many there are. */
export class OpenConnections {
  private readonly streams = new Map<string, Duplex & Peer>();

  constructor(server: Server) {
    server.on('connection', (socket: Duplex & Peer) => this.add(socket));
    // From here on requests belong to the stream inside TLS, and ending it says goodbye in TLS.
    server.on('secureConnection', (stream: Duplex & Peer) => this.add(stream));
  }

  all(): Iterable<Duplex> {
    return [...this.streams.values()];
  }

  private add(stream: Duplex & Peer): void {
    const peer = `${stream.remoteAddress} ${stream.remotePort}`;
    this.streams.set(peer, stream);
    stream.once('close', () => {
      if (this.streams.get(peer) === stream) this.streams.delete(peer);
    });
  }
}

interface Peer {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
}
