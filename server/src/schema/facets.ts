import type { BuiltInType } from './builtInTypes';
import { compareMoments, readMoment } from './calendar';
import { compareDurations } from './duration';
import type { Facets } from './grammar';
import { type CompiledPattern, compilePattern } from './pattern';

/** The bounds of an ordered type, in the order in which they are checked. */
export const BOUNDS = ['minInclusive', 'minExclusive', 'maxInclusive', 'maxExclusive'] as const;

/** Below, at or above 0 as `a` is less than, equal to or greater than `b`; NaN where neither holds. */
export function compareValues(order: BuiltInType['order'], builtIn: string, a: string, b: string): number {
  if (order === 'decimal') return compareDecimals(a, b);
  if (order === 'float') return floatValue(a) - floatValue(b) || (floatValue(a) === floatValue(b) ? 0 : NaN);
  if (order === 'duration') return compareDurations(a, b);
  const [first, second] = [readMoment(builtIn, a), readMoment(builtIn, b)];
  return first && second ? compareMoments(first, second) : NaN;
}

function floatValue(value: string): number {
  return value.endsWith('INF') ? (value.startsWith('-') ? -Infinity : Infinity) : Number(value);
}

/** A decimal number without what does not count: sign `+`, leading zeros, trailing zeros of the fraction. */
export function canonicalDecimal(value: string): string {
  const negative = value.startsWith('-');
  const [whole = '', fraction = ''] = value.replace(/^[+-]/, '').split('.');
  const digits = `${whole.replace(/^0+/, '') || '0'}.${fraction.replace(/0+$/, '')}`.replace(/\.$/, '');
  return negative && digits !== '0' ? `-${digits}` : digits;
}

function compareDecimals(a: string, b: string): number {
  const [left, right] = [canonicalDecimal(a), canonicalDecimal(b)];
  const [leftNegative, rightNegative] = [left.startsWith('-'), right.startsWith('-')];
  if (leftNegative !== rightNegative) return leftNegative ? -1 : 1;
  const size = compareMagnitudes(left.replace('-', ''), right.replace('-', ''));
  return leftNegative ? -size : size;
}

function compareMagnitudes(a: string, b: string): number {
  const [aWhole = '', aFraction = ''] = a.split('.');
  const [bWhole = '', bFraction = ''] = b.split('.');
  if (aWhole.length !== bWhole.length) return aWhole.length - bWhole.length;
  if (aWhole !== bWhole) return aWhole < bWhole ? -1 : 1;
  return aFraction === bFraction ? 0 : aFraction < bFraction ? -1 : 1;
}

/** Whether a value, of the form of its built-in type, keeps the bounds and digit counts. */
export function keepsBounds(facets: Facets, builtIn: string, type: BuiltInType, value: string): boolean {
  const compare = (bound: string): number => compareValues(type.order, builtIn, value, bound);
  if (facets.minInclusive !== undefined && !(compare(facets.minInclusive) >= 0)) return false;
  if (facets.maxInclusive !== undefined && !(compare(facets.maxInclusive) <= 0)) return false;
  if (facets.minExclusive !== undefined && !(compare(facets.minExclusive) > 0)) return false;
  if (facets.maxExclusive !== undefined && !(compare(facets.maxExclusive) < 0)) return false;
  if (facets.totalDigits === undefined && facets.fractionDigits === undefined) return true;
  const [whole = '', fraction = ''] = canonicalDecimal(value).replace('-', '').split('.');
  const total = (whole === '0' ? 0 : whole.length) + fraction.length;
  return total <= (facets.totalDigits ?? Infinity) && fraction.length <= (facets.fractionDigits ?? Infinity);
}

/** Whether a length, in whatever the type counts, keeps the length facets. */
export function keepsLength(facets: Facets, length: number): boolean {
  return (facets.length === undefined || length === facets.length) && length >= (facets.minLength ?? 0) && length <= (facets.maxLength ?? Infinity);
}

/** How long a value is in what its type counts: characters or octets. */
export function lengthOf(type: BuiltInType, value: string): number {
  if (type.unit === 'octets in hex') return value.length / 2;
  if (type.unit === 'octets in base64') return Math.floor((value.replace(/[ =]/g, '').length * 3) / 4);
  let length = value.length;
  // Characters, not UTF-16 code units: a surrogate pair counts once.
  for (const _pair of value.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g)) length--;
  return length;
}

const patterns = new Map<string, CompiledPattern>();

/** Whether a value matches every pattern. */
export function matchesPatterns(facets: Facets, value: string): boolean {
  return (facets.patterns ?? []).every((pattern) => {
    let compiled = patterns.get(pattern);
    if (!compiled) patterns.set(pattern, (compiled = compilePattern(pattern)));
    return compiled.test(value);
  });
}
