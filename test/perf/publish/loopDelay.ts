import { readFileSync } from 'node:fs';
import { percentile } from '../statistics';
import type { Delay } from './figures';

/** What loopProbe has written in some spans of time (milliseconds since 1970, begin and end). */
export function delayIn(log: string, spans: readonly (readonly [number, number])[]): Delay {
  const late: number[] = [];
  for (const line of readFileSync(log, 'utf8').split('\n').slice(0, -1)) {
    const entry = JSON.parse(line) as { at: number; late: number[] };
    if (spans.some(([begin, end]) => entry.at >= begin && entry.at <= end)) late.push(...entry.late);
  }
  return { p50: percentile(late, 0.5), p99: percentile(late, 0.99), max: late.reduce((most, each) => Math.max(most, each), 0) };
}
