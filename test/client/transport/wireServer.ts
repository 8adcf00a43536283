import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Runs against a server on loopback that is told what to do with a socket once a whole request header has come. */
export async function withServer<T>(onRequest: (socket: Socket, header: string) => void, run: (origin: string) => Promise<T>, server: Server = createServer()): Promise<T> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    let text = '';
    let answered = false;
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      if (answered || !text.includes('\r\n\r\n')) return;
      answered = true;
      onRequest(socket, text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}
