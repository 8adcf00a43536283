import { connect } from 'node:net';

/** Bytes to send; a number waits so many milliseconds, as a slow client does. */
export type Part = string | number;

/**
 * Sends bytes as they are, one part after the other, and reads until the server closes or has said enough.
 * @param until what the text must match for this side to close; left out, the server has to
 */
export function exchangeRaw(port: number, parts: readonly Part[], until?: RegExp): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rest = [...parts];
    const socket = connect(port, '127.0.0.1', next);
    function next(): void {
      const part = rest.shift();
      if (part === undefined || socket.destroyed) return;
      if (typeof part === 'number') timer = setTimeout(next, part);
      else socket.write(part, 'latin1', next);
    }
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (until?.test(text)) socket.destroy();
    });
    // A server that refuses may close while we still send; what it has said by then counts.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(text);
    });
  });
}

/** The statuses of the answers in what a server sent. */
export function statusesOf(text: string): number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}
