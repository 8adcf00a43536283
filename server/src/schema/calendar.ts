/** A point in time, or a repeated one, as a lexical value of XML Schema names it (part 2, 3.2.8 to 3.2.14). */
export interface Moment {
  /** Seconds on the time line, the parts that the value leaves out taken as the year 1972, the month 1, the day 1, 00:00. */
  readonly seconds: number;
  /** False where the value names no time zone, so that it stands for 28 hours of possible moments. */
  readonly zoned: boolean;
}

const YEAR = String.raw`(?<year>-?(?:[1-9]\d{3,}|0\d{3}))`;
const MONTH = String.raw`(?<month>\d\d)`;
const DAY = String.raw`(?<day>\d\d)`;
const TIME = String.raw`(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d(?:\.\d+)?)`;
const ZONE = String.raw`(?<zone>Z|[+\-]\d\d:\d\d)?`;

const LEXICAL: Readonly<Record<string, RegExp>> = {
  dateTime: new RegExp(`^${YEAR}-${MONTH}-${DAY}T${TIME}${ZONE}$`),
  date: new RegExp(`^${YEAR}-${MONTH}-${DAY}${ZONE}$`),
  time: new RegExp(`^${TIME}${ZONE}$`),
  gYearMonth: new RegExp(`^${YEAR}-${MONTH}${ZONE}$`),
  gYear: new RegExp(`^${YEAR}${ZONE}$`),
  gMonthDay: new RegExp(`^--${MONTH}-${DAY}${ZONE}$`),
  gDay: new RegExp(`^---${DAY}${ZONE}$`),
  gMonth: new RegExp(`^--${MONTH}${ZONE}$`),
};

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const LEAP_YEAR = 1972;

/** Reads a value of one of the date and time types; undefined where it is none: real calendar, no year 0, zones to 14:00. */
export function readMoment(type: string, value: string): Moment | undefined {
  const parts = LEXICAL[type]?.exec(value)?.groups;
  if (!parts) return undefined;
  const year = parts['year'] === undefined ? LEAP_YEAR : Number(parts['year']);
  const month = Number(parts['month'] ?? 1);
  const day = Number(parts['day'] ?? 1);
  const seconds = timeOfDay(Number(parts['hour'] ?? 0), Number(parts['minute'] ?? 0), Number(parts['second'] ?? 0));
  const zone = zoneSeconds(parts['zone']);
  if (year === 0 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || seconds === undefined || zone === undefined) return undefined;
  return { seconds: daysBefore(year, month) * 86400 + (day - 1) * 86400 + seconds - zone, zoned: parts['zone'] !== undefined };
}

/**
 * Below, at or above 0 as `a` is before, at or after `b`; NaN where that depends on a time zone that one of them does not name.
 */
export function compareMoments(a: Moment, b: Moment): number {
  const difference = a.seconds - b.seconds;
  return a.zoned === b.zoned || Math.abs(difference) > 14 * 3600 ? difference : NaN;
}

function timeOfDay(hour: number, minute: number, second: number): number | undefined {
  const seconds = hour * 3600 + minute * 60 + second;
  // 24:00:00 is the end of the day (part 2, 3.2.7.1).
  return (hour < 24 && minute < 60 && second < 60) || (hour === 24 && minute === 0 && second === 0) ? seconds : undefined;
}

function zoneSeconds(zone: string | undefined): number | undefined {
  if (zone === undefined || zone === 'Z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4));
  if (minutes > 59 || hours * 60 + minutes > 14 * 60) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60);
}

function isLeapYear(year: number): boolean {
  // There is no year 0: the year before 1 is -1, which is a leap year as 0 would be.
  const astronomical = year < 0 ? year + 1 : year;
  return astronomical % 4 === 0 && (astronomical % 100 !== 0 || astronomical % 400 === 0);
}

function daysIn(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : DAYS[month - 1]!;
}

/** Days from the first of January of year 1 to the first of a month; there is no year 0. */
export function daysBefore(year: number, month: number): number {
  const before = (year < 0 ? year + 1 : year) - 1;
  let days = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  for (let earlier = 1; earlier < month; earlier++) days += daysIn(year, earlier);
  return days;
}
