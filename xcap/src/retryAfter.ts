import { oneLine } from './plainText';

/** How long a server asks to wait. */
export interface Wait {
  /** In seconds, a day at most; absent where it names a time of day: this room knows no clock. */
  readonly seconds?: number;
  /** As it stands in a sentence: `in 5 s`. */
  readonly words: string;
}

const DAY = 86_400;

/** Reads a Retry-After field (RFC 9110 10.2.3). What is neither a number nor a date is passed over. */
export function retryAfter(field: string | undefined): Wait | undefined {
  const value = field?.trim() ?? '';
  if (/^\d+$/.test(value)) {
    const seconds = Number(value);
    if (seconds > DAY) return { seconds: DAY, words: 'later; it asks to wait for more than a day' };
    return { seconds, words: `in ${seconds} s` };
  }
  // The three forms of a date in HTTP begin with the name of the day and hold nothing but these characters.
  return /^[A-Z][a-z]{2,8},? [\w :-]{10,40}$/.test(value) ? { words: `after ${oneLine(value)}` } : undefined;
}
