import type { Transport } from '../../../xcap/src/wire';

/** A transport that has no more than so many requests under way; the others wait for their turn, in order. */
export function atMost(count: number): (transport: Transport) => Transport {
  const waiting: (() => void)[] = [];
  let free = count;
  const turn = (): Promise<void> => {
    if (free > 0) {
      free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  return (transport) => async (request, signal) => {
    await turn();
    try {
      return await transport(request, signal);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
