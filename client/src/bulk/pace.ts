import type { Clock } from './clock';

const FIRST_MILLISECONDS = 500;
const LONGEST_MILLISECONDS = 30_000;

/** How many times a document is begun again because of the CMS or the way to it. */
export const MOST_TRIES = 6;
/** A server that asks for a longer pause gets it: the run stops, and goes on when the person starts it again. */
export const LONGEST_PAUSE_SECONDS = 300;

/** How long to wait before the next try: twice as long each time, half of it by chance so that not all come back at once. */
export function backOff(tries: number, random: number): number {
  return Math.min(LONGEST_MILLISECONDS, FIRST_MILLISECONDS * 2 ** (tries - 1)) * (0.5 + random / 2);
}

/** The pauses that a server asks for (Retry-After): they hold for all requests, not only for the one that was answered so. */
export class Pace {
  private until = 0;
  constructor(private readonly clock: Clock) {}

  hold(seconds: number): void {
    this.until = Math.max(this.until, this.clock.now() + seconds * 1000);
  }

  /** Waits out the pause, or until the signal fires. */
  async turn(signal: AbortSignal): Promise<void> {
    for (;;) {
      const left = this.until - this.clock.now();
      if (left <= 0 || signal.aborted) return;
      await this.clock.wait(left, signal);
    }
  }
}
