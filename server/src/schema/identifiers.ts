import type { Diagnostic } from '../diagnostic';
import type { Scope } from '../syntax/namespaces';
import type { Grammar, SimpleType } from './grammar';
import { nearestName } from './nearestName';
import { checkSimpleValue } from './simpleTypes';
import { quoted } from './wording';

/** A value of type xs:ID, or one of type xs:IDREF, at its place. */
export interface Identifier {
  readonly value: string;
  /** True for a reference, which needs an identifier of the same value somewhere. */
  readonly refers: boolean;
  readonly start: number;
  readonly end: number;
}

/** A near miss is looked for among no more identifiers than this: each reference that has none would look at all of them. */
const MOST_CANDIDATES = 200;

const holding = new WeakMap<SimpleType, boolean>();

/** Whether values of a type may hold identifiers or references to them; answered at once for the types that do not. */
export function mayHoldIdentifiers(grammar: Grammar, type: SimpleType): boolean {
  if (type.variety === 'atomic') return type.builtIn === 'ID' || type.builtIn === 'IDREF';
  let answer = holding.get(type);
  if (answer === undefined) {
    answer = (type.members ?? [type.item!]).some((index) => mayHoldIdentifiers(grammar, grammar.simpleTypes[index]!));
    holding.set(type, answer);
  }
  return answer;
}

/**
 * The identifiers and references in a value that its type accepts: lists hold several, of a union's member types the
 * first that takes the value counts (part 2, 2.5.1.3).
 * @param value references replaced, white space as it stands
 * @param start where it is written; @param end likewise
 */
export function identifiersIn(grammar: Grammar, type: SimpleType, value: string, scope: Scope, start: number, end: number): Identifier[] {
  if (!mayHoldIdentifiers(grammar, type)) return [];
  if (type.variety === 'union') {
    const member = type.members!.map((index) => grammar.simpleTypes[index]!).find((each) => checkSimpleValue(grammar, each, value, scope) === undefined);
    return member ? identifiersIn(grammar, member, value, scope, start, end) : [];
  }
  // Where a reference to a character or white space around makes it longer as written, the whole value is pointed at.
  const offset = value.length === end - start ? 0 : value.trim().length === end - start ? -/\S/.exec(value)!.index : undefined;
  return [...value.matchAll(/[^ \t\n\r]+/g)].flatMap(({ 0: item, index }) => {
    const from = offset === undefined ? start : start + offset + index;
    const to = offset === undefined ? end : from + item.length;
    if (type.variety === 'list') return identifiersIn(grammar, grammar.simpleTypes[type.item!]!, item, scope, from, to);
    return [{ value: item, refers: type.builtIn === 'IDREF', start: from, end: to }];
  });
}

/** The identifiers of a document, and what refers to them, as they are met in document order (part 1, 3.17.5; part 2, 3.3.8 and 3.3.9). */
export class IdentifierTable {
  private readonly first = new Map<string, Identifier>();
  private readonly references: Identifier[] = [];

  /**
   * Adds those of one element.
   * @param start the element's place, from which theirs count
   * @returns an error for each identifier that an element before it has
   */
  add(identifiers: readonly Identifier[], start: number): Diagnostic[] {
    return identifiers.flatMap((each) => {
      const placed = { ...each, start: start + each.start, end: start + each.end };
      const { value, refers, start: from, end: to } = placed;
      const before = this.first.get(value);
      if (refers) this.references.push(placed);
      else if (!before) this.first.set(value, placed);
      if (refers || !before) return [];
      const related = [{ start: before.start, end: before.end, message: `the first ${quoted(value)}` }];
      return [{ code: 'duplicate-id', severity: 'error', message: `${quoted(value)} is used twice; an identifier must be unique in the document`, start: from, end: to, href: 'https://www.w3.org/TR/xmlschema-2/#ID', related }];
    });
  }

  /** An error for each reference whose identifier is nowhere; to be asked after the last element. */
  unknownReferences(): Diagnostic[] {
    const candidates = this.first.size > MOST_CANDIDATES ? [] : [...this.first.keys()];
    return this.references.filter(({ value }) => !this.first.has(value)).map(({ value, start, end }) => {
      const near = nearestName(value, candidates);
      const advice = near === undefined ? 'correct it, or give an element this identifier' : `did you mean ${quoted(near)}?`;
      return { code: 'unknown-id', severity: 'error', message: `${quoted(value)} is no identifier in this document; ${advice}`, start, end, href: 'https://www.w3.org/TR/xmlschema-2/#IDREF' };
    });
  }
}
