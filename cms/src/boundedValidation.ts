import type { Worker } from 'node:worker_threads';
import { conflict, refusal } from './answers';
import { checkDocument, type Checked, type Diagnose } from './documentCheck';
import { Refused } from './refused';
import type { Validate } from './validation';
import { TookTooLong, ValidationThread } from './validationThread';

export interface ValidationLimits {
  /** Documents up to so many characters are checked on the spot: handing them to a thread costs more than the worst of them. */
  readonly onTheSpot: number;
  /** Time that a check may take in its thread, in milliseconds. */
  readonly milliseconds: number;
  /** Large documents that may wait for a thread. */
  readonly waiting: number;
  readonly threads: number;
}

export const DEFAULT_VALIDATION_LIMITS: ValidationLimits = { onTheSpot: 64 * 1024, milliseconds: 10_000, waiting: 16, threads: 2 };

/** Validation that never holds other requests for long. */
export interface BoundedValidation {
  readonly validate: Validate;
  /** Ends the threads. */
  close(): Promise<void>;
}

/**
 * Checks small documents on the spot and large ones in threads, with a time limit.
 *
 * A document that takes too long is a 409 constraint-failure, because sent again unchanged it would take as long again;
 * one that finds too many before it is a 503, because later it may pass.
 * @param startThread starts a thread that calls `validateInThread`; asked for at the first large document
 */
export function boundedValidation(diagnose: Diagnose, startThread: () => Worker, chosen: Partial<ValidationLimits> = {}): BoundedValidation {
  const limits = { ...DEFAULT_VALIDATION_LIMITS, ...chosen };
  const idle: ValidationThread[] = [];
  const all = new Set<ValidationThread>();
  const waiting: ((thread: ValidationThread) => void)[] = [];

  const start = (): ValidationThread => {
    const thread = new ValidationThread(startThread());
    all.add(thread);
    return thread;
  };
  const take = async (): Promise<ValidationThread> => {
    const free = idle.pop() ?? (all.size < limits.threads ? start() : undefined);
    if (free) return free;
    if (waiting.length >= limits.waiting) throw new Refused(refusal(503, 'The CMS has too many large documents to check.', { 'Retry-After': '5' }));
    return new Promise((resolve) => waiting.push(resolve));
  };
  const giveBack = (thread: ValidationThread): void => {
    const next = waiting.shift();
    if (next) next(thread);
    else idle.push(thread);
  };
  const giveUp = async (thread: ValidationThread): Promise<void> => {
    all.delete(thread);
    await thread.end();
    const next = waiting.shift();
    if (next) next(start());
  };
  const checkInThread = async (text: string): Promise<Checked> => {
    const thread = await take();
    try {
      const checked = await thread.check(text, limits.milliseconds);
      giveBack(thread);
      return checked;
    } catch (error) {
      await giveUp(thread);
      if (error instanceof TookTooLong) return { beyond: `the document takes more than ${limits.milliseconds / 1000} s to check` };
      if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY') return { beyond: 'the document takes too much memory to check' };
      throw error;
    }
  };
  return {
    async validate(text) {
      const checked = text.length <= limits.onTheSpot ? checkDocument(text, diagnose) : await checkInThread(text);
      if ('beyond' in checked) throw new Refused(conflict('constraint-failure', checked.beyond));
      return checked.found;
    },
    close: async () => void (await Promise.all([...all].map((thread) => thread.end()))),
  };
}
