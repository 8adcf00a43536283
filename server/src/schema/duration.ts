import { daysBefore } from './calendar';

const DURATION = /^(?<minus>-?)P(?=\d|T\d)(?:(?<years>\d+)Y)?(?:(?<months>\d+)M)?(?:(?<days>\d+)D)?(?:T(?=\d)(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:(?<seconds>\d+(?:\.\d+)?)S)?)?$/;

/** Whether a text is an xs:duration (part 2, 3.2.6): at least one number, and at least one after `T`. */
export function isDuration(value: string): boolean {
  return DURATION.test(value);
}

/** The beginnings of months that durations are added to, to compare them: they differ in the lengths of the months after them (part 2, 3.2.6.2). */
const REFERENCES = [[1696, 9], [1697, 2], [1903, 3], [1903, 7]] as const;

/** Below, at or above 0 as `a` is shorter than, equal to or longer than `b`; NaN where that depends on the months they are added to. */
export function compareDurations(a: string, b: string): number {
  const [first, second] = [partsOf(a), partsOf(b)];
  const signs = new Set(REFERENCES.map(([year, month]) => Math.sign(secondsFrom(year, month, first) - secondsFrom(year, month, second))));
  return signs.size === 1 ? [...signs][0]! : NaN;
}

interface Parts {
  readonly months: number;
  readonly seconds: number;
}

function partsOf(value: string): Parts {
  const parts = DURATION.exec(value)?.groups ?? {};
  const part = (name: string): number => Number(parts[name] ?? 0);
  const sign = parts['minus'] === '-' ? -1 : 1;
  return { months: sign * (part('years') * 12 + part('months')), seconds: sign * (part('days') * 86400 + part('hours') * 3600 + part('minutes') * 60 + part('seconds')) };
}

function secondsFrom(year: number, month: number, { months, seconds }: Parts): number {
  const total = month - 1 + months;
  return daysBefore(year + Math.floor(total / 12), ((total % 12) + 12) % 12 + 1) * 86400 + seconds;
}
