import { parseArgs, type ParseArgsConfig } from 'node:util';

/** The command was called wrongly. The message is one line. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Reads the arguments of a command. @throws UsageError for an unknown option, a missing value, or a wrong number of operands */
export function readOptions<T extends Options>(args: readonly string[], options: T, operands: { readonly min: number; readonly max: number; readonly name: string }) {
  const parsed = parse(args, options);
  const { length } = parsed.positionals;
  if (length < operands.min) throw new UsageError(`${operands.name} is missing.`);
  if (length > operands.max) throw new UsageError(`'${parsed.positionals[operands.max]}' is one argument too many.`);
  return parsed;
}

function parse<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${message.split('\n', 1)[0]?.replace(/\. To specify.*$/, '')}.`.replace('..', '.'));
  }
}

/** An option that a command cannot do without. */
export function required(value: string | undefined, option: string): string {
  if (value === undefined || value === '') throw new UsageError(`--${option} is missing.`);
  return value;
}

/** A whole number within a range. */
export function wholeNumber(value: string, option: string, min: number, max: number): number {
  const number = /^\d{1,15}$/.test(value) ? Number(value) : NaN;
  if (!(number >= min && number <= max)) throw new UsageError(`--${option} takes a whole number from ${min} to ${max}, not '${value}'.`);
  return number;
}
