/** How much the random tests try. `FUZZ_RUNS` raises it for a long run, `FUZZ_SEED` repeats one that failed. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 0);
/** True where the environment asks for a long run. */
export const LONG_RUN = RUNS > 0;
export const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);

/** Parameters for fast-check: `usual` runs in every `npm test`, or as many as the environment says. A failure prints the seed. */
export function runs(usual: number): { numRuns: number; seed: number } {
  return { numRuns: RUNS > 0 ? RUNS : usual, seed: SEED };
}
