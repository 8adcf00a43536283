import type { PlacedElement } from '../syntax/cursor';
import type { DocumentText } from '../syntax/documentText';
import type { ExpandedName } from '../syntax/namespaces';
import { globalElementIndex } from './assignment';
import { automatonIndex, type ContentIndex } from './automatonIndex';
import { childNames } from './childNames';
import type { ContentStep, Grammar } from './grammar';
import { scopeOf, typeAt } from './lookup';
import { complexTypeOf } from './typeLookup';

/** Beyond this many places among the children of one element no place is looked for. */
const MOST_PLACES = 64;

/** The child elements of one element, for those who want to add one, move one or take one away. Places count child elements. */
export class Contents {
  readonly names: readonly (ExpandedName | undefined)[];
  private readonly index: ContentIndex | undefined;

  constructor(element: PlacedElement, text: DocumentText, private readonly grammar: Grammar) {
    this.names = childNames(element.node, element.start, text, scopeOf(element, text));
    const type = complexTypeOf(typeAt(element, text, grammar).type);
    this.index = type?.model && automatonIndex(type.model, grammar);
  }

  /** The declaration of a child of this name, an index into `grammar.elements`; undefined where nothing is known of it. */
  declarationOf(name: ExpandedName): number | undefined {
    return this.index?.known.get(name) ?? globalElementIndex(this.grammar, name);
  }

  /** The expanded names of the children that the element may have by its own declaration, in schema order. */
  get known(): readonly ExpandedName[] {
    return [...this.index?.known.keys() ?? []];
  }

  /** How many children, counted from the first, stand as they may: a child without a known name does. */
  fitting(): number {
    if (!this.index) return this.names.length;
    let state = 0;
    for (const [place, name] of this.names.entries()) {
      const next = this.stateAfter(state, name);
      if (!next.fits) return place;
      state = next.state;
    }
    return this.names.length;
  }

  /** Whether a child would fit if the children had other names. @param names of all of them */
  wouldFit(place: number, names: readonly (ExpandedName | undefined)[]): boolean {
    let next = { state: 0, fits: true };
    for (const name of this.index ? names.slice(0, place + 1) : []) next = this.stateAfter(next.state, name);
    return next.fits;
  }

  /**
   * Where a child of this name fits: the place of the child that it would stand before, in the order of the schema where
   * several will do. Undefined where it fits nowhere, or makes something else unfit.
   * @param without a child that is on its way out
   */
  placeFor(name: ExpandedName, without = -1): number | undefined {
    const rest = this.names.filter((_, place) => place !== without);
    if (!this.index) return rest.length;
    const most = this.misfits(rest);
    const wanted = this.placeInSchemaOrder(rest, name);
    for (const place of [wanted, ...Array.from({ length: Math.min(rest.length + 1, MOST_PLACES) }, (_, index) => index)]) {
      const names = [...rest.slice(0, place), name, ...rest.slice(place)];
      if (this.isTaken(rest.slice(0, place), name) && this.misfits(names) <= most) return without >= 0 && place >= without ? place + 1 : place;
    }
    return undefined;
  }

  /**
   * Where a new child of this name goes: last, unless the schema takes it only elsewhere; last as well where it takes it
   * nowhere. Counted as in `placeFor`.
   */
  placeForNew(name: ExpandedName): number {
    const last = this.names.length;
    if (!this.index || (this.isTaken(this.names, name) && this.misfits([...this.names, name]) <= this.misfits(this.names))) return last;
    return this.placeFor(name) ?? last;
  }

  /** Whether the children are in order when this one stands elsewhere. @returns its place, or undefined where moving mends nothing */
  betterPlaceFor(place: number): number | undefined {
    const name = this.names[place];
    if (!this.index || name === undefined) return undefined;
    const better = this.placeFor(name, place);
    if (better === undefined || better === place || better === place + 1) return undefined;
    const rest = this.names.filter((_, each) => each !== place);
    const at = better > place ? better - 1 : better;
    return this.misfits([...rest.slice(0, at), name, ...rest.slice(at)]) < this.misfits(this.names) ? better : undefined;
  }

  /**
   * What is missing when one child that does not fit is taken away, in its place: names in order. Nothing, where another
   * that does not fit stands there before it.
   */
  lackingWithout(place: number): readonly ExpandedName[] {
    const { index } = this;
    if (!index) return [];
    let state = 0;
    for (const [at, name] of this.names.entries()) {
      if (at === place) continue;
      const next = this.stateAfter(state, name);
      if (at < place) {
        if (at === place - 1 && !next.fits && next.state === state) return [];
        state = next.state;
      } else if (next.fits) return [];
      else if (next.state !== state) return this.namesOf(index.skipTo(state, name!)!.missing);
    }
    return this.namesOf(index.missingAtEnd(state).map(([step]) => step!));
  }

  private namesOf(steps: readonly ContentStep[]): readonly ExpandedName[] {
    return steps.flatMap(({ element }) => (element === undefined ? [] : [this.grammar.elements[element]!.name]));
  }

  private placeInSchemaOrder(names: readonly (ExpandedName | undefined)[], name: ExpandedName): number {
    const order = new Map([...this.index!.known.keys()].map((each, rank) => [each, rank]));
    const rank = order.get(name);
    if (rank === undefined) return names.length;
    let place = 0;
    for (const [at, each] of names.entries()) if (each !== undefined && (order.get(each) ?? Infinity) <= rank) place = at + 1;
    return place;
  }

  private isTaken(before: readonly (ExpandedName | undefined)[], name: ExpandedName): boolean {
    return this.index!.step(before.reduce((state, each) => this.stateAfter(state, each).state, 0), name) !== undefined;
  }

  private misfits(names: readonly (ExpandedName | undefined)[]): number {
    let state = 0;
    let misfits = 0;
    for (const name of names) {
      const next = this.stateAfter(state, name);
      if (!next.fits) misfits++;
      state = next.state;
    }
    return misfits + this.index!.missingAtEnd(state).length;
  }

  /** What a check makes of a child: it goes on where the child is meant to be, or leaves it out. */
  private stateAfter(state: number, name: ExpandedName | undefined): { readonly state: number; readonly fits: boolean } {
    if (name === undefined) return { state, fits: true };
    const step = this.index!.step(state, name);
    return { state: step?.to ?? this.index!.skipTo(state, name)?.step.to ?? state, fits: step !== undefined };
  }
}
