import { daysBefore } from './calendar';

/** What an xs:duration is: a number of months and one of seconds, of one sign (part 2, 3.2.6). */
export interface DurationParts {
  readonly months: bigint;
  readonly seconds: bigint;
  /** Digits after the point, without zeros at the end; preceded by `-` where the duration is negative. */
  readonly fraction: string;
}

/** Whether a text is an xs:duration: at least one number, and at least one after `T`. */
export function isDuration(value: string): boolean {
  return /^-?P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/.test(value);
}

/** A year is twelve months and a day 24 hours, but no number of days is a month. @param value of the form of a duration */
export function durationParts(value: string): DurationParts {
  const part = (pattern: RegExp): bigint => BigInt(pattern.exec(value)?.[1] ?? 0);
  const sign = value.startsWith('-') ? -1n : 1n;
  const months = part(/(\d+)Y/) * 12n + part(/^[^T]*?(\d+)M/);
  const seconds = part(/(\d+)D/) * 86_400n + part(/(\d+)H/) * 3_600n + part(/T(?:\d+H)?(\d+)M/) * 60n + part(/(\d+)(?:\.\d+)?S/);
  const fraction = (/\.(\d+)S/.exec(value)?.[1] ?? '').replace(/0+$/, '');
  return { months: sign * months, seconds: sign * seconds, fraction: fraction === '' || sign > 0n ? fraction : `-${fraction}` };
}

/** Between them a month has each of its lengths, and February both (part 2, 3.2.6.2). Years and months. */
const REFERENCES = [[1696, 9], [1697, 2], [1903, 3], [1903, 7]] as const;

/** Below, at or above 0 as `a` is shorter than, as long as or longer than `b`; NaN where that depends on the months meant. */
export function compareDurations(a: string, b: string): number {
  const [first, second] = [durationParts(a), durationParts(b)];
  const differences = REFERENCES.map((reference) => endOf(first, reference) - endOf(second, reference));
  if (differences.every((each) => each < 0)) return -1;
  if (differences.every((each) => each > 0)) return 1;
  return differences.every((each) => each === 0) ? 0 : NaN;
}

/** Seconds on the time line where a duration ends that begins on the first of a month. */
function endOf({ months, seconds, fraction }: DurationParts, [year, month]: readonly [number, number]): number {
  const end = year * 12 + month - 1 + Number(months);
  const endYear = Math.floor(end / 12);
  // Counted in years that have a year 0, which `daysBefore` does not know.
  return daysBefore(endYear > 0 ? endYear : endYear - 1, end - endYear * 12 + 1) * 86_400 + Number(seconds) + fractionOf(fraction);
}

function fractionOf(digits: string): number {
  return digits.startsWith('-') ? -Number(`0.${digits.slice(1)}`) : Number(`0.${digits}`);
}
