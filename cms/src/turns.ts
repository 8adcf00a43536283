import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { sent } from './sending';

/** One request of a connection. */
export interface Turn {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
}

interface Line {
  /** Requests whose answers are not on their way yet, the oldest first. */
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

  /** Requests under way on all connections; those that are answered, and whose clients do not read, keep nobody else waiting. */
  get all(): number {
    return this.count;
  }

  /** Requests under way on one, those included whose answers its client has not taken. */
  of(socket: Duplex): number {
    return this.lines.get(socket)?.waiting.length ?? 0;
  }

  /** The request that came last on a connection, the only one that may still be coming. */
  last(socket: Duplex): Turn | undefined {
    return this.lines.get(socket)?.waiting.at(-1);
  }

  /**
   * Answers a request once the answers to those before it on its connection are sent: a client that asks again and again
   * and reads nothing is answered no more, so that no more than one answer is kept for it.
   * @param answer never rejects
   */
  take(turn: Turn, answer: () => Promise<void>): void {
    const { socket } = turn.incoming;
    const line = this.lines.get(socket) ?? { waiting: [], last: Promise.resolve() };
    this.lines.set(socket, line);
    this.count += 1;
    line.waiting.push(turn);
    const run = async (): Promise<void> => {
      await answer();
      this.count -= 1;
      await sent(turn.response);
      line.waiting.shift();
    };
    // The usual case, a connection with one request at a time, does not wait for anything.
    line.last = line.waiting.length === 1 ? run() : line.last.then(run);
  }

  /** Runs once the answers to all requests of a connection so far are sent. */
  after(socket: Duplex, then: () => void): void {
    void (this.lines.get(socket)?.last ?? Promise.resolve()).then(then);
  }
}
