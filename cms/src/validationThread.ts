import { once } from 'node:events';
import { parentPort, type Worker } from 'node:worker_threads';
import { checkDocument, type Checked, type Diagnose } from './documentCheck';

/** What tells a thread of a bundle that it is one of these. */
export const VALIDATION_THREAD = 'validate';

/** A check took longer than it may; its thread is gone. */
export class TookTooLong extends Error {}

/** What runs in the thread: checks each text that it is sent, and says first that it can. */
export function validateInThread(diagnose: Diagnose): void {
  parentPort?.on('message', (text: string) => parentPort?.postMessage(checkDocument(text, diagnose)));
  parentPort?.postMessage('ready');
}

/** A thread that checks one document at a time, seen from outside. */
export class ValidationThread {
  /** Rejects once the thread has died, whatever of. */
  private readonly ended: Promise<never>;
  private readonly ready: Promise<unknown>;

  constructor(private readonly worker: Worker) {
    // An idle thread keeps nobody from ending.
    worker.unref();
    this.ended = new Promise((_, reject) => {
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the thread that checks documents ended')));
    });
    this.ready = Promise.race([once(worker, 'message'), this.ended]);
    // Who waits for a check is told; a thread that dies while it is idle is told to the next.
    for (const promise of [this.ended, this.ready]) promise.catch(() => undefined);
  }

  /** @param patience in milliseconds, from when the thread has begun. Rejects with TookTooLong, or with what the thread died of */
  async check(text: string, patience: number): Promise<Checked> {
    this.worker.ref();
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      await this.ready;
      const answer = new Promise<Checked>((resolve) => this.worker.once('message', resolve));
      const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new TookTooLong()), patience)));
      this.worker.postMessage(text);
      return await Promise.race([answer, late, this.ended]);
    } finally {
      clearTimeout(timer);
      this.worker.unref();
    }
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }
}
