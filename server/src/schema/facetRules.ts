import { primitiveOf } from './builtInBases';
import { BUILT_IN_TYPES } from './builtInTypes';
import { BOUNDS, compareValues } from './facets';
import type { Facets, SimpleType } from './grammar';
import { compilePattern } from './pattern';

/** What is wrong with facets, in one line, and which one it is. */
export interface FacetProblem {
  readonly facet: keyof Facets;
  readonly message: string;
}

const LENGTHS = ['length', 'minLength', 'maxLength'] as const;
const DIGITS = ['totalDigits', 'fractionDigits'] as const;
const EVERYWHERE = ['pattern', 'enumeration', 'whiteSpace'];
const SPACES = ['preserve', 'replace', 'collapse'];

/** Whether a facet can narrow a type (part 2, 4.1.5, applicable facets). */
export function isApplicable(facet: string, type: SimpleType): boolean {
  if (type.variety === 'union') return facet === 'pattern' || facet === 'enumeration';
  if (type.variety === 'list') return EVERYWHERE.includes(facet) || (LENGTHS as readonly string[]).includes(facet);
  const primitive = primitiveOf(type.builtIn!);
  if (EVERYWHERE.includes(facet)) return primitive !== 'boolean' || facet !== 'enumeration';
  if ((LENGTHS as readonly string[]).includes(facet)) return ['string', 'anyURI', 'hexBinary', 'base64Binary', 'QName', 'NOTATION'].includes(primitive);
  if ((DIGITS as readonly string[]).includes(facet)) return primitive === 'decimal';
  return BUILT_IN_TYPES[primitive]!.order !== undefined;
}

/** Why a pattern cannot be used, in one line; undefined where it can. */
export function patternProblem(pattern: string): string | undefined {
  try {
    compilePattern(pattern);
    return undefined;
  } catch (problem) {
    return (problem as Error).message;
  }
}

/**
 * What is wrong with facets that narrow a type: with one another, or since they are wider than the base (part 2, 4.3,
 * the schema component constraints of each facet). Their values are of the base type already, where they must be.
 * @param own as they are written in this step of the derivation
 */
export function facetProblem(base: SimpleType, own: Facets): FacetProblem | undefined {
  const inherited = { ...(isInteger(base) && { fractionDigits: 0 }), ...base.facets };
  return fixedProblem(inherited, own) ?? widerProblem(base, inherited, own) ?? contradiction(base, own, { ...inherited, ...own });
}

/** The fraction digits of whole numbers are fixed at none (part 2, 3.3.13). */
function isInteger({ variety, builtIn }: SimpleType): boolean {
  return variety === 'atomic' && builtIn !== 'decimal' && primitiveOf(builtIn!) === 'decimal';
}

function fixedProblem(inherited: Facets, own: Facets): FacetProblem | undefined {
  const changed = (inherited.fixed ?? []).find((facet) => own[facet as keyof Facets] !== undefined && own[facet as keyof Facets] !== inherited[facet as keyof Facets]);
  return changed === undefined ? undefined : { facet: changed as keyof Facets, message: `the base type has fixed '${changed}'; it cannot be changed` };
}

function widerProblem(base: SimpleType, inherited: Facets, own: Facets): FacetProblem | undefined {
  const wider = (facet: 'length' | 'minLength' | 'maxLength' | 'totalDigits' | 'fractionDigits', isWider: (value: number, limit: number) => boolean): FacetProblem | undefined => {
    const [value, limit] = [own[facet], inherited[facet]];
    return value !== undefined && limit !== undefined && isWider(value, limit) ? { facet, message: `'${facet}' is ${limit} in the base type; it can only be narrower` } : undefined;
  };
  const space = own.whiteSpace;
  const spaceOfBase = inherited.whiteSpace ?? (base.variety === 'list' ? 'collapse' : BUILT_IN_TYPES[base.builtIn ?? 'string']!.whiteSpace);
  const looser = space !== undefined && SPACES.indexOf(space) < SPACES.indexOf(spaceOfBase);
  return wider('length', (value, limit) => value !== limit) ?? wider('minLength', (value, limit) => value < limit) ?? wider('maxLength', (value, limit) => value > limit)
    ?? wider('totalDigits', (value, limit) => value > limit) ?? wider('fractionDigits', (value, limit) => value > limit)
    ?? (looser ? { facet: 'whiteSpace', message: `'whiteSpace' is ${spaceOfBase} in the base type; it cannot be ${space}` } : undefined);
}

function contradiction(base: SimpleType, own: Facets, all: Facets): FacetProblem | undefined {
  const isMore = (a: number | undefined, b: number | undefined): boolean => a !== undefined && b !== undefined && a > b;
  // Beside a length the other two may only say again what the base says (4.3.1.4).
  const excluded = own.length === undefined ? undefined : (['minLength', 'maxLength'] as const).find((facet) => own[facet] !== undefined && own[facet] !== base.facets?.[facet]);
  if (excluded !== undefined) return { facet: 'length', message: `'length' and '${excluded}' exclude each other; keep one` };
  if (isMore(all.minLength, all.maxLength) || isMore(all.length, all.maxLength) || isMore(all.minLength, all.length)) {
    return { facet: LENGTHS.find((facet) => own[facet] !== undefined)!, message: 'no value can be as short and as long as the lengths ask for' };
  }
  if (isMore(all.fractionDigits, all.totalDigits)) return { facet: own.fractionDigits === undefined ? 'totalDigits' : 'fractionDigits', message: `'fractionDigits' is more than 'totalDigits'` };
  if (own.totalDigits === 0) return { facet: 'totalDigits', message: `'totalDigits' must be 1 or more` };
  if (own.minInclusive !== undefined && own.minExclusive !== undefined) return { facet: 'minExclusive', message: `'minInclusive' and 'minExclusive' exclude each other; keep one` };
  if (own.maxInclusive !== undefined && own.maxExclusive !== undefined) return { facet: 'maxExclusive', message: `'maxInclusive' and 'maxExclusive' exclude each other; keep one` };
  return emptyRange(base, own, all);
}

function emptyRange(base: SimpleType, own: Facets, all: Facets): FacetProblem | undefined {
  const changed = BOUNDS.find((facet) => own[facet] !== undefined);
  if (changed === undefined) return undefined;
  const compare = (least: string | undefined, most: string | undefined): number => (
    least === undefined || most === undefined ? NaN : compareValues(BUILT_IN_TYPES[base.builtIn!]!.order, base.builtIn!, least, most));
  const isEmpty = compare(all.minInclusive, all.maxInclusive) > 0 || compare(all.minExclusive, all.maxExclusive) > 0
    || compare(all.minInclusive, all.maxExclusive) >= 0 || compare(all.minExclusive, all.maxInclusive) >= 0;
  return isEmpty ? { facet: changed, message: 'no value lies between these bounds' } : undefined;
}
