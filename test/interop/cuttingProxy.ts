import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** How a connection ends: in order, abruptly, or because the CMS behind it is killed. */
export type Ending = 'FIN' | 'RST' | 'kill';

/** A place in an exchange: before the connection, or behind so many bytes of the request or of the answer. */
export interface CutPoint {
  readonly name: string;
  readonly of: 'connection' | 'request' | 'answer';
  /** How many bytes pass, of the whole message as it is about to. */
  bytes(message: Buffer): number;
}

/** Which exchange of several is cut, where and how. */
export interface Cut {
  /** From 0; every request has a connection of its own. */
  readonly exchange: number;
  readonly point: CutPoint;
  readonly ending: Ending;
}

const headerEnd = (message: Buffer): number => message.indexOf('\r\n\r\n') + 4;

/** Every place where an exchange can break, in the order of time. */
export const CUT_POINTS = {
  beforeConnect: { name: 'before the connection', of: 'connection', bytes: () => 0 },
  beforeSend: { name: 'before the first byte', of: 'request', bytes: () => 0 },
  midHeader: { name: 'in the header', of: 'request', bytes: (message) => message.indexOf('\r\n') + 10 },
  midBody: { name: 'in the body', of: 'request', bytes: (message) => headerEnd(message) + (message.length - headerEnd(message) >> 1) },
  bodySent: { name: 'behind the body', of: 'request', bytes: (message) => message.length },
  beforeAnswer: { name: 'before the answer, which is on its way', of: 'answer', bytes: () => 0 },
  midStatusLine: { name: 'in the status line', of: 'answer', bytes: () => 11 },
  midAnswerHeader: { name: 'in the header of the answer', of: 'answer', bytes: (message) => headerEnd(message) - 3 },
  midAnswerBody: { name: 'in the body of the answer', of: 'answer', bytes: (message) => headerEnd(message) + (message.length - headerEnd(message) >> 1) },
  afterAnswer: { name: 'behind the answer', of: 'answer', bytes: (message) => message.length },
} as const satisfies Record<string, CutPoint>;

/** Stands between a client and a CMS on loopback and cuts one exchange, at exact bytes. */
export class CuttingProxy {
  private cut: Cut | undefined;
  private kill: () => Promise<void> = () => Promise.reject(new Error('there is nothing to kill'));
  private count = 0;
  private target = 0;
  readonly port: number;

  private constructor(private readonly server: Server) {
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (client) => this.serve(client));
  }

  static async open(): Promise<CuttingProxy> {
    // A client that has said all stays to hear the answer.
    const server = createServer({ allowHalfOpen: true });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new CuttingProxy(server);
  }

  /** Leads on to a CMS at a port; `kill` ends it and returns when it is gone. */
  leadTo(port: number, kill?: () => Promise<void>): void {
    this.target = port;
    if (kill) this.kill = kill;
  }

  /** Cuts once from now on; `undefined` lets everything pass again. */
  async arm(cut: Cut | undefined): Promise<void> {
    this.cut = cut;
    this.count = 0;
    if (!this.server.listening) await new Promise<void>((resolve) => this.server.listen(this.port, '127.0.0.1', resolve));
    if (cut?.point.of === 'connection' && cut.exchange === 0) await this.closeDoor();
  }

  async close(): Promise<void> {
    if (this.server.listening) await new Promise((resolve) => this.server.close(resolve));
  }

  private async closeDoor(): Promise<void> {
    if (this.cut?.ending === 'kill') await this.kill();
    // Listening ends at once; the connections that are open go on.
    this.server.close();
  }

  private serve(client: Socket): void {
    const exchange = this.count++;
    const cut = this.cut?.exchange === exchange ? this.cut : undefined;
    const closesNext = this.cut?.point.of === 'connection' && this.cut.exchange === exchange + 1;
    client.on('error', () => undefined);
    void (async () => {
      const request = await wholeRequest(client);
      if (cut?.point.of === 'request') return this.end(cut, client, await this.pass(request.subarray(0, cut.point.bytes(request))));
      const answer = await this.answerOf(request);
      if (closesNext) await this.closeDoor();
      if (!cut) return void client.end(answer);
      await written(client, answer.subarray(0, cut.point.bytes(answer)));
      await this.end(cut, client);
    })();
  }

  /** Sends bytes on to the CMS and leaves the connection open. */
  private async pass(bytes: Buffer): Promise<Socket> {
    const upstream = connect(this.target, '127.0.0.1').on('error', () => undefined);
    await written(upstream, bytes);
    return upstream;
  }

  /** All that the CMS answers; nothing where it is gone. */
  private async answerOf(request: Buffer): Promise<Buffer> {
    const upstream = await this.pass(request);
    const chunks: Buffer[] = [];
    upstream.on('data', (chunk) => chunks.push(chunk));
    if (!upstream.destroyed) await new Promise((resolve) => upstream.once('close', resolve));
    return Buffer.concat(chunks);
  }

  private async end({ ending }: Cut, client: Socket, upstream?: Socket): Promise<void> {
    if (ending === 'kill') await this.kill();
    for (const socket of [upstream, client]) {
      if (ending === 'RST') socket?.resetAndDestroy();
      else socket?.end();
    }
  }
}

/** Header and body of a request; a client that goes away before leaves what there is. */
function wholeRequest(client: Socket): Promise<Buffer> {
  return new Promise((resolve) => {
    let bytes = Buffer.alloc(0);
    client.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      const end = headerEnd(bytes);
      if (end < 4) return;
      const length = /\r\ncontent-length: *(\d+)/i.exec(bytes.toString('latin1', 0, end))?.[1] ?? '0';
      if (bytes.length >= end + Number(length)) resolve(bytes);
    });
    client.on('close', () => resolve(bytes));
  });
}

function written(socket: Socket, bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    socket.write(bytes, () => resolve());
    socket.once('close', () => resolve());
  });
}
