import { createServer, request, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** An HTTP proxy on loopback: tunnels by CONNECT, and passes on requests in absolute form. */
export class ForwardProxy {
  /** What it was asked for: `CONNECT 127.0.0.1:443`, `GET http://…`. */
  readonly asked: string[] = [];
  /** All bytes that came out of tunnels toward servers, and all header fields that it has read. */
  readonly seen: string[] = [];
  /** Answers CONNECT so, instead of tunnelling; `hang`: not at all. */
  refusal: string | undefined;
  private readonly sockets = new Set<Socket>();
  private constructor(private readonly server: Server) {}

  static async start(): Promise<ForwardProxy> {
    const server = createServer();
    const proxy = new ForwardProxy(server);
    server.on('connection', (socket) => { proxy.sockets.add(socket); socket.on('error', () => undefined); });
    server.on('connect', (incoming, socket: Socket, head) => {
      proxy.asked.push(`CONNECT ${incoming.url}`);
      proxy.seen.push(incoming.rawHeaders.join('\n'));
      socket.on('error', () => undefined);
      if (proxy.refusal === 'hang') return;
      if (proxy.refusal !== undefined) return void socket.end(`HTTP/1.1 ${proxy.refusal}\r\nContent-Length: 0\r\n\r\n`);
      const at = (incoming.url ?? '').lastIndexOf(':');
      const onward = connect(Number(incoming.url?.slice(at + 1)), incoming.url?.slice(0, at));
      proxy.sockets.add(onward);
      onward.on('error', () => socket.destroy());
      onward.on('connect', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        onward.write(head);
        socket.on('data', (chunk: Buffer) => { proxy.seen.push(chunk.toString('latin1')); onward.write(chunk); });
        socket.on('end', () => onward.end());
        onward.pipe(socket);
      });
    });
    server.on('request', (incoming, response) => {
      proxy.asked.push(`${incoming.method} ${incoming.url}`);
      proxy.seen.push(incoming.rawHeaders.join('\n'));
      const target = new URL(incoming.url ?? '');
      const onward = request({ host: target.hostname, port: target.port, method: incoming.method, path: (incoming.url ?? '').slice(target.origin.length), headers: incoming.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.writeHead(502).end());
      incoming.pipe(onward);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
