import { Session } from 'node:inspector';

/** What the engine has run of one stretch of a function. */
interface Coverage {
  readonly result: readonly { readonly url: string; readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[] }[];
}

/**
 * Counts work instead of timing it: how often every stretch of our own code runs, as the engine's coverage tells. It is the
 * same number on every machine. What a built-in function does inside is not in it, but for calling our code.
 */
export class WorkCounter {
  private readonly session = new Session();

  start(): void {
    this.session.connect();
    this.post('Profiler.enable');
    this.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  }

  /** @returns how much was done */
  count(work: () => void): number {
    this.post('Profiler.takePreciseCoverage');
    work();
    const { result } = this.post('Profiler.takePreciseCoverage') as Coverage;
    let sum = 0;
    for (const { url, functions } of result) {
      if (url.startsWith('node:')) continue;
      for (const { ranges } of functions) for (const { count } of ranges) sum += count;
    }
    return sum;
  }

  stop(): void {
    this.post('Profiler.stopPreciseCoverage');
    this.session.disconnect();
  }

  /** The inspector of this very process answers at once. */
  private post(method: string, parameters: object = {}): unknown {
    let answer: unknown;
    this.session.post(method, parameters, (error, result) => {
      if (error) throw error;
      answer = result;
    });
    return answer;
  }
}
