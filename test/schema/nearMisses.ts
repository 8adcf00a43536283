/** What may be done to a value, or to a piece of text, to make it barely another: at the edge of a facet one of them goes over it. */
const CHANGES: readonly ((value: string) => string)[] = [
  (value) => value.slice(0, -1),
  (value) => value.slice(1),
  (value) => `${value}x`,
  (value) => `${value}0`,
  (value) => `0${value}`,
  (value) => `-${value}`,
  (value) => `+${value}`,
  (value) => `${value}.0`,
  (value) => `${value}.5`,
  (value) => ` ${value} `,
  (value) => `\t${value}\n`,
  (value) => value.replace(/ /, '  '),
  (value) => value + value,
  (value) => `${value} ${value}`,
  (value) => value.replace(/^(\S+) /, ''),
  (value) => `${value} ${value.split(' ')[0]}`,
  (value) => value.split(' ').reverse().join(' '),
  (value) => value.toUpperCase(),
  (value) => value.toLowerCase(),
  (value) => stepped(value, 1n),
  (value) => stepped(value, -1n),
  (value) => value.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)),
  (value) => value.replace(/\d/, (digit) => String((Number(digit) + 9) % 10)),
  (value) => value.replace(/\d\d/, '99'),
  (value) => value.replace(/-0?\d/, '-00'),
  (value) => value.replace(/Z$|$/, 'Z'),
  (value) => `${value}+14:00`,
  (value) => `${value}-14:01`,
  (value) => value.replace(/:\d\d/, ':60'),
  (value) => value.replace(/\d+/, '24'),
  (value) => value.replace(/(\.\d+)?$/, '.123456789'),
  (value) => `${value}e1`,
  (value) => value.replace(/[a-z]/, 'é'),
  (value) => value.replace(/[A-Za-z]/, '_'),
  (value) => value.replace(/:/, ''),
  (value) => value.replace(/^/, 'x:'),
  (value) => `&#x20;${value}`,
  () => '',
  () => ' ',
];

/** How many near misses there are of a value. */
export const NEAR_MISSES = CHANGES.length;

/** One of the near misses of a value, as it is written. Some are the value again; a property does not mind. */
export function nearMiss(value: string, which: number): string {
  return CHANGES[which % CHANGES.length]!(value);
}

/** The last whole number in it, one up or down. */
function stepped(value: string, by: bigint): string {
  return value.replace(/(-?\d{1,30})(?=\D*$)/, (digits) => String(BigInt(digits) + by));
}
