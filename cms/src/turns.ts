import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** One request of a connection. */
export interface Turn {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
}

interface Line {
  /** Requests that are not answered yet, the oldest first. */
  readonly waiting: Turn[];
  last: Promise<void>;
}

/**
 * Keeps the requests of a connection in their order: a client may send the next before it has the answer, and a GET that
 * overtook the PUT before it would serve what is no longer true (RFC 9112 9.3.2).
 */
export class Turns {
  private readonly lines = new WeakMap<Duplex, Line>();
  private count = 0;

  /** Requests under way on all connections. */
  get all(): number {
    return this.count;
  }

  /** Requests under way on one. */
  of(socket: Duplex): number {
    return this.lines.get(socket)?.waiting.length ?? 0;
  }

  /** The request that is being answered on a connection. */
  current(socket: Duplex): Turn | undefined {
    return this.lines.get(socket)?.waiting[0];
  }

  /** Answers a request once those before it on its connection are answered. @param answer never rejects */
  take(turn: Turn, answer: () => Promise<void>): void {
    const { socket } = turn.incoming;
    const line = this.lines.get(socket) ?? { waiting: [], last: Promise.resolve() };
    this.lines.set(socket, line);
    this.count += 1;
    line.waiting.push(turn);
    const run = async (): Promise<void> => {
      await answer();
      line.waiting.shift();
      this.count -= 1;
    };
    // The usual case, a connection with one request at a time, does not wait for anything.
    line.last = line.waiting.length === 1 ? run() : line.last.then(run);
  }

  /** Runs once all requests of a connection so far are answered. */
  after(socket: Duplex, then: () => void): void {
    void (this.lines.get(socket)?.last ?? Promise.resolve()).then(then);
  }
}
