import type { Scope } from '../syntax/namespaces';
import { expandedName, localName, prefixOf } from '../syntax/namespaces';
import { BUILT_IN_TYPES } from './builtInTypes';
import { readMoment } from './calendar';
import { durationParts } from './duration';
import { canonicalDecimal } from './facets';
import type { Grammar, SimpleType } from './grammar';
import { checkSimpleValue, normalizeWhiteSpace, whiteSpaceOf } from './simpleTypes';

/** Types whose values are text, so that a token may equal a string (part 2, 3.2.1 and what is derived from it). */
const TEXTS = new Set(['anySimpleType', 'string', 'normalizedString', 'token', 'language', 'Name', 'NCName', 'ID', 'IDREF', 'ENTITY', 'NMTOKEN']);

/**
 * A text that two values share if, and only if, they are equal, whatever their types: the values of different primitive
 * types are never equal (part 1, 3.11.4 with part 2, 2.2.1). For a value that its type accepts.
 * @param scope the bindings in force, for the types whose values hold a prefix
 */
export function valueKey(grammar: Grammar, type: SimpleType, value: string, scope: Scope): string {
  const normalized = normalizeWhiteSpace(value, whiteSpaceOf(type));
  if (type.variety === 'union') {
    const member = type.members!.map((index) => grammar.simpleTypes[index]!).find((each) => checkSimpleValue(grammar, each, normalized, scope) === undefined);
    return member ? valueKey(grammar, member, normalized, scope) : `text ${normalized}`;
  }
  if (type.variety === 'list') {
    const items = normalized.split(' ').filter((item) => item !== '');
    return `list ${items.map((item) => valueKey(grammar, grammar.simpleTypes[type.item!]!, item, scope).replace(/[\\,]/g, '\\$&')).join(',')}`;
  }
  return atomicKey(type.builtIn!, normalized, scope);
}

function atomicKey(builtIn: string, value: string, scope: Scope): string {
  if (TEXTS.has(builtIn)) return `text ${value}`;
  const { order, unit } = BUILT_IN_TYPES[builtIn]!;
  if (order === 'decimal') return `decimal ${canonicalDecimal(value)}`;
  if (order === 'float') return `${builtIn} ${floatKey(builtIn, value)}`;
  if (order === 'duration') return `duration ${Object.values(durationParts(value)).join(' ')}`;
  if (order === 'moment') return `${builtIn} ${momentKey(builtIn, value)}`;
  if (builtIn === 'boolean') return `boolean ${value === '1' || value === 'true'}`;
  if (builtIn === 'QName' || builtIn === 'NOTATION') return `${builtIn} ${expandedName(scope.bindings.get(prefixOf(value)) ?? '', localName(value))}`;
  if (unit === 'octets in hex') return `${builtIn} ${value.toUpperCase()}`;
  return `${builtIn} ${unit === undefined ? value : value.replaceAll(' ', '')}`;
}

function floatKey(builtIn: string, value: string): string {
  const number = Number(value.replace('INF', 'Infinity'));
  return String(builtIn === 'float' ? Math.fround(number) : number);
}

function momentKey(builtIn: string, value: string): string {
  const moment = readMoment(builtIn, value);
  // Beyond this a number no longer tells one second from the next.
  return moment && Math.abs(moment.seconds) < Number.MAX_SAFE_INTEGER ? `${moment.seconds}${moment.zoned ? 'Z' : ''}` : value;
}
