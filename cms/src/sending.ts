import type { ServerResponse } from 'node:http';

/** An answer up to this size goes out whatever else waits, in bytes: a profile has some 10 kB, and one for each connection is little. */
const SMALL = 64 * 1024;

/** The large answers that are made and not yet taken by those who asked for them. */
export class AnswersUnderWay {
  private held = 0;

  /** @param most how many bytes of large answers may wait, all together */
  constructor(private readonly most: number) {}

  /** Holds an answer until it is sent. @returns false where there is no room for it */
  hold(response: ServerResponse, bytes: number): boolean {
    // Nobody takes what goes to a connection that is gone, and nothing of it is kept.
    if (bytes <= SMALL || response.req.socket.destroyed) return true;
    if (this.held + bytes > this.most) return false;
    this.held += bytes;
    const release = (): void => {
      this.held -= bytes;
      response.off('finish', release);
      response.req.socket.off('close', release);
    };
    response.once('finish', release);
    response.req.socket.once('close', release);
    return true;
  }
}

/** Resolves once an answer is in the hands of the system, or its connection is gone; at once where nothing was answered. */
export function sent(response: ServerResponse): Promise<void> {
  const { socket } = response.req;
  if (!response.writableEnded || response.writableFinished || socket.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('finish', done);
      socket.off('close', done);
      resolve();
    };
    response.once('finish', done);
    socket.once('close', done);
  });
}
